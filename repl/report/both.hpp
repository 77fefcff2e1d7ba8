#pragma once
// Self-assessment beside review: two sets of facts for the same units.

#include <optional>
#include <vector>

#include "repl/load.hpp"
#include "repl/report/unit_report.hpp"

namespace fenze {

/// Units by their self-assessment and review, as --self and --facts give them; prints what is wrong. Nothing where nothing can be shown.
std::optional<std::vector<reviewed>> reviewed_units(const options& o, loaded& file, const compiled_rubric& rubric, int& status);

/// fenze score R --self F1 --facts F2.
int score_both(const options& o, loaded& file, const compiled_rubric& rubric);

}  // namespace fenze
