#include "repl/load.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "dsl/decode.hpp"
#include "dsl/fold.hpp"
#include "dsl/reread.hpp"
#include "interpreter/ignores.hpp"
#include "repl/commands.hpp"
#include "repl/problem_titles.hpp"
#include "repl/report_json.hpp"

namespace fenze {

void print_out(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) std::exit(internal_error);
}

void print_error(const std::string& text) {
    std::fflush(stdout);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

manner manner_of(const options& o) { return {o.zh, o.color}; }

std::optional<source> load_text(const std::string& path, const options& o, file_set& files, diagnostics& problems) {
    const auto bytes = read_bytes(path);
    if (!bytes) {
        print_error(o.zh ? "读不了“" + path + "”。\n" : "Cannot read \"" + path + "\".\n");
        return std::nullopt;
    }
    diagnostics found;
    auto text = decode(*bytes, o.encoding, found);
    for (auto& d : found) {
        if (d.file.empty()) d.file = path;
        problems.push_back(std::move(d));
    }
    source out(path, std::move(text.text));
    files.add(out);
    return out;
}

bool scores_nothing(const compiled& came_to) {
    return std::all_of(came_to.rubrics.begin(), came_to.rubrics.end(), [](const compiled_rubric& r) {
        return r.program.facts.empty() && std::all_of(r.program.nodes.begin(), r.program.nodes.end(), [](const plan_node& n) { return n.rules.empty(); });
    });
}

std::string nothing_scored(const std::string& name, bool zh) { return zh ? "“" + name + "”里没有评分内容。\n" : "There is no rubric in \"" + name + "\".\n"; }

std::optional<loaded> load_rubric(const std::string& path, const options& o, int& status) {
    loaded l;
    l.files.set_rubric(path);
    diagnostics problems;
    auto text = load_text(path, o, l.files, problems);
    if (!text) {
        status = wrong_use;
        return std::nullopt;
    }
    l.text = std::move(*text);
    if (!has_error(problems)) {
        if (auto again = reread(l.text, problems)) {
            l.text = std::move(*again);
            l.files.add(l.text);
        }
        l.came_to = compile(l.text);
        for (auto& rubric : l.came_to.rubrics) {
            rubric.program.as_of = o.as_of;
            rubric.program.needs_materials = o.require_evidence;
        }
    }
    auto& all = l.came_to.problems;
    all.insert(all.begin(), problems.begin(), problems.end());
    // check runs further checks first, and tells of lines that ignore nothing
    if (o.command != "check") all = heed_ignores(l.text, all, is_problem_code, false).problems;
    return l;
}

namespace {

void list_rubrics(const loaded& from, const options& o) {
    std::string out;
    std::size_t number = 0;
    for (const auto& r : from.came_to.rubrics) out += "  " + std::to_string(++number) + "  " + r.title + "\n";
    print_error(out + (o.zh ? "用 --rubric 选一套，例如：--rubric 1\n" : "Pick one with --rubric, e.g. --rubric 1\n"));
}

bool answers(const compiled_rubric& rubric, std::size_t number, const std::string& wanted) {
    return wanted == std::to_string(number) || name_key(rubric.title).find(name_key(wanted)) != std::string::npos;
}

}  // namespace

const compiled_rubric* choose_rubric(const loaded& from, const options& o, int& status) {
    const auto& all = from.came_to.rubrics;
    const auto& problems = from.came_to.problems;
    if (has_error(problems)) {
        if (o.format == report_format::json) print_out(refused_json(all.empty() ? std::string() : all.front().title, problems, from.files, o.zh));
        print_error(render_diagnostics(problems, from.files, manner_of(o)));
        status = wrong_input;
        return nullptr;
    }
    if (o.command != "read" && scores_nothing(from.came_to)) {
        print_error(nothing_scored(from.text.name(), o.zh));
        status = wrong_input;
        return nullptr;
    }
    if (!o.rubric && all.size() == 1) return &all.front();
    status = wrong_use;
    if (!o.rubric) {
        print_error(o.zh ? "这个文件有" + std::to_string(all.size()) + "套评分表：\n" : "This file holds " + std::to_string(all.size()) + " rubrics:\n");
        list_rubrics(from, o);
        return nullptr;
    }
    const compiled_rubric* found = nullptr;
    std::size_t number = 0;
    bool several = false;
    for (const auto& r : all) {
        ++number;
        if (*o.rubric == std::to_string(number)) return &r;  // a number is no part of a title
        if (!answers(r, number, *o.rubric)) continue;
        several = found != nullptr;
        if (!found) found = &r;
        if (several) break;
    }
    if (found && !several) return found;
    print_error(o.zh ? "“" + *o.rubric + "”" + (several ? "不止一套：\n" : "不在这个文件里：\n")
                     : "\"" + *o.rubric + "\" " + (several ? "is more than one of these:\n" : "is none of these:\n"));
    list_rubrics(from, o);
    return nullptr;
}

}  // namespace fenze
