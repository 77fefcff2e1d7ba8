#include "dsl/characters.hpp"

#include <algorithm>

namespace fenze {

glyph glyph_at(std::string_view text, std::size_t at, std::size_t end) {
    end = std::min(end, text.size());
    if (at >= end) return {};
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    const char32_t first = byte(at);
    const std::uint32_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (size == 1) return {first, 1};
    if (at + size > end) return {0xfffd, static_cast<std::uint32_t>(end - at)};
    char32_t code = first & (0xffU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) code = (code << 6U) | (byte(at + i) & 0x3fU);
    if (code >= 0xff01 && code <= 0xff5e) code = code - 0xff01 + 0x21;
    return {code, size};
}

glyph glyph_before(std::string_view text, std::size_t begin, std::size_t end) {
    end = std::min(end, text.size());
    if (end <= begin) return {};
    std::size_t at = end - 1;
    while (at > begin && end - at < 4 && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U) --at;
    return glyph_at(text, at, end);
}

bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == 0x3000 || c == 0xa0 || (c >= 0x2002 && c <= 0x200a); }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_han(char32_t c) { return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || c == U'〇'; }

bool is_chinese_digit(char32_t c) {
    constexpr std::u32string_view all = U"零〇一二三四五六七八九十百两";
    return all.find(c) != all.npos && c != 0;
}

span trim(std::string_view text, span at) {
    std::size_t begin = at.begin, end = at.end;
    for (glyph g = glyph_at(text, begin, end); g.size != 0 && is_blank(g.code); g = glyph_at(text, begin, end)) begin += g.size;
    for (glyph g = glyph_before(text, begin, end); g.size != 0 && is_blank(g.code); g = glyph_before(text, begin, end)) end -= g.size;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool text_cursor::take(char32_t c) {
    const glyph g = peek();
    if (g.size == 0 || g.code != c) return false;
    at += g.size;
    return true;
}

bool text_cursor::take(std::string_view word) {
    if (end - std::min(at, end) < word.size() || text.substr(at, word.size()) != word) return false;
    at += word.size();
    return true;
}

std::size_t text_cursor::blanks() {
    std::size_t count = 0;
    for (glyph g = peek(); g.size != 0 && is_blank(g.code); g = peek()) {
        at += g.size;
        ++count;
    }
    return count;
}

}  // namespace fenze
