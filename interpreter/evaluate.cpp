#include "interpreter/evaluate.hpp"

#include <algorithm>

#include "interpreter/rounding.hpp"

namespace fenze {

namespace {

constexpr std::uint32_t none = UINT32_MAX;

/// What one operation is computed from.
struct view {
    const plan& program;
    const fact_values& facts;
    const std::vector<number>& values;

    const number& in(const operation& o, std::size_t i) const { return values[o.in[i]]; }
    bool holds(const operation& o, std::size_t i) const { return in(o, i).sign() != 0; }
};

/// Values so far. `fault[i]` is the operation that made operation i incomputable: a division by zero spoils what
/// uses it, but not a selection that takes its other branch (投标价为0时不得分 may guard a division).
struct run {
    const plan& program;
    const fact_values& facts;
    std::vector<number> values;
    std::vector<std::uint32_t> fault;

    bool holds(const operation& o, std::size_t i) const { return values[o.in[i]].sign() != 0; }
};

number sum(const view& r, const operation& o) {
    number total;
    for (const std::uint32_t i : o.in) total = total + r.values[i];
    return total;
}

const number& extreme(const view& r, const operation& o, bool least) {
    const number* best = &r.values[o.in.front()];
    for (const std::uint32_t i : o.in)
        if (least ? r.values[i] < *best : *best < r.values[i]) best = &r.values[i];
    return *best;
}

number option_value(const std::vector<number>& values, const number& index) {
    const auto at = index.to_int();
    return at && *at >= 0 && static_cast<std::size_t>(*at) < values.size() ? values[static_cast<std::size_t>(*at)] : number();
}

std::optional<number> compute(const view& r, const operation& o) {
    const auto truth = [](bool b) { return number(b ? 1 : 0); };
    const auto on = [&](std::uint32_t i) { return r.values[i].sign() != 0; };
    switch (o.kind) {
        case op::constant:
            return o.value;
        case op::fact:
            return o.index < r.facts.size() ? r.facts[o.index] : std::nullopt;
        case op::add:
            return sum(r, o);
        case op::scale:
            return r.in(o, 0) * o.value;
        case op::multiply:
            return r.in(o, 0) * r.in(o, 1);
        case op::divide:
            return divide(r.in(o, 0), r.in(o, 1));
        case op::floor_divide:
            return floor(*divide(r.in(o, 0), o.value));
        case op::min:
            return extreme(r, o, true);
        case op::max:
            return extreme(r, o, false);
        case op::tier:
            return r.program.tiers[o.index].pieces[piece_of(r.program.tiers[o.index], r.in(o, 0))].value;
        case op::choice:
            return option_value(r.program.choices[o.index], r.in(o, 0));
        case op::less:
            return truth(r.in(o, 0) < r.in(o, 1));
        case op::less_equal:
            return truth(r.in(o, 0) <= r.in(o, 1));
        case op::equal:
            return truth(r.in(o, 0) == r.in(o, 1));
        case op::all:
            return truth(std::all_of(o.in.begin(), o.in.end(), on));
        case op::any:
            return truth(std::any_of(o.in.begin(), o.in.end(), on));
        case op::negate:
            return truth(!r.holds(o, 0));
        case op::select:
            return r.holds(o, 0) ? r.in(o, 1) : r.in(o, 2);
        case op::round:
            return rounded(r.in(o, 0), static_cast<rounding>(o.index), o.places);
    }
    return std::nullopt;
}

/// The fault that operation o inherits from what it uses.
std::uint32_t inherited(const run& r, const operation& o) {
    if (o.kind == op::select) {
        if (r.fault[o.in[0]] != none) return r.fault[o.in[0]];
        return r.fault[r.holds(o, 0) ? o.in[1] : o.in[2]];
    }
    for (const std::uint32_t i : o.in)
        if (r.fault[i] != none) return r.fault[i];
    return none;
}

void step(run& r, std::uint32_t i) {
    const operation& o = r.program.operations[i];
    r.fault[i] = inherited(r, o);
    if (r.fault[i] != none) return;
    if (auto value = compute({r.program, r.facts, r.values}, o)) r.values[i] = std::move(*value);
    else r.fault[i] = i;
}

run carry_out(const plan& p, const fact_values& facts) {
    run r{p, facts, std::vector<number>(p.operations.size()), std::vector<std::uint32_t>(p.operations.size(), none)};
    for (std::uint32_t i = 0; i < p.operations.size(); ++i) step(r, i);
    return r;
}

/// First fault that reaches something a reader sees.
std::optional<std::uint32_t> first_fault(const run& r) {
    std::uint32_t first = none;
    const auto look = [&](std::uint32_t i) {
        if (i < r.fault.size()) first = std::min(first, r.fault[i]);
    };
    const plan& p = r.program;
    for (const plan_node& n : p.nodes) {
        look(n.raw), look(n.score);
        for (const plan_rule& rule : n.rules) look(rule.raw), look(rule.score);
    }
    for (const constraint& c : p.constraints) look(c.operation);
    for (const auto* list : {&p.vetoes, &p.grades, &p.actions})
        for (const outcome& o : *list) look(o.condition);
    look(p.total), look(p.bonus), look(p.deduction);
    return first == none ? std::nullopt : std::optional(first);
}

}  // namespace

evaluation evaluate(const plan& p, const fact_values& facts) {
    run r = carry_out(p, facts);
    const auto failed = first_fault(r);
    return {std::move(r.values), failed};
}

std::vector<number> evaluate_as_if(const plan& p, const fact_values& facts, std::uint32_t operation, const number& value) {
    run r{p, facts, std::vector<number>(p.operations.size()), std::vector<std::uint32_t>(p.operations.size(), none)};
    for (std::uint32_t i = 0; i < p.operations.size(); ++i)
        if (i == operation) r.values[i] = value;
        else step(r, i);
    return std::move(r.values);
}

std::optional<number> evaluate_one(const plan& p, std::uint32_t operation, const std::vector<number>& values) {
    const fact_values no_facts;
    return compute({p, no_facts, values}, p.operations[operation]);
}

/// An unknown fact is a fault as well, so a constraint is judged only where all that decides it is known.
std::vector<std::uint32_t> broken_constraints(const plan& p, const fact_values& facts) {
    std::vector<std::uint32_t> broken;
    if (p.constraints.empty()) return broken;
    const run r = carry_out(p, facts);
    for (std::uint32_t i = 0; i < p.constraints.size(); ++i) {
        const std::uint32_t at = p.constraints[i].operation;
        if (r.fault[at] == none && r.values[at].sign() == 0) broken.push_back(i);
    }
    return broken;
}

}  // namespace fenze
