#pragma once
// What a cell says, as a person would write it.

#include <string>

#include "interpreter/number.hpp"
#include "repl/sheet/styles.hpp"

namespace fenze {

/// 35% · 2024-06-30 · 35万元. `from_1904`: the workbook counts its days from that year.
std::string shown_number(const number& value, const cell_style& style, bool from_1904);

}  // namespace fenze
