#pragma once
// Punctuation of Chinese text in full width, digits and letters in half width, and no blank that says nothing.

#include <string>
#include <string_view>

namespace fenze {

/// One line, or one cell of a table: 产品(服务) , 每项得２分 → 产品（服务），每项得2分. A comma within a number, a colon of a time or an address
/// and brackets of a formula without Chinese words stay; runs of blanks become one, and none stands beside Chinese punctuation.
std::string even_width(std::string_view words);

}  // namespace fenze
