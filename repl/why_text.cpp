#include "repl/why_text.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/goal/curve.hpp"
#include "interpreter/items_called.hpp"
#include "interpreter/open_plan.hpp"
#include "repl/asked_names.hpp"
#include "repl/layout.hpp"
#include "repl/next_step_text.hpp"
#include "repl/reasons.hpp"
#include "repl/report_text.hpp"

namespace fenze {
namespace {

constexpr const char* bold = "1";

void take_items(const plan& p, const scored& s, const std::vector<fact_moves>& moves, why_answer& to) {
    for (const auto n : to.nodes) to.next.push_back(next_steps(p, s.facts, n, moves));
}

/// The item and all below it that have sentences.
void with_children(const plan& p, std::uint32_t n, std::vector<std::uint32_t>& into) {
    if (!p.nodes[n].rules.empty()) into.push_back(n);
    for (const auto child : p.nodes[n].children) with_children(p, child, into);
}

class why_page {
public:
    why_page(const plan& p, const source& rubric, const scored& s, const why_answer& answer, std::string words, const manner& how, std::uint32_t width)
        : p_(p), rubric_(rubric), s_(s), answer_(answer), asked_(std::move(words)), how_(how), zh_(how.zh), width_(width), name_(p) {}

    std::string written() {
        switch (answer_.about) {
            case why_answer::kind::total:
            case why_answer::kind::grade:
                total();
                break;
            case why_answer::kind::item:
                items();
                break;
            case why_answer::kind::fact:
                fact_alone();
                break;
        }
        return out_;
    }

private:
    void line(const std::string& text) {
        for (const auto& part : wrap(text, width_)) out_ += part + "\n";
    }

    void total() {
        const result& r = *s_.came_to;
        const auto why = total_reason(p_, s_, zh_);
        line(painted((zh_ ? "总分 " : "total ") + points_text(r.at(p_.total)) + (why.empty() ? "" : (zh_ ? "：" : ": ") + why), bold, how_.color));
        const auto steps = explain_text(p_, rubric_, s_, "总分", how_, width_);
        if (const auto head = steps.find('\n'); head != std::string::npos) out_ += steps.substr(head + 1);  // its head says the total again
        lost();
        gains();
    }

    /// Where points were not given, the most first.
    void lost() {
        std::vector<std::pair<number, std::uint32_t>> all;
        for (std::uint32_t n = 0; n < p_.nodes.size(); ++n) {
            const plan_node& node = p_.nodes[n];
            const auto points = s_.came_to->value(node.score);
            if (!node.children.empty() || node.bonus || node.deduction || !node.max || !points || *node.max <= *points) continue;
            all.emplace_back(*node.max - *points, n);
        }
        if (all.empty()) return;
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
        constexpr std::size_t most = 8;
        out_ += "\n" + painted(zh_ ? "没有得到的分" : "points not earned", bold, how_.color) + "\n";
        for (std::size_t i = 0; i < std::min(most, all.size()); ++i) {
            const plan_node& node = p_.nodes[all[i].second];
            const auto why = reason(p_, s_, node, zh_);
            three(label_of(node), (zh_ ? "少" : "-") + all[i].first.display() + (zh_ ? "分" : ""), why);
        }
        if (all.size() > most) line(zh_ ? "  另有" + std::to_string(all.size() - most) + "项。" : "  and " + std::to_string(all.size() - most) + " more");
    }

    void gains() {
        constexpr std::size_t most = 8;
        std::size_t count = 0;
        for (const marginal_gain& g : answer_.gains) {
            if (!g.next || count == most) break;
            if (count++ == 0) out_ += "\n" + painted(zh_ ? "下一步最见效的事实" : "facts that bring most", bold, how_.color) + "\n";
            const fact& f = p_.facts[g.fact];
            const auto next = next_step_text(p_, *g.next, zh_);
            if (s_.facts[g.fact]) three(name_(f), amount_text(f, g.next->from), next);
            else three(name_(f), zh_ ? "未填" : "not given", range_around(f) + from_where(f, g.next->from) + next);
        }
    }

    /// What the item of a fact that is not given can come to: 本项 0 … 10分；
    [[nodiscard]] std::string range_around(const fact& f) const {
        if (f.node == no_node) return {};
        const auto points = points_text(s_.came_to->at(p_.nodes[f.node].score));
        return zh_ ? "本项 " + points + "分；" : "item " + points + "; ";
    }

    /// From which value the next step of a fact that is not given is counted.
    [[nodiscard]] std::string from_where(const fact& f, const number& from) const {
        if (f.kind == fact_kind::boolean) return {};
        const auto at = f.kind == fact_kind::choice ? "“" + value_text(f, from) + "”" : amount_text(f, from);
        return zh_ ? "从" + at + "起，" : "from " + at + ": ";
    }

    /// A name, a figure, words that wrap.
    void three(const std::string& name, const std::string& figure, const std::string& words) {
        constexpr std::uint32_t names = 36;
        const std::string lead = "  " + pad_right(fit(name, names), names) + "  " + pad_left(figure, 9) + "  ";
        const auto used = cells(lead);
        const auto lines = wrap(words, width_ > used + 20 ? width_ - used : 20);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            std::string text = (i == 0 ? lead : std::string(used, ' ')) + lines[i];
            while (text.ends_with(' ')) text.pop_back();
            out_ += text + "\n";
        }
    }

    void items() {
        out_ += explain_text(p_, rubric_, s_, asked_, how_, width_);
        steps();
    }

    void steps() {
        bool first = true;
        for (std::size_t i = 0; i < answer_.nodes.size(); ++i)
            for (const clause_step& step : answer_.next[i]) {
                const auto text = clause_step_text(p_, step, zh_);
                if (text.empty()) continue;
                if (first) out_ += "\n" + painted(zh_ ? "下一步" : "next steps", bold, how_.color) + "\n";
                first = false;
                const plan_rule& rule = p_.nodes[step.node].rules[step.rule];
                const auto where = (zh_ ? "第" : "line ") + std::to_string(rubric_.where(rule.at.begin).line) + (zh_ ? "行 " : " ");
                three(where + rule.text, "", text);
            }
    }

    void fact_alone() {
        const auto f = *answer_.fact;
        const fact& own = p_.facts[f];
        line(painted(name_(own) + (zh_ ? "：" : ": ") + fact_value_text(p_, s_, f, zh_), bold, how_.color));
        if (answer_.nodes.empty() && own.use == fact_use::score) line(zh_ ? "它直接计入总分。" : "It counts in the total directly.");
        if (own.use == fact_use::outcome) line(zh_ ? "它不影响得分，只影响等级和结果。" : "It gives no points; it matters for the grade and its consequences.");
        if (answer_.nodes.empty() && !answer_.gains.empty() && answer_.gains.front().next)
            line("  " + std::string(zh_ ? "下一步：" : "next: ") + next_step_text(p_, *answer_.gains.front().next, zh_));
        for (const auto n : answer_.nodes) {
            const plan_node& node = p_.nodes[n];
            std::string full = node.max ? (zh_ ? "（满分" + node.max->display() + "分）" : " (of " + node.max->display() + ")") : std::string();
            line(label_of(node) + full + " " + points_text(s_.came_to->at(node.score)) + (zh_ ? "分" : ""));
            for (const plan_rule& rule : node.rules)
                if (std::find(rule.facts.begin(), rule.facts.end(), f) != rule.facts.end())
                    three((zh_ ? "第" : "line ") + std::to_string(rubric_.where(rule.at.begin).line) + (zh_ ? "行 " : " ") + rule.text,
                        points_text(s_.came_to->at(rule.score)) + (zh_ ? "分" : ""), "");
            if (const auto curve = curve_text(p_, s_.facts, f, n, zh_); !curve.empty())
                line("  " + std::string(zh_ ? "本项得分：" : "points of the item: ") + curve);
            steps_of_fact(f, n);
        }
    }

    void steps_of_fact(std::uint32_t f, std::uint32_t node) {
        for (const auto& steps : answer_.next)
            for (const clause_step& step : steps) {
                const plan_rule& rule = p_.nodes[step.node].rules[step.rule];
                if (step.node != node || step.why_not == no_step::other || std::find(rule.facts.begin(), rule.facts.end(), f) == rule.facts.end()) continue;
                clause_step only = step;
                std::erase_if(only.next, [&](const next_step& n) { return n.fact != f; });
                if (only.next.empty() && only.why_not == no_step::none) continue;
                line("  " + std::string(zh_ ? "下一步：" : "next: ") + clause_step_text(p_, only, zh_));
            }
    }

    const plan& p_;
    const source& rubric_;
    const scored& s_;
    const why_answer& answer_;
    std::string asked_;
    const manner& how_;
    bool zh_;
    std::uint32_t width_;
    asked_names name_;
    std::string out_;
};

}  // namespace

namespace {

fact_values with_value(fact_values facts, std::uint32_t f, const number& value) {
    facts[f] = value;
    return facts;
}

}  // namespace

std::optional<why_answer> read_why(const plan& p, const scored& s, const std::string& words) {
    why_answer out;
    const auto key = name_key(words);
    const auto moves = default_moves(p, s.facts);
    const auto is_grade = [&](const std::vector<outcome>& list) {
        return std::any_of(list.begin(), list.end(), [&](const outcome& o) { return name_key(o.name) == key; });
    };
    const bool grade = key == "等级" || key == "grade" || is_grade(p.grades) || is_grade(p.vetoes);
    if (grade || key == "总分" || key == "合计" || key == "得分" || key == "total") {
        out.about = grade ? why_answer::kind::grade : why_answer::kind::total;
        out.gains = marginal_gains(p, s.facts, moves);
        return out;
    }
    const auto facts = fact_index(p).find(words);
    const auto items = items_called(p, words);
    const bool title = std::any_of(items.begin(), items.end(), [&](std::uint32_t n) { return name_key(p.nodes[n].title) == key; });
    if (facts.size() == 1 && (items.empty() || !title)) {
        out.about = why_answer::kind::fact;
        out.fact = facts.front();
        for (std::uint32_t n = 0; n < p.nodes.size(); ++n)
            for (const plan_rule& rule : p.nodes[n].rules)
                if (std::find(rule.facts.begin(), rule.facts.end(), *out.fact) != rule.facts.end()) {
                    out.nodes.push_back(n);
                    break;
                }
        for (auto& gain : marginal_gains(p, s.facts, moves))
            if (gain.fact == *out.fact) out.gains.push_back(std::move(gain));
    } else if (!items.empty()) {
        out.about = why_answer::kind::item;
        for (const auto n : items) with_children(p, n, out.nodes);
    } else {
        return std::nullopt;
    }
    take_items(p, s, moves, out);
    return out;
}

std::string why_text(
    const plan& p, const source& rubric, const scored& s, const why_answer& answer, const std::string& words, const manner& how, std::uint32_t width) {
    return why_page(p, rubric, s, answer, words, how, width).written();
}

std::string curve_text(const plan& p, const fact_values& facts, std::uint32_t f, std::uint32_t node, bool zh) {
    const fact& own = p.facts[f];
    if (!facts[f]) return {};
    constexpr std::size_t most = 10;
    std::string out;
    const auto say = [&](const std::string& at, const number& points) {
        out += (out.empty() ? "" : zh ? "，" : ", ") + at + " " + points.display() + (zh ? "分" : "");
    };
    if (own.kind == fact_kind::choice || own.kind == fact_kind::boolean) {
        const extent domain = domain_of(own);
        for (std::int64_t v = 0; v <= domain.high->at.to_int().value_or(0); ++v) {
            fact_values with = facts;
            with[f] = number(v);
            const auto points = score(p, with).value(p.nodes[node].score);
            if (!points) return {};
            say(value_text(own, number(v)), *points);
        }
        return out;
    }
    const extent domain = domain_of(own);
    number from = domain.low ? domain.low->at : minimum(number(0), *facts[f]), to = maximum(*facts[f], from);
    const fact_figures figures = figures_of(p)[f];
    for (const number& n : figures.at) to = maximum(to, n);
    for (const auto& repeated : figures.every) to = maximum(to, *facts[f] + repeated.by * 3);
    const auto next = next_step_of(p, facts, f, p.nodes[node].score, default_moves(p, facts)[f]);
    if (next) to = maximum(to, next->to + (own.whole ? number(0) : next->away));
    to = to + (own.whole ? number(6) : number(1));
    if (domain.high) to = minimum(to, domain.high->at);
    const auto c = curve_of(p, facts, f, p.nodes[node].score, from, to);
    if (!c) return {};
    if (own.whole) {
        std::optional<number> last;
        std::size_t count = 0;
        for (number x = ceiling(from); x <= to && count < most; x = x + 1) {
            const number points = c->at(x);
            if (last && *last == points) continue;
            say(x.text() + own.unit, points);
            last = points;
            ++count;
        }
        const bool more = count == most || next_step_of(p, with_value(facts, f, to), f, p.nodes[node].score, default_moves(p, facts)[f]);
        return count < 2 ? std::string() : out + (more ? "…" : zh ? "（到此为止）" : " (no more)");
    }
    if (c->points.size() > most) return {};
    for (std::size_t i = 0; i + 1 < c->points.size(); ++i) {
        const line_form& line = c->lines[i];
        const bool ends = i + 2 == c->points.size() && line.slope.sign() == 0 &&
                          !next_step_of(p, with_value(facts, f, to), f, p.nodes[node].score, default_moves(p, facts)[f]);
        if (ends) {
            say(c->points[i].text() + own.unit + (zh ? "起" : " on"), line.base);
            continue;
        }
        const std::string span = c->points[i].text() + (zh ? "至" : " to ") + c->points[i + 1].text() + own.unit;
        if (line.slope.sign() == 0) say(span, line.base);
        else
            out += (out.empty() ? ""
                       : zh     ? "，"
                                : ", ") +
                   span + " " + line.at(c->points[i]).display() + (zh ? "至" : " to ") + line.at(c->points[i + 1]).display() + (zh ? "分" : "");
    }
    return out;
}

}  // namespace fenze
