#include <algorithm>

#include "dsl/fold.hpp"
#include "repl/impact_report.hpp"
#include "repl/layout.hpp"

namespace fenze {
namespace {

constexpr std::uint32_t clause_width = 40;

std::string item_of(const comparison& c, const pair_of& item, bool zh) {
    if (item.after) return item_name(c.joint.of[after]->nodes[*item.after]);
    if (item.before) return item_name(c.joint.of[before]->nodes[*item.before]);
    return zh ? "总分的合成" : "how the total is made up";
}

std::string one_part(const comparison& c, std::size_t n, bool zh) {
    const part& p = c.merged.parts[n];
    std::string out = item_of(c, p.item, zh);
    if (!p.item.before && !p.item.after) return out;
    if (!p.item.after) return out + (zh ? "（删除）" : " (removed)");
    if (!p.item.before) return out + (zh ? "（新增）" : " (added)");
    const auto siblings = std::count_if(
        c.merged.parts.begin(), c.merged.parts.end(), [&](const part& q) { return q.item.before == p.item.before && q.item.after == p.item.after; });
    if (p.rule.after)
        out +=
            siblings > 1 || !p.rule.before ? "：" + fit(without_blanks(c.joint.of[after]->nodes[*p.item.after].rules[*p.rule.after].text), clause_width) : "";
    else if (p.rule.before) out += "：" + fit(without_blanks(c.joint.of[before]->nodes[*p.item.before].rules[*p.rule.before].text), clause_width);
    else if (siblings > 1) out += zh ? "（上限、满分等）" : " (cap, full mark …)";
    if (!p.rule.before && p.rule.after) out += zh ? "（新增）" : " (added)";
    if (p.rule.before && !p.rule.after) out += zh ? "（删除）" : " (removed)";
    return out;
}

}  // namespace

std::string unit_name(const impact_row& row, bool zh) {
    if (!row.id.empty()) return row.id;
    return zh ? "第" + std::to_string(row.record + 1) + "条" : "record " + std::to_string(row.record + 1);
}

std::string part_name(const comparison& c, const std::vector<std::size_t>& parts, bool zh) {
    if (parts.size() == 1) return one_part(c, parts[0], zh);
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
