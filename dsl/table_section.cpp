#include "dsl/table_section.hpp"

#include <algorithm>

#include "dsl/mark.hpp"
#include "dsl/numeral.hpp"

namespace fenze {
namespace {

std::string_view slice(std::string_view text, span at) { return text.substr(at.begin, at.end - at.begin); }

}  // namespace

// 一、基本项（60分） | | | : a heading that spans its row, alone in it, behind 一 in the column of numbers, or pasted into each cell.
std::optional<spanning> spanning_section(std::string_view text, const table& what, const std::vector<span>& cells) {
    std::vector<std::size_t> indicators;
    for (std::size_t i = 0; i < what.columns.size(); ++i)
        if (what.columns[i].role == column_role::indicator) indicators.push_back(i);
    spanning found;
    std::size_t column = 0, times = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const column_role role = i < what.columns.size() ? what.columns[i].role : column_role::unknown;
        if (cells[i].empty()) continue;
        if (times > 0 && role == column_role::mark && cell_mark(text, cells[i])) {
            found.marked = true;
        } else if (role == column_role::serial && chinese_whole(slice(text, cells[i])) && times == 0) {
            found.number = cells[i];
        } else if (times > 0 && slice(text, found.title) != slice(text, cells[i])) {
            return std::nullopt;
        } else {
            if (times++ == 0) column = i;
            found.title = cells[i];
        }
    }
    if (times == 0) return std::nullopt;
    if (times > 2) return found;
    const column_role role = column < what.columns.size() ? what.columns[column].role : column_role::unknown;
    const bool standards = std::any_of(what.columns.begin(), what.columns.end(), [](const table_column& c) { return c.role == column_role::standard; });
    const auto number = number_at(text, found.title, number_place::line_start);
    const bool upper = !found.number.empty() || (number && usual_rank(number->style) <= usual_rank(numbering::chinese_bracket));
    const heading_parts parts = read_heading(text, number ? span{number->after, found.title.end} : found.title);
    const bool heads = upper || kind_of_title(parts.title) || (parts.mark && standards && !found.marked);
    if (!heads || (role != column_role::serial && !parts.text.empty())) return std::nullopt;
    const bool only_column = indicators.size() == 1 && column == indicators[0];
    return role == column_role::serial || only_column ? std::optional(found) : std::nullopt;
}

}  // namespace fenze
