#include "interpreter/records/columns.hpp"

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

struct piece {
    std::size_t begin, end;
};

/// Parts of the line between the signs, those inside brackets left whole.
std::vector<piece> parts_of(const folded& line, std::size_t from, std::size_t to, word_list signs) {
    std::vector<piece> out;
    int depth = 0;
    std::size_t begin = from;
    for (std::size_t i = from; i < to;) {
        const auto rest = std::string_view(line.text).substr(i, to - i);
        depth += starts(rest, "(") ? 1 : starts(rest, ")") ? -1 : 0;
        const auto sign = std::find_if(signs.begin(), signs.end(), [&](std::string_view s) { return starts(rest, s); });
        if (depth <= 0 && sign != signs.end()) {
            out.push_back({begin, i});
            begin = i += sign->size();
        } else {
            i += character_length(line.text, i);
        }
    }
    out.push_back({begin, to});
    return out;
}

void set_kind(fact& column, const std::string& said) {
    const auto base = measure_of(said).base;
    column.kind = fact_kind::number;
    if (is_any(said, {"日期", "年月日", "时间"})) column.kind = fact_kind::date;
    else if (is_any(said, {"文字", "文本", "名称", "材料", "说明"})) column.kind = fact_kind::text;
    else if (is_any(said, {"是否", "有无", "是|否", "有|无"})) column.kind = fact_kind::boolean;
    else if (is_any(said, {"数", "数值", "数字"})) column.unit.clear();
    else if (is_any(said, {"百分比", "比例", "%"})) column.kind = fact_kind::percent, column.unit = "%";
    else if (is_money(said)) column.kind = fact_kind::amount, column.unit = said;
    else column.unit = said;
    if (column.kind != fact_kind::number || column.unit.empty()) return;
    // 家, 项, 人次 are counted; 年, 吨, 平方米 are measured
    const bool measured = base != said || is_any(base, {"秒", "月", "毫米", "平方米", "升", "毫克", "千瓦时", "千瓦", "岁", "%", "分"});
    column.kind = measured ? fact_kind::number : fact_kind::count;
    column.whole = !measured;
}

}  // namespace

std::optional<record_table> read_table(const source& text, const directive& d, const folded& line, misread& why) {
    const words help{"写成“记录：知识产权（类型：发明专利|实用新型；授权日：日期；参与成员：家）”。",
        "write 记录：知识产权（类型：发明专利|实用新型；授权日：日期；参与成员：家）"};
    const auto fail = [&](std::size_t at, words message) {
        why = {at, std::move(message), help, false};
        return std::nullopt;
    };
    const auto open = line.text.find('(');
    if (open == std::string::npos || open == 0)
        return fail(0, {"“记录：”后面要写表名，括号里写各列。", "the name of the table and its columns in brackets are expected"});
    auto close = line.text.rfind(')');
    if (close == std::string::npos || close < open) return fail(open, {"括号没有收尾。", "the bracket is not closed"});
    if (line.text.find_first_not_of("。;", close + 1) != std::string::npos && !is_any(line.text.substr(close + 1), {"。", ";"}))
        return fail(close + 1, {"括号后面多出了文字。", "there is text behind the bracket"});
    const auto words_at = [&](std::size_t from, std::size_t to) { return without_blanks(text.slice(line.original(from, to))); };
    record_table table;
    table.name = words_at(0, open);
    table.at = d.text_at;
    table.text = std::string(text.slice(d.at));
    for (const auto& part : parts_of(line, open + 1, close, {";", "；"})) {
        if (part.begin == part.end) continue;
        const auto sides = parts_of(line, part.begin, part.end, {":"});
        fact column;
        column.name = words_at(sides.front().begin, sides.front().end);
        column.path = column.name;
        column.at = line.original(part.begin, part.end);
        column.kind = fact_kind::text;
        if (column.name.empty()) return fail(part.begin, {"这里缺一个列名。", "a column has no name"});
        if (sides.size() > 2) return fail(sides[2].begin, {"一列只写一个“：”，列与列之间用“；”隔开。", "columns are parted by ；"});
        for (const auto& other : table.columns)
            if (name_key(other.name) == name_key(column.name)) return fail(part.begin, {"“" + column.name + "”这一列写了两次。", "a column is named twice"});
        if (sides.size() == 2) {
            const std::string said = line.text.substr(sides[1].begin, sides[1].end - sides[1].begin);
            if (said.empty()) return fail(sides[1].begin, {"“" + column.name + "”后面缺列的种类。", "the kind of the column is missing"});
            if (has(said, "|") && !is_any(said, {"是|否", "有|无"})) {
                column.kind = fact_kind::choice;
                for (const auto& option : parts_of(line, sides[1].begin, sides[1].end, {"|"})) {
                    if (option.begin == option.end) return fail(option.begin, {"选项之间多了一个“|”。", "an option is missing"});
                    column.options.push_back(words_at(option.begin, option.end));
                }
            } else {
                set_kind(column, said);
            }
        }
        table.columns.push_back(std::move(column));
    }
    if (table.columns.empty()) return fail(open, {"括号里要写各列。", "there are no columns"});
    if (std::none_of(table.columns.begin(), table.columns.end(), [](const fact& c) { return c.name == material_column; })) {
        fact column;
        column.name = column.path = material_column;
        column.kind = fact_kind::text;
        column.at = table.at;
        table.columns.push_back(std::move(column));
    }
    return table;
}

}  // namespace fenze
