#include "dsl/table_layout.hpp"

#include <algorithm>

#include "dsl/even_width.hpp"
#include "dsl/table.hpp"

namespace fenze {

namespace {

// A column with longer cells than this is not padded: its sentences would push the rest off every screen.
constexpr std::uint32_t widest = 24;

}  // namespace

std::vector<std::string> aligned_rows(std::string_view text, const std::vector<std::vector<span>>& rows) {
    std::vector<std::vector<std::string>> words;
    std::vector<std::uint32_t> widths;
    for (const auto& row : rows) {
        words.emplace_back();
        const bool rule = is_rule_row(text, row);
        for (const span cell : row) {
            const std::size_t column = words.back().size();
            // a rule is as wide as its column: |---|
            words.back().push_back(rule ? std::string() : even_width(text.substr(cell.begin, cell.end - cell.begin)));
            if (widths.size() <= column) widths.push_back(3);
            widths[column] = std::max(widths[column], cells(words.back().back()));
        }
    }
    std::vector<std::string> out;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const bool rule = is_rule_row(text, rows[r]);
        std::string line = "|";
        for (std::size_t c = 0; c < words[r].size(); ++c) {
            std::string cell = rule ? std::string(widths[c] <= widest ? widths[c] : 3, '-') : words[r][c];
            const std::uint32_t used = cells(cell);
            if (widths[c] <= widest && used < widths[c]) cell += std::string(widths[c] - used, ' ');
            line += " " + cell + (cell.empty() ? "|" : " |");
        }
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace fenze
