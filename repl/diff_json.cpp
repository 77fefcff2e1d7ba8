// fenze diff --format json. Numbers are exact text, as in every report.

#include "interpreter/result.hpp"
#include "repl/diff_report.hpp"
#include "repl/diff_words.hpp"
#include "repl/json_writer.hpp"

namespace fenze {
namespace {

class diff_writer {
public:
    diff_writer(const diff_report& r, bool zh) : w_(true), r_(r), c_(*r.came_to), zh_(zh) {}

    std::string written() {
        w_.open('{');
        member("before", r_.before.rubric->title);
        member("after", r_.after.rubric->title);
        truth_member(w_, "equal", c_.equal());
        w_.key("to_judge");  // words changed, and only people can tell whether the facts mean the same
        w_.truth(any_doubt(r_));
        w_.key("total");
        verdict_of(c_.total);
        w_.key("grade");
        grades();
        w_.key("items");
        w_.open('[');
        for (std::size_t n = 0; n < c_.items.size(); ++n) item(n);
        w_.close(']');
        w_.key("sentences");
        sentences(r_.lines.size() - 1);
        w_.key("directives");
        w_.open('{');
        for (const side s : {before, after}) {
            const auto& text = *(s == before ? r_.before : r_.after).text;
            w_.key(s == before ? "before" : "after");
            w_.open('[');
            for (const auto at : s == before ? r_.directives.before : r_.directives.after) w_.text(std::string(text.slice(at)));
            w_.close(']');
        }
        w_.close('}');
        w_.key("counting");
        w_.open('[');
        for (const auto& c : r_.counting) {
            w_.open('{');
            fenze::member(w_, "before", r_.before.rubric->program.facts[c.before].path);
            fenze::member(w_, "after", r_.after.rubric->program.facts[c.after].path);
            std::vector<std::string> changes;
            for (const auto& one : c.said) changes.push_back(zh_ ? one.zh : one.en);
            fenze::list(w_, "changes", changes);
            w_.close('}');
        }
        w_.close(']');
        w_.key("outcomes");
        outcomes();
        w_.key("facts");
        facts();
        w_.key("limits");
        limits();
        w_.key("notes");
        w_.open('[');
        for (const auto& n : c_.pairs.notes) w_.text(zh_ ? n.zh : n.en);
        w_.close(']');
        counts();
        w_.close('}');
        return w_.written() + "\n";
    }

private:
    void member(const char* name, const std::string& text) { fenze::member(w_, name, text); }
    void member_or_null(const char* name, const std::optional<std::string>& text) { fenze::member(w_, name, text); }
    [[nodiscard]] const plan& plan_of(side s) const { return *c_.joint.of[s]; }

    /// Whether the item, or one above it, is given as one that does not apply: it has no facts of its own then.
    [[nodiscard]] bool absent(side s, const fact_values& own, std::uint32_t node) const {
        const plan& p = plan_of(s);
        for (std::optional<std::uint32_t> n = node < p.nodes.size() ? std::optional(node) : std::nullopt; n; n = p.nodes[*n].parent)
            if (const auto f = p.nodes[*n].does_not_apply; f && own[*f] && own[*f]->sign() != 0) return true;
        return false;
    }

    /// The facts of each rubric by their paths, as `score --facts` takes them.
    void shown(const char* name, const std::optional<witness>& w, bool grade) {
        w_.key(name);
        if (!w) return w_.null();
        w_.open('{');
        const auto points = [&](const number& n) { return grade ? grade_words(c_.grades, n, zh_) : n.text(); };
        member("before", points(w->before));
        member("after", points(w->after));
        for (const side s : {before, after}) {
            w_.key(s == before ? "before_facts" : "after_facts");
            w_.open('{');
            const auto own = c_.joint.facts_of(s, w->joint);
            for (std::size_t f = 0; f < own.size(); ++f) {
                const fact& one = plan_of(s).facts[f];
                if (!own[f] || absent(s, own, one.node) != (one.use == fact_use::absence)) continue;
                if (one.use != fact_use::absence) member(one.path.c_str(), value_text(one, *own[f]));
                else if (own[f]->sign() != 0) member(plan_of(s).nodes[one.node].id.c_str(), zh_ ? "不适用" : "N/A");
            }
            w_.close('}');
        }
        if (c_.grades.total_fact < w->joint.size() && w->joint[c_.grades.total_fact]) member("total", w->joint[c_.grades.total_fact]->text());
        w_.close('}');
    }

    void verdict_members(const difference& d, bool grade = false) {
        member("verdict", verdict_key(d));
        member("less", verdict_key(d.less));
        member("more", verdict_key(d.more));
        if (d.may_fail && !d.same_operation) {
            truth_member(w_, "where_computable", true);
        }
        shown("when_less", d.when_less, grade);
        shown("when_more", d.when_more, grade);
    }
    void verdict_of(const difference& d, bool grade = false) {
        w_.open('{');
        verdict_members(d, grade);
        w_.close('}');
    }

    void grades() {
        if (!c_.grades.any) return w_.null();
        w_.open('{');
        truth_member(w_, "ranked", c_.grades.ranked);
        w_.key("same_total");
        verdict_of(c_.grades.rule, true);
        w_.key("effect");
        verdict_of(c_.grades.effect, true);
        w_.close('}');
    }

    static std::optional<std::string> exact(const std::optional<number>& n) { return n ? std::optional(n->text()) : std::nullopt; }

    void node(const char* name, side s, const std::optional<std::uint32_t>& n) {
        w_.key(name);
        if (!n) return w_.null();
        const plan_node& node = plan_of(s).nodes[*n];
        w_.open('{');
        member("id", node.id);
        member("number", node.number);
        member("title", node.title);
        member_or_null("max", exact(node.max));
        w_.close('}');
    }

    void item(std::size_t n) {
        const item_comparison& i = c_.items[n];
        w_.open('{');
        node("before", before, i.item.before);
        node("after", after, i.item.after);
        if (!i.item.before || !i.item.after) member("verdict", i.item.after ? "added" : "removed");
        else {
            verdict_members(i.points);
            truth_member(w_, "changed", i.touched());
            truth_member(w_, "other_values", i.limits);
        }
        w_.key("clauses");
        w_.open('[');
        for (const auto& c : i.clauses) clause(i, c);
        w_.close(']');
        w_.key("sentences");
        sentences(n);
        w_.close('}');
    }

    void clause(const item_comparison& i, const clause_comparison& c) {
        const plan_rule* x = c.rule.before ? &plan_of(before).nodes[*i.item.before].rules[*c.rule.before] : nullptr;
        const plan_rule* y = c.rule.after ? &plan_of(after).nodes[*i.item.after].rules[*c.rule.after] : nullptr;
        const bool words = reworded(r_, i, c);
        const bool people = doubtful(r_, i, c);
        if (x && y && c.points.same_operation && !words && !c.limits && !people) return;
        w_.open('{');
        member_or_null("before", x ? std::optional(x->text) : std::nullopt);
        member_or_null("after", y ? std::optional(y->text) : std::nullopt);
        if (x) line("before_line", r_.before, x->at);
        if (y) line("after_line", r_.after, y->at);
        if (x && y) {
            within_item(i, c, words);
            truth_member(w_, "other_values", c.limits);
            truth_member(w_, "other_words", people);
        } else member("verdict", y ? "added" : "removed");
        w_.close('}');
    }

    /// What the clause comes to in its item: where that is equal as a whole, what the clause alone would give stands apart.
    void within_item(const item_comparison& i, const clause_comparison& c, bool words) {
        const bool hidden = i.points.equal() && !i.limits && !c.points.equal();
        if (!hidden && !(c.points.equal() && words)) return verdict_members(c.points);
        member("verdict", words ? "reworded" : "equal");
        if (!hidden) return;
        w_.key("alone");
        verdict_of(c.points);
    }

    void line(const char* name, const compared_rubric& of, span at) {
        w_.key(name);
        w_.whole(of.text->where(at.begin).line);
    }

    void sentences(std::size_t n) {
        const auto& all = r_.lines[n];
        w_.open('[');
        for (const auto& c : all) {
            w_.open('{');
            member_or_null("before", c.before ? std::optional(c.before->text) : std::nullopt);
            member_or_null("after", c.after ? std::optional(c.after->text) : std::nullopt);
            if (c.before) line("before_line", r_.before, c.before->at);
            if (c.after) line("after_line", r_.after, c.after->at);
            truth_member(w_, "other_words", doubtful(r_, n, c));
            truth_member(w_, "scored", (c.before && !c.before->reading.empty()) || (c.after && !c.after->reading.empty()));
            w_.close('}');
        }
        w_.close(']');
    }

    void outcomes() {
        w_.open('[');
        for (const auto& o : c_.outcomes) {
            w_.open('{');
            member("kind", o.veto ? "veto" : "consequence");
            member("name", o.name);
            if (o.before && o.after) verdict_members(o.holds);
            else member("verdict", o.after ? "added" : "removed");
            w_.close('}');
        }
        w_.close(']');
    }

    /// Every fact of either rubric and its counterpart.
    void facts() {
        w_.open('[');
        for (const auto& p : c_.pairs.facts) {
            const auto path = [&](side s, const std::optional<std::uint32_t>& f) { return f ? std::optional(plan_of(s).facts[*f].path) : std::nullopt; };
            const fact& either = p.after ? plan_of(after).facts[*p.after] : plan_of(before).facts[*p.before];
            if (either.use == fact_use::absence) continue;
            w_.open('{');
            member_or_null("before", path(before, p.before));
            member_or_null("after", path(after, p.after));
            w_.close('}');
        }
        w_.close(']');
    }

    /// Facts that one rubric allows and the other refuses.
    void limits() {
        w_.open('[');
        for (const auto& l : c_.limits) {
            w_.open('{');
            member("refused_by", l.refuses == before ? "before" : "after");
            member("sure", verdict_key(l.is));
            w_.key("facts");
            w_.open('[');
            for (const auto f : l.facts) w_.text(c_.joint.both.facts[f].name);
            w_.close(']');
            member_or_null("example", l.is == verdict::yes ? std::optional(witness_words(c_, l.example, zh_)) : std::nullopt);
            w_.close('}');
        }
        w_.close(']');
    }

    void counts() {
        const diff_counts n = counts_of(r_);
        w_.key("counts");
        w_.open('{');
        const std::pair<const char*, std::size_t> all[] = {{"items", n.all}, {"equal", n.same}, {"reworded", n.reworded}, {"stricter", n.stricter},
            {"laxer", n.laxer}, {"mixed", n.mixed}, {"other_values", n.limits}, {"added", n.added}, {"removed", n.removed}, {"undecided", n.undecided}};
        for (const auto& entry : all) {
            w_.key(entry.first);
            w_.whole(entry.second);
        }
        w_.close('}');
    }

    json_writer w_;
    const diff_report& r_;
    const comparison& c_;
    bool zh_;
};

}  // namespace

std::string diff_json(const diff_report& r, bool zh) { return diff_writer(r, zh).written(); }

}  // namespace fenze
