#include "interpreter/compare/impact.hpp"

#include <algorithm>

namespace fenze {

impact_reading::impact_reading(const comparison& c) : c_(c), because_(c.merged, c.joint) {}

std::optional<number> impact_reading::grade_at(side rule, const number& total, fact_values joint) const {
    joint.resize(c_.joint.both.facts.size());
    joint[c_.grades.total_fact] = total;
    question_maker maker(c_.joint.both);
    const auto goal = maker.take(c_.grades.rule_at[rule]);
    const question q = maker.ask(goal);
    fact_values own;
    for (const auto& f : q.of) own.push_back(joint[*f]);
    return value_for(q.about, q.goal, own);
}

unit_impact impact_reading::of(const std::array<fact_values, 2>& own, const fact_values& joint, std::optional<side>& failed) const {
    unit_impact out;
    for (const side s : {before, after}) {
        const plan& p = *c_.joint.of[s];
        result r = score(p, own[s]);
        if (r.failed) {
            failed = s;
            return out;
        }
        out.total[s] = r.at(p.total);
        out.grade[s] = r.grades.size() > 1 ? std::nullopt : std::optional(r.grade.value_or(""));
        out.vetoed[s] = std::any_of(p.vetoes.begin(), p.vetoes.end(), [&](const outcome& v) {
            const bounds b = r.at(v.condition);
            return b.fixed() && b.low->sign() != 0;
        });
        out.missing[s] = std::move(r.missing);
    }
    if (!out.certain()) return out;
    out.shares = because_.of(joint);
    if (!out.grade[before] || !out.grade[after] || !out.grade_changed() || !c_.grades.any) return out;
    const auto was = grade_at(before, *out.total[before].low, joint), by_total = grade_at(before, *out.total[after].low, joint),
               by_rule = grade_at(after, *out.total[before].low, joint);
    out.by_points = was && by_total && *was != *by_total;
    out.by_rule = was && by_rule && *was != *by_rule;
    return out;
}

impact_summary sum_up(std::vector<unit_impact>& units) {
    impact_summary out;
    std::array<std::vector<number>, 2> totals;
    for (const auto& u : units)
        if (u.certain())
            for (const side s : {before, after})
                if (!u.vetoed[s]) totals[s].push_back(*u.total[s].low);
    for (const side s : {before, after}) std::sort(totals[s].begin(), totals[s].end(), [](const number& a, const number& b) { return b < a; });
    std::map<std::vector<std::size_t>, part_impact> parts;
    number sum;
    for (auto& u : units) {
        if (!u.certain()) continue;
        if (u.grade[before] && u.grade[after]) {
            ++out.moves[{*u.grade[before], *u.grade[after]}];
            out.grades += u.grade_changed() ? 1 : 0;
        }
        ++out.certain;
        for (const side s : {before, after})
            u.rank[s] = u.vetoed[s] ? 0
                                    : 1 + static_cast<std::size_t>(std::lower_bound(totals[s].begin(), totals[s].end(), *u.total[s].low,
                                                                       [](const number& a, const number& b) { return b < a; }) -
                                                                   totals[s].begin());
        out.ranks += u.rank[before] != u.rank[after] ? 1 : 0;
        const number change = u.change();
        sum = sum + change;
        out.up += change.sign() > 0 ? 1 : 0;
        out.down += change.sign() < 0 ? 1 : 0;
        if (!u.shares) {
            ++out.unshared;
            continue;
        }
        for (const auto& s : *u.shares) {
            part_impact& p = parts[s.parts];
            p.parts = s.parts;
            ++(s.points.sign() > 0 ? p.up : p.down);
            p.points = p.points + s.points;
        }
    }
    if (out.certain > 0) out.mean = *divide(sum, number(static_cast<std::int64_t>(out.certain)));
    for (auto& entry : parts) out.parts.push_back(std::move(entry.second));
    std::stable_sort(out.parts.begin(), out.parts.end(), [](const part_impact& a, const part_impact& b) { return a.up + a.down > b.up + b.down; });
    return out;
}

}  // namespace fenze
