#include "repl/excerpt.hpp"

#include <algorithm>

namespace fenze {
namespace {

constexpr std::uint32_t widest = 96;   // cells of an excerpt; longer lines are cut on both sides of the mark
constexpr std::uint32_t context = 36;  // cells kept in front of the mark

bool inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// The offset after the character at `from`.
std::uint32_t next(std::string_view text, std::uint32_t from) {
    do ++from;
    while (from < text.size() && inside_character(text[from]));
    return from;
}

std::uint32_t previous(std::string_view text, std::uint32_t from, std::uint32_t least) {
    do --from;
    while (from > least && inside_character(text[from]));
    return from;
}

std::string flat(std::string_view text) {
    std::string out;
    for (const char c : text) out += (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) ? ' ' : c;
    return out;
}

}  // namespace

excerpt excerpt_of(const source& file, span at) {
    const auto text = file.text();
    if (at.begin > text.size()) return {};
    const auto line = file.line_of(at.begin);
    const auto begin = std::clamp(at.begin, line.begin, line.end), end = std::clamp(at.end, begin, line.end);
    auto from = begin, to = begin;
    std::uint32_t used = 0;
    while (from > line.begin && used < context) {
        const auto back = previous(text, from, line.begin);
        used += cells(text.substr(back, from - back));
        from = back;
    }
    while (to < line.end && used < widest) {
        const auto on = next(text, to);
        used += cells(text.substr(to, on - to));
        to = on;
    }
    // A whole line that fits is shown whole.
    if (from > line.begin && to == line.end) {
        auto start = from;
        auto room = used;
        while (start > line.begin && room <= widest) {
            const auto back = previous(text, start, line.begin);
            room += cells(text.substr(back, start - back));
            start = back;
        }
        if (start == line.begin && room <= widest) from = start;
    }
    while (from < begin && (text[from] == ' ' || text[from] == '\t')) ++from;
    excerpt out;
    const std::string lead = from > line.begin && !flat(text.substr(line.begin, std::min<std::size_t>(from - line.begin, 64))).empty() &&
                                     text.substr(line.begin, from - line.begin).find_first_not_of(" \t") != std::string_view::npos
                                 ? "…"
                                 : "";
    out.line = lead + flat(text.substr(from, to - from)) + (to < line.end ? "…" : "");
    out.before = cells(lead + flat(text.substr(from, begin - from)));
    out.marked = std::max<std::uint32_t>(1, cells(flat(text.substr(begin, std::min(end, to) > begin ? std::min(end, to) - begin : 0))));
    return out;
}

std::string pick(const words& w, bool zh) { return zh || w.en.empty() ? w.zh : w.en; }

std::string words_of(const diagnostic& d, bool zh) { return pick(d.message, zh); }

}  // namespace fenze
