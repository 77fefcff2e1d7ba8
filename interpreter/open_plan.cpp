#include "interpreter/open_plan.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace fenze {

bool takes_whole(const fact& f) { return f.whole || f.kind == fact_kind::choice || f.kind == fact_kind::boolean; }

extent domain_of(const fact& f) {
    extent e;
    if (f.min) e.low = edge{*f.min, 0};
    if (f.max) e.high = edge{*f.max, 0};
    if (!f.min && (f.kind == fact_kind::count || f.kind == fact_kind::amount)) e.low = edge{0, 0};
    if (f.kind == fact_kind::boolean) e = {edge{0, 0}, edge{1, 0}};
    if (f.kind == fact_kind::choice && !f.options.empty()) e = {edge{0, 0}, edge{number(static_cast<std::int64_t>(f.options.size()) - (f.or_none ? 0 : 1)), 0}};
    if (takes_whole(f)) {
        if (e.low) e.low = edge{ceiling(*e.low), 0};
        if (e.high) e.high = edge{floor(*e.high), 0};
    }
    return e;
}

std::vector<std::uint32_t> cone_of(const plan& p, const std::vector<std::uint32_t>& tops) {
    std::vector<std::uint32_t> cone = tops;
    std::unordered_set<std::uint32_t> met(tops.begin(), tops.end());
    for (std::size_t k = 0; k < cone.size(); ++k)  // `cone` grows on the way
        for (const std::uint32_t operand : p.operations[cone[k]].in)
            if (met.insert(operand).second) cone.push_back(operand);
    std::sort(cone.begin(), cone.end());
    cone.erase(std::unique(cone.begin(), cone.end()), cone.end());
    return cone;
}

namespace {

/// Operations of the plan one by one, simplified by what is known.
class simplifier {
public:
    simplifier(const plan& p, const fact_values& facts, open_plan& out) : out_(out), values_(evaluate(p, facts).values), fact_at_(p.facts.size()) {
        for (std::uint32_t i = 0; i < p.operations.size(); ++i) {
            const operation& o = p.operations[i];
            const bool given = o.kind == op::fact && o.index < facts.size() && facts[o.index];
            out.at.push_back(take(p, o, i, given));
            if (const auto& value = out.known[out.at.back()]) values_[i] = *value;
        }
    }

    std::uint32_t append(operation o, std::uint32_t origin, std::optional<number> known = std::nullopt) {
        out_.program.operations.push_back(std::move(o));
        out_.origin.push_back(origin);
        out_.known.push_back(std::move(known));
        return static_cast<std::uint32_t>(out_.origin.size() - 1);
    }

private:
    const std::optional<number>& known(const operation& o, std::size_t i) const { return out_.known[out_.at[o.in[i]]]; }

    std::uint32_t constant(const number& value, const operation& o, std::uint32_t origin) {
        operation c;
        c.value = value;
        c.at = o.at;
        return append(c, origin, value);
    }

    std::uint32_t take(const plan& p, const operation& o, std::uint32_t i, bool given) {
        if (o.kind == op::constant || given) return constant(values_[i], o, i);
        if (o.kind == op::fact) {  // one operation per fact, so that its paths are seen to meet
            if (!fact_at_[o.index]) fact_at_[o.index] = append(o, i);
            return *fact_at_[o.index];
        }
        if (o.kind == op::select && known(o, 0)) return out_.at[o.in[known(o, 0)->sign() != 0 ? 1 : 2]];
        bool all_known = true;
        for (std::size_t k = 0; k < o.in.size(); ++k) {
            const auto& value = known(o, k);
            all_known = all_known && value;
            if (value && o.kind == op::all && value->sign() == 0) return constant(0, o, i);
            if (value && o.kind == op::any && value->sign() != 0) return constant(1, o, i);
        }
        if (o.kind == op::divide && known(o, 1) && known(o, 1)->sign() == 0) all_known = false;
        // what an unknown fact spoiled for the evaluation may be known all the same, by a choice already made
        if (all_known)
            if (const auto value = evaluate_one(p, i, values_)) return constant(*value, o, i);
        operation copy = o;
        for (std::uint32_t& operand : copy.in) operand = out_.at[operand];
        return append(std::move(copy), i);
    }

    open_plan& out_;
    std::vector<number> values_;  // right wherever the operation is known
    std::vector<std::optional<std::uint32_t>> fact_at_;
};

/// The table of tiers that all grades ask which of its pieces holds; nothing where a grade asks for something else.
std::optional<std::uint32_t> one_table_of_grades(const plan& p) {
    std::optional<std::uint32_t> which;
    for (const outcome& grade : p.grades) {
        const operation& o = p.operations[grade.condition];
        if (o.kind != op::equal || o.in.size() != 2 || p.operations[o.in[0]].kind != op::tier || p.operations[o.in[1]].kind != op::constant)
            return std::nullopt;
        if (which && *which != o.in[0]) return std::nullopt;
        which = o.in[0];
    }
    return which;
}

/// First grade to hold: one operation for each, and one for none.
void add_grades(simplifier& s, const plan& p, open_plan& out) {
    if (const auto which = one_table_of_grades(p)) {
        // one of them holds, or none: the table says which, and no grade needs the denial of another
        for (const outcome& grade : p.grades) out.grades.push_back(out.at[grade.condition]);
        operation nothing, none;
        nothing.kind = op::constant;
        nothing.value = number(-1);
        none.kind = op::equal;
        none.in = {out.at[*which], s.append(nothing, p.grades.back().condition)};
        out.grades.push_back(s.append(none, p.grades.back().condition));
        return;
    }
    operation others;
    others.kind = op::all;
    for (const outcome& grade : p.grades) {
        operation only = others, denial;
        only.in.push_back(out.at[grade.condition]);
        out.grades.push_back(s.append(only, grade.condition));
        denial.kind = op::negate;
        denial.in = {out.at[grade.condition]};
        others.in.push_back(s.append(denial, grade.condition));
    }
    if (!p.grades.empty()) out.grades.push_back(s.append(others, p.grades.back().condition));
}

/// A condition on one fact and a constant narrows the fact's domain and binds no facts together.
bool narrows(open_plan& out, const operation& o) {
    if (o.kind != op::less && o.kind != op::less_equal) return false;
    const auto& ops = out.program.operations;
    const auto fact_on = [&](std::size_t i) { return ops[o.in[i]].kind == op::fact; };
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const auto& value = out.known[o.in[1 - side]];
        if (!fact_on(side) || !value) continue;
        const std::uint32_t f = ops[o.in[side]].index;
        edge end{*value, o.kind == op::less ? (side == 0 ? -1 : 1) : 0};
        if (takes_whole(out.program.facts[f])) end = {side == 0 ? floor(end) : ceiling(end), 0};
        out.domain[f] = both(out.domain[f], side == 0 ? extent{std::nullopt, end} : extent{end, std::nullopt});
        out.possible = out.possible && !out.domain[f].empty();
        return true;
    }
    return false;
}

void collect(open_plan& out, std::uint32_t i, std::vector<std::uint32_t>& left) {
    const operation& o = out.program.operations[i];
    if (out.known[i] || narrows(out, o)) return;
    if (o.kind == op::all) {
        for (const std::uint32_t operand : o.in) collect(out, operand, left);
    } else {
        left.push_back(i);
    }
}

void bind_groups(open_plan& out, const plan& p) {
    std::vector<std::uint32_t> left;
    for (const constraint& c : p.constraints) collect(out, out.at[c.operation], left);
    std::vector<std::uint32_t>& group = out.group;
    group.resize(p.facts.size());
    std::iota(group.begin(), group.end(), 0U);
    for (const std::uint32_t i : left) {
        std::optional<std::uint32_t> leader;
        for (const std::uint32_t k : cone_of(out.program, {i})) {
            if (out.program.operations[k].kind != op::fact) continue;
            const std::uint32_t other = group[out.program.operations[k].index];
            if (!leader) leader = other;
            else if (other != *leader) std::replace(group.begin(), group.end(), other, *leader);
        }
    }
    out.bound_by.resize(group.size());
    for (const std::uint32_t i : left)
        for (const std::uint32_t k : cone_of(out.program, {i}))
            if (out.program.operations[k].kind == op::fact) {
                out.bound_by[group[out.program.operations[k].index]].push_back(i);
                break;
            }
}

void find_reach(open_plan& out) {
    const auto& ops = out.program.operations;
    out.reached_by.assign(ops.size(), group_set(out.group.size()));
    for (std::size_t i = 0; i < ops.size(); ++i) {
        if (ops[i].kind == op::fact) out.reached_by[i].insert(out.group[ops[i].index]);
        for (const std::uint32_t operand : ops[i].in) out.reached_by[i].insert(out.reached_by[operand]);
    }
}

}  // namespace

open_plan open_part(const plan& p, const fact_values& facts) {
    open_plan out;
    out.program.facts = p.facts;
    out.program.tiers = p.tiers;
    out.program.choices = p.choices;
    for (const fact& f : p.facts) out.domain.push_back(domain_of(f));
    simplifier s(p, facts, out);
    add_grades(s, p, out);
    bind_groups(out, p);
    find_reach(out);
    return out;
}

}  // namespace fenze
