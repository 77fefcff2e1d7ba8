#pragma once
// What all units of a population are given together, held against the budget: the one place where units meet.

#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

/// What one unit may be given, and the total that ranks it; no total: it has no rank yet and stands last.
struct reward_claim {
    std::optional<number> total;
    number wanted;
};

struct shared_rewards {
    std::vector<number> given;   // by claim; what is wanted, where the document does not say how to share
    number wanted, sum;          // of all
    std::optional<number> over;  // by how much what is wanted exceeds the budget
    bool tie = false;            // units of one rank shared what was left
};

/// Which of the plan's rewards a budget is for: the one it names, those whose names hold its word, or all; only money of one kind of unit.
std::vector<std::size_t> rewards_under(const plan& p, const budget& from);

/// In order of rank until the budget is used (equal totals share what is left in proportion to what each may be given), in proportion, or as wanted.
shared_rewards share_rewards(const std::vector<reward_claim>& all, const budget& from);

}  // namespace fenze
