#pragma once
// Characters of valid UTF-8 one at a time, full-width ASCII read as ASCII, so that lines can be looked at in place without a copy.

#include <cstdint>
#include <string_view>

#include "dsl/source.hpp"

namespace fenze {

struct glyph {
    char32_t code = 0;  // 0 at the end; （ is '(', ： is ':'
    std::uint32_t size = 0;
};

/// The character at `at`, or nothing at or behind `end`.
glyph glyph_at(std::string_view text, std::size_t at, std::size_t end);
/// The character that ends at `end`, or nothing at `begin`.
glyph glyph_before(std::string_view text, std::size_t begin, std::size_t end);

[[nodiscard]] bool is_blank(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);
[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_han(char32_t c);
/// 一 … 十 百 零 〇 两: may stand in a Chinese whole number.
[[nodiscard]] bool is_chinese_digit(char32_t c);

/// The span without blanks at either end.
span trim(std::string_view text, span at);

/// Reads forward through part of a text.
struct text_cursor {
    std::string_view text;
    std::size_t at = 0;
    std::size_t end = 0;

    [[nodiscard]] glyph peek() const { return glyph_at(text, at, end); }
    [[nodiscard]] bool done() const { return at >= end; }
    void step() { at += peek().size; }
    bool take(char32_t c);
    bool take(std::string_view word);  // exact bytes
    std::size_t blanks();              // how many were skipped
};

}  // namespace fenze
