// fenze check: every problem of every file.

#include <algorithm>

#include "interpreter/check/checks.hpp"
#include "interpreter/ignores.hpp"
#include "repl/commands.hpp"
#include "repl/load.hpp"
#include "repl/problem_titles.hpp"
#include "repl/report_json.hpp"
#include "repl/report_sarif.hpp"

namespace fenze {
namespace {

std::string ignored_line(std::size_t count, bool zh) {
    if (count == 0) return "";
    return zh ? "照“检查：忽略”略去" + std::to_string(count) + "个。" : " " + std::to_string(count) + " ignored by 检查：忽略.";
}

}  // namespace

int check_command(const options& o) {
    file_set files;
    diagnostics all;
    std::vector<ignored_problem> ignored;
    int worst = fine;
    bool empty = false;  // a file without a rubric: that there is no problem would be no news
    for (const auto& path : o.rubrics) {
        int status = fine;
        auto file = load_rubric(path, o, status);
        if (!file) {  // the other files are checked all the same
            worst = std::max(worst, status);
            continue;
        }
        diagnostics problems = file->came_to.problems;
        const diagnostics deep = deep_checks(file->text, file->came_to);
        problems.insert(problems.end(), deep.begin(), deep.end());
        std::stable_sort(problems.begin(), problems.end(), [](const diagnostic& a, const diagnostic& b) { return a.at.begin < b.at.begin; });
        if (!has_error(problems) && scores_nothing(file->came_to)) {
            print_error(nothing_scored(path, o.zh));
            worst = std::max<int>(worst, wrong_input);
            empty = true;
        }
        auto heard = heed_ignores(file->text, problems, is_problem_code, true);
        const auto name = [&](diagnostic d) {
            if (d.file.empty()) d.file = path;  // several rubrics in one list: each names its own
            return d;
        };
        for (auto& d : heard.problems) all.push_back(name(std::move(d)));
        for (auto& i : heard.ignored) ignored.push_back({name(std::move(i.problem)), std::move(i.reason)});
        files.add(std::move(file->text));
    }
    const bool warned = std::any_of(all.begin(), all.end(), [](const diagnostic& d) { return d.level == severity::warning; });
    if (has_error(all) || (o.strict && warned)) worst = std::max<int>(worst, wrong_input);
    if (o.format == report_format::json || o.format == report_format::sarif) {
        print_out(o.format == report_format::json ? diagnostics_json(all, files, o.zh) : diagnostics_sarif(all, ignored, files, o.zh));
        return worst;
    }
    auto text = render_diagnostics(all, files, manner_of(o));
    if (o.format == report_format::markdown && !text.empty()) text = "```\n" + text + "```\n";
    if (!text.empty()) text += "\n";
    const auto count = count_line(all, o.zh);
    if ((worst == wrong_use || empty) && count.empty()) return worst;  // nothing is said of a file that was not read
    const std::string none = ignored.empty() ? (o.zh ? "没有问题。" : "No problems.") : o.zh ? "没有其他问题。" : "No other problems.";
    print_out(text + (count.empty() ? none : count + (o.zh ? "。" : ".")) + ignored_line(ignored.size(), o.zh) + "\n");
    return worst;
}

}  // namespace fenze
