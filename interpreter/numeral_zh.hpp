#pragma once
// Chinese numerals: 一百二十, 两万三千, 二〇二〇, 一点五, 壹佰.

#include <cstddef>
#include <optional>
#include <string_view>

#include "interpreter/number.hpp"

namespace fenze {

struct numeral_prefix {
    number value;
    std::size_t length = 0;       // bytes read
    std::size_t before_unit = 0;  // bytes without a last 万 or 亿, where that is the only big unit (一百二十万: up to 十)
    number coefficient;           // the value of those bytes
};

/// The longest Chinese numeral that the text begins with; nothing where it begins with none, or with one that is out of order.
std::optional<numeral_prefix> chinese_prefix(std::string_view text);

}  // namespace fenze
