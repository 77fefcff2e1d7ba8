#include "repl/load.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>

#include "dsl/decode.hpp"
#include "dsl/fold.hpp"
#include "dsl/reread.hpp"
#include "interpreter/ignores.hpp"
#include "repl/commands.hpp"
#include "repl/problem_titles.hpp"
#include "repl/report_json.hpp"
#include "repl/sheet/workbook_facts.hpp"

namespace fenze {

void print_out(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) std::exit(internal_error);
}

void print_error(const std::string& text) {
    std::fflush(stdout);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void print_report(const std::string& text, const options& o) { print_out(o.format == report_format::markdown ? "```\n" + text + "```\n" : text); }

manner manner_of(const options& o) { return {o.zh, o.color}; }

namespace {

std::optional<std::string> bytes_of(const std::string& path, const options& o) {
    words why_not;
    auto bytes = read_bytes(path, &why_not);
    if (!bytes) print_error(o.zh ? "读不了“" + path + "”：" + why_not.zh + "。\n" : "Cannot read \"" + path + "\": " + why_not.en + ".\n");
    return bytes;
}

source text_of(const std::string& path, const std::string& bytes, const options& o, diagnostics& problems) {
    diagnostics found;
    auto text = decode(bytes, o.encoding, found);
    for (auto& d : found) {
        if (d.file.empty()) d.file = path;
        problems.push_back(std::move(d));
    }
    return {path, std::move(text.text)};
}

}  // namespace

std::optional<source> load_text(const std::string& path, const options& o, file_set& files, diagnostics& problems) {
    const auto bytes = bytes_of(path, o);
    if (!bytes) return std::nullopt;
    auto out = text_of(path, *bytes, o, problems);
    files.add(out);
    return out;
}

std::optional<facts_source> load_facts_file(
    const std::string& path, const options& o, file_set& files, diagnostics& problems, const std::vector<std::string>& tables) {
    const auto bytes = bytes_of(path, o);
    if (!bytes) return std::nullopt;
    diagnostics found;
    facts_source out{nullptr, {}};
    if (is_office_file(*bytes)) {
        auto book = read_workbook(path, *bytes, found);
        if (book) {
            out.facts = facts_of_workbook(*book, tables, found);
            out.text = &files.add(std::move(book->text));
        }
    } else {
        out.text = &files.add(text_of(path, *bytes, o, found));
        if (!has_error(found)) out.facts = read_facts(*out.text, found);  // no text at all: reading on would only repeat it
    }
    if (!out.text) out.text = &files.add(source(path, ""));
    problems.insert(problems.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    return out;
}

bool form_alone(const compiled_rubric& rubric) {
    const auto& nodes = rubric.program.nodes;
    return rubric.to_fill_in && rubric.program.facts.empty() && std::all_of(nodes.begin(), nodes.end(), [](const plan_node& n) { return n.rules.empty(); });
}

bool scores_nothing(const compiled& came_to) {
    return std::all_of(came_to.rubrics.begin(), came_to.rubrics.end(), [](const compiled_rubric& r) {
        return !r.to_fill_in && r.program.facts.empty() &&
               std::all_of(r.program.nodes.begin(), r.program.nodes.end(), [](const plan_node& n) { return n.rules.empty(); });
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
    const bool of_forms = o.command == "form" || o.command == "facts" || o.command == "read";
    if (!of_forms && std::all_of(all.begin(), all.end(), form_alone)) {
        print_error(o.zh ? "“" + from.text.name() + "”只有表单，没有评分内容；空表和核对用 fenze form。\n"
                         : "There is a form in \"" + from.text.name() + "\" but nothing that scores; see fenze form.\n");
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
