// Points above the item's mark; caps below a single award; caps that never bind.

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"

namespace fenze {
namespace {

/// The most that one clause of the rule gives at a stroke.
std::optional<number> one_award(const rule& r) {
    if (r.take) return std::nullopt;
    if (const auto* t = std::get_if<tiers_rule>(&r.is)) {
        number most = t->otherwise;
        for (const auto& one : t->tiers) most = maximum(most, one.gives.points);
        return most;
    }
    if (const auto* c = std::get_if<choice_rule>(&r.is)) {
        number most;
        for (const auto& a : c->awards) most = maximum(most, a.points);
        return most;
    }
    if (const auto* p = std::get_if<per_rule>(&r.is)) return p->points;
    if (const auto* s = std::get_if<steps_rule>(&r.is)) return s->points;
    if (const auto* q = std::get_if<ratio_rule>(&r.is)) return q->points;
    return std::nullopt;
}

class awards_check {
public:
    explicit awards_check(review& r) : r_(r), m_(r.meaning) {}

    void run() {
        for (std::size_t n = 0; n < m_.nodes.size(); ++n) node(n);
        as_written();
    }

private:
    void node(std::size_t n) {
        const model_node& is = m_.nodes[n];
        if (is.kind == section_kind::deduction) return;
        for (const auto& c : is.caps)
            if (!c.best) cap_check(n, c);
        // a cap in words that became the item's own ceiling
        for (std::size_t i = 0; i < is.rules.size(); ++i) above_mark(n, i);
        written_caps(n);
    }

    /// The item in whose text the place lies: the last heading before it.
    [[nodiscard]] std::optional<std::size_t> node_at(span at) const {
        std::optional<std::size_t> found;
        for (std::size_t n = 1; n < m_.nodes.size() && m_.nodes[n].at.begin <= at.begin; ++n) found = n;
        return found;
    }

    /// What became of the sentences is no longer told apart in the model: an award that is the starting state, a cap over a list.
    void as_written() {
        const placed_item* last = nullptr;  // the clause or criterion before, of the same sentence
        number gives;
        for (const auto& item : r_.items) {
            const auto n = node_at(item.at);
            if (last && last->sentence != item.sentence) last = nullptr;
            if (const auto* c = std::get_if<clause_text>(&item.is)) {
                last = nullptr;
                if (c->award.kind != award_kind::points || c->award.take || c->award.both || c->award.values.empty()) continue;
                gives = number::parse(c->award.values.back()).value_or(number());
                last = &item;
                if (!n || c->award.plus || c->award.more || m_.nodes[*n].kind == section_kind::deduction) continue;
                const auto holder = mark_over(*n);
                if (!holder || gives <= *m_.nodes[*holder].max || r_.told("FZ306", item.at) || item.at.begin < m_.nodes[*n].at.begin) continue;
                if (m_.nodes[*n].how == combination::weighted) continue;
                tell_above(item.at, gives, *holder);
            } else if (const auto* each = std::get_if<criteria_text>(&item.is)) {
                gives = number::parse(each->points).value_or(number());
                last = &item;
            } else if (const auto* most = std::get_if<cap_text>(&item.is)) {
                const auto points = number::parse(most->points);
                if (!points || most->take || most->adds || most->of_additions || most->both_ways || !most->subject.empty() || most->leaves) continue;
                if (last && *points < gives && !r_.told("FZ307", item.at)) tell_below(item.at, *points, last->at, gives);
                const auto holder = n ? mark_over(*n) : std::nullopt;
                if (holder && *holder == *n && *m_.nodes[*holder].max < *points && !r_.told("FZ308", item.at) && !most->own_sentence &&
                    m_.nodes[*n].children.empty() == false)
                    say_idle(item.at, "上限" + points->text() + "分高于这一项的分值" + m_.nodes[*holder].max->text() + "分，永远用不上。",
                        "this cap is above the item's mark of " + m_.nodes[*holder].max->text() + " and never binds", m_.nodes[*holder].max->text());
            }
        }
    }

    /// The clause of the rule that gives so many points, as narrowly as it can be told.
    [[nodiscard]] span clause_with(const rule& r, const number& points) const {
        if (const auto* t = std::get_if<tiers_rule>(&r.is))
            for (const auto& one : t->tiers)
                if (one.gives.points == points && !one.at.empty()) return one.at;
        for (const auto* item : r_.items_in(r.at)) {
            const auto* c = std::get_if<clause_text>(&item->is);
            if (!c) continue;
            for (const auto& value : c->award.values)
                if (number::parse(value) == std::optional(points)) return c->at.empty() ? item->at : c->at;
        }
        return r.at;
    }

    void above_mark(std::size_t n, std::size_t i) {
        const model_node& is = m_.nodes[n];
        if (!mark_over(n)) return;
        const rule& r = is.rules[i];
        if (const auto* t = std::get_if<tiers_rule>(&r.is)) {
            for (const auto& one : t->tiers) say_above(n, r, one.gives.points, one.at);
            return;
        }
        if (const auto* c = std::get_if<choice_rule>(&r.is)) {
            for (const auto& a : c->awards) say_above(n, r, a.points, span{});
            return;
        }
        if (const auto points = one_award(r)) say_above(n, r, *points, span{});
        if (const auto* j = std::get_if<judged_rule>(&r.is); j && !r.take)
            if (const auto& most = m_.facts[j->fact].max) say_above(n, r, *most, span{});
    }

    void say_above(std::size_t n, const rule& r, const number& points, span at) {
        const std::size_t holder = *mark_over(n);
        const number& mark = *m_.nodes[holder].max;
        if (points <= mark) return;
        // 每超额10%加3分，最多加9分: additions may go beyond the mark
        if (const auto at_node = r_.plan_node_of(holder); r.plus && r_.sound && at_node) {
            const auto& high = r_.open().of[r_.program.nodes[*at_node].score].high;
            if (!high || points <= *high) return;
        }
        if (at.empty()) at = clause_with(r, points);
        if (!r_.told("FZ306", at)) tell_above(at, points, holder);
    }

    void tell_above(span at, const number& points, std::size_t holder) {
        const number& mark = *m_.nodes[holder].max;
        diagnostic& d = r_.add("FZ306", severity::warning, at,
            {"“" + r_.words_of(at) + "”给" + points.text() + "分，超过这一项的分值" + mark.text() + "分：多出的分得不到。",
                "this gives " + points.text() + " points, more than the item's mark of " + mark.text()},
            {"把分值改为不超过" + mark.text() + "分，或把这一项的分值改为“" + points.text() + "分”。",
                "lower the points, or raise the mark to " + points.text()});
        d.labels.push_back({r_.mark_at(holder), {"这一项的分值", "the item's mark"}});
    }

    /// The node whose mark bounds it: itself, or the nearest above that it adds to.
    [[nodiscard]] std::optional<std::size_t> mark_over(std::size_t n) const {
        for (std::optional<std::size_t> at = n; at && *at != 0 && m_.nodes[*at].kind == m_.nodes[n].kind; at = m_.nodes[*at].parent) {
            if (m_.nodes[*at].max) return at;
            if (m_.nodes[*at].how == combination::weighted || m_.nodes[*at].apart) return std::nullopt;
        }
        return std::nullopt;
    }

    void cap_check(std::size_t n, const cap& c) {
        if (c.zero) return;
        const model_node& is = m_.nodes[n];
        if (c.take) {
            // 每次扣3分，最多扣15分 of an item of 10: nothing is left to take long before
            const auto holder = mark_over(n);
            if (!holder || *holder != n || is.kind != section_kind::base || !is.start || *is.start != *is.max || !(*is.max < c.points)) return;
            if (std::any_of(is.rules.begin(), is.rules.end(), [](const rule& r) { return !r.take; })) return;
            const auto at = r_.plan_node_of(n);
            if (!r_.sound || !at || r_.open().of[r_.program.nodes[*at].score].low != std::optional(number())) return;
            say_idle(c.at, "最多扣" + c.points.text() + "分高于这一项的分值" + is.max->text() + "分，扣到0分为止，永远用不上。",
                "this cap is above the item's mark of " + is.max->text() + " and never binds", is.max->text());
            return;
        }
        for (std::size_t i = c.first; i < c.last && i < is.rules.size(); ++i) {
            const auto points = one_award(is.rules[i]);
            if (points && c.points < *points) {
                below_award(c.at, c.points, is.rules[i], *points);
                return;
            }
        }
        never_binds(n, c);
    }

    void below_award(span at, const number& most, const rule& r, const number& points) {
        if (!r_.told("FZ307", at)) tell_below(at, most, clause_with(r, points), points);
    }

    void tell_below(span at, const number& most, span clause, const number& points) {
        diagnostic& d = r_.add("FZ307", severity::warning, at,
            {"上限" + most.text() + "分低于“" + r_.words_of(clause) + "”一次的" + points.text() + "分：这一次也得不全。",
                "the cap of " + most.text() + " is below a single award of " + points.text()},
            {"把上限改为" + points.text() + "分以上，或降低这一句的分值。", "raise the cap to at least " + points.text() + ", or lower the award"});
        d.labels.push_back({clause, {"一次给" + points.text() + "分", "gives " + points.text() + " at once"}});
    }

    /// What the capped rules can come to without the cap.
    void never_binds(std::size_t n, const cap& c) {
        const model_node& is = m_.nodes[n];
        if (const auto holder = mark_over(n); holder && c.points > *m_.nodes[*holder].max) {
            const std::string mark = m_.nodes[*holder].max->text();
            say_idle(c.at, "上限" + c.points.text() + "分高于这一项的分值" + mark + "分，永远用不上。",
                "this cap is above the item's mark of " + mark + " and never binds", mark);
            return;
        }
        if (!r_.sound) return;
        number most;
        for (std::size_t i = c.first; i < c.last && i < is.rules.size(); ++i) {
            const auto* p = r_.plan_rule_of(n, i);
            if (!p || !r_.open().of[p->score].high) return;
            const number& high = *r_.open().of[p->score].high;  // with a cap of its own: 每人得2分，最高6分；…两项合计不超过15分
            most = is.how == combination::greatest ? maximum(most, high) : most + high;
        }
        if (c.first >= c.last || !(most < c.points)) return;
        say_idle(c.at, "上限" + c.points.text() + "分永远用不上：所限的各句合起来最多" + most.text() + "分。",
            "this cap never binds: its clauses give at most " + most.text(), most.text());
    }

    void say_idle(span at, const std::string& zh, const std::string& en, const std::string& most) {
        if (r_.told("FZ308", at)) return;
        r_.add("FZ308", severity::warning, at, {zh, en}, {"核对这个数；若只是重复说明，改为“" + most + "分”或删去。", "check the figure, or write " + most});
    }

    /// Caps over the whole item are its ceiling in the model: what was written is looked at.
    void written_caps(std::size_t n) {
        const model_node& is = m_.nodes[n];
        if (!is.ceiling || is.rules.empty()) return;
        span at = is.rules.front().at;
        for (const auto& rule : is.rules) at = cover(at, rule.at);
        const span line = r_.text.line_of(at.end);
        at.end = std::max(at.end, line.end);
        for (const auto* item : r_.items_in(at)) {
            const auto* c = std::get_if<cap_text>(&item->is);
            if (!c || c->take || c->adds || c->of_additions || !c->count.empty() || !c->share.empty() || !c->subject.empty() || c->leaves) continue;
            const auto points = number::parse(c->points);
            if (!points) continue;
            if (const auto holder = mark_over(n); holder && *points > *m_.nodes[*holder].max && *is.ceiling <= *points) {
                const std::string mark = m_.nodes[*holder].max->text();
                say_idle(item->at, "上限" + points->text() + "分高于这一项的分值" + mark + "分，永远用不上。",
                    "this cap is above the item's mark of " + mark + " and never binds", mark);
                continue;
            }
            if (*points != *is.ceiling) continue;
            bool below = false;
            for (const auto& rule : is.rules)
                if (const auto one = one_award(rule); one && *points < *one && !below) {
                    below_award(item->at, *points, rule, *one);
                    below = true;
                }
            if (below || !r_.sound || !is.children.empty()) continue;
            number most = is.start.value_or(number());
            bool bounded = true;
            for (std::size_t i = 0; i < is.rules.size(); ++i) {
                const auto* p = r_.plan_rule_of(n, i);
                bounded = bounded && p && r_.open().of[p->score].high;
                if (!bounded) break;
                const number& high = *r_.open().of[p->score].high;
                most = is.how == combination::greatest ? maximum(most, high) : most + high;
            }
            if (bounded && most < *points && !(is.max && *is.max == *points))
                say_idle(item->at, "上限" + points->text() + "分永远用不上：各句合起来最多" + most.text() + "分。",
                    "this cap never binds: its clauses give at most " + most.text(), most.text());
        }
    }

    review& r_;
    const model& m_;
};

}  // namespace

void check_awards(review& r) { awards_check(r).run(); }

}  // namespace fenze
