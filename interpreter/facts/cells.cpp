#include "interpreter/facts/cells.hpp"

#include <algorithm>
#include <unordered_set>

#include "dsl/fold.hpp"
#include "interpreter/facts/read.hpp"

namespace fenze {
namespace {

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

bool blank(const text_row& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const text_cell& c) { return without_blanks(c.text).empty(); });
}

}  // namespace

given_table table_of_cells(std::string name, const std::vector<text_row>& rows, const source& file, diagnostics& out) {
    given_table table;
    table.name = std::move(name);
    const auto header = std::find_if_not(rows.begin(), rows.end(), blank);
    if (header == rows.end()) return table;
    table.at = {header->front().at.begin, header->back().at.end};
    std::vector<std::size_t> column_of;  // of a cell; no column: SIZE_MAX
    std::unordered_set<std::string> seen;
    for (const auto& cell : *header) {
        auto text = trimmed(cell.text);
        column_of.push_back(text.empty() ? SIZE_MAX : table.columns.size());
        if (text.empty()) continue;
        if (!seen.insert(name_key(text)).second)
            out.push_back(facts_problem(file, cell.at, "FZ203", {"表头“" + text + "”有两列。", "The header \"" + text + "\" stands over two columns."},
                {"只留一列。", "Keep one of them."}));
        table.columns.push_back({{}, shape::words, std::move(text), cell.at});
    }
    for (auto row = header + 1; row != rows.end(); ++row) {
        if (blank(*row)) continue;
        given_table::row made;
        made.at = {row->front().at.begin, row->back().at.end};
        made.cells.resize(table.columns.size());
        for (std::size_t c = 0; c < row->size(); ++c) {
            auto text = trimmed((*row)[c].text);
            if (text.empty()) continue;
            if (c >= column_of.size() || column_of[c] == SIZE_MAX) {
                out.push_back(facts_problem(file, (*row)[c].at, "FZ206", {"这一格上面没有列名。", "This cell has no column name above it."},
                    {"检查本行是否多了逗号；含逗号的值要加引号，如 \"1,200\"。", "Look for a stray comma; put values with commas in quotes."}));
                continue;
            }
            made.cells[column_of[c]] = {shape::words, std::move(text), (*row)[c].at};
        }
        table.rows.push_back(std::move(made));
    }
    return table;
}

}  // namespace fenze
