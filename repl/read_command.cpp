// fenze read: how each sentence is understood, beside its text.

#include <algorithm>

#include "repl/commands.hpp"
#include "repl/excerpt.hpp"
#include "repl/layout.hpp"
#include "repl/load.hpp"
#include "repl/reasons.hpp"
#include "repl/report_json.hpp"

namespace fenze {
namespace {

constexpr std::uint32_t text_width = 46, reading_width = 56;

void side_by_side(const std::string& indent, const std::string& text, const std::string& reading, std::string& out) {
    const auto left = wrap(text, text_width), right = wrap(reading, reading_width);
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
        std::string line = indent + pad_right(i < left.size() ? left[i] : "", text_width) + "  " + (i < right.size() ? right[i] : "");
        while (line.ends_with(' ')) line.pop_back();
        out += line + "\n";
    }
}

void note(const std::string& indent, const std::string& words, const manner& how, std::string& out) {
    const auto lines = wrap(words, text_width + reading_width - 8);
    for (std::size_t i = 0; i < lines.size(); ++i)
        out += indent + "  " + painted((i == 0 ? (how.zh ? "提示：" : "note: ") : "      ") + lines[i], "36", how.color) + "\n";
}

void node_text(const plan& p, std::uint32_t i, std::uint32_t depth, const manner& how, std::string& out) {
    const auto& n = p.nodes[i];
    const std::string indent(2 * depth, ' '), inner(2 * depth + 2, ' ');
    out += indent + painted(label_of(n) + (n.max ? "（" + n.max->display() + "分）" : ""), "1", how.color) + "\n";
    for (const auto& rule : n.rules) {
        side_by_side(inner, rule.text, rule.reading, out);
        if (!rule.note.empty()) note(inner, rule.note, how, out);
    }
    for (const auto& words : n.notes) out += inner + pick(words, how.zh) + "\n";
    for (const auto child : n.children) node_text(p, child, depth + 1, how, out);
}

void outcomes(const source& text, const std::vector<outcome>& list, const char* zh, const char* en, const manner& how, std::string& out) {
    if (list.empty()) return;
    out += painted(how.zh ? zh : en, "1", how.color) + "\n";
    for (const auto& o : list)
        if (o.at.empty()) out += "  " + o.name + "\n";
        else side_by_side("  ", std::string(text.slice(o.at)), o.name, out);
}

std::string readings_text(const plan& p, const source& text, const manner& how) {
    std::string out = painted(p.title + (p.max ? "（满分" + p.max->display() + "分）" : ""), "1", how.color) + "\n";
    for (const auto root : p.roots) node_text(p, root, 0, how, out);
    outcomes(text, p.grades, "等级", "grades", how, out);
    outcomes(text, p.vetoes, "否决", "vetoes", how, out);
    outcomes(text, p.actions, "结果", "consequences", how, out);
    return out;
}

}  // namespace

int read_command(const options& o) {
    int status = fine;
    const auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const bool every = !o.rubric && o.format != report_format::json && !has_error(file->came_to.problems) && !file->came_to.rubrics.empty();
    const auto* chosen = every ? nullptr : choose_rubric(*file, o, status);
    if (!every && !chosen) return status;
    bool first = true;
    for (const auto& rubric : file->came_to.rubrics) {
        if (chosen && chosen != &rubric) continue;
        if (!first) print_out("\n");
        first = false;
        if (o.canonical) print_out(rubric.canonical + (rubric.canonical.ends_with('\n') ? "" : "\n"));
        else if (o.format == report_format::json) print_out(readings_json(rubric.title, rubric.program, file->text, o.zh));
        else if (o.format == report_format::markdown) print_out("```\n" + readings_text(rubric.program, file->text, {o.zh, false}) + "```\n");
        else print_out(readings_text(rubric.program, file->text, manner_of(o)));
    }
    return fine;
}

}  // namespace fenze
