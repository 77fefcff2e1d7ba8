#pragma once
// 适用：须符合第二条: who may take part at all. Each condition is a yes/no; one that is not met refuses, whatever the points.

#include "dsl/tree.hpp"
#include "interpreter/model.hpp"

namespace fenze {

inline constexpr const char* not_eligible = "不符合申报条件";

/// False where the directive speaks of kinds of units, not of conditions.
bool read_eligibility(const source& text, const rubric_text& written, const directive& said, model& m, diagnostics& out);

}  // namespace fenze
