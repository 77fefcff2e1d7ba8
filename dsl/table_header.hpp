#pragma once
// The words of a table's header row.

#include <string_view>

#include "dsl/table.hpp"

namespace fenze {

/// What a header cell makes of its column; unknown for words that head no column of a score table.
column_role role_of_header(std::string_view text, span cell);

/// A row whose cells head a table of indicators.
bool is_header(std::string_view text, const std::vector<span>& cells);

}  // namespace fenze
