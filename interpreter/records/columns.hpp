#pragma once
// 记录：知识产权（类型：发明专利|实用新型；授权日：日期；参与成员：家）.

#include <optional>

#include "dsl/tree.hpp"
#include "interpreter/records/conditions.hpp"
#include "interpreter/records/table.hpp"

namespace fenze {

/// The table that a directive declares; nothing, and `why`, where it is not understood. Every table has a column 材料.
std::optional<record_table> read_table(const source& text, const directive& d, const folded& line, misread& why);

/// The column in which a record says what proves it.
inline constexpr const char* material_column = "材料";

}  // namespace fenze
