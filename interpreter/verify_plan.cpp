#include <algorithm>
#include <string>

#include "interpreter/plan.hpp"

namespace fenze {

namespace {

/// Collects the first broken promise.
struct inspection {
    const plan& program;
    std::string broken;

    void want(bool kept, const std::string& what) {
        if (!kept && broken.empty()) broken = what;
    }
};

struct arity {
    std::size_t least, most;
};

arity arity_of(op kind) {
    constexpr std::size_t many = SIZE_MAX;
    switch (kind) {
        case op::constant:
        case op::fact:
            return {0, 0};
        case op::add:
        case op::all:
        case op::any:
            return {0, many};
        case op::min:
        case op::max:
            return {1, many};
        case op::scale:
        case op::floor_divide:
        case op::tier:
        case op::choice:
        case op::negate:
        case op::round:
            return {1, 1};
        case op::multiply:
        case op::divide:
        case op::less:
        case op::less_equal:
        case op::equal:
            return {2, 2};
        case op::select:
            return {3, 3};
    }
    return {0, 0};
}

/// Whether an operation can only be 0 or 1.
std::vector<bool> booleans_of(const plan& p) {
    std::vector<bool> is(p.operations.size());
    const auto at = [&](std::uint32_t i) { return i < is.size() && is[i]; };
    for (std::size_t i = 0; i < is.size(); ++i) {
        const operation& o = p.operations[i];
        switch (o.kind) {
            case op::constant:
                is[i] = o.value == number(0) || o.value == number(1);
                break;
            case op::fact:
                is[i] = o.index < p.facts.size() && p.facts[o.index].kind == fact_kind::boolean;
                break;
            case op::less:
            case op::less_equal:
            case op::equal:
            case op::all:
            case op::any:
            case op::negate:
                is[i] = true;
                break;
            case op::select:
                is[i] = o.in.size() == 3 && at(o.in[1]) && at(o.in[2]);
                break;
            case op::min:
            case op::max:
                is[i] = std::all_of(o.in.begin(), o.in.end(), at);
                break;
            case op::tier:
                is[i] = o.index < p.tiers.size() && std::all_of(p.tiers[o.index].pieces.begin(), p.tiers[o.index].pieces.end(),
                                                        [](const tier_piece& t) { return t.value == number(0) || t.value == number(1); });
                break;
            case op::choice:
                is[i] = o.index < p.choices.size() &&
                        std::all_of(p.choices[o.index].begin(), p.choices[o.index].end(), [](const number& n) { return n == number(0) || n == number(1); });
                break;
            default:
                break;
        }
    }
    return is;
}

void verify_operation(inspection& look, std::size_t i, const std::vector<bool>& boolean) {
    const operation& o = look.program.operations[i];
    const std::string name = "operation " + std::to_string(i);
    const arity count = arity_of(o.kind);
    look.want(o.in.size() >= count.least && o.in.size() <= count.most, name + ": number of operands");
    for (const std::uint32_t operand : o.in) look.want(operand < i, name + ": an operand does not come before it");
    if (!look.broken.empty()) return;
    if (o.kind == op::all || o.kind == op::any || o.kind == op::negate)
        for (const std::uint32_t operand : o.in) look.want(boolean[operand], name + ": an operand is not a boolean");
    if (o.kind == op::select) look.want(boolean[o.in[0]], name + ": its condition is not a boolean");
    if (o.kind == op::fact) look.want(o.index < look.program.facts.size(), name + ": fact out of range");
    if (o.kind == op::tier) look.want(o.index < look.program.tiers.size(), name + ": tier table out of range");
    if (o.kind == op::choice) look.want(o.index < look.program.choices.size(), name + ": choice table out of range");
    if (o.kind == op::floor_divide) look.want(o.value.sign() > 0, name + ": step is not positive");
    if (o.kind == op::round) look.want(o.index <= static_cast<std::uint32_t>(rounding::ceiling), name + ": unknown rounding");
}

void verify_tiers(inspection& look, std::size_t i) {
    const auto& pieces = look.program.tiers[i].pieces;
    const std::string name = "tier table " + std::to_string(i);
    look.want(!pieces.empty() && !pieces.front().from, name + ": does not begin at minus infinity");
    for (std::size_t k = 1; k < pieces.size(); ++k) {
        look.want(pieces[k].from.has_value(), name + ": a later piece has no beginning");
        if (k == 1 || !look.broken.empty()) continue;
        const auto order = *pieces[k - 1].from <=> *pieces[k].from;
        look.want(order < 0 || (order == 0 && !pieces[k - 1].open && pieces[k].open), name + ": not in ascending order");
    }
}

void verify_facts(inspection& look) {
    for (const fact& f : look.program.facts) {
        look.want((f.kind == fact_kind::choice) == !f.options.empty(), "fact " + f.path + ": options are for choices only");
        look.want(!f.min || !f.max || *f.min <= *f.max, "fact " + f.path + ": empty range");
    }
}

void verify_outputs(inspection& look, const std::vector<bool>& boolean) {
    const plan& p = look.program;
    const auto operation = [&](std::uint32_t i, const std::string& what) { look.want(i < p.operations.size(), what + ": operation out of range"); };
    const auto truth = [&](std::uint32_t i, const std::string& what) { look.want(i < boolean.size() && boolean[i], what + ": not a boolean operation"); };
    const auto node = [&](std::uint32_t i, const std::string& what) { look.want(i < p.nodes.size(), what + ": node out of range"); };
    operation(p.total, "total"), operation(p.bonus, "bonus"), operation(p.deduction, "deduction");
    for (const plan_node& n : p.nodes) {
        operation(n.score, "node " + n.id), operation(n.raw, "node " + n.id);
        for (const std::uint32_t child : n.children) node(child, "node " + n.id);
        if (n.parent) node(*n.parent, "node " + n.id);
        for (const plan_rule& r : n.rules) {
            operation(r.score, "rule of " + n.id), operation(r.raw, "rule of " + n.id);
            for (const std::uint32_t f : r.facts) look.want(f < p.facts.size(), "rule of " + n.id + ": fact out of range");
        }
    }
    for (const std::uint32_t root : p.roots) node(root, "roots");
    for (const constraint& c : p.constraints) truth(c.operation, "constraint");
    for (const auto* list : {&p.vetoes, &p.grades, &p.actions})
        for (const outcome& o : *list) truth(o.condition, "outcome " + o.name);
}

}  // namespace

std::string verify_plan(const plan& p) {
    inspection look{p, {}};
    const auto boolean = booleans_of(p);
    for (std::size_t i = 0; i < p.operations.size() && look.broken.empty(); ++i) verify_operation(look, i, boolean);
    for (std::size_t i = 0; i < p.tiers.size(); ++i) verify_tiers(look, i);
    verify_facts(look);
    verify_outputs(look, boolean);
    return look.broken;
}

}  // namespace fenze
