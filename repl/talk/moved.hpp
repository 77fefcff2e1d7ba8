#pragma once
// What an answer moved: the items from what to what and what capped them, the total, the grade.

#include <string>

#include "repl/render_diagnostics.hpp"
#include "repl/talk/moment.hpp"

namespace fenze {

/// One line for each item whose points moved, then the total and the grade; where nothing moved, why. Both have come to a score.
/// `fact`: the one that was given, if it was one.
std::string moved_text(const moment& before, const scored& was, const moment& after, const scored& now, std::optional<std::uint32_t> fact, const manner& how);

/// Two situations side by side: the facts that differ, the items that differ, the totals and grades.
std::string side_by_side(
    const moment& left, const scored& a, const std::string& left_name, const moment& right, const scored& b, const std::string& right_name, const manner& how);

/// 62 … 88, or 84 合格: what stands before the prompt's mark.
std::string standing_text(const plan& p, const scored& s, bool zh);

}  // namespace fenze
