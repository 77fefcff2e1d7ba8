// fenze diff for people: only what changed, in the order of the new document; the old sentence, the new one, the verdict, a unit that shows it.

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/compare/likeness.hpp"
#include "repl/diff_report.hpp"
#include "repl/diff_words.hpp"
#include "repl/layout.hpp"

namespace fenze {
namespace {

class diff_page {
public:
    diff_page(const diff_report& r, const manner& how, std::uint32_t width) : r_(r), c_(*r.came_to), how_(how), zh_(how.zh), width_(width) {}

    std::string written() {
        out_ += painted(r_.after.rubric->title, "1", how_.color) + "\n";
        if (name_key(r_.before.rubric->title) != name_key(r_.after.rubric->title)) line(0, said("旧标题：", "old title: ") + r_.before.rubric->title);
        line(0, said("旧：", "old: ") + r_.before.file + said("　新：", "   new: ") + r_.after.file);
        out_ += ruled(width_) + "\n";
        notes();
        for (std::size_t n = 0; n < c_.items.size(); ++n) item(n);
        whole();
        out_ += ruled(width_) + "\n";
        summary();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string said(const char* chinese, const char* english) const { return zh_ ? chinese : english; }

    void line(std::uint32_t indent, const std::string& text) { out_ += paragraph_lines(indent, text, width_); }

    void notes() {
        if (c_.pairs.notes.empty()) return;
        for (const auto& note : c_.pairs.notes) line(0, said("注意：", "note: ") + (zh_ ? note.zh : note.en));
        out_ += "\n";
    }

    [[nodiscard]] const plan& plan_of(side s) const { return *c_.joint.of[s]; }
    [[nodiscard]] const char* color_of(const difference& d) const {
        return d.equal() ? "32" : d.more == verdict::no ? "31" : d.less == verdict::no ? "33" : "35";
    }

    void heading(const std::string& name, const std::string& verdict, const char* color) {
        const auto taken = cells(verdict);
        const auto room = width_ > taken + 2 ? width_ - taken - 2 : 20;
        out_ += painted(pad_right(fit(name, room), room), "1", how_.color) + "  " + painted(verdict, color, how_.color) + "\n";
    }

    [[nodiscard]] std::string place(side s, span at) const {
        const auto n = (s == before ? r_.before : r_.after).text->where(at.begin).line;
        return zh_ ? (s == before ? "旧第" : "新第") + std::to_string(n) + "行 " : (s == before ? "old line " : "new line ") + std::to_string(n) + " ";
    }

    void item(std::size_t n) {
        const item_comparison& i = c_.items[n];
        const auto& lines = r_.lines[n];
        if (!i.item.before || !i.item.after) return lone_item(i);
        const bool words = std::any_of(i.clauses.begin(), i.clauses.end(), [&](const auto& clause) { return reworded(r_, i, clause); });
        const bool counted = std::any_of(i.clauses.begin(), i.clauses.end(), [&](const auto& clause) { return doubtful(r_, i, clause); });
        if (!i.touched() && !words && !counted && !doubtful_title(r_, i) && lines.empty()) return;
        const plan_node &x = plan_of(before).nodes[*i.item.before], &y = plan_of(after).nodes[*i.item.after];
        heading(item_in_section(plan_of(after), *i.item.after), item_verdict(i), i.points.equal() && i.limits ? "33" : color_of(i.points));
        if (item_name(x) != item_name(y)) line(2, said("原为：", "was: ") + item_in_section(plan_of(before), *i.item.before));
        if (doubtful_title(r_, i))
            line(2, said("指标的名称另有不同：是否还是同一指标，请人工看。", "The title has other words: whether it is the same item is for people to judge."));
        if (i.mark) line(2, said("满分：", "full mark: ") + mark(x) + " → " + mark(y));
        std::size_t told = 0;
        for (const auto& clause : i.clauses) told += one_clause(i, clause) ? 1 : 0;
        for (const auto& changed : lines) sentence(n, changed);
        if (i.itself && !i.mark && lines.empty() && told == 0) line(2, said("几句怎样合成这一项的分数变了。", "How the sentences make up the points changed."));
        limits(i);
        asked_by_one(i);
        // with one clause that says it all, the item says nothing more
        const bool repeated = told == 1 && i.clauses.size() == 1 && !i.itself && shows_itself(i);
        if (!repeated) witnesses(i.points, said("分", ""), 2);
        if (i.points.may_fail && !i.points.same_operation)
            line(2, said("有除法：除数为零、算不出分的事实不在比较之列。", "Facts that divide by zero are left out of the comparison."));
        out_ += "\n";
    }

    [[nodiscard]] std::string item_verdict(const item_comparison& i) const {
        if (i.limits && i.points.equal()) return said("可填的值不同", "other values allowed");
        if (i.no_common) return said("未能判定：没有两套都允许的值", "undecided: no values that both allow");
        return verdict_words(i.points, zh_) + (i.limits ? common_only() : "");
    }

    [[nodiscard]] std::string total_verdict() const { return verdict_words(c_.total, zh_) + (c_.limits.empty() ? "" : common_only()); }
    [[nodiscard]] std::string common_only() const { return said("（只比两套都允许的值）", " (where both allow the values)"); }

    static std::string mark(const plan_node& n) { return n.max ? n.max->display() : "–"; }

    void lone_item(const item_comparison& i) {
        const side s = i.item.after ? after : before;
        const plan_node& n = plan_of(s).nodes[s == after ? *i.item.after : *i.item.before];
        heading(item_in_section(plan_of(s), s == after ? *i.item.after : *i.item.before), s == after ? said("新增", "added") : said("删除", "removed"),
            s == after ? "33" : "31");
        for (const auto& rule : n.rules) line(2, place(s, rule.at) + shown(rule.text));
        if (!n.rules.empty()) line(2, said("得分范围：", "points: ") + points_range(s, s == after ? *i.item.after : *i.item.before));
        out_ += "\n";
    }

    static std::string shown(const std::string& text) { return without_blanks(text); }

    bool one_clause(const item_comparison& i, const clause_comparison& clause) {
        const plan_rule* x = clause.rule.before ? &plan_of(before).nodes[*i.item.before].rules[*clause.rule.before] : nullptr;
        const plan_rule* y = clause.rule.after ? &plan_of(after).nodes[*i.item.after].rules[*clause.rule.after] : nullptr;
        const bool words = reworded(r_, i, clause);
        const bool people = doubtful(r_, i, clause);
        if (x && y && clause.points.same_operation && !words && !clause.limits && !people) return false;
        if (x) line(2, place(before, x->at) + shown(x->text));
        if (y) line(2, place(after, y->at) + shown(y->text));
        if (!x || !y) {
            line(4, x ? said("删除这一句。", "This clause was removed.") : said("新增这一句。", "This clause was added."));
            return true;
        }
        const auto verdict = verdict_words(clause.points, zh_);
        if (clause.limits && clause.points.equal())
            line(4, said("两套都允许的值上得分相同；允许的值不同。", "The same points where both allow the values; they allow others."));
        else if (clause.points.equal() && people) line(4, said("得分的算法相同。", "The points are computed alike."));
        else if (i.points.equal() && !i.limits && !clause.points.equal()) {
            line(4, said("这一句单独算的分不同，本项合起来得分相同。", "By itself this clause gives other points; the item as a whole gives the same."));
            if (people) counting(*x, *y);
            return true;
        } else if (!words && !i.points.same_operation && !people) {
            // only what it is computed with changed: the item shows it
            line(4, said("这一句文字没有变，作用因别的句子而变，见本项的结论。", "Its words are the same; other sentences change what it does, see the item."));
            return true;
        } else
            line(4, verdict + (clause.limits ? common_only() : "") +
                        (clause.points.equal() ? said("：只是改写，得分都一样。", ": reworded, the points are the same for all facts.") : said("。", ".")));
        witnesses(clause.points, said("分", ""), 4,
            clause_alone(i, clause) ? said("（只算这一句，未经本项的封顶、清零）", " (this clause alone, before the item's caps)") : "");
        if (people) counting(*x, *y);
        return true;
    }

    [[nodiscard]] std::string doubt() const {
        return said(
            "文字另有不同：是否改变了事实的含义，请人工看。", "Other words differ as well: whether they change what a fact means is for people to judge.");
    }

    /// Whether the one clause was shown with its verdict.
    [[nodiscard]] bool shows_itself(const item_comparison& i) const {
        if (clause_alone(i, i.clauses.front())) return false;
        return i.clauses.front().points.equal() || (!i.points.equal() && (reworded(r_, i, i.clauses.front()) || doubtful(r_, i, i.clauses.front())));
    }

    /// Whether a clause's witness speaks of points that the item, with the same facts, does not have in it.
    [[nodiscard]] bool clause_alone(const item_comparison& i, const clause_comparison& clause) const {
        const auto missed = [&](const std::optional<witness>& w) {
            if (!w) return false;
            for (const side s : {before, after}) {
                const plan& p = plan_of(s);
                const bounds b = range(p, c_.joint.facts_of(s, w->joint)).of[p.nodes[s == before ? *i.item.before : *i.item.after].score];
                const number& claimed = s == before ? w->before : w->after;
                if ((b.low && claimed < *b.low) || (b.high && *b.high < claimed)) return true;
            }
            return false;
        };
        return missed(clause.points.when_less) || missed(clause.points.when_more);
    }

    /// Words that tell people how to count, before and now; else that other words differ.
    void counting(const plan_rule& x, const plan_rule& y) {
        if (x.note == y.note) return line(4, doubt());
        const auto shown_note = [&](const std::string& note) { return note.empty() ? said("（没有）", "(none)") : note; };
        line(4, said("填报口径变了，请人工看。旧：", "How its facts are to be counted changed; people must judge. Before: ") + shown_note(x.note) +
                    said("；新：", "; now: ") + shown_note(y.note) + said("。", "."));
    }

    void sentence(std::size_t n, const changed_line& changed) {
        if (changed.before) line(2, place(before, changed.before->at) + shown(changed.before->text));
        if (changed.after) line(2, place(after, changed.after->at) + shown(changed.after->text));
        const bool scored = (changed.before && !changed.before->reading.empty()) || (changed.after && !changed.after->reading.empty());
        if (scored && doubtful(r_, n, changed)) line(4, doubt());
        if (!scored)
            line(4, said("不计分的文字，改动是否影响填报口径请人工看。",
                        "Text that does not score; whether it changes what is to be filled in is for people to judge."));
    }

    void witnesses(const difference& d, const std::string& unit, std::uint32_t indent, const std::string& remark = "") {
        const auto one = [&](const std::optional<witness>& w, const std::string& lead) {
            if (w)
                line(indent,
                    lead + witness_words(c_, w->joint, zh_) + said("：", ": ") + w->before.display() + unit + " → " + w->after.display() + unit + remark);
        };
        const bool both = d.when_less && d.when_more;
        one(d.when_less, both ? said("更严，如", "stricter: ") : said("如", "e.g. "));
        one(d.when_more, both ? said("更宽，如", "laxer: ") : said("如", "e.g. "));
    }

    [[nodiscard]] std::string points_range(side s, std::uint32_t node) const {
        const bounds all = range(plan_of(s), fact_values(plan_of(s).facts.size())).of[plan_of(s).nodes[node].score];
        return (all.low ? all.low->display() : "－∞") + "-" + (all.high ? all.high->display() : "∞") + said("分", "");
    }

    void limits(const item_comparison& i) {
        if (!i.limits) return;
        const auto was = points_range(before, *i.item.before), is = points_range(after, *i.item.after);
        if (was != is) line(2, said("得分范围：", "points: ") + was + " → " + is);
        std::vector<std::uint32_t> said_of;
        for (const auto& l : c_.limits)
            for (const auto f : l.facts) {
                const paired_fact& p = c_.joint.facts[f];
                if (!p.before || !p.after || std::find(said_of.begin(), said_of.end(), f) != said_of.end()) continue;
                const fact &x = plan_of(before).facts[*p.before], &y = plan_of(after).facts[*p.after];
                if (x.node != *i.item.before && y.node != *i.item.after) continue;
                said_of.push_back(f);
                const auto old_values = domain_words(x, zh_), new_values = domain_words(y, zh_);
                if (old_values != new_values)
                    line(2, said("可填的值：“", "values of \"") + y.name + said("”由", "\" were ") + old_values + said("改为", ", now ") + new_values +
                                said("；比较只在两套都允许的值上。", "; compared where both allow them."));
                else
                    line(2, said("“", "\"") + y.name +
                                said("”与其他事实一起可填的值变了；比较只在两套都允许的值上。",
                                    "\" may take other values together with other facts; compared where both allow them."));
                if (l.is == verdict::undecided) line(4, said("哪些值只有一套允许，未能判定。", "Which values only one of them allows is undecided."));
            }
    }

    /// Facts without a counterpart take their values independently of one another.
    void asked_by_one(const item_comparison& i) {
        std::array<std::string, 2> names;
        for (const auto& p : c_.pairs.facts) {
            if (p.before.has_value() == p.after.has_value()) continue;
            const side s = p.before ? before : after;
            const fact& f = plan_of(s).facts[s == before ? *p.before : *p.after];
            if (f.use == fact_use::absence || f.node != (s == before ? *i.item.before : *i.item.after)) continue;
            names[s] += (names[s].empty() ? "" : said("、", ", ")) + f.name;
        }
        std::string text;
        if (!names[before].empty()) text += said("只有旧规则问：", "asked by the old rubric only: ") + names[before];
        if (!names[after].empty()) text += (text.empty() ? "" : said("；", "; ")) + said("只有新规则问：", "asked by the new rubric only: ") + names[after];
        if (!text.empty()) line(2, text + said("。", "."));
    }

    void directives() {
        const auto& d = r_.directives;
        if (d.before.empty() && d.after.empty()) return;
        for (const auto at : d.before) line(2, place(before, at) + shown(std::string(r_.before.text->slice(at))));
        for (const auto at : d.after) line(2, place(after, at) + shown(std::string(r_.after.text->slice(at))));
        line(4,
            said("指令行：对分数的作用已算在比较里；评价期、依据等改动是否影响填报口径请人工看。",
                "Directives: what they do to the points is compared; whether another period or basis changes what is to be filled in is for people to judge."));
        out_ += "\n";
    }

    /// What is counted from records is given to both plans alike; that it is counted otherwise is said in words.
    void counting() {
        if (r_.counting.empty()) return;
        line(2, said("由记录统计的事实，统计口径有改动：", "Facts that are counted from records are counted otherwise:"));
        for (const auto& c : r_.counting) {
            std::string text = "“" + r_.after.rubric->program.facts[c.after].name + "”";
            for (std::size_t n = 0; n < c.said.size(); ++n) text += (n == 0 ? said("：", ": ") : said("；", "; ")) + (zh_ ? c.said[n].zh : c.said[n].en);
            line(4, text + said("。", "."));
        }
        line(4, said("下面的比较以统计出的数相同为准；同一批记录数出多少，用 fenze impact 看。",
                    "The comparison takes the same figures for both; `fenze impact` shows what the same records come to."));
        out_ += "\n";
    }

    void whole() {
        directives();
        counting();
        for (const auto& changed : r_.lines.back()) sentence(r_.lines.size() - 1, changed);
        outcomes();
        if (!c_.total.same_operation) {
            heading(said("总分", "total"), total_verdict(), color_of(c_.total));
            if (c_.whole_itself)
                line(2,
                    said("各项合成总分的办法变了（权重、上限、取整或加减分）。", "How the items make up the total changed (weights, cap, rounding, bonus)."));
            witnesses(c_.total, said("分", ""), 2);
        }
        if (plan_of(before).max != plan_of(after).max) {
            const auto text = [](const plan& p) { return p.max ? p.max->display() : std::string("–"); };
            line(0, said("满分：", "full mark: ") + text(plan_of(before)) + " → " + text(plan_of(after)));
        }
        grades();
    }

    void outcomes() {
        for (const auto& o : c_.outcomes) {
            if (o.before && o.after && o.holds.same_operation) continue;
            heading((o.veto ? said("否决：", "veto: ") : said("结果：", "consequence: ")) + o.name, holds_words(o, zh_),
                o.holds.equal() && o.before && o.after ? "32" : "35");
            for (const auto* w : {&o.holds.when_less, &o.holds.when_more})
                if (*w)
                    line(2, said("如", "e.g. ") + witness_words(c_, (*w)->joint, zh_) +
                                ((*w)->after.sign() != 0 ? said("：原不适用，现适用", ": now applies") : said("：原适用，现不适用", ": no longer applies")));
        }
    }

    void grades() {
        const grade_comparison& g = c_.grades;
        if (!g.any) return;
        const auto one = [&](const difference& d, const std::string& name) {
            if (d.same_operation) return;
            const bool told = g.ranked || d.equal() || verdict_key(d) == std::string("undecided");
            heading(name, told ? verdict_words(d, zh_) : said("不同", "different"), color_of(d));
            for (const auto* w : {&d.when_less, &d.when_more})
                if (*w)
                    line(2, said("如", "e.g. ") + witness_words(c_, (*w)->joint, zh_) + said("：", ": ") + grade_words(g, (*w)->before, zh_) + " → " +
                                grade_words(g, (*w)->after, zh_));
        };
        one(g.rule, said("等级（同样的总分）", "grade (for the same total)"));
        one(g.effect, said("等级（连同总分的变化）", "grade (with the change of the total)"));
    }

    void summary() {
        const diff_counts n = counts_of(r_);
        std::string text =
            zh_ ? "共" + std::to_string(n.all) + "项：相同" + std::to_string(n.same) : std::to_string(n.all) + " items: " + std::to_string(n.same) + " equal";
        if (n.reworded > 0) text += zh_ ? "（其中改写" + std::to_string(n.reworded) + "）" : " (" + std::to_string(n.reworded) + " reworded)";
        const auto add = [&](std::size_t many, const char* chinese, const char* english) {
            if (many > 0) text += zh_ ? "，" + std::string(chinese) + std::to_string(many) : ", " + std::to_string(many) + " " + english;
        };
        add(n.stricter, "更严", "stricter");
        add(n.laxer, "更宽", "laxer");
        add(n.mixed, "有严有宽", "mixed");
        add(n.limits, "可填的值不同", "with other values allowed");
        add(n.added, "新增", "added");
        add(n.removed, "删除", "removed");
        add(n.undecided, "未能判定", "undecided");
        line(0, text + said("。", "."));
        const bool some_fail = c_.total.may_fail && !c_.total.same_operation;
        if (c_.equal())
            line(0,
                (some_fail ? said("凡两套都算得出分的事实，两套规则都得出同样的分数和等级",
                                 "Wherever both can be computed the two rubrics give the same points and grades")
                           : said("两套规则对一切事实都得出同样的分数和等级", "For all facts the two rubrics give the same points and grades")) +
                    (c_.pairs.notes.empty() ? "" : said("（照开头“注意”里的对应）", " (paired as the notes say)")) +
                    (!r_.counting.empty() ? said("；由记录统计的事实，统计口径有改动，见上。", "; facts counted from records are counted otherwise, see above.")
                        : any_doubt(r_) ? said("；文字另有改动，见上，请人工看是否改变事实的含义。",
                                              "; other words changed, see above: people must judge whether the facts mean the same.")
                                        : said("。", ".")));
        else line(0, said("总分：", "total: ") + total_verdict() + said("。", "."));
        if (!solver_available() && c_.undecided > 0)
            line(0, said("这个程序编译时没有求解器，有的比较不能判定。", "This program was built without a solver; some comparisons stay undecided."));
    }

    const diff_report& r_;
    const comparison& c_;
    const manner& how_;
    bool zh_;
    std::uint32_t width_;
    std::string out_;
};

}  // namespace

std::string diff_text(const diff_report& r, const manner& how, std::uint32_t width) { return diff_page(r, how, width).written(); }

bool reworded(const diff_report& r, const item_comparison& item, const clause_comparison& clause) {
    if (!clause.rule.before || !clause.rule.after) return false;
    const auto text = [](const compared_rubric& of, std::uint32_t node, std::uint32_t rule) {
        return name_key(of.rubric->program.nodes[node].rules[rule].text);
    };
    return text(r.before, *item.item.before, *clause.rule.before) != text(r.after, *item.item.after, *clause.rule.after);
}

bool doubtful(const diff_report& r, const item_comparison& item, const clause_comparison& clause) {
    if (!clause.rule.before || !clause.rule.after) return false;
    const plan &was = r.before.rubric->program, &is = r.after.rubric->program;
    const plan_rule &x = was.nodes[*item.item.before].rules[*clause.rule.before], &y = is.nodes[*item.item.after].rules[*clause.rule.after];
    return x.note != y.note || (reworded(r, item, clause) && other_words_beside(was, x, is, y));
}

bool doubtful(const diff_report& r, std::size_t n, const changed_line& line) {
    const auto read = [](const reading_line* l) { return l ? l->reading : std::string(); };
    if (read(line.before).empty() && read(line.after).empty()) return true;  // it does not score at all
    if (other_words_beside(line)) return true;
    // it scores, and yet the points are computed as they were: what it says must be about something else
    if (read(line.before) == read(line.after)) return false;
    const comparison& c = *r.came_to;
    if (n < c.items.size()) return c.items[n].item.before && c.items[n].item.after && !c.items[n].touched();
    return c.total.same_operation && c.grades.rule.same_operation && c.grades.effect.same_operation &&
           std::all_of(c.outcomes.begin(), c.outcomes.end(), [](const outcome_comparison& o) { return o.before && o.after && o.holds.same_operation; });
}

bool doubtful_title(const diff_report& r, const item_comparison& item) {
    if (!item.item.before || !item.item.after) return false;
    return !wording_difference(r.before.rubric->program.nodes[*item.item.before].title, r.after.rubric->program.nodes[*item.item.after].title).empty();
}

bool any_doubt(const diff_report& r) {
    if (!r.directives.before.empty() || !r.directives.after.empty()) return true;
    for (const auto& i : r.came_to->items)
        if (doubtful_title(r, i) || std::any_of(i.clauses.begin(), i.clauses.end(), [&](const auto& clause) { return doubtful(r, i, clause); })) return true;
    for (std::size_t n = 0; n < r.lines.size(); ++n)
        if (std::any_of(r.lines[n].begin(), r.lines[n].end(), [&](const auto& l) { return doubtful(r, n, l); })) return true;
    return false;
}

diff_counts counts_of(const diff_report& r) {
    diff_counts n;
    for (const auto& i : r.came_to->items) {
        const bool pair = i.item.before && i.item.after;
        const plan_node& node = i.item.after ? r.after.rubric->program.nodes[*i.item.after] : r.before.rubric->program.nodes[*i.item.before];
        if (node.rules.empty() && (pair ? i.clauses.empty() && !i.touched() : !node.children.empty())) continue;
        ++n.all;
        const std::string key = verdict_key(i.points);
        if (!i.item.before) ++n.added;
        else if (!i.item.after) ++n.removed;
        else if (key == "equal" && i.limits) ++n.limits;
        else if (key == "equal") {
            ++n.same;
            if (std::any_of(i.clauses.begin(), i.clauses.end(), [&](const auto& clause) { return reworded(r, i, clause); })) ++n.reworded;
        } else ++(key == "stricter" ? n.stricter : key == "laxer" ? n.laxer : key == "mixed" ? n.mixed : n.undecided);
    }
    return n;
}

}  // namespace fenze
