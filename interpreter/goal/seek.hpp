#pragma once
// Goal seek: the least change of facts that reaches a goal, with the certainty that nothing cheaper does.

#include <atomic>
#include <optional>
#include <vector>

#include "interpreter/goal/moves.hpp"
#include "interpreter/goal/target.hpp"

namespace fenze {

struct goal_request {
    goal what;
    fact_values facts;                        // as given; unknown ones start from starting_values()
    std::vector<fact_moves> moves;            // per fact: default_moves() with what the user set
    std::size_t plans = 1;                    // how many plans that change different facts
    bool curve = false;                       // the whole trade-off curve, beyond the goal as well
    std::int64_t work = 1'000'000;            // combinations looked at; past it the best found is not proved
    const std::atomic<bool>* stop = nullptr;  // set from elsewhere: the search ends soon, and what it gives is not to be believed
};

struct change {
    std::uint32_t fact = 0;
    number from, to;
    bool was_unknown = false;
    number cost;
};

/// One way to the goal, replayed through the evaluator.
struct goal_plan {
    fact_values facts;            // every fact
    std::vector<change> changes;  // in the order of the facts; none: the goal is reached already
    number cost;
    number total;         // the total then
    number measured;      // what the goal measures then
    bool proved = false;  // nothing cheaper reaches the goal (after the plans before it: nothing cheaper with other facts)
};

/// A point of the trade-off curve: nothing gives `points` or more for less than `cost`.
struct trade {
    number points;
    number cost;
    std::vector<change> changes;
};

/// Why a goal is out of reach.
struct obstacle {
    std::optional<number> best;  // the most that the measured points can come to; nothing: unbounded
    bool exact = false;          // that is reached by `best_facts`
    fact_values best_facts;
    struct release {
        std::uint32_t fact = 0;
        std::optional<number> best;  // with this fact free as well
        bool reaches = false;        // and then the goal can be reached
    };
    std::vector<release> releases;      // facts that stand in the way, the most helpful first
    std::vector<std::uint32_t> full;    // items at their full mark in `best_facts`
    std::vector<std::uint32_t> vetoes;  // that hold whatever is done: indices into plan.vetoes
    bool facts_refused = false;         // no values at all fit the rubric's limits
};

enum class goal_status {
    reached,      // as the facts stand
    found,        // by plans
    unreachable,  // proved: see obstacle
    not_found,    // not by whole steps, or not within the work allowed
};

struct goal_answer {
    goal_status status = goal_status::not_found;
    fact_values start;                   // what is counted from: the given facts, the others at their starting values (or as near as the rubric's limits allow)
    std::vector<std::uint32_t> assumed;  // unknown facts that were counted from their starting values and can matter to the goal
    number total, measured;              // at the start
    std::vector<goal_plan> plans;        // cheapest first
    std::vector<trade> curve;            // ascending, from the start's points on
    bool curve_complete = false;         // the last point of the curve is the most that can be reached
    bool proved = false;                 // the first plan is the cheapest, or the goal is out of reach
    std::optional<obstacle> because;
};

/// Goal seek. Exact over the steps of the moves: see docs/decisions/goal-seek.md.
goal_answer seek(const plan& p, const goal_request& wanted);

}  // namespace fenze
