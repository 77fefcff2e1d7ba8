#include "repl/report_text.hpp"

#include <algorithm>

#include "repl/layout.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

constexpr const char* dim = "2";
constexpr const char* bold = "1";

std::string full_mark(const std::optional<number>& max) { return max ? max->display() : "–"; }

class score_table {
public:
    score_table(const plan& p, const scored& s, const manner& how, std::uint32_t width) : p_(p), s_(s), how_(how), width_(width) {
        points_ = 6;
        for (const auto& node : p.nodes) points_ = std::max(points_, cells(points_text(s.came_to->at(node.score))));
        points_ = std::max(points_, cells(points_text(s.came_to->at(p.total))));
        label_ = std::clamp<std::uint32_t>(longest_label(), 12, width_ * 45 / 100);
        const auto taken = label_ + mark_ + points_ + 3 * gap_ + 1;
        note_ = std::max<std::uint32_t>(width_ > taken ? width_ - taken : 0, 16);
    }

    std::string written() {
        const auto zh = how_.zh;
        constexpr std::uint32_t least_for_columns = 64;
        if (width_ < least_for_columns) return listed();
        heading();
        out_ += ruled(width_) + "\n";
        row(zh ? "指标" : "item", zh ? "满分" : "max", zh ? "得分" : "points", zh ? "说明" : "why", dim);
        for (const auto root : p_.roots) node(root, 0);
        out_ += ruled(width_) + "\n";
        row(zh ? "合计" : "total", full_mark(p_.max), points_text(s_.came_to->at(p_.total)), total_reason(p_, s_, zh), bold);
        for (const auto i : s_.came_to->actions) out_ += " " + std::string(zh ? "结果：" : "action: ") + p_.actions[i].name + "\n";
        return out_;
    }

private:
    std::uint32_t longest_label() const {
        std::uint32_t most = 0;
        const auto look = [&](const auto& self, std::uint32_t i, std::uint32_t depth) -> void {
            most = std::max(most, 2 * depth + cells(label_of(p_.nodes[i])));
            for (const auto child : p_.nodes[i].children) self(self, child, depth + 1);
        };
        for (const auto root : p_.roots) look(look, root, 0);
        return most;
    }

    void heading() {
        const auto id = cells(s_.id);
        const auto title = fit(p_.title, width_ > id + 2 ? width_ - id - 2 : width_);
        out_ += painted(title, bold, how_.color) + (s_.id.empty() ? "" : pad_left(s_.id, width_ > cells(title) ? width_ - cells(title) : 0)) + "\n";
    }

    void node(std::uint32_t i, std::uint32_t depth) {
        const auto& n = p_.nodes[i];
        const auto& points = s_.came_to->at(n.score);
        const bool full = n.max && points.fixed() && *points.low == *n.max;
        const char* color = depth == 0 && !n.children.empty() ? bold : nullptr;
        row(std::string(2 * depth, ' ') + label_of(n), full_mark(n.max), points_text(points), reason(p_, s_, n, how_.zh), color, points_color(points, full));
        for (const auto child : n.children) node(child, depth + 1);
    }

    /// No columns: each item on a line of its own, its points and their reason below it.
    std::string listed() {
        const auto line = [&](const std::string& text, std::uint32_t indent, const char* color) {
            for (const auto& part : wrap(text, width_ > indent + 8 ? width_ - indent : 8))
                out_ += std::string(indent, ' ') + (color ? painted(part, color, how_.color) : part) + "\n";
        };
        const auto points = [&](const std::optional<number>& max, const bounds& of, const std::string& why, std::uint32_t indent) {
            const auto unit = how_.zh ? "分" : "";
            line(points_text(of) + unit + (max ? (how_.zh ? "（满分" + max->display() + "分）" : " of " + max->display()) : "") +
                     (why.empty() ? "" : "  " + why),
                indent, nullptr);
        };
        line(p_.title, 0, bold);
        if (!s_.id.empty()) line(s_.id, 0, nullptr);
        const auto item = [&](const auto& self, std::uint32_t i, std::uint32_t depth) -> void {
            const auto& n = p_.nodes[i];
            line(label_of(n), 1 + 2 * depth, depth == 0 && !n.children.empty() ? bold : nullptr);
            points(n.max, s_.came_to->at(n.score), reason(p_, s_, n, how_.zh), 3 + 2 * depth);
            for (const auto child : n.children) self(self, child, depth + 1);
        };
        for (const auto root : p_.roots) item(item, root, 0);
        out_ += ruled(width_) + "\n";
        line(how_.zh ? "合计" : "total", 1, bold);
        points(p_.max, s_.came_to->at(p_.total), total_reason(p_, s_, how_.zh), 3);
        for (const auto i : s_.came_to->actions) line((how_.zh ? "结果：" : "action: ") + p_.actions[i].name, 1, nullptr);
        return out_;
    }

    static const char* points_color(const bounds& points, bool full) {
        if (!points.fixed()) return "33";
        if (full) return "32";
        return points.low->sign() < 0 ? "31" : nullptr;
    }

    void row(const std::string& label, const std::string& mark, const std::string& points, const std::string& note, const char* color,
        const char* of_points = nullptr) {
        auto lines = wrap(note, note_);
        constexpr std::size_t most_lines = 4;
        if (lines.size() > most_lines) {
            lines.resize(most_lines);
            lines.back() = fit(lines.back() + "…", note_);
            if (!lines.back().ends_with("…")) lines.back() += "…";
        }
        const std::string gap(gap_, ' ');
        const auto paint = [&](std::string text, const char* code) { return code ? painted(text, code, how_.color) : text; };
        std::string line = " " + paint(pad_right(fit(label, label_), label_), color) + gap + paint(pad_left(mark, mark_), color) + gap +
                           paint(pad_left(points, points_), of_points ? of_points : color);
        if (!lines.front().empty()) line += gap + paint(lines.front(), color);
        while (line.ends_with(' ')) line.pop_back();
        out_ += line + "\n";
        for (std::size_t i = 1; i < lines.size(); ++i) out_ += std::string(1 + label_ + mark_ + points_ + 3 * gap_, ' ') + paint(lines[i], color) + "\n";
    }

    const plan& p_;
    const scored& s_;
    const manner& how_;
    std::string out_;
    std::uint32_t width_, label_ = 0, note_ = 0, points_ = 0;
    static constexpr std::uint32_t mark_ = 5, gap_ = 2;
};

}  // namespace

std::string score_text(const plan& p, const scored& s, const manner& how, std::uint32_t width) { return score_table(p, s, how, width).written(); }

}  // namespace fenze
