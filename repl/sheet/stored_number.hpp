#pragma once
// The one place where a workbook's numbers pass through binary floating point, because that is how workbooks hold them.

#include <optional>
#include <string>
#include <string_view>

#include "interpreter/number.hpp"

namespace fenze {

/// The decimal that people typed, from a cell's stored text: 1.1499999999999999 was 1.15. The shortest decimal that names the same
/// binary number; nothing where the text is no number.
std::optional<std::string> typed_decimal(std::string_view stored);

/// Whether a workbook can hold the number so that it reads back as exactly this one.
bool workbook_holds(const number& value);

/// The number as the workbook library takes it, put where `into` points; only where `workbook_holds` it.
void store_number(const number& value, void* into);

}  // namespace fenze
