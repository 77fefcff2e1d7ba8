// Clauses and facts that never matter: whatever the facts, the item's points are the same without them.

#include <algorithm>
#include <set>

#include "interpreter/check/checks.hpp"

namespace fenze {
namespace {

class dead_check {
public:
    explicit dead_check(review& r) : r_(r) {}

    void run() {
        if (!r_.sound) return;
        for (std::size_t n = 0; n < r_.meaning.nodes.size(); ++n)
            for (std::size_t i = 0; i < r_.meaning.nodes[n].rules.size(); ++i) clause(n, i);
    }

private:
    void clause(std::size_t n, std::size_t i) {
        const auto* p = r_.plan_rule_of(n, i);
        const auto node = r_.plan_node_of(n);
        if (!p || !node || p->facts.empty()) return;
        const bounds& raw = r_.open().of[p->raw];
        if (raw.fixed()) {  // 0分 that is said for completeness, or tiers that all give the same
            if (raw.low->sign() != 0) same_for_all(n, p->facts.front(), r_.meaning.nodes[n].rules[i].at);
            return;
        }
        question_maker maker(r_.program);
        const auto with = maker.take(r_.program.nodes[*node].score);
        const auto without = maker.take(r_.program.nodes[*node].score, {{p->raw, maker.constant(number())}});
        const auto goal = maker.make(op::negate, {maker.make(op::equal, {with, without})});
        const answer said = ask(maker.ask(goal), r_.program.facts.size(), r_.solver);
        if (said.is == verdict::yes)
            for (const auto f : p->facts) idle_fact(n, *node, f, r_.meaning.nodes[n].rules[i].at);
        if (said.is != verdict::no) return;
        const rule& from = r_.meaning.nodes[n].rules[i];
        const bool step = from.attached || std::holds_alternative<steps_rule>(from.is);
        const auto* limit = cap_over(n, i);
        if (limit && !full_before(*node, p->raw, *limit)) limit = nullptr;
        const std::string why = limit ? "前面的分已到上限" + limit->text() + "分" : "得分与有没有这一句都一样";
        r_.add("FZ310", severity::warning, from.at,
            {"“" + r_.words_of(from.at) + "”" + (step ? "永远加不上" : "永远不起作用") + "：" + why + "。", "this clause never matters"},
            {step ? "提高上限，或降低前面的基础分。" : "删去这一句，或改正它前后的上限和条件。", "raise the cap, or correct the clauses around it"});
    }

    /// A clause that matters may still ask for something that does not: 80%以上得5分，80%以下得5分.
    void idle_fact(std::size_t n, std::uint32_t node, std::uint32_t fact, span at) {
        question_maker maker(r_.program);
        if (maker.bound(fact) || !seen_.insert(fact).second) return;
        std::uint32_t fact_op = 0;
        for (std::uint32_t i = 0; i < r_.program.operations.size(); ++i)
            if (r_.program.operations[i].kind == op::fact && r_.program.operations[i].index == fact) fact_op = i;
        const auto with = maker.take(r_.program.nodes[node].score);
        const auto other = maker.take(r_.program.nodes[node].score, {{fact_op, maker.another(fact)}});
        const auto goal = maker.make(op::negate, {maker.make(op::equal, {with, other})});
        if (ask(maker.ask(goal), r_.program.facts.size(), r_.solver).is != verdict::no) return;
        same_for_all(n, fact, at);
    }

    void same_for_all(std::size_t n, std::uint32_t fact, span at) {
        r_.add("FZ346", severity::warning, at,
            {"“" + r_.program.facts[fact].name + "”怎么填都不影响“" + r_.name_of(n) + "”的得分。",
                "whatever is given for “" + r_.program.facts[fact].name + "”, the points are the same"},
            {"核对这几句的条件和分值。", "check the conditions and the points of these clauses"});
    }

    /// Whether the other clauses have come to the limit whenever this one gives anything.
    [[nodiscard]] bool full_before(std::uint32_t node, std::uint32_t raw, const number& limit) {
        question_maker maker(r_.program);
        const auto gives = maker.make(op::negate, {maker.make(op::equal, {maker.take(raw), maker.constant(number())})});
        const auto without = maker.take(r_.program.nodes[node].score, {{raw, maker.constant(number())}});
        const auto goal = maker.make(op::all, {gives, maker.make(op::less, {without, maker.constant(limit)})});
        return ask(maker.ask(goal), r_.program.facts.size(), r_.solver).is == verdict::no;
    }

    /// The points that cap the rule, or the item.
    [[nodiscard]] const number* cap_over(std::size_t n, std::size_t i) const {
        const model_node& is = r_.meaning.nodes[n];
        const number* found = nullptr;
        for (const auto& c : is.caps)
            if (!c.take && !c.zero && !c.best && c.first <= i && i < c.last && (!found || c.points < *found)) found = &c.points;
        if (!found && is.ceiling) found = &*is.ceiling;
        if (!found && is.max) found = &*is.max;
        return found;
    }

    review& r_;
    std::set<std::uint32_t> seen_;
};

}  // namespace

void check_dead(review& r) { dead_check(r).run(); }

}  // namespace fenze
