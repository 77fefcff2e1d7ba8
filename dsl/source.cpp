#include "dsl/source.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace fenze {
namespace {

// Characters that Chinese fonts draw as wide as a Han character although Unicode leaves it open (East Asian ambiguous).
// Lines and blocks (─ █) are left narrow: terminals draw them so.
constexpr bool ambiguous_is_wide = true;

struct range {
    char32_t first, last;
};

constexpr std::array ambiguous{
    range{0xa7, 0xa8},
    range{0xb0, 0xb1},
    range{0xb7, 0xb7},
    range{0xbc, 0xbe},
    range{0xd7, 0xd7},
    range{0xf7, 0xf7},
    range{0x2014, 0x2016},
    range{0x2018, 0x2019},
    range{0x201c, 0x201d},
    range{0x2025, 0x2026},
    range{0x2030, 0x2030},
    range{0x203b, 0x203b},
    range{0x2103, 0x2103},
    range{0x2116, 0x2116},
    range{0x2160, 0x216b},
    range{0x2170, 0x2179},
    range{0x2190, 0x2199},
    range{0x2211, 0x2211},
    range{0x221a, 0x221a},
    range{0x221e, 0x221e},
    range{0x2234, 0x2237},
    range{0x2248, 0x2248},
    range{0x2260, 0x2261},
    range{0x2264, 0x2267},
    range{0x2460, 0x24e9},
    range{0x24eb, 0x24ff},
    range{0x25a0, 0x25a1},
    range{0x25b2, 0x25b3},
    range{0x25bc, 0x25bd},
    range{0x25c6, 0x25c7},
    range{0x25cb, 0x25cb},
    range{0x25ce, 0x25cf},
    range{0x2605, 0x2606},
};

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// The character that begins at `at` of valid UTF-8; moves behind it.
char32_t next_character(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    char32_t result = first & (first < 0xe0 ? 0x1fu : first < 0xf0 ? 0x0fu : 0x07u);
    while (at < text.size() && continues(text[at])) result = result << 6 | (static_cast<unsigned char>(text[at++]) & 0x3fu);
    return result;
}

std::uint32_t width(char32_t c) {
    if (c < 0x7f) return c >= 0x20 || c == '\t' ? 1 : 0;  // whoever shows a line writes a tab as one blank
    if (ambiguous_is_wide && c <= 0x2606) {
        const auto* const found = std::partition_point(ambiguous.begin(), ambiguous.end(), [c](range r) { return r.last < c; });
        if (found != ambiguous.end() && found->first <= c) return 2;
    }
    return static_cast<std::uint32_t>(std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(c))));
}

// A line this long gets marks along it, so that a place near its end is found without reading all of it again.
constexpr std::uint32_t stride = 4096;

}  // namespace

span cover(span a, span b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

std::uint32_t cells(std::string_view text) {
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at < text.size();) sum += width(next_character(text, at));
    return sum;
}

std::uint32_t characters(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

source::source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
    assert(text_.size() < std::numeric_limits<std::uint32_t>::max());
    const std::string_view all = text_;
    for (std::size_t begin = 0; begin <= all.size();) {
        const std::size_t end = std::min(all.find('\n', begin), all.size());
        lines_.push_back(static_cast<std::uint32_t>(begin));
        place here{static_cast<std::uint32_t>(lines_.size()), 1, 0};
        for (std::size_t from = begin; end - from > stride;) {
            std::size_t to = from + stride;
            while (continues(all[to])) --to;
            const std::string_view piece = all.substr(from, to - from);
            here.column += characters(piece);
            here.cell += cells(piece);
            marks_.push_back({static_cast<std::uint32_t>(to), here});
            from = to;
        }
        begin = end + 1;
    }
}

source::source(std::string name, std::string text, std::vector<sheet_lines> sheets) : source(std::move(name), std::move(text)) { sheets_ = std::move(sheets); }

std::uint32_t source::line_number(std::uint32_t offset) const {
    return static_cast<std::uint32_t>(std::upper_bound(lines_.begin(), lines_.end(), offset) - lines_.begin());
}

const sheet_lines* source::sheet_of(std::uint32_t offset) const {
    if (sheets_.empty() || lines_.empty()) return nullptr;
    const auto line = line_number(std::min(offset, static_cast<std::uint32_t>(text_.size())));
    const auto after = std::upper_bound(sheets_.begin(), sheets_.end(), line, [](std::uint32_t at, const sheet_lines& s) { return at < s.first_line; });
    return after == sheets_.begin() ? nullptr : &*std::prev(after);
}

std::string column_letters(std::uint32_t column) {
    std::string out;
    for (; column > 0; column = (column - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
    return out;
}

std::string_view source::slice(span at) const {
    const std::size_t begin = std::min<std::size_t>(at.begin, text_.size()), end = std::min<std::size_t>(at.end, text_.size());
    return begin < end ? std::string_view(text_).substr(begin, end - begin) : std::string_view();
}

place source::where(std::uint32_t offset) const {
    if (lines_.empty()) return {};
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    while (offset > 0 && offset < text_.size() && continues(text_[offset])) --offset;
    const auto line = line_number(offset);
    std::uint32_t from = lines_[line - 1];
    place here{line, 1, 0};
    if (const auto* const sheet = sheet_of(offset)) {
        here.line = line - sheet->first_line + 1;
        bool quoted = false;
        for (const char c : slice({from, offset})) {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) ++here.column;
        }
        return here;
    }
    const auto mark = std::upper_bound(marks_.begin(), marks_.end(), offset, [](std::uint32_t at, const waymark& m) { return at < m.offset; });
    if (mark != marks_.begin() && std::prev(mark)->offset > from) {
        from = std::prev(mark)->offset;
        here = std::prev(mark)->at;
    }
    const std::string_view piece = slice({from, offset});
    here.column += characters(piece);
    here.cell += cells(piece);
    return here;
}

span source::line_of(std::uint32_t offset) const {
    if (lines_.empty()) return {};
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
    const std::uint32_t end = next == lines_.end() ? static_cast<std::uint32_t>(text_.size()) : *next - 1;
    return {*std::prev(next), end};
}

}  // namespace fenze
