#include "repl/talk/moved.hpp"

#include <algorithm>
#include <optional>

#include "repl/layout.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

constexpr std::uint32_t label_width = 44;

bool same(const bounds& a, const bounds& b) { return a.low == b.low && a.high == b.high; }

std::string arrow(const bounds& from, const bounds& to) { return points_text(from) + " → " + points_text(to); }

/// A cap that is reached whatever the facts still open come to.
bool reached_for_certain(const scored& s, const point_step& step) {
    if ((step.is != step_kind::cap && step.is != step_kind::mark) || step.bound.sign() <= 0) return false;
    const auto& before = s.came_to->at(step.before);
    return !before.fixed() && before.low && *before.low >= step.bound;
}

/// What caps, zeroes or rounds the item as it is now: 共14分，合计上限10分.
std::string told(const plan& p, const scored& s, const plan_node& node, bool zh) {
    std::string out;
    if (absent(s, node)) return reason(p, s, node, zh);
    const auto add = [&](const std::string& more) { out += (out.empty() ? "" : zh ? "；" : "; ") + more; };
    for (const auto& step : steps_of(p, node))
        if (step_tells(s, step)) add(step_reason(p, s, &node, step, zh));
        else if (reached_for_certain(s, step)) add((zh ? "已到" : "already ") + step_text(p, s, &node, step, zh));
    return out;
}

std::string in_brackets(const std::string& what, bool zh) { return what.empty() ? std::string() : (zh ? "（" : " (") + what + (zh ? "）" : ")"); }

std::string item_row(const plan& p, const scored& s, const plan_node& node, const std::string& points, bool zh) {
    auto out = "  " + pad_right(fit(label_of(node), label_width), label_width) + "  " + points;
    if (const auto why = told(p, s, node, zh); !why.empty()) out += "  " + in_brackets(why, zh);
    return out + "\n";
}

/// The item of the old rules that this one goes on from.
const plan_node* counterpart(const plan& old, const plan_node& node) {
    for (const auto& n : old.nodes)
        if (n.id == node.id && n.title == node.title) return &n;
    for (const auto& n : old.nodes)
        if (n.title == node.title) return &n;
    return nullptr;
}

/// Sections are shown only where they do more than add up.
bool has_say(const plan& p, const scored& s, const plan_node& node) {
    if (!node.rules.empty()) return true;
    const auto steps = steps_of(p, node);
    return std::any_of(steps.begin(), steps.end(), [&](const point_step& step) { return step_tells(s, step); });
}

std::string total_row(const plan& before, const scored& was, const plan& after, const scored& now, bool zh) {
    const auto &a = was.came_to->at(before.total), &b = now.came_to->at(after.total);
    std::string out = zh ? "  总分 " : "  total ";
    out += same(a, b) ? points_text(b) + (zh ? "，没有变" : ", as before") : arrow(a, b);
    const auto grade_was = grades_text(before, was, zh), grade = grades_text(after, now, zh);
    // the verdict begins with the grade: 合格（距优秀还差5.5分）
    const auto said = now.came_to->complete ? verdict(after, now, zh) : grade;
    if (grade_was != grade) out += (zh ? "    等级 " : "    grade ") + (grade_was.empty() ? "–" : grade_was) + " → " + (said.empty() ? "–" : said);
    else if (now.came_to->complete && !said.empty()) out += "    " + said;
    return out + "\n";
}

}  // namespace

std::string standing_text(const plan& p, const scored& s, bool zh) {
    auto out = points_text(s.came_to->at(p.total));
    if (s.came_to->grade) out += " " + *s.came_to->grade;
    else if (s.came_to->grades.size() == 2) out += " " + grades_text(p, s, zh);
    return out;
}

std::string moved_text(const moment& before, const scored& was, const moment& after, const scored& now, std::optional<std::uint32_t> fact, const manner& how) {
    const auto &old = before.book->program(), &p = after.book->program();
    std::string out;
    for (const auto& node : p.nodes) {
        const auto* from = before.book == after.book ? &node : counterpart(old, node);
        if (!has_say(p, now, node)) continue;
        if (!from) {
            out += item_row(p, now, node, (how.zh ? "新的一项 " : "new: ") + points_text(now.came_to->at(node.score)), how.zh);
            continue;
        }
        const auto &a = was.came_to->at(from->score), &b = now.came_to->at(node.score);
        if (!same(a, b)) out += item_row(p, now, node, arrow(a, b), how.zh);
    }
    if (out.empty() && fact && p.facts[*fact].node != no_node) {
        // why the one given moved nothing: what stands above it
        const auto& node = p.nodes[p.facts[*fact].node];
        out += item_row(p, now, node, points_text(now.came_to->at(node.score)) + (how.zh ? "，没有变" : ", as before"), how.zh);
    }
    return out + total_row(old, was, p, now, how.zh);
}

namespace {

struct column {
    std::string name;
    std::vector<std::string> cells;
};

std::string two_columns(const std::vector<std::string>& labels, const column& a, const column& b, bool color) {
    std::uint32_t wide = 0, left = cells(a.name), right = cells(b.name);
    for (const auto& l : labels) wide = std::max(wide, std::min(cells(l), label_width));
    for (const auto& c : a.cells) left = std::max(left, std::min(cells(c), label_width / 2));
    for (const auto& c : b.cells) right = std::max(right, std::min(cells(c), label_width / 2));
    std::string out = "  " + pad_right("", wide) + "  " + painted(pad_right(a.name, left), "1", color) + "  " + painted(b.name, "1", color) + "\n";
    for (std::size_t i = 0; i < labels.size(); ++i) {
        auto line = "  " + pad_right(fit(labels[i], label_width), wide) + "  " + pad_right(a.cells[i], left) + "  " + b.cells[i];
        while (line.ends_with(' ')) line.pop_back();
        out += line + "\n";
    }
    return out;
}

}  // namespace

std::string side_by_side(
    const moment& left, const scored& a, const std::string& left_name, const moment& right, const scored& b, const std::string& right_name, const manner& how) {
    const auto &p = left.book->program(), &q = right.book->program();
    std::vector<std::string> labels;
    column one{left_name, {}}, two{right_name, {}};
    const auto row = [&](const std::string& label, const std::string& x, const std::string& y) {
        labels.push_back(label);
        one.cells.push_back(x);
        two.cells.push_back(y);
    };
    row(how.zh ? "事实" : "facts", "", "");
    for (std::uint32_t i = 0; i < q.facts.size(); ++i) {
        const auto& f = q.facts[i];
        if (f.use == fact_use::absence) continue;
        const auto other = std::find_if(p.facts.begin(), p.facts.end(), [&](const fact& g) { return g.path == f.path; });
        if (other == p.facts.end()) continue;
        const auto k = static_cast<std::uint32_t>(other - p.facts.begin());
        const auto x = fact_value_text(p, a, k, how.zh), y = fact_value_text(q, b, i, how.zh);
        if (x != y) row("  " + f.name, x, y);
    }
    const auto facts = labels.size();
    row(how.zh ? "得分" : "points", "", "");
    for (const auto& node : q.nodes) {
        const auto* from = left.book == right.book ? &node : counterpart(p, node);
        if (!has_say(q, b, node)) continue;
        const auto& y = b.came_to->at(node.score);
        if (!from) row("  " + label_of(node), "–", points_text(y));
        else if (!same(a.came_to->at(from->score), y)) row("  " + label_of(node), points_text(a.came_to->at(from->score)), points_text(y));
    }
    const bool same_rules = left.book == right.book;
    if (facts == 1 && labels.size() == 2 && same_rules) return how.zh ? "  两者完全一样。\n" : "  Both are the same.\n";
    row(how.zh ? "  总分" : "  total", points_text(a.came_to->at(p.total)), points_text(b.came_to->at(q.total)));
    const auto x = grades_text(p, a, how.zh), y = grades_text(q, b, how.zh);
    if (!x.empty() || !y.empty()) row(how.zh ? "  等级" : "  grade", x.empty() ? "–" : x, y.empty() ? "–" : y);
    return two_columns(labels, one, two, how.color);
}

}  // namespace fenze
