#pragma once
// Numerals in every spelling met in documents, brought to ASCII decimals by moving digits; no arithmetic on scores.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fenze {

/// A Chinese numeral at the beginning of a text: 一百二十, 两万三千, 二〇二〇, 一点五, 壹佰.
struct numeral_prefix {
    std::string value;            // in ASCII digits
    std::size_t length = 0;       // bytes read
    std::size_t before_unit = 0;  // bytes without a last 万 or 亿, where that is the only big unit (一百二十万: up to 十)
    std::string coefficient;      // the value of those bytes
};

/// The longest Chinese numeral that the text begins with; nothing where it begins with none, or with one that is out of order.
std::optional<numeral_prefix> chinese_prefix(std::string_view text);

/// A Chinese whole number (十, 两, 一百二十, 三万, 〇) as ASCII digits; nothing where the text is none.
std::optional<std::string> chinese_whole(std::string_view text);

/// "1.5" moved by `places` to the left or right: shift("1.5", 4) is "15000".
std::string shift_decimal(std::string_view decimal, int places);

/// A numeral as the grammar accepts it → "12", "0.5", "2/3": ASCII or Chinese digits, 百分之五 → "5" (percent), 三分之二 → "2/3", 半 → "0.5".
std::optional<std::string> plain_numeral(std::string_view text);

}  // namespace fenze
