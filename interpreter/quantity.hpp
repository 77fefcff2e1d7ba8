#pragma once
// Numbers and quantities as people write them: 1,200  １２  一百二十  两  2/3  百分之五  1.2亿元  5个亿  35%.

#include <optional>
#include <string>
#include <string_view>

#include "interpreter/number.hpp"

namespace fenze {

/// A number with the unit that was written; a 万 or 亿 directly before the unit belongs to the unit ("1.2亿元" is 1.2 and 亿元).
struct quantity {
    number value;
    std::string unit;       // spaces removed, half width; "%" for 百分之…; "万" alone for a bare 1450万; empty where none was written
    bool fraction = false;  // written as a share: 三分之二, 2/3, 一半
};

/// What a unit measures: units convert within one base (万元 and 亿元 have base 元), and `factor` is how many base units one is.
struct unit_measure {
    std::string base;
    number factor;
};

/// Full width ASCII to half width, and all blanks removed: １，２００ → 1,200.
std::string fold_width(std::string_view text);

/// The number that the whole text spells, without a unit; nothing where it is anything else. 十二万 is 120000.
std::optional<number> parse_numeral(std::string_view text);

/// The number and unit that the whole text spells; the unit is an open class (分/人次, 课时), but may not hold a digit.
std::optional<quantity> parse_quantity(std::string_view text);

/// How a unit measures; an unknown word is its own base, and any unit may follow 十 百 千 万 亿.
unit_measure measure_of(std::string_view unit);

/// The value in another unit; nothing where the two do not measure the same.
std::optional<number> convert(const number& value, std::string_view from, std::string_view to);

/// True for measure words that count the same things (人 名 位; 项 件; 个 counts anything).
bool same_counter(std::string_view a, std::string_view b);

/// True for 元, 万元, 亿元 … of any currency.
bool is_money(std::string_view unit);

}  // namespace fenze
