#include "repl/talk/fact_file.hpp"

#include <algorithm>

#include "dsl/decode.hpp"
#include "dsl/fold.hpp"
#include "dsl/reread.hpp"
#include "interpreter/coverage/example_line.hpp"
#include "interpreter/facts/cells.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/understanding.hpp"
#include "repl/fact_inputs.hpp"
#include "repl/json_writer.hpp"
#include "repl/reasons.hpp"
#include "repl/sheet/workbook_facts.hpp"
#include "repl/talk/request.hpp"

namespace fenze {
namespace {

std::string name_in_file(const moment& of, std::uint32_t i) {
    const auto& f = of.book->program().facts[i];
    return of.book->index().find(f.name).size() == 1 ? f.name : f.path;
}

std::string value_in_file(const fact& f, const number& value) {
    return value_text(f, value) + (f.kind == fact_kind::choice || f.kind == fact_kind::boolean ? "" : f.unit);
}

/// Items that were said not to apply, by their ids.
std::vector<const plan_node*> absent_items(const moment& of) {
    std::vector<const plan_node*> out;
    for (const auto& n : of.book->program().nodes)
        if (n.does_not_apply && of.facts[*n.does_not_apply] && of.facts[*n.does_not_apply]->sign() != 0) out.push_back(&n);
    return out;
}

bool inside(const plan& p, std::uint32_t node, const std::vector<const plan_node*>& items) {
    for (std::optional<std::uint32_t> up = node == no_node ? std::nullopt : std::optional(node); up; up = p.nodes[*up].parent)
        if (std::find(items.begin(), items.end(), &p.nodes[*up]) != items.end()) return true;
    return false;
}

bool reads_back(const moment& of, const std::string& text, bool json) {
    auto again = blank(of.book);
    diagnostics problems;
    std::string why_not;
    if (!load_facts(again, json ? "facts.json" : "facts.txt", text, problems, why_not, true)) return false;
    for (std::size_t i = 0; i < of.facts.size(); ++i) {
        const bool kept =
            !inside(of.book->program(), of.book->program().facts[i].node, absent_items(of)) || of.book->program().facts[i].use == fact_use::absence;
        if (kept && again.facts[i] != of.facts[i]) return false;
    }
    return true;
}

std::string json_text(const moment& of) {
    const auto& p = of.book->program();
    json_writer json(true);
    json.open('{');
    for (std::uint32_t i = 0; i < p.facts.size(); ++i) {
        const auto& f = p.facts[i];
        if (f.use == fact_use::absence || !of.facts[i] || inside(p, f.node, absent_items(of))) continue;
        json.key(name_in_file(of, i));
        if (f.kind == fact_kind::boolean) json.truth(of.facts[i]->sign() != 0);
        else json.text(value_in_file(f, *of.facts[i]));
    }
    for (const auto* n : absent_items(of)) {
        json.key(n->id);
        json.text("不适用");
    }
    json.close('}');
    return json.written() + "\n";
}

std::string plain_text(const moment& of) {
    const auto& p = of.book->program();
    std::string out = "# " + p.title + "\n";
    std::uint32_t node = no_node;
    bool first = true;
    for (std::uint32_t i = 0; i < p.facts.size(); ++i) {
        const auto& f = p.facts[i];
        if (f.use == fact_use::absence || inside(p, f.node, absent_items(of))) continue;
        if ((first || f.node != node) && f.node != no_node) out += "\n# " + label_of(p.nodes[f.node]) + "\n";
        first = false;
        node = f.node;
        out += name_in_file(of, i) + "：" + (of.facts[i] ? value_in_file(f, *of.facts[i]) : "") + "\n";
    }
    for (const auto* n : absent_items(of)) out += "\n" + n->id + "：不适用\n";
    return out;
}

}  // namespace

std::size_t given_facts(const moment& of) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < of.facts.size(); ++i) count += of.book->program().facts[i].use != fact_use::absence && of.facts[i] ? 1 : 0;
    return count;
}

std::optional<std::string> fact_file_text(const moment& of, bool json) {
    auto text = json ? json_text(of) : plain_text(of);
    if (!reads_back(of, text, json)) return std::nullopt;
    return text;
}

bool load_facts(moment& into, const std::string& path, const std::string& bytes, diagnostics& problems, std::string& why_not, bool zh) {
    auto book = is_office_file(bytes) ? read_workbook(path, bytes, problems) : std::nullopt;
    if (has_error(problems)) return false;
    const source text = book ? book->text : source(path, decode(bytes, "", problems).text);
    if (has_error(problems)) return false;
    const auto& p = into.book->program();
    const auto* table = book ? nullptr : table_named(p, path);
    fact_file read;
    if (table) read.records.emplace_back().tables.push_back(read_csv_table(table->name, text, problems));
    else read = book ? facts_of_workbook(*book, table_names(p), problems) : read_facts(text, problems);
    if (has_error(problems)) return false;
    if (read.records.size() != 1) {
        why_not = zh ? "“" + path + "”里有 " + std::to_string(read.records.size()) + " 家单位的事实，这里一次只能问一家。"
                     : "\"" + path + "\" holds " + std::to_string(read.records.size()) + " units; a conversation is about one.";
        return false;
    }
    const auto bound = bind_facts(into.book->index(), read.records.front(), text, false, problems);
    if (has_error(problems)) return false;
    into.records = bound.records;
    for (std::size_t i = 0; i < bound.values.size(); ++i)
        if (bound.given[i] || p.facts[i].use == fact_use::absence) into.facts[i] = bound.values[i];
    for (const auto c : broken_constraints(p, into.facts)) {
        why_not = zh ? p.constraints[c].message.zh : p.constraints[c].message.en;
        return false;
    }
    return true;
}

std::optional<std::string> example_line(const moment& of) {
    const auto& p = of.book->program();
    const auto now = standing(of);
    const auto total = now.came_to ? now.came_to->value(p.total) : std::nullopt;
    if (!total || !absent_items(of).empty()) return std::nullopt;
    found_example e;
    e.facts = of.facts;
    for (std::size_t i = 0; i < p.facts.size(); ++i)
        if (p.facts[i].use == fact_use::absence) e.facts[i].reset();
    e.points = *total;
    if (now.came_to->grade) e.grade = *now.came_to->grade;
    const auto words = example_writer(p).write(e);
    return words ? std::optional("例：" + *words) : std::nullopt;
}

std::string with_example(const std::string& text, std::size_t which, const std::string& line, std::size_t& number) {
    const auto came_to = compile(source("", text));
    std::size_t at = text.size();
    if (which < came_to.rubrics.size()) {
        const auto& examples = came_to.rubrics[which].examples;
        if (!examples.empty()) {
            at = text.find('\n', examples.back().at.end);
            at = at == std::string::npos ? text.size() : at + 1;
        } else if (which + 1 < came_to.rubrics.size()) {
            const auto next = came_to.rubrics[which + 1].understood->written.title_at.begin;
            at = text.rfind('\n', next);
            at = at == std::string::npos ? 0 : at + 1;
        }
    }
    const bool bare_end = at > 0 && text[at - 1] != '\n';
    number = static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + (bare_end ? 2 : 1);
    return text.substr(0, at) + (bare_end ? "\n" : "") + line + "\n" + text.substr(at);
}

std::string as_written(const rulebook& book) {
    std::string out;
    const auto text = book.text().text();
    for (std::size_t from = 0; from < text.size();) {
        auto end = text.find('\n', from);
        end = end == std::string_view::npos ? text.size() : end + 1;
        const auto line = text.substr(from, end - from);
        if (const auto bare = trimmed(line); !bare.starts_with("读作：") && !bare.starts_with("读作:")) out += line;
        from = end;
    }
    return out;
}

std::string source_after_reading(const std::string& text) {
    diagnostics unused;
    const auto again = reread(source("", text), unused);
    return again ? std::string(again->text()) : text;
}

}  // namespace fenze
