#pragma once
// Numerals in every spelling met in documents, brought to ASCII decimals by moving digits; no arithmetic on scores.

#include <optional>
#include <string>
#include <string_view>

namespace fenze {

/// A Chinese whole number (十, 两, 一百二十, 三万, 〇) as ASCII digits; nothing where the text is none.
std::optional<std::string> chinese_whole(std::string_view text);

/// "1.5" moved by `places` to the left or right: shift("1.5", 4) is "15000".
std::string shift_decimal(std::string_view decimal, int places);

/// A numeral as the grammar accepts it → "12", "0.5", "2/3": ASCII or Chinese digits, 百分之五 → "5" (percent), 三分之二 → "2/3", 半 → "0.5".
std::optional<std::string> plain_numeral(std::string_view text);

}  // namespace fenze
