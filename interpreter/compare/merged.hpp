#pragma once
// Old and new in one plan with a switch for each changed part: all off is the old rubric, all on the new one, and between them every hybrid.
// So the effect of one change can be told from that of another without any scoring logic beside the plan's.

#include "interpreter/compare/pair_rules.hpp"

namespace fenze {

/// A place where the two rubrics compute something else: a clause, or what an item does with its clauses (caps, full mark, best of, weights).
struct part {
    pair_of item;  // neither: the rubric as a whole
    pair_of rule;  // neither: the item itself
};

/// Clauses of an item that is compared, by index into pairing::items.
using paired_rules = std::vector<std::vector<pair_of>>;

struct merged_plan {
    plan program;  // facts of both, behind them a switch for each part
    std::vector<part> parts;
    std::uint32_t first = 0;  // fact: the switch of parts[0]
    std::uint32_t total = 0;  // operation
    /// Per part the operations that its switch chooses between; nothing where one of them has switches of its own.
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> chosen;
    std::vector<bool> alone;  // per part: `chosen` is all that it decides
};

merged_plan merge(const joint_plan& j, const pairing& pairs, const paired_rules& rules);

}  // namespace fenze
