// The score as a markdown table, to be pasted into a page.

#include "repl/reasons.hpp"
#include "repl/report_text.hpp"

namespace fenze {
namespace {

std::string safe(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '|' || c == '\\' || c == '*' || c == '_' || c == '<') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

void rows(const plan& p, const scored& s, const std::vector<std::uint32_t>& nodes, int depth, bool zh, std::string& out) {
    for (const auto i : nodes) {
        const auto& n = p.nodes[i];
        std::string lead;
        for (int d = 0; d < depth; ++d) lead += "　";  // markdown keeps no plain blanks in front of a cell
        const auto label = depth == 0 && !n.children.empty() ? "**" + safe(label_of(n)) + "**" : safe(label_of(n));
        out += "| " + lead + label + " | " + (n.max ? n.max->display() : "–") + " | " + points_text(s.came_to->at(n.score)) + " | " +
               safe(reason(p, s, n, zh)) + " |\n";
        rows(p, s, n.children, depth + 1, zh, out);
    }
}

}  // namespace

std::string score_markdown(const plan& p, const scored& s, bool zh) {
    std::string out = "## " + safe(p.title) + "\n\n";
    if (!s.id.empty()) out += safe(s.id) + "\n\n";
    out += zh ? "| 指标 | 满分 | 得分 | 说明 |\n" : "| item | max | points | why |\n";
    out += "| --- | ---: | ---: | --- |\n";
    rows(p, s, p.roots, 0, zh, out);
    out += std::string("| **") + (zh ? "合计" : "total") + "** | " + (p.max ? p.max->display() : "–") + " | **" + points_text(s.came_to->at(p.total)) +
           "** | " + safe(total_reason(p, s, zh)) + " |\n";
    if (!s.came_to->actions.empty()) out += "\n";
    for (const auto i : s.came_to->actions) out += "- " + safe(p.actions[i].name) + "\n";
    return out;
}

std::string overview_markdown(const plan& p, const std::vector<scored>& all, bool zh) {
    std::string out = "## " + safe(p.title) + "\n\n" + (zh ? "| 单位 | 得分 | 说明 |\n" : "| unit | points | remarks |\n") + "| --- | ---: | --- |\n";
    std::size_t ordinal = 0;
    for (const auto& s : all) {
        ++ordinal;
        out += "| " + (s.id.empty() ? std::to_string(ordinal) : safe(s.id)) + " | ";
        out += s.came_to ? points_text(s.came_to->at(p.total)) + " | " + safe(verdict(p, s, zh)) : std::string("– | ") + (zh ? "事实有错" : "wrong facts");
        out += " |\n";
    }
    return out;
}

}  // namespace fenze
