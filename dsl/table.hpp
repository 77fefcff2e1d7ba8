#pragma once
// Tables of indicators: what each column is, which rows are furniture, and whether the table scores at all.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/lines.hpp"
#include "dsl/tree.hpp"

namespace fenze {

enum class column_role : std::uint8_t {
    unknown,
    serial,     // 序号
    indicator,  // 一级指标 考核项目 考核内容: sections and items
    content,    // 考核内容 beside an indicator in every row: words about the item
    mark,       // 分值
    standard,   // 评分标准
    either,     // 考核标准: a standard or a target, as its cells show
    target,     // 考核标准 with 5-9个 below it
    weight,     // 权重
    filled,     // 得分, 完成情况: left empty for the score
    remark,     // 备注 提供资料
};

struct table_column {
    column_role role = column_role::unknown;
    span header;
    std::string class_name;  // 1类, in a second header row under `header`
    span class_at;
    std::size_t owner = 0;  // mark columns: which indicator column they stand behind
};

struct table {
    std::vector<span> rows;  // data rows, header and rules removed
    std::vector<table_column> columns;
    bool tabs = false;
    bool bordered = false;  // rows open and close with |
    bool known = false;     // its header is one of indicators
    bool scores = false;    // and it has marks or standards
    bool evidence = false;  // its items are scored in another table
    span first_row;
};

/// A run of row lines as one table or several, each under its own header; rows under no known header make a table with `known` false.
std::vector<table> read_tables(std::string_view text, const std::vector<line>& lines, std::size_t begin, std::size_t end);

std::vector<span> cells_of(std::string_view text, span row, bool tabs, bool bordered);

/// Marks the tables whose items another table scores by a standard.
void find_evidence(std::string_view text, std::vector<table>& all);

/// Puts the table's sections and items below `parent`. `total` receives the 合计 of the 分值 column.
void add_table(std::string_view text, const table& what, outline_node& parent, std::optional<written_mark>& total, diagnostics& out);

/// 合计, 总计, 小计: a row that sums, no item.
bool is_total_row(std::string_view text, span first_cell);
bool is_rule_row(std::string_view text, const std::vector<span>& cells);

}  // namespace fenze
