#pragma once
// The number that opens a heading or an item: 第三条 一、 （一） 1. （1） 1） ① 4.2.1, and which of those it is.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dsl/source.hpp"

namespace fenze {

/// Styles of numbering; one style is one level wherever it first appears.
enum class numbering : std::uint8_t {
    none,
    part,             // 第一编 第一部分
    chapter,          // 第一章
    section,          // 第一节
    article,          // 第一条
    roman,            // Ⅰ
    chinese,          // 一、
    chinese_bracket,  // （一）
    arabic_dot,       // 1.
    arabic_pause,     // 1、
    bare,             // 1 , as in standards
    dotted,           // 4.2.1
    bracket,          // （1）
    half_bracket,     // 1）
    circled,          // ①
    letter,           // A. （A）
    title,            // no number: a line that is a heading by its words
    count
};

struct heading_number {
    numbering style = numbering::none;
    std::uint32_t value = 0;   // of the last group for 4.2.1
    std::uint32_t groups = 1;  // 3 for 4.2.1
    span at;                   // as written, "（一）", without blanks around it
    std::uint32_t after = 0;   // where the words begin
};

/// Whether a number opens a line or stands after ； or ： inside one, where a bare `1 ` and 第三条 are none.
enum class number_place { line_start, inside };

/// The number at `at.begin`, or nothing: 2.5分, 1.5亿元, 一、二等奖, 2020年, 1-5家 and 第三条第二款 open nothing.
/// `bare_before`: the bare number of the line above, which a bare number may follow without Han text behind it.
std::optional<heading_number> number_at(std::string_view text, span at, number_place place, std::uint32_t bare_before = 0);

/// "（一）" → "1", "4.2.1" → "4.2.1".
std::string number_key(std::string_view text, const heading_number& number);

/// The usual order of the styles in documents, from 编 (1) downwards.
int usual_rank(numbering style);
/// Styles that authors mix within one list: 1. and 1、, （1） and 1）.
bool same_family(numbering a, numbering b);

}  // namespace fenze
