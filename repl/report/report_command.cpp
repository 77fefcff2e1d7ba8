// fenze report: the document's own table filled in, for paper, for a page, for a spreadsheet.

#include <sys/stat.h>

#include "repl/batch/result_file.hpp"
#include "repl/commands.hpp"
#include "repl/report/both.hpp"
#include "repl/report/budget_words.hpp"

namespace fenze {
namespace {

/// A name for a file: what a path or a shell would take apart becomes _.
std::string file_name(const std::string& unit, std::size_t ordinal) {
    std::string out;
    for (const char c : unit)
        out += c == '/' || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|' || c == '\n' ? '_' : c;
    return out.empty() || out[0] == '.' ? "第" + std::to_string(ordinal) + "家" : out;
}

const char* extension(report_format f) {
    return f == report_format::markdown ? ".md" : f == report_format::csv ? ".csv" : f == report_format::xlsx ? ".xlsx" : ".html";
}

bool write(const options& o, const std::vector<unit_report>& all, const std::string& path) {
    words why;
    bool good = false;
    if (o.format == report_format::xlsx) {
        good = report_xlsx(all, path, o.zh, why);
    } else {
        const auto text = o.format == report_format::markdown ? report_markdown(all, o.zh)
                          : o.format == report_format::csv    ? report_csv(all, o.zh)
                                                              : report_html(all, o.zh);
        result_file out;
        good = out.open(path, why) && out.write(text, why) && out.put(why);
    }
    if (!good) print_error((o.zh ? why.zh : why.en) + "\n");
    return good;
}

}  // namespace

int report_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    const auto units = reviewed_units(o, *file, *rubric, status);
    if (!units) return status;
    std::vector<unit_report> all;
    std::vector<scored> mains;
    for (const auto& u : *units) {
        all.push_back(report_of(*rubric, file->text, u, o.zh));
        mains.push_back(u.main());
    }
    words why;
    const auto money = rewards_of(rubric->program, mains, o.budget, why);
    if (!why.zh.empty()) {
        print_error((o.zh ? why.zh : why.en) + "\n");
        return wrong_use;
    }
    if (money && (units->size() > 1 || !o.budget.empty())) print_error(rewards_line(rubric->program, *money, o.zh) + "\n");
    if (!o.out.ends_with("/")) return write(o, all, o.out) ? fine : wrong_use;
    mkdir(o.out.c_str(), 0777);  // where it is there already, nothing changes
    for (std::size_t n = 0; n < all.size(); ++n)
        if (!write(o, {all[n]}, o.out + file_name(all[n].unit, n + 1) + extension(o.format))) return wrong_use;
    return fine;
}

}  // namespace fenze
