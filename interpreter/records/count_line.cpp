#include "interpreter/records/count_line.hpp"

#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

/// What stands from a place up to one of the signs.
std::string words_until(const folded& line, std::size_t from, word_list stops) {
    std::size_t end = from;
    while (end < line.text.size() && !starts_any(std::string_view(line.text).substr(end), stops)) end += character_length(line.text, end);
    return line.text.substr(from, end - from);
}

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "“" : "、“") + name + "”";
    return out;
}

}  // namespace

bool count_line::fail(std::size_t at, words message, words help) {
    why = {at, std::move(message), std::move(help), false};
    failed = true;
    return false;
}

bool count_line::fail(std::size_t at, words message) {
    return fail(at, std::move(message),
        {"写成“统计：获得发明专利授权 = 知识产权 中 类型为“发明专利”且 授权日在评价期内 的件数”。", "write 统计：fact = table 中 condition 的件数"});
}

bool count_line::no_table() {
    const auto written = words_until(line, in.at, {"中", "的", "按", "不重复", "就高", "只计", ",", "。"});
    std::vector<std::string> names;
    for (const auto& t : c.tables) names.push_back(t.table.name);
    if (names.empty())
        return fail(in.at, {"还没有记录表。", "no table of records is declared"},
            {"先写一行“记录：知识产权（类型：发明专利|实用新型；授权日：日期）”。", "declare one with 记录："});
    const auto near = nearest_of(written, names);
    return fail(in.at, {"没有叫“" + written + "”的记录表。", "there is no table of that name"},
        {(near ? "是“" + names[*near] + "”吗？" : std::string()) + "记录表有：" + listed(names) + "。",
            (near ? "Did you mean " + names[*near] + "? " : std::string()) + "Tables: " + listed(names)});
}

bool count_line::no_column() {
    std::vector<std::string> names;
    if (table < c.tables.size())
        for (const auto& column : of().columns) names.push_back(column.name);
    const auto written = words_until(line, in.at, {"分档", "折算", "合计", "之和", "的", ",", "。"});
    const auto near = nearest_of(written, names);
    return fail(in.at, {"“" + written + "”不是这张表的列。", "this is no column of the table"},
        {(near ? "是“" + names[*near] + "”吗？" : std::string()) + "列有：" + listed(names) + "。", "Columns: " + listed(names)});
}

std::optional<std::size_t> count_line::column_here() {
    std::size_t end = 0;
    const auto column = column_at(of(), line, in.at, end);
    if (column) in.at = end;
    return column;
}

std::optional<std::size_t> count_line::pieces_here() {
    for (std::size_t n = 1; n <= 9 && in.at + n < line.text.size(); ++n) {
        line_reader behind{line, in.at + n};
        if (!behind.skip_one({"项", "名", "个", "件", "条", "次", "篇", "家"}) && (unit.empty() || !behind.skip(unit))) continue;
        const auto value = parse_numeral(in.rest().substr(0, n));
        const auto whole = value ? value->to_int() : std::nullopt;
        if (!whole || *whole < 1) continue;
        in.at = behind.at;
        return static_cast<std::size_t>(*whole);
    }
    return std::nullopt;
}

}  // namespace fenze
