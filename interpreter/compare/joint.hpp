#pragma once
// Two rubrics over the same facts: one plan that holds the operations of both, the same operation once.
// Where two scores are the same operation of it, they are equal for all facts, and no solver is asked.

#include <array>
#include <map>
#include <tuple>

#include "interpreter/compare/pairing.hpp"
#include "interpreter/evaluate.hpp"

namespace fenze {

enum side : std::size_t { before, after };

/// Appends operations to a plan, each only once.
class interner {
public:
    explicit interner(plan& into) : into_(into) {}
    std::uint32_t put(operation o);
    std::uint32_t make(op kind, std::vector<std::uint32_t> in, const number& value = number());
    std::uint32_t constant(const number& value) { return make(op::constant, {}, value); }
    std::uint32_t fact(std::uint32_t index);
    std::uint32_t tier(tier_table table, std::uint32_t in);
    std::uint32_t choice(std::vector<number> values, std::uint32_t in);

    plan& into_;

private:
    using key = std::tuple<op, std::vector<std::uint32_t>, number, std::uint32_t, int>;
    std::map<key, std::uint32_t> met_;
};

/// Promises: `both` has facts, operations and tables only. A fact that the two allow other values for may take all of them in `both`;
/// what a side allows stands in its `demands`, so no comparison is made where one of the two would refuse the facts.
struct joint_plan {
    plan both;
    std::array<const plan*, 2> of{};
    std::vector<paired_fact> facts;                        // per fact of `both`
    std::array<std::vector<std::uint32_t>, 2> at;          // operation of a side → operation of `both`
    std::array<std::vector<std::uint32_t>, 2> fact_at;     // fact of a side → operation of `both`
    std::array<std::vector<std::uint32_t>, 2> joint_fact;  // fact of a side → fact of `both`
    std::array<std::vector<std::uint32_t>, 2> demands;     // operations that must be 1: constraints and domains

    /// Facts of a side from facts of both: its own units, its own options.
    [[nodiscard]] fact_values facts_of(side which, const fact_values& joint) const;
    /// And back; nothing for what the side does not speak of.
    [[nodiscard]] fact_values joint_of(side which, const fact_values& own) const;
};

/// Keeps references to the two plans.
joint_plan join(const plan& old_one, const plan& new_one, const pairing& pairs);

/// The operations of a side once more, with others in the place of some (of the side's own operations).
std::vector<std::uint32_t> take_over(joint_plan& j, side which, const std::map<std::uint32_t, std::uint32_t>& instead);

/// A plan's number as the plan that `both` is needs it: appended operations are interned with what is there.
interner interner_of(joint_plan& j);

}  // namespace fenze
