#include "dsl/table_layout.hpp"

#include <algorithm>

#include "dsl/even_width.hpp"
#include "dsl/table.hpp"

namespace fenze {

namespace {

// A column with longer cells than this is not padded, as its sentences would push the rest off every screen; nor are those behind it, which stand
// in no line any more.
constexpr std::uint32_t widest = 24;

}  // namespace

std::vector<std::string> aligned_rows(std::string_view text, const std::vector<std::vector<span>>& rows) {
    std::vector<std::vector<std::string>> words;
    std::vector<std::uint32_t> widths;
    std::size_t columns = 0;
    for (const auto& row : rows) {
        words.emplace_back();
        if (is_rule_row(text, row)) continue;
        columns = std::max(columns, row.size());
        for (const span cell : row) {
            const std::size_t column = words.back().size();
            words.back().push_back(even_width(text.substr(cell.begin, cell.end - cell.begin)));
            if (widths.size() <= column) widths.push_back(3);
            widths[column] = std::max(widths[column], cells(words.back().back()));
        }
    }
    // every row has the columns of the widest: cells left out at its end are empty ones
    for (std::size_t r = 0; r < rows.size(); ++r) words[r].resize(columns);
    widths.resize(columns, 3);
    const auto aligned = static_cast<std::size_t>(std::find_if(widths.begin(), widths.end(), [](std::uint32_t w) { return w > widest; }) - widths.begin());
    std::vector<std::string> out;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const bool rule = is_rule_row(text, rows[r]);
        std::string line = "|";
        for (std::size_t c = 0; c < words[r].size(); ++c) {
            // a rule is as wide as its column: |---|
            std::string cell = rule ? std::string(c < aligned ? widths[c] : 3, '-') : words[r][c];
            const std::uint32_t used = cells(cell);
            if (c < aligned && used < widths[c]) cell += std::string(widths[c] - used, ' ');
            line += " " + cell + (cell.empty() ? "|" : " |");
        }
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace fenze
