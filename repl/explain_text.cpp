// One item, or every item, down to the sentence: line, words, facts, points, and what capped them.

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/items_called.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"
#include "repl/records_text.hpp"
#include "repl/report_text.hpp"

namespace fenze {
namespace {

constexpr const char* dim = "2";
constexpr const char* bold = "1";

class explanation {
public:
    explanation(const plan& p, const source& rubric, const scored& s, const manner& how, std::uint32_t width)
        : p_(p), rubric_(rubric), s_(s), how_(how), width_(width) {}

    std::string of(std::uint32_t node) {
        one(node, 0, true);
        return out_;
    }

    std::string of(const std::string& item) {
        if (item.empty()) {
            for (std::uint32_t i = 0; i < p_.nodes.size(); ++i)
                if (!p_.nodes[i].rules.empty() || any_tells(steps_of(p_, p_.nodes[i]))) one(i, 0, false);
            if (any_tells(steps_of_total(p_)) || !held().empty()) total();
            return out_;
        }
        for (const auto i : items_called(p_, item)) one(i, 0, true);
        if (out_.empty() && (item == "合计" || item == "总分" || item == "total")) total();
        return out_;
    }

private:
    void head(const std::string& label, const bounds& points, std::uint32_t depth) {
        const auto right = points_text(points) + (how_.zh ? "分" : "");
        const auto room = width_ - std::min(width_, cells(right) + 2 * depth + 2);
        out_ += std::string(2 * depth, ' ') + painted(pad_right(fit(label, room), room + 2) + right, bold, how_.color) + "\n";
    }

    void one(std::uint32_t i, std::uint32_t depth, bool with_children) {
        const auto& n = p_.nodes[i];
        std::string label = label_of(n);
        if (n.max) label += (how_.zh ? "（" : " (") + n.max->display() + (how_.zh ? "分）" : ")");
        head(label, s_.came_to->at(n.score), depth);
        const auto indent = std::string(2 * depth, ' ');
        const auto steps = steps_of(p_, n);
        for (const auto& step : steps)
            if (step.is == step_kind::start && !absent(s_, n))
                three(indent + "  " + (step.at.empty() ? std::string() : line_of(step.at)), step_text(p_, s_, &n, step, how_.zh), "", step.bound.display());
        for (std::size_t rule = 0; rule < n.rules.size() && !absent(s_, n); ++rule) {
            one_rule(n.rules[rule], indent);
            for (const auto& step : steps)
                if (of_sentences(step) && *std::max_element(step.rules.begin(), step.rules.end()) == rule &&
                    (step.is == step_kind::cap || step_tells(s_, step)))
                    one_step(&n, step, indent);
        }
        for (const auto& step : steps)
            if (step.is == step_kind::absent ? absent(s_, n) : !of_sentences(step) && !absent(s_, n) && tells(step)) one_step(&n, step, indent);
        for (const auto& note : n.notes)
            if (!announced(note, steps)) three(indent + "  ", how_.zh || note.en.empty() ? note.zh : note.en, "", "");
        if (!with_children) return;
        for (const auto child : n.children) one(child, depth + 1, true);
    }

    void total() {
        head(how_.zh ? "合计" : "total", s_.came_to->at(p_.total), 0);
        for (const auto& step : steps_of_total(p_))
            if (tells(step)) one_step(nullptr, step, "");
        for (const auto* one : held()) three("  " + line_of(one->at), without_blanks(rubric_.slice(one->at)), "", one->name);
    }

    /// The grade, the vetoes and the consequences that hold for certain, in that order.
    [[nodiscard]] std::vector<const outcome*> held() const {
        std::vector<const outcome*> out;
        const auto holds = [&](const outcome& o) {
            const auto value = s_.came_to->value(o.condition);
            return value && value->sign() != 0;
        };
        for (const auto& v : p_.vetoes)
            if (holds(v)) out.push_back(&v);
        if (out.empty())
            for (const auto& g : p_.grades)
                if (holds(g)) out.push_back(&g);
        for (const auto i : s_.came_to->actions) out.push_back(&p_.actions[i]);
        return out;
    }

    static bool of_sentences(const point_step& step) { return (step.is == step_kind::cap || step.is == step_kind::part) && !step.rules.empty(); }

    /// Also where only the bounds of the points move.
    [[nodiscard]] bool tells(const point_step& step) const {
        if (step.is == step_kind::absent || step.is == step_kind::start) return false;
        const bool bounds_move = !step.condition && !change(step).empty();
        return (bounds_move || step_tells(s_, step)) && !step_text(p_, s_, nullptr, step, true).empty();
    }

    [[nodiscard]] bool any_tells(const std::vector<point_step>& steps) const {
        return std::any_of(steps.begin(), steps.end(), [&](const auto& step) { return tells(step); });
    }

    /// A step that took effect says what its note announces.
    [[nodiscard]] bool announced(const words& note, const std::vector<point_step>& steps) const {
        return std::any_of(steps.begin(), steps.end(), [&](const point_step& step) {
            if (!step_tells(s_, step)) return false;
            if (step.is == step_kind::zero) return note.zh.ends_with("本项计0分");
            if (step.is == step_kind::part) return note.zh.ends_with("这一部分不得分");
            return (step.is == step_kind::share && note.zh.ends_with("得分减半")) || (step.is == step_kind::best && note.zh.ends_with("只取最高的一项"));
        });
    }

    [[nodiscard]] std::string change(const point_step& step) const {
        if (step.is == step_kind::best || step.is == step_kind::weights) return {};
        const auto before = points_text(s_.came_to->at(step.before)), after = points_text(s_.came_to->at(step.after));
        return before == after ? std::string() : before + " → " + after;
    }

    void one_step(const plan_node* node, const point_step& step, const std::string& indent) {
        auto lead = indent + "  ";
        if (!step.at.empty()) lead += line_of(step.at);
        const bool made = step.is == step_kind::weights || step.is == step_kind::best;  // from parts, not from points before
        const auto right = step.is == step_kind::absent ? std::string() : made ? points_text(s_.came_to->at(step.after)) : change(step);
        three(lead, step_text(p_, s_, node, step, how_.zh), "", right);
    }

    [[nodiscard]] std::string line_of(span at) const {
        const auto line = std::to_string(rubric_.where(at.begin).line);
        return how_.zh ? "第" + line + "行 " : "line " + line + " ";
    }

    void one_rule(const plan_rule& rule, const std::string& indent) {
        const auto lead = indent + "  " + line_of(rule.at);
        std::string facts;
        std::uint32_t behind = 0;
        for (const auto f : rule.facts) {
            if (f < behind) continue;
            if (!facts.empty()) facts += "、";
            if (const auto* judged = panel_from(p_, f, behind)) {
                facts += panel_text(p_, s_, *judged, how_.zh);
                continue;
            }
            facts += rule.facts.size() == 1 ? fact_value_text(p_, s_, f, how_.zh) : p_.facts[f].name + " " + fact_value_text(p_, s_, f, how_.zh);
        }
        three(lead, rule.text, facts, points_text(s_.came_to->at(rule.raw)));
        const auto under = std::string(cells(lead), ' ');
        for (const auto f : rule.facts)
            if (const auto* of = s_.records ? s_.records->of_fact(p_, f) : nullptr; of && of->value == s_.facts[f])
                for (const auto& line : records_lines(p_, *s_.records, *of, rule.facts.size() > 1, how_.zh))
                    for (const auto& part : wrap(line, width_ > cells(lead) + 20 ? width_ - cells(lead) : 20))
                        out_ += under + painted(part, dim, how_.color) + "\n";
        if (!rule.note.empty()) out_ += under + painted((how_.zh ? "提示：" : "note: ") + rule.note, dim, how_.color) + "\n";
    }

    /// Text on the left, facts in the middle, points at the right edge; the text wraps.
    void three(const std::string& lead, const std::string& text, const std::string& middle, const std::string& right) {
        const auto used = cells(lead);
        const auto right_width = std::max<std::uint32_t>(cells(right), 6);
        const auto free = width_ > used + right_width + 4 ? width_ - used - right_width - 4 : 20;
        const auto middle_width = std::min(std::max<std::uint32_t>(cells(middle), 10), free * 2 / 5);
        const auto text_width = free - middle_width;
        const auto left = wrap(text, text_width), facts = wrap(middle, middle_width);
        for (std::size_t i = 0; i < std::max(left.size(), facts.size()); ++i) {
            std::string line = (i == 0 ? lead : std::string(used, ' ')) + pad_right(i < left.size() ? left[i] : "", text_width) + "  " +
                               pad_right(i < facts.size() ? facts[i] : "", middle_width) + "  " + (i == 0 ? pad_left(right, right_width) : "");
            while (line.ends_with(' ')) line.pop_back();
            out_ += line + "\n";
        }
    }

    const plan& p_;
    const source& rubric_;
    const scored& s_;
    const manner& how_;
    std::uint32_t width_;
    std::string out_;
};

}  // namespace

std::string explain_text(const plan& p, const source& rubric, const scored& s, const std::string& item, const manner& how, std::uint32_t width) {
    return explanation(p, rubric, s, how, width).of(item);
}

std::string explain_text(const plan& p, const source& rubric, const scored& s, std::uint32_t node, const manner& how, std::uint32_t width) {
    return explanation(p, rubric, s, how, width).of(node);
}

}  // namespace fenze
