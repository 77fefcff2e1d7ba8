#include "interpreter/compare/compare.hpp"

#include <algorithm>
#include <set>

#include "interpreter/open_plan.hpp"

namespace fenze {
namespace {

class comparer {
public:
    comparer(const plan& old_one, const plan& new_one, const std::vector<wished_pair>& wishes, unsigned milliseconds)
        : old_(old_one), new_(new_one), milliseconds_(milliseconds) {
        out_.pairs = pair_up(old_one, new_one, wishes);
        out_.joint = join(old_one, new_one, out_.pairs);
    }

    comparison run() {
        for (const auto& item : out_.pairs.items)
            out_.rules.push_back(
                item.before && item.after ? pair_rules(out_.joint, old_.nodes[*item.before], new_.nodes[*item.after]) : std::vector<pair_of>());
        out_.merged = merge(out_.joint, out_.pairs, out_.rules);
        std::array<std::vector<std::uint32_t>, 2> for_same_total;
        out_.grades = prepare_grades(out_.joint, for_same_total);
        differences ask(out_.joint, milliseconds_);
        limits(ask);
        for (std::size_t n = 0; n < out_.pairs.items.size(); ++n) out_.items.emplace_back();
        // preorder from behind: an item before the one it stands in, so that what was proved of it helps
        for (std::size_t n = out_.items.size(); n-- > 0;) out_.items[n] = item(ask, n);
        out_.whole_itself = std::any_of(out_.merged.parts.begin(), out_.merged.parts.end(), [](const part& p) { return !p.item.before && !p.item.after; });
        out_.total = ask.of(ask.of_side(before, old_.total), ask.of_side(after, new_.total));
        if (!out_.limits.empty() && !ask.comparable(ask.of_side(before, old_.total), ask.of_side(after, new_.total))) out_.total = undecided();
        compare_grades(out_.joint, ask, out_.grades);
        out_.outcomes = compare_outcomes(out_.joint, ask, for_same_total);
        out_.asked = ask.solver.asked;
        out_.undecided = ask.solver.undecided;
        return std::move(out_);
    }

private:
    [[nodiscard]] std::vector<std::uint32_t> facts_under(std::uint32_t top) const {
        std::vector<std::uint32_t> out;
        for (const auto i : cone_of(out_.joint.both, {top}))
            if (out_.joint.both.operations[i].kind == op::fact) out.push_back(out_.joint.both.operations[i].index);
        return out;
    }

    void limits(differences& ask) {
        for (const side s : {before, after})
            for (const auto demand : out_.joint.demands[s]) {
                const side other = s == before ? after : before;
                const auto& theirs = out_.joint.demands[other];
                if (std::find(theirs.begin(), theirs.end(), demand) != theirs.end()) continue;
                limit_change change;
                change.refuses = s;
                change.facts = facts_under(demand);
                change.is = ask.refused(other, demand, change.example);
                if (change.is != verdict::no) out_.limits.push_back(std::move(change));
            }
    }

    [[nodiscard]] bool limited(std::uint32_t x, std::uint32_t y) const {
        std::set<std::uint32_t> facts;
        for (const auto top : {x, y})
            for (const auto f : facts_under(top)) facts.insert(f);
        return std::any_of(out_.limits.begin(), out_.limits.end(),
            [&](const limit_change& l) { return std::any_of(l.facts.begin(), l.facts.end(), [&](auto f) { return facts.count(f) != 0; }); });
    }

    static difference undecided() {
        difference none;
        none.less = none.more = verdict::undecided;
        return none;
    }

    item_comparison item(differences& ask, std::size_t n) {
        item_comparison out;
        out.item = out_.pairs.items[n];
        if (!out.item.before || !out.item.after) return out;
        const plan_node &x = old_.nodes[*out.item.before], &y = new_.nodes[*out.item.after];
        for (const auto& r : out_.rules[n]) {
            clause_comparison clause{r, {}, false};
            if (r.before && r.after) {
                const auto was = ask.of_side(before, x.rules[*r.before].score), is = ask.of_side(after, y.rules[*r.after].score);
                clause.points = ask.of(was, is);
                clause.limits = limited(was.joint, is.joint);
            }
            out.clauses.push_back(std::move(clause));
        }
        out.mark = x.max != y.max;
        out.points = ask.of(ask.of_side(before, x.score), ask.of_side(after, y.score));
        out.itself = std::any_of(out_.merged.parts.begin(), out_.merged.parts.end(),
            [&](const part& p) { return p.item.before == out.item.before && p.item.after == out.item.after && !p.rule.before && !p.rule.after; });
        out.limits = !x.rules.empty() && limited(ask.of_side(before, x.score).joint, ask.of_side(after, y.score).joint);
        out.no_common = out.limits && !ask.comparable(ask.of_side(before, x.score), ask.of_side(after, y.score));
        if (out.no_common) out.points = undecided();
        return out;
    }

    const plan &old_, &new_;
    unsigned milliseconds_;
    comparison out_;
};

}  // namespace

bool item_comparison::touched() const {
    if (!item.before || !item.after || itself || mark || limits) return true;
    return std::any_of(clauses.begin(), clauses.end(), [](const clause_comparison& c) { return !c.rule.before || !c.rule.after || !c.points.same_operation; });
}

bool comparison::equal() const {
    const auto same = [](const item_comparison& i) { return i.item.before && i.item.after && i.points.equal() && !i.mark && !i.limits; };
    return total.equal() && limits.empty() && std::all_of(items.begin(), items.end(), same) && grades.rule.equal() && grades.effect.equal() &&
           std::all_of(outcomes.begin(), outcomes.end(), [](const outcome_comparison& o) { return o.before && o.after && o.holds.equal(); });
}

comparison compare(const plan& old_one, const plan& new_one, const std::vector<wished_pair>& wishes, unsigned milliseconds) {
    return comparer(old_one, new_one, wishes, milliseconds).run();
}

}  // namespace fenze
