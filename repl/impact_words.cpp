#include <algorithm>

#include "dsl/fold.hpp"
#include "repl/diff_words.hpp"
#include "repl/impact_report.hpp"
#include "repl/layout.hpp"

namespace fenze {
namespace {

constexpr std::uint32_t clause_width = 40;

std::string item_of(const comparison& c, const pair_of& item, bool zh) {
    if (item.after) return item_in_section(*c.joint.of[after], *item.after);
    if (item.before) return item_in_section(*c.joint.of[before], *item.before);
    return zh ? "总分的合成" : "how the total is made up";
}

/// The clause as one of the two has it, and where it stands there.
std::string clause_of(const diff_report& r, side s, std::uint32_t item, std::uint32_t rule, bool zh) {
    const plan_rule& is = r.came_to->joint.of[s]->nodes[item].rules[rule];
    const auto n = std::to_string((s == before ? r.before : r.after).text->where(is.at.begin).line);
    return "：" + fit(without_blanks(is.text), clause_width) +
           (zh ? (s == before ? "（旧第" : "（新第") + n + "行" : (s == before ? " (old line " : " (new line ") + n);
}

std::string one_part(const diff_report& r, std::size_t n, bool zh) {
    const comparison& c = *r.came_to;
    const part& p = c.merged.parts[n];
    const std::string item = item_of(c, p.item, zh);
    if (!p.item.before && !p.item.after) return item;
    if (!p.item.after) return item + (zh ? "（删除）" : " (removed)");
    if (!p.item.before) return item + (zh ? "（新增）" : " (added)");
    if (p.rule.after)
        return item + clause_of(r, after, *p.item.after, *p.rule.after, zh) + (p.rule.before ? "" : zh ? "，新增" : ", added") + (zh ? "）" : ")");
    if (p.rule.before) return item + clause_of(r, before, *p.item.before, *p.rule.before, zh) + (zh ? "，删除）" : ", removed)");
    const auto siblings = std::count_if(
        c.merged.parts.begin(), c.merged.parts.end(), [&](const part& q) { return q.item.before == p.item.before && q.item.after == p.item.after; });
    return item + (siblings > 1 ? zh ? "（上限、满分等）" : " (cap, full mark …)" : "");
}

}  // namespace

std::string unit_name(const impact_row& row, bool zh) {
    if (!row.id.empty()) return row.id;
    return zh ? "第" + std::to_string(row.record + 1) + "条" : "record " + std::to_string(row.record + 1);
}

std::string part_name(const diff_report& r, const std::vector<std::size_t>& parts, bool zh) {
    const comparison& c = *r.came_to;
    if (parts.size() == 1) return one_part(r, parts[0], zh);
    std::vector<std::string> items;
    for (const auto n : parts) {
        const auto name = item_of(c, c.merged.parts[n].item, zh);
        if (std::find(items.begin(), items.end(), name) == items.end()) items.push_back(name);
    }
    std::string out;
    for (const auto& name : items) out += (out.empty() ? "" : "、") + name;
    return fit(out, 2 * clause_width) +
           (zh ? "（" + std::to_string(parts.size()) + "处合在一起）" : " (" + std::to_string(parts.size()) + " changes together)");
}

std::string signed_text(const number& n, bool exact) { return (n.sign() > 0 ? "+" : "") + (exact ? n.text() : n.display()); }

std::vector<const impact_row*> by_change(const impact_report& r) {
    std::vector<const impact_row*> out;
    for (const auto& row : r.rows)
        if (row.came_to && row.came_to->certain()) out.push_back(&row);
    const auto size = [](const impact_row* row) {
        const number change = row->came_to->change();
        return change.sign() < 0 ? -change : change;
    };
    std::stable_sort(out.begin(), out.end(), [&](const impact_row* a, const impact_row* b) { return size(b) < size(a); });
    return out;
}

std::string grade_cause(const unit_impact& u, bool zh) {
    if (u.by_points && u.by_rule) return zh ? "分数、等级规定各自都足以改变等级" : "grade by points or by the grade rules, each enough";
    if (u.by_points) return zh ? "等级因分数" : "grade by points";
    if (u.by_rule) return zh ? "等级因等级规定" : "grade by the grade rules";
    return zh ? "等级因分数与等级规定合起来" : "grade by points and grade rules together";
}

}  // namespace fenze
