#pragma once
// Operations of a plan as lowering writes them: small builders, and one function for each kind of rule.

#include <vector>

#include "interpreter/model.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

using operation_id = std::uint32_t;

/// Appends operations to a plan. `fact_operation` says which operation holds each fact of the model.
class emitter {
public:
    explicit emitter(const model& m) : model_(m) {}

protected:
    using id = operation_id;

    id push(operation o);
    id make(op kind, std::vector<id> in, span at);
    id constant(const number& value, span at);
    id scaled(id in, const number& by, span at);
    id sum(std::vector<id> in, span at);
    id at_most(id in, const number& bound, span at) { return make(op::min, {in, constant(bound, at)}, at); }
    id at_least(id in, const number& bound, span at) { return make(op::max, {in, constant(bound, at)}, at); }
    id rounded(id in, int places, std::uint32_t way, span at);
    /// The mean of marks without the greatest and the least of them. Only min, max and sums: each rises with every mark, so that bounds stay exact.
    id joined_marks(std::vector<id> marks, std::size_t drop_high, std::size_t drop_low, span at);
    id tier_lookup(id in, tier_table table, span at);
    /// Whole steps of the distance: rounded down, or up where `up`.
    id steps(id distance, const number& step, bool up, span at);
    id value_of(std::size_t f) const { return fact_[f]; }
    id inside(id value, const interval& is, span at);
    id holds(const condition& c, span at);
    id give(const award& a, span at);
    id computed(const formula_node& tree, span at);
    id otherwise(const tiers_rule& r, span at) { return r.otherwise_formula ? computed(*r.otherwise_formula, at) : constant(r.otherwise, at); }

    /// The points that one rule gives, before any cap.
    id rule_points(const rule& r);

    const model& model_;
    plan plan_;
    std::vector<id> fact_;

private:
    void drop(std::vector<id>& left, op extreme, op other, span at);
    id of(const tiers_rule& r, span at);
    id computed_tiers(const tiers_rule& r, span at);
    id of(const choice_rule& r, span at);
    id of(const per_rule& r, span at);
    id of(const steps_rule& r, span at);
    id of(const judged_rule& r, span at);
    id of(const ratio_rule& r, span at);
    id of(const constant_rule& r, span at);
    id of(const formula_rule& r, span at);
};

}  // namespace fenze
