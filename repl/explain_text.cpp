// One item, or every item, down to the sentence: line, words, facts, points, and what capped them.

#include <algorithm>

#include "dsl/fold.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"
#include "repl/report_text.hpp"

namespace fenze {
namespace {

constexpr const char* dim = "2";
constexpr const char* bold = "1";

class explanation {
public:
    explanation(const plan& p, const source& rubric, const scored& s, const manner& how, std::uint32_t width)
        : p_(p), rubric_(rubric), s_(s), how_(how), width_(width) {}

    std::string of(const std::string& item) {
        if (item.empty()) {
            for (std::uint32_t i = 0; i < p_.nodes.size(); ++i)
                if (!p_.nodes[i].rules.empty()) one(i, 0, false);
            return out_;
        }
        const auto key = name_key(item);
        // The first way of naming that finds anything: a document's own number goes before fenze's.
        find([&](const plan_node& n) { return bare(n.number) == bare(item); });
        find([&](const plan_node& n) { return n.id == item; });
        find([&](const plan_node& n) { return name_key(n.title) == key || name_key(label_of(n)) == key; });
        find([&](const plan_node& n) { return name_key(n.title).find(key) != std::string::npos; });
        return out_;
    }

private:
    /// A number without its dress: （二） and 二、 are 二.
    static std::string bare(const std::string& number) {
        std::string out;
        const auto key = name_key(number);
        for (std::size_t i = 0; i < key.size();) {
            const auto n = character_length(key, i);
            const auto c = key.substr(i, n);
            i += n;
            if (c != "(" && c != ")" && c != "、" && c != "." && c != "第" && c != "条" && c != "章") out += c;
            else if (c == "." && i < key.size()) out += c;  // inside 4.2.1
        }
        return out;
    }

    template <typename Test>
    void find(const Test& matches) {
        if (!out_.empty()) return;
        for (std::uint32_t i = 0; i < p_.nodes.size(); ++i)
            if (matches(p_.nodes[i]) && !inside_shown(i)) one(i, 0, true);
    }

    [[nodiscard]] bool inside_shown(std::uint32_t i) const {
        for (auto up = p_.nodes[i].parent; up; up = p_.nodes[*up].parent)
            if (std::find(shown_.begin(), shown_.end(), *up) != shown_.end()) return true;
        return false;
    }

    void one(std::uint32_t i, std::uint32_t depth, bool with_children) {
        shown_.push_back(i);
        const auto& n = p_.nodes[i];
        const auto& points = s_.came_to->at(n.score);
        std::string head = label_of(n);
        if (n.max) head += (how_.zh ? "（" : " (") + n.max->display() + (how_.zh ? "分）" : ")");
        const auto indent = std::string(2 * depth, ' ');
        const auto right = points_text(points) + (how_.zh ? "分" : "");
        const auto room = width_ - std::min(width_, cells(right) + 2 * depth + 2);
        out_ += indent + painted(pad_right(fit(head, room), room + 2) + right, bold, how_.color) + "\n";
        for (const auto& rule : n.rules) one_rule(rule, indent);
        caps(n, points, indent);
        if (!with_children) return;
        for (const auto child : n.children) one(child, depth + 1, true);
    }

    void one_rule(const plan_rule& rule, const std::string& indent) {
        const auto line = std::to_string(rubric_.where(rule.at.begin).line);
        const auto lead = indent + "  " + (how_.zh ? "第" + line + "行 " : "line " + line + " ");
        std::string facts;
        for (const auto f : rule.facts) {
            if (!facts.empty()) facts += "、";
            facts += rule.facts.size() == 1 ? fact_value_text(p_, s_, f, how_.zh) : p_.facts[f].name + " " + fact_value_text(p_, s_, f, how_.zh);
        }
        auto right = points_text(s_.came_to->at(rule.score));
        const auto raw = s_.came_to->value(rule.raw), score = s_.came_to->value(rule.score);
        if (raw && score && !(*raw == *score)) right = raw->display() + " → " + right;
        three(lead, rule.text, facts, right);
        const auto under = std::string(cells(lead), ' ');
        if (!rule.note.empty()) out_ += under + painted((how_.zh ? "提示：" : "note: ") + rule.note, dim, how_.color) + "\n";
    }

    void caps(const plan_node& n, const bounds& points, const std::string& indent) {
        const auto raw = s_.came_to->value(n.raw);
        const bool moved = raw && points.fixed() && !(*raw == *points.low);
        const auto change = moved ? raw->display() + " → " + points.low->display() : std::string();
        bool said = false;
        for (const auto& note : n.notes) {
            three(indent + "  ", how_.zh || note.en.empty() ? note.zh : note.en, "", &note == &n.notes.back() ? change : std::string());
            said = true;
        }
        if (moved && !said)
            three(indent + "  ", how_.zh ? (*points.low < *raw ? "上限" : "下限") + points.low->display() + "分" : "limited to " + points.low->display(), "",
                change);
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
    std::vector<std::uint32_t> shown_;
};

}  // namespace

std::string explain_text(const plan& p, const source& rubric, const scored& s, const std::string& item, const manner& how, std::uint32_t width) {
    return explanation(p, rubric, s, how, width).of(item);
}

}  // namespace fenze
