#pragma once
// 差多少: what each clause needs for its next step, and which facts are worth most.

#include <optional>
#include <vector>

#include "interpreter/goal/moves.hpp"

namespace fenze {

/// The nearest change of one fact that brings more points.
struct next_step {
    std::uint32_t fact = 0;
    number from, to;          // for `just_above`, the fact has to exceed `to`
    number away;              // |to − from|
    bool down = false;        // the fact has to fall
    bool just_above = false;  // (or, down, has to be less than)
    bool gradual = false;     // points grow with the fact: `to` is one step on, `gain` what it brings
    number gain;              // points of the operation
    number total_gain;        // and of the total, at the same value
};

/// Why a clause has no next step, or one that does not count.
enum class no_step {
    none,     // there is one and it counts
    full,     // the clause gives its most
    capped,   // it would give more, but a cap or full mark above it leaves nothing over
    unknown,  // a fact of it is not given
    past,     // only less of a fact that cannot fall would bring more
    other,    // no single fact of it brings more
};

struct clause_step {
    std::uint32_t node = 0;
    std::size_t rule = 0;         // of the node
    std::vector<next_step> next;  // one per fact that can bring more, in the order of the clause's facts
    no_step why_not = no_step::none;
    std::optional<std::uint32_t> counted_to_fact;  // of a count that exceeds what its cap lets count …
    std::optional<number> counted_to;              // … as many as count: 3 of 5件
    bool counted_with_others = false;              // other clauses fill the same cap: as many as count while those stay as they are
};

/// Each clause of one item. All facts of the clauses looked at must be given, else `unknown`.
std::vector<clause_step> next_steps(const plan& p, const fact_values& facts, std::uint32_t node, const std::vector<fact_moves>& moves);

/// The nearest change of one fact that raises an operation, all other facts as they are.
std::optional<next_step> next_step_of(const plan& p, const fact_values& facts, std::uint32_t fact, std::uint32_t operation, const fact_moves& moves);

/// 排行: what one more step of a fact brings, and its next gain; facts that bring most per step first. Unknown facts count from their start.
struct marginal_gain {
    std::uint32_t fact = 0;
    number one_step;                // points of the total that a single step brings (may be 0)
    std::optional<next_step> next;  // the nearest that brings any
    number per_step;                // next gain ÷ steps to it, 0 where there is none
};
std::vector<marginal_gain> marginal_gains(const plan& p, const fact_values& facts, const std::vector<fact_moves>& moves);

}  // namespace fenze
