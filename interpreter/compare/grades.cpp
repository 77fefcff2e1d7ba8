#include "interpreter/compare/grades.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/compare/step_of_values.hpp"
#include "interpreter/open_plan.hpp"
#include "interpreter/result.hpp"

namespace fenze {
namespace {

/// The lookup that all grades of a plan hang on, and the grade of each of its values; nothing where they are made otherwise.
struct ladder {
    std::uint32_t lookup = 0;
    std::map<number, std::string> grade_of;
};

std::optional<ladder> ladder_of(const plan& p) {
    ladder out;
    if (p.grades.empty()) return std::nullopt;
    for (const auto& g : p.grades) {
        const operation& same = p.operations[g.condition];
        if (same.kind != op::equal) return std::nullopt;
        const bool first = p.operations[same.in[0]].kind == op::tier;
        const auto lookup = same.in[first ? 0 : 1], figure = same.in[first ? 1 : 0];
        if (p.operations[lookup].kind != op::tier || p.operations[figure].kind != op::constant) return std::nullopt;
        if (!out.grade_of.empty() && lookup != out.lookup) return std::nullopt;
        out.lookup = lookup;
        out.grade_of.emplace(p.operations[figure].value, g.name);
    }
    return out;
}

/// Names from the lowest total up, of totals that there are; "" where no grade holds. Nothing where one comes twice with another between.
std::optional<std::vector<std::string>> upwards(const plan& p, const ladder& l, const bounds& totals) {
    std::vector<std::string> out;
    const auto& pieces = p.tiers[p.operations[l.lookup].index].pieces;
    for (std::size_t n = 0; n < pieces.size(); ++n) {
        const tier_piece& piece = pieces[n];
        if (totals.high && piece.from && (*totals.high < *piece.from || (piece.open && *totals.high == *piece.from))) break;
        if (n + 1 < pieces.size() && totals.low && (*pieces[n + 1].from < *totals.low || (!pieces[n + 1].open && *pieces[n + 1].from == *totals.low))) continue;
        const auto found = l.grade_of.find(piece.value);
        const std::string name = found == l.grade_of.end() ? "" : name_key(found->second);
        if (!out.empty() && out.back() == name) continue;
        if (std::find(out.begin(), out.end(), name) != out.end()) return std::nullopt;
        out.push_back(name);
    }
    return out;
}

/// One order that both keep to; nothing where they do not agree, one knows a grade that the other does not, or none holds above one that does:
/// a gap between two grades is no rank of its own, least of all above a grade that the other gives there.
std::optional<std::vector<std::string>> common_order(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto without_none = [](std::vector<std::string> all) {
        all.erase(std::remove(all.begin(), all.end(), ""), all.end());
        return all;
    };
    if (without_none(a) != without_none(b)) return std::nullopt;
    const auto above = [](const std::vector<std::string>& all) { return !all.empty() && std::find(all.begin() + 1, all.end(), "") != all.end(); };
    if (above(a) || above(b)) return std::nullopt;
    return a.size() < b.size() ? b : a;
}

class grade_maker {
public:
    grade_maker(joint_plan& j, grade_comparison& out, bounds totals) : j_(j), out_(out), totals_(std::move(totals)) {
        for (const side s : {before, after}) ladders_[s] = ladder_of(*j.of[s]);
        order();
    }

    /// The number of the grade that holds, from a side's operations as they stand in `at`.
    std::uint32_t number_of(side s, const std::vector<std::uint32_t>& at) {
        interner put = interner_of(j_);
        const plan& own = *j_.of[s];
        std::uint32_t value = put.constant(code(""));
        if (ladders_[s]) {
            const ladder& l = *ladders_[s];
            tier_table table = own.tiers[own.operations[l.lookup].index];
            for (auto& piece : table.pieces) {
                const auto found = l.grade_of.find(piece.value);
                piece.value = code(found == l.grade_of.end() ? "" : found->second);
            }
            value = put.tier(std::move(table), at[own.operations[l.lookup].in[0]]);
        } else {
            for (auto g = own.grades.rbegin(); g != own.grades.rend(); ++g)
                value = put.make(op::select, {at[g->condition], put.constant(code(g->name)), value});
        }
        for (auto v = own.vetoes.rbegin(); v != own.vetoes.rend(); ++v) value = put.make(op::select, {at[v->condition], put.constant(code(v->name)), value});
        return value;
    }

private:
    void order() {
        std::vector<std::string> grades;
        if (ladders_[before] && ladders_[after]) {
            const auto a = upwards(*j_.of[before], *ladders_[before], totals_), b = upwards(*j_.of[after], *ladders_[after], totals_);
            if (a && b)
                if (auto all = common_order(*a, *b)) {
                    out_.ranked = true;
                    grades = std::move(*all);
                }
        }
        std::vector<std::string> vetoes;  // below every grade, unless they are one
        const auto add = [](std::vector<std::string>& to, const std::vector<std::string>& known, const std::string& name) {
            const auto key = name_key(name);
            if (std::find(known.begin(), known.end(), key) == known.end() && std::find(to.begin(), to.end(), key) == to.end()) to.push_back(key);
        };
        for (const side s : {before, after}) {
            for (const auto& g : j_.of[s]->grades) add(grades, {}, g.name);
            for (const auto& v : j_.of[s]->vetoes) add(vetoes, grades, v.name);
        }
        add(vetoes, grades, "");
        out_.names = std::move(vetoes);
        out_.names.insert(out_.names.end(), grades.begin(), grades.end());
    }

    number code(const std::string& name) const {
        const auto found = std::find(out_.names.begin(), out_.names.end(), name_key(name));
        return number(static_cast<std::int64_t>(found - out_.names.begin()));
    }

    joint_plan& j_;
    grade_comparison& out_;
    bounds totals_;  // of both rubrics
    std::array<std::optional<ladder>, 2> ladders_;
};

}  // namespace

namespace {

/// What the totals of the two lie within.
bounds totals_of(const joint_plan& j) {
    bounds out;
    std::array<bounds, 2> own;
    for (const side s : {before, after}) own[s] = range(*j.of[s], fact_values(j.of[s]->facts.size())).of[j.of[s]->total];
    if (own[before].low && own[after].low) out.low = minimum(*own[before].low, *own[after].low);
    if (own[before].high && own[after].high) out.high = maximum(*own[before].high, *own[after].high);
    return out;
}

/// A total that no facts come to is no total: where those of both go by steps, so does the one that the grades are compared for.
void only_steps(joint_plan& j, std::uint32_t total) {
    const auto was = step_of_values(*j.of[before], j.of[before]->total), is = step_of_values(*j.of[after], j.of[after]->total);
    const auto step = was && is ? common_step(*was, *is) : std::nullopt;
    if (!step || step->sign() <= 0) return;
    interner put = interner_of(j);
    const auto demand = put.make(op::equal, {put.make(op::scale, {put.make(op::floor_divide, {total}, *step)}, *step), total});
    for (const side s : {before, after}) j.demands[s].push_back(demand);
}

}  // namespace

grade_comparison prepare_grades(joint_plan& j, std::array<std::vector<std::uint32_t>, 2>& for_same_total) {
    grade_comparison out;
    for (const side s : {before, after}) out.any = out.any || !j.of[s]->grades.empty() || !j.of[s]->vetoes.empty();
    fact total;
    total.kind = fact_kind::number;
    total.name = total.path = "总分";
    total.unit = "分";
    total.node = no_node;
    out.total_fact = static_cast<std::uint32_t>(j.both.facts.size());
    j.both.facts.push_back(std::move(total));
    j.facts.push_back({});
    const auto same = interner_of(j).fact(out.total_fact);
    const bounds totals = totals_of(j);
    if (totals.low) j.both.facts[out.total_fact].min = totals.low;
    if (totals.high) j.both.facts[out.total_fact].max = totals.high;
    only_steps(j, same);
    for (const side s : {before, after}) for_same_total[s] = take_over(j, s, {{j.of[s]->total, same}});
    if (!out.any) return out;
    grade_maker make(j, out, totals);
    for (const side s : {before, after}) {
        out.rule_at[s] = make.number_of(s, for_same_total[s]);
        out.effect_at[s] = make.number_of(s, j.at[s]);
    }
    return out;
}

void compare_grades(joint_plan& j, differences& ask, grade_comparison& out) {
    if (!out.any) return;
    out.rule = ask.of({out.rule_at[before], std::nullopt}, {out.rule_at[after], std::nullopt});
    out.effect = ask.of({out.effect_at[before], std::nullopt}, {out.effect_at[after], std::nullopt});
    // asked of the two rubrics themselves, the grades must differ
    const auto confirm = [&](verdict& is, std::optional<witness>& shown) {
        if (!shown) return;
        for (const side s : {before, after}) {
            const auto done = score(*j.of[s], j.facts_of(s, shown->joint));
            const auto wanted = (s == before ? shown->before : shown->after).to_int();
            if (wanted && out.names[static_cast<std::size_t>(*wanted)] == name_key(done.grade.value_or(""))) continue;
            is = verdict::undecided;
            shown.reset();
            return;
        }
    };
    confirm(out.effect.less, out.effect.when_less);
    confirm(out.effect.more, out.effect.when_more);
}

std::vector<outcome_comparison> compare_outcomes(const joint_plan& j, differences& ask, const std::array<std::vector<std::uint32_t>, 2>& for_same_total) {
    std::vector<outcome_comparison> out;
    for (const bool veto : {true, false}) {
        const auto& was = veto ? j.of[before]->vetoes : j.of[before]->actions;
        const auto& is = veto ? j.of[after]->vetoes : j.of[after]->actions;
        std::vector<bool> taken(was.size());
        for (std::uint32_t a = 0; a < is.size(); ++a) {
            outcome_comparison one;
            one.veto = veto;
            one.name = is[a].name;
            one.after = a;
            for (std::uint32_t b = 0; b < was.size() && !one.before; ++b)
                if (!taken[b] && name_key(was[b].name) == name_key(is[a].name)) {
                    taken[b] = true;
                    one.before = b;
                    one.holds = ask.of({for_same_total[before][was[b].condition], std::nullopt}, {for_same_total[after][is[a].condition], std::nullopt});
                }
            out.push_back(std::move(one));
        }
        for (std::uint32_t b = 0; b < was.size(); ++b)
            if (!taken[b]) {
                outcome_comparison gone;
                gone.veto = veto;
                gone.name = was[b].name;
                gone.before = b;
                out.push_back(std::move(gone));
            }
    }
    return out;
}

}  // namespace fenze
