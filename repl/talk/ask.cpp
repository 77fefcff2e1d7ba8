// 看、为什么、事实、规则: what is asked of the moment as it stands.

#include <algorithm>

#include "interpreter/below.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"
#include "repl/report_text.hpp"
#include "repl/sample.hpp"
#include "repl/talk/commands.hpp"
#include "repl/talk/indent.hpp"
#include "repl/talk/request.hpp"

namespace fenze {
std::string indented(const std::string& text) {
    std::string out;
    for (std::size_t from = 0; from < text.size();) {
        auto end = text.find('\n', from);
        if (end == std::string::npos) end = text.size();
        if (end > from) out += "  " + text.substr(from, end - from);
        out += "\n";
        from = end + 1;
    }
    return out;
}

std::string commands_of::show(std::string_view rest) {
    const auto now = standing(s.now_);
    if (!now.came_to) return say("按这些事实算不出分。", "These facts come to no score.");
    const auto& p = s.now_.book->program();
    if (rest.empty()) return score_text(p, now, how(), s.width_);
    const auto& text = s.now_.book->text();
    if (rest == "总分" || rest == "合计") return indented(explain_text(p, text, now, std::string(rest), how(), s.width_ - 2));
    std::string problem;
    const auto node = item(rest, problem);
    return node ? indented(explain_text(p, text, now, *node, how(), s.width_ - 2)) : problem;
}

std::string commands_of::facts(std::string_view rest) {
    const auto now = standing(s.now_);
    const auto& p = s.now_.book->program();
    std::optional<std::uint32_t> only;
    if (!rest.empty()) {
        std::string problem;
        only = item(rest, problem);
        if (!only) return problem;
    }
    std::string out;
    std::uint32_t node = no_node;
    bool first = true;
    constexpr std::uint32_t widest = 48;
    std::uint32_t wide = 8;
    for (const auto& f : p.facts) wide = std::max(wide, std::min(widest, cells(f.name)));
    for (std::uint32_t i = 0; i < p.facts.size(); ++i) {
        const auto& f = p.facts[i];
        if (f.use == fact_use::absence || (only && !below(p, f.node, *only))) continue;
        if (first || f.node != node)
            out += "  " + painted(f.node == no_node ? std::string(s.o_.zh ? "全表" : "the whole rubric") : label_of(p.nodes[f.node]), "2", s.o_.color) + "\n";
        first = false;
        node = f.node;
        out += "    " + pad_right(fit(f.name, wide), wide) + "  " + fact_value_text(p, now, i, s.o_.zh) + "\n";
    }
    return out.empty() ? say("这里没有事实。", "No facts here.") : out;
}

std::string commands_of::rule(std::string_view rest) {
    const auto& book = *s.now_.book;
    const auto& p = book.program();
    if (rest.empty()) {
        const auto number = sample_item_of(p).number;
        return say("写指标或事实，如“规则 " + (number.empty() ? sample_fact_of(p).name : number) + "”。", "Name an item or a fact.");
    }
    const auto meant = facts_named(book, rest);
    std::string problem, out;
    const auto now = standing(s.now_);
    std::optional<std::uint32_t> only;
    std::optional<std::uint32_t> node;
    if (meant.sure && items_named(book, rest).empty()) {
        only = meant.facts.front();
        const auto& f = p.facts[*only];
        out += "  " + f.name + (s.o_.zh ? "：" : ": ") + fact_value_text(p, now, *only, s.o_.zh) + "\n";
    } else if (!(node = item(rest, problem))) {
        return problem;
    }
    for (std::uint32_t n = 0; n < p.nodes.size(); ++n) {
        if (node && !below(p, n, *node)) continue;
        bool headed = false;
        for (const auto& rule : p.nodes[n].rules) {
            if (only && std::find(rule.facts.begin(), rule.facts.end(), *only) == rule.facts.end()) continue;
            if (!headed) out += "  " + painted(label_of(p.nodes[n]), "2", s.o_.color) + "\n";
            headed = true;
            const auto line = std::to_string(book.text().where(rule.at.begin).line);
            out += "    " + (s.o_.zh ? "第" + line + "行 " : "line " + line + " ") + rule.text + "\n";
            if (!rule.reading.empty()) out += "      → " + rule.reading + "\n";
            if (!rule.note.empty()) out += "      " + painted((s.o_.zh ? "提示：" : "note: ") + rule.note, "2", s.o_.color) + "\n";
        }
        if (!headed || !now.came_to) continue;
        for (const auto& step : steps_of(p, p.nodes[n]))
            if (step.is == step_kind::cap || step.is == step_kind::mark || step.is == step_kind::best)
                out += "    " + step_text(p, now, &p.nodes[n], step, s.o_.zh) + "\n";
    }
    return out.empty() ? say("这里没有计分的句子。", "No sentence gives points here.") : out;
}

}  // namespace fenze
