#include "interpreter/facts/read.hpp"

#include <algorithm>

namespace fenze {
namespace {

bool ends_like(std::string_view name, std::string_view extension) {
    if (name.size() < extension.size()) return false;
    const auto tail = name.substr(name.size() - extension.size());
    return std::equal(
        tail.begin(), tail.end(), extension.begin(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

constexpr std::string_view blanks = " \t\r\n";

/// A second line that begins another object: {…}\n{…}.
bool several_objects(std::string_view text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return false;
    const auto first = text.substr(0, end), rest = text.substr(end);
    const auto last = first.find_last_not_of(blanks), next = rest.find_first_not_of(blanks);
    return last != std::string_view::npos && first[last] == '}' && next != std::string_view::npos && rest[next] == '{';
}

}  // namespace

facts_format facts_format_of(const source& file) {
    const std::string_view name = file.name();
    if (ends_like(name, ".jsonl") || ends_like(name, ".ndjson")) return facts_format::json_lines;
    if (ends_like(name, ".csv") || ends_like(name, ".tsv")) return facts_format::csv;
    auto text = file.text();
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return ends_like(name, ".json") ? facts_format::json : facts_format::plain;
    text.remove_prefix(begin);
    if (text[0] == '{') return several_objects(text) ? facts_format::json_lines : facts_format::json;
    if (ends_like(name, ".json")) return facts_format::json;
    if (text[0] == '[') {
        const auto next = text.find_first_not_of(blanks, 1);
        if (next != std::string_view::npos && (text[next] == '{' || text[next] == ']')) return facts_format::json;
        return facts_format::plain;  // a [heading]
    }
    if (ends_like(name, ".txt")) return facts_format::plain;
    const auto line = text.substr(0, text.find('\n'));
    const bool separated = line.find_first_of(",\t") != std::string_view::npos;
    const bool named = line.find_first_of(":=#") != std::string_view::npos || line.find("：") != std::string_view::npos;
    return separated && !named ? facts_format::csv : facts_format::plain;
}

fact_file read_facts(const source& text, diagnostics& out) {
    switch (facts_format_of(text)) {
        case facts_format::json:
            return read_json_facts(text, out);
        case facts_format::json_lines:
            return read_json_lines_facts(text, out);
        case facts_format::csv:
            return read_csv_facts(text, out);
        case facts_format::plain:
            return read_plain_facts(text, out);
    }
    return {};
}

diagnostic facts_problem(const source& file, span at, std::string code, words message, words help) {
    diagnostic d;
    d.code = std::move(code);
    d.at = at;
    d.message = std::move(message);
    d.help = std::move(help);
    d.file = file.name();
    return d;
}

}  // namespace fenze
