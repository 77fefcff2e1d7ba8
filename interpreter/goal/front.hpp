#pragma once
// The least cost of every score that a plan can come to: fronts of (points, cost), folded up the operations.

#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

#include "interpreter/goal/moves.hpp"

namespace fenze {

struct front_question {
    const plan* program = nullptr;
    fact_values fixed;                              // facts that stay; the others take one of their `values`
    std::vector<std::vector<priced_value>> values;  // per fact, at least one for each that is not fixed
    std::uint32_t measured = 0;                     // operation
    bool higher = true;                             // more of it is better; else less
    std::vector<std::uint32_t> must;                // operations that have to be 1
    number budget;
    std::int64_t work = 20'000'000;           // combinations
    bool no_rough = false;                    // nothing is wanted once the work is used up, instead of what a rough look finds
    const std::atomic<bool>* stop = nullptr;  // set while it works: what is left is done roughly, and is not exact
};

struct front_point {
    number points;
    number cost;
    std::vector<std::pair<std::uint32_t, number>> facts;  // values of the facts that decide it; others do not matter
};

struct front {
    std::vector<front_point> points;  // ascending cost, and each better than the one before
    bool exact = true;                // no point can be had for less within the values and the budget
    std::int64_t work = 0;            // used
};

/// Every operation of the plan is read over sets of (value, cost): each value that can be had, at its least cost. Operands that share no fact are
/// combined freely; those that share some are kept side by side until the operation in which they meet.
front least_costs(const front_question& q);

}  // namespace fenze
