#pragma once
// 差多少, in words.

#include <string>

#include "interpreter/goal/next_step.hpp"

namespace fenze {

/// A value of a fact with its unit: 1450万元, 很完善, 是.
std::string amount_text(const fact& f, const number& value);

/// “差150万元到1600万元，多6分”, “再有1件，多5分”, “每多1万元多0.01分”, “改为“很完善”，多3分”, “若为是，多7分”.
std::string next_step_text(const plan& p, const next_step& step, bool zh);

/// What a clause needs, or why nothing more comes of it: “第4件起因上限未计”, “已得满分”.
std::string clause_step_text(const plan& p, const clause_step& step, bool zh);

}  // namespace fenze
