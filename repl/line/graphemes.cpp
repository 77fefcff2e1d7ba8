#include "repl/line/graphemes.hpp"

#include <utf8proc.h>

#include <algorithm>

#include "dsl/characters.hpp"
#include "dsl/decode.hpp"
#include "dsl/source.hpp"

namespace fenze {
namespace {

struct character {
    utf8proc_int32_t code = -1;  // below 0: bytes that are no character
    std::size_t size = 1;
};

character character_at(std::string_view text, std::size_t at) {
    character result;
    const auto size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at), static_cast<utf8proc_ssize_t>(text.size() - at), &result.code);
    if (size > 0) result.size = static_cast<std::size_t>(size);
    else result.code = -1;
    return result;
}

// What joins the parts of an emoji, or chooses its look, may stay.
bool joins(char32_t c) { return c == 0x200c || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f); }

enum class kind { other, han, latin, kana };

kind kind_of(char32_t c) {
    if (is_han(c) || (c >= 0x20000 && c <= 0x3ffff) || (c >= 0xf900 && c <= 0xfaff)) return kind::han;
    if (c >= 0x3041 && c <= 0x30ff) return kind::kana;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
            return kind::latin;
        default:
            return kind::other;
    }
}

// 3.5 and R&D are one word each: a sign between two letters or digits belongs to them.
bool binds(std::string_view text, std::size_t at, std::size_t end) {
    const auto sign = text.substr(at, end - at);
    if (sign != "." && sign != "&" && sign != "_" && sign != "'") return false;
    const auto left = glyph_before(text, 0, at), right = glyph_at(text, end, text.size());
    return left.size != 0 && right.size != 0 && kind_of(left.code) == kind::latin && kind_of(right.code) == kind::latin;
}

kind kind_at(std::string_view text, std::size_t at, std::size_t end) {
    const auto result = kind_of(glyph_at(text, at, end).code);
    return result == kind::other && binds(text, at, end) ? kind::latin : result;
}

}  // namespace

std::string clean_line(std::string_view bytes) {
    std::string result;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto c = character_at(bytes, at);
        const auto piece = bytes.substr(at, c.size);
        const auto code = static_cast<char32_t>(c.code);
        if (c.code < 0) result += "\xef\xbf\xbd";
        else if (code == '\t' || code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029) result += ' ';
        else if (code >= 0x20 && (code < 0x7f || code >= 0xa0) && (!is_invisible(code) || joins(code))) result += piece;
        at += c.size;
    }
    return result;
}

std::size_t grapheme_end(std::string_view text, std::size_t at) {
    if (at >= text.size()) return text.size();
    auto before = character_at(text, at);
    at += before.size;
    utf8proc_int32_t state = 0;
    while (at < text.size() && before.code >= 0) {
        const auto next = character_at(text, at);
        if (next.code < 0 || utf8proc_grapheme_break_stateful(before.code, next.code, &state)) break;
        at += next.size;
        before = next;
    }
    return at;
}

std::size_t grapheme_begin(std::string_view text, std::size_t at) {
    // From the beginning, because where a flag of two letters begins depends on all flags before it.
    std::size_t begin = 0;
    for (std::size_t end = grapheme_end(text, 0); end < std::min(at, text.size()); end = grapheme_end(text, end)) begin = end;
    return begin;
}

std::uint32_t grapheme_cells(std::string_view grapheme) {
    // an emoji by choice (U+FE0F) is wide in some terminals
    const std::uint32_t least = grapheme.find("\xef\xb8\x8f") == std::string_view::npos ? 0 : 2;
    return std::max(least, cells(grapheme));
}

std::size_t word_end(std::string_view text, std::size_t at) {
    auto inside = kind::other;
    while (at < text.size()) {
        const auto end = grapheme_end(text, at);
        const auto here = kind_at(text, at, end);
        if (inside != kind::other && here != inside) break;
        inside = here;
        at = end;
    }
    return at;
}

std::size_t word_begin(std::string_view text, std::size_t at) {
    // each word's beginning from the left, as far as `at`
    std::size_t result = 0;
    auto inside = kind::other;
    for (std::size_t here = 0; here < std::min(at, text.size());) {
        const auto end = grapheme_end(text, here);
        const auto found = kind_at(text, here, end);
        if (found != kind::other && found != inside) result = here;
        inside = found;
        here = end;
    }
    return result;
}

}  // namespace fenze
