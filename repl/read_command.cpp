// fenze read: how each sentence is understood, beside its text.

#include <algorithm>

#include "repl/commands.hpp"
#include "repl/excerpt.hpp"
#include "repl/layout.hpp"
#include "repl/load.hpp"
#include "repl/reasons.hpp"
#include "repl/render_diagnostics.hpp"
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

/// The code of an error in these words; empty where there is none.
std::string error_in(span words, const diagnostics& problems) {
    for (const auto& d : problems)
        if (d.level == severity::error && d.file.empty() && d.at.begin < words.end && words.begin < d.at.end) return d.code;
    return {};
}

std::string reading_or_why_none(const reading_line& line, const diagnostics& problems) {
    if (const auto code = error_in(line.at, problems); !code.empty()) return "（读不懂，见" + code + "）";
    return line.reading.empty() ? "（正文，不计分）" : line.reading;
}

// Every line of the document with its reading; what scores nothing is said to be prose.
std::string lines_text(const compiled_rubric& rubric, const diagnostics& problems, const manner& how) {
    const plan& p = rubric.program;
    std::string out = painted(p.title + (p.max ? "（满分" + p.max->display() + "分）" : ""), "1", how.color) + "\n";
    for (const auto& line : rubric.lines) {
        const std::string indent(2 * line.depth, ' ');
        if (line.heading) {
            out += indent + painted(line.text, "1", how.color) + "\n";
            if (!line.reading.empty()) side_by_side(indent + "  ", "", line.reading, out);
        } else {
            side_by_side(indent, line.text.empty() ? "（由此）" : line.text, reading_or_why_none(line, problems), out);
        }
        for (const auto& words : line.notes) note(indent, pick(words, how.zh), how, out);
    }
    return out;
}

}  // namespace

int read_command(const options& o) {
    int status = fine;
    const auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto& problems = file->came_to.problems;
    // one sentence that is not understood does not hide how the others are
    const bool broken = has_error(problems);
    const bool shown = o.format != report_format::json && !o.canonical;
    const bool every = !o.rubric && o.format != report_format::json && (!broken || shown) && !file->came_to.rubrics.empty();
    const auto* chosen = every ? nullptr : choose_rubric(*file, o, status);
    if (!every && !chosen) return status;
    bool first = true;
    for (const auto& rubric : file->came_to.rubrics) {
        if (chosen && chosen != &rubric) continue;
        if (!first) print_out("\n");
        first = false;
        if (o.canonical) print_out(rubric.canonical + (rubric.canonical.ends_with('\n') ? "" : "\n"));
        else if (o.format == report_format::json) print_out(readings_json(rubric, file->text, o.zh));
        else if (o.format == report_format::markdown) print_out("```\n" + lines_text(rubric, problems, {o.zh, false}) + "```\n");
        else print_out(lines_text(rubric, problems, manner_of(o)));
    }
    if (!broken) return fine;
    print_error("\n" + render_diagnostics(problems, file->files, manner_of(o)));
    return wrong_input;
}

}  // namespace fenze
