#pragma once
// Rows of a table as they are to be written: | between the cells and around the row, short columns aligned.

#include <string>
#include <string_view>
#include <vector>

#include "dsl/source.hpp"

namespace fenze {

/// A row for each row of cells, without the line end.
std::vector<std::string> aligned_rows(std::string_view text, const std::vector<std::vector<span>>& rows);

}  // namespace fenze
