// The facts that a rubric asks for, as a form to fill in.

#include <algorithm>

#include "repl/asked_names.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"
#include "repl/report_text.hpp"

namespace fenze {

std::string answer_text(const fact& f, bool zh) {
    if (f.kind == fact_kind::boolean) return zh ? "是｜否" : "yes or no (是｜否)";
    if (f.kind == fact_kind::choice) {
        std::string out;
        for (const auto& option : f.options) out += (out.empty() ? "" : "｜") + option;
        if (f.or_none) out += zh ? "（都没有的填“无”）" : " (无 for none)";
        return out;
    }
    std::string out = zh ? kind_zh(f.kind) : kind_name(f.kind);
    if (!f.unit.empty()) out += zh ? "（" + f.unit + "）" : " (" + f.unit + ")";
    const bool plain_limit = f.min && f.min->sign() == 0 && (!f.max || (f.kind == fact_kind::percent && *f.max == number(100)));
    if (plain_limit || (!f.min && !f.max)) return out;
    if (f.min && f.max) return out + " " + f.min->display() + "～" + f.max->display();
    return out + (f.min ? " ≥" + f.min->display() : " ≤" + f.max->display());
}

namespace {

struct group {
    const char* zh;
    const char* en;
    fact_use use;
};
constexpr group groups[] = {
    {"影响得分", "for the score", fact_use::score},
    {"只影响等级和结果", "for the grade and its consequences only", fact_use::outcome},
    {"只登记", "for the record only", fact_use::form},
};

}  // namespace

std::string facts_text(const plan& p, const manner& how) {
    const asked_names asked(p);
    std::uint32_t width = 12;
    constexpr std::uint32_t widest = 56;
    for (const auto& f : p.facts) width = std::max(width, std::min(widest, cells(asked(f))));
    std::string out = painted(p.title, "1", how.color) + "\n";
    for (const auto& g : groups) {
        std::size_t count = 0;
        for (const auto& f : p.facts) count += f.use == g.use ? 1 : 0;
        if (count == 0) continue;
        out += "\n" + std::string(how.zh ? g.zh : g.en) + (how.zh ? "（" + std::to_string(count) + "项）" : " (" + std::to_string(count) + ")") + "\n";
        std::uint32_t node = no_node;
        bool first = true;
        for (const auto& f : p.facts) {
            if (f.use != g.use) continue;
            if (first || f.node != node)
                out += "  " + painted(f.node < p.nodes.size() ? label_of(p.nodes[f.node]) : how.zh ? "全表" : "the whole rubric", "2", how.color) + "\n";
            first = false;
            node = f.node;
            const auto name = wrap(asked(f), width);
            out += "    " + pad_right(name.front(), width) + "  " + answer_text(f, how.zh) + "\n";
            for (std::size_t i = 1; i < name.size(); ++i) out += "      " + name[i] + "\n";
        }
    }
    return out;
}

std::string facts_markdown(const plan& p, bool zh) {
    const asked_names asked(p);
    std::string out = "# " + p.title + "\n\n" + (zh ? "| 事实 | 填写 | 指标 |\n" : "| fact | answer | item |\n") + "| --- | --- | --- |\n";
    const auto safe = [](const std::string& text) {
        std::string escaped;
        for (const char c : text) escaped += c == '|' ? "\\|" : c == '\n' ? " " : std::string(1, c);
        return escaped;
    };
    for (const auto& g : groups)
        for (const auto& f : p.facts)
            if (f.use == g.use)
                out +=
                    "| " + safe(asked(f)) + " | " + safe(answer_text(f, zh)) + " | " + safe(f.node < p.nodes.size() ? label_of(p.nodes[f.node]) : "") + " |\n";
    return out;
}

}  // namespace fenze
