#pragma once
// Rows of a table that are a section's heading and nothing else.

#include <optional>
#include <string_view>
#include <vector>

#include "dsl/table.hpp"

namespace fenze {

struct spanning {
    span title;
    span number;          // 一 in the column of serial numbers
    bool marked = false;  // a 分值 cell stands beside it
};

/// The section that a row's cells are, if they are one.
std::optional<spanning> spanning_section(std::string_view text, const table& what, const std::vector<span>& cells);

}  // namespace fenze
