// fenze check: every problem of every file.

#include <algorithm>

#include "interpreter/check/checks.hpp"
#include "repl/commands.hpp"
#include "repl/load.hpp"
#include "repl/report_json.hpp"

namespace fenze {

int check_command(const options& o) {
    file_set files;
    diagnostics all;
    int worst = fine;
    for (const auto& path : o.rubrics) {
        int status = fine;
        auto file = load_rubric(path, o, status);
        if (!file) return status;
        diagnostics problems = file->came_to.problems;
        const diagnostics deep = deep_checks(file->text, file->came_to);
        problems.insert(problems.end(), deep.begin(), deep.end());
        std::stable_sort(problems.begin(), problems.end(), [](const diagnostic& a, const diagnostic& b) { return a.at.begin < b.at.begin; });
        for (auto& d : problems) {
            if (d.file.empty()) d.file = path;  // several rubrics in one list: each names its own
            all.push_back(d);
        }
        files.add(std::move(file->text));
    }
    if (has_error(all)) worst = wrong_input;
    if (o.format == report_format::json) {
        print_out(diagnostics_json(all, files));
        return worst;
    }
    auto text = render_diagnostics(all, files, manner_of(o));
    if (o.format == report_format::markdown && !text.empty()) text = "```\n" + text + "```\n";
    if (!text.empty()) text += "\n";
    const auto count = count_line(all, o.zh);
    print_out(text + (count.empty() ? (o.zh ? "没有问题。" : "No problems.") : count + (o.zh ? "。" : ".")) + "\n");
    return worst;
}

}  // namespace fenze
