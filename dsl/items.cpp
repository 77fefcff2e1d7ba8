#include "dsl/items.hpp"

#include <algorithm>

#include "dsl/characters.hpp"

namespace fenze {
namespace {

span make(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

std::uint32_t last_of(const last_numbers& last, numbering style) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < last.size(); ++i)
        if (same_family(static_cast<numbering>(i), style)) out = std::max(out, last[i]);
    return out;
}

void met(last_numbers& last, const heading_number& number) {
    for (std::size_t i = 0; i < last.size(); ++i)
        if (same_family(static_cast<numbering>(i), number.style)) last[i] = 0;
    last[static_cast<std::size_t>(number.style)] = number.value;
}

// 累计不超过4分 behind the last item speaks of all of them.
bool speaks_of_all(text_cursor c) {
    for (const std::string_view word : {std::string_view("累计"), std::string_view("合计"), std::string_view("共计"), std::string_view("总计"),
             std::string_view("各项"), std::string_view("上述"), std::string_view("本项"), std::string_view("该项"), std::string_view("此项"),
             std::string_view("本条"), std::string_view("本指标"), std::string_view("总分")})
        if (c.take(word)) return true;
    if (!c.take("以上")) return false;
    if (is_chinese_digit(c.peek().code)) c.step();
    return c.take("各") || c.take("项") || c.take("合计") || c.take("累计") || c.take("条") || c.take("情形");
}

struct scan {
    std::vector<line_piece> pieces;
    last_numbers last;       // open lists of the document and of this line
    last_numbers here{};     // this line's own
    std::size_t begin = 0;   // of the piece being read
    std::size_t sequel = 0;  // where words about all items began in it; 0 for nowhere

    void open(std::string_view text, const heading_number& number) {
        pieces.back().words = trim(text, make(begin, number.at.begin));
        pieces.push_back({number, {}});
        begin = number.after;
        sequel = 0;
        met(last, number);
        met(here, number);
    }
};

}  // namespace

std::vector<line_piece> split_items(std::string_view text, span at, const std::optional<heading_number>& first, last_numbers last, bool cell) {
    scan s;
    s.last = last;
    s.begin = at.begin;
    s.pieces.push_back({first, {}});
    std::size_t i = at.begin;
    if (first) {
        met(s.last, *first);
        met(s.here, *first);
        i = s.begin = first->after;
    } else if (cell) {
        const auto number = number_at(text, at, number_place::inside);
        if (number && number->value == 1 && number->style != numbering::letter) {
            s.open(text, *number);
            i = number->after;
        }
    }
    std::size_t depth = 0;
    for (char32_t before = 0; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        i += g.size;
        if (g.code == '(' || g.code == U'《' || g.code == U'“') ++depth;
        if ((g.code == ')' || g.code == U'》' || g.code == U'”') && depth > 0) --depth;
        const bool stop = g.code == ';' || g.code == U'。' || (g.code == ':' && !is_digit(before));
        if (g.code == U'。' || g.code == ';') depth = g.code == U'。' ? 0 : depth;
        before = g.code;
        // （1）未建立制度（2）未开展培训: where the line's own list goes on, a bracketed number needs no stop before it
        const bool goes_on = g.code == '(' && s.pieces.size() > 1;
        if (goes_on) {
            const auto number = number_at(text, make(i - g.size, at.end), number_place::inside);
            const bool bracket = number && (number->style == numbering::bracket || number->style == numbering::chinese_bracket);
            if (bracket && number->value > 1 && number->value == last_of(s.here, number->style) + 1) {
                s.open(text, *number);
                i = number->after;
                before = 0;
                depth = 0;
                continue;
            }
        }
        if (depth > 0 || !(stop || is_blank(g.code))) continue;
        text_cursor c{text, i, at.end};
        c.blanks();
        if (stop && s.pieces.size() > 1 && g.code != ':' && s.sequel == 0 && speaks_of_all(c)) s.sequel = c.at;
        const auto number = number_at(text, make(c.at, at.end), number_place::inside);
        if (!number || number->style == numbering::letter) continue;
        // A blank parts items only where this line already counts: cells join their paragraphs by blanks.
        const bool next = number->value > 1 && number->value == last_of(stop ? s.last : s.here, number->style) + 1;
        if (!next && !(stop && number->value == 1)) continue;
        s.open(text, *number);
        i = number->after;
        before = 0;
    }
    if (s.sequel != 0) {
        s.pieces.back().words = trim(text, make(s.begin, s.sequel));
        s.pieces.push_back({std::nullopt, trim(text, make(s.sequel, at.end))});
    } else {
        s.pieces.back().words = trim(text, make(s.begin, at.end));
    }
    return std::move(s.pieces);
}

}  // namespace fenze
