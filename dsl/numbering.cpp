#include "dsl/numbering.hpp"

#include <array>

#include "dsl/characters.hpp"
#include "dsl/numeral.hpp"

namespace fenze {
namespace {

bool among(char32_t c, std::u32string_view set) { return c != 0 && set.find(c) != set.npos; }

struct whole {
    std::uint32_t value = 0;
    bool chinese = false;
};

// 12 or 十二, at most three digits: longer ones are years and document numbers.
std::optional<whole> take_whole(text_cursor& c) {
    const std::size_t begin = c.at;
    if (is_digit(c.peek().code)) {
        whole out;
        int n = 0;
        for (; is_digit(c.peek().code) && n < 4; ++n, c.step()) out.value = out.value * 10 + (c.peek().code - '0');
        if (n < 4) return out;
    } else if (is_chinese_digit(c.peek().code)) {
        int n = 0;
        for (; is_chinese_digit(c.peek().code) && n < 6; ++n) c.step();
        const auto value = chinese_whole(c.text.substr(begin, c.at - begin));
        if (n < 6 && value && value->size() <= 4) return whole{static_cast<std::uint32_t>(std::stoul(*value)), true};
    }
    c.at = begin;
    return std::nullopt;
}

// What stands behind a quantity but not behind a word that merely begins like a unit (项以上 against 项目).
bool ends_quantity(const text_cursor& c) {
    const glyph g = c.peek();
    return g.size == 0 || is_blank(g.code) || is_digit(g.code) || among(g.code, U"以及得计加扣的,.。(、;；至-~～/含不内每或)=＝");
}

// 5亿元, 0.5分, 3年以上: a quantity's unit, whole or fractional.
bool measure_follows(text_cursor c) {
    if (among(c.peek().code, U"亿万元%‰％℃㎡")) return true;
    if (c.take("个亿") || c.take("个百分点") || c.take("百分点") || c.take("小时") || c.take("公里") || c.take("学分") || c.take("平方")) return true;
    if (!among(c.peek().code, U"分倍米吨年月天日周岁升度折亩秒级成")) return false;
    c.step();
    return ends_quantity(c);
}

// 3家以上, 1项: a unit that counts.
bool count_follows(text_cursor c) {
    if (!among(c.peek().code, U"个家件项次名人篇部台套条份期场轮届起处例户门本册位所间等类档种章")) return false;
    c.step();
    return ends_quantity(c);
}

heading_number made(const text_cursor& c, std::size_t begin, numbering style, std::uint32_t value) {
    heading_number out;
    out.style = style;
    out.value = value;
    out.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(c.at)};
    text_cursor rest = c;
    rest.blanks();
    out.after = static_cast<std::uint32_t>(rest.at);
    return out;
}

// （一）、联盟: a pause or dot that adds nothing.
void skip_pause(heading_number& number, const text_cursor& c) {
    text_cursor rest{c.text, number.after, c.end};
    if (rest.take(U'、') || rest.take(U'.') || rest.take(U'．')) {
        rest.blanks();
        number.after = static_cast<std::uint32_t>(rest.at);
    }
}

// 一、二等奖 and 1、2级: two numbers of a list, not the number of a heading.
bool pair_follows(text_cursor c, std::uint32_t value) {
    c.blanks();
    const auto next = take_whole(c);
    c.blanks();
    return next && next->value == value + 1 && among(c.peek().code, U"、和及或与等级类档季期批线星号至项年月产");
}

// （一）至（三）, （1）、（2）: a reference to items.
bool reference_follows(text_cursor c) {
    c.blanks();
    if (text_cursor next = c; next.take(U'(') && take_whole(next) && next.take(U')')) return true;
    if (!among(c.peek().code, U"、至和及与或-~")) return false;
    c.step();
    c.blanks();
    return c.peek().code == '(' || c.take("第");
}

// 第三条, 第二章 总则, 第一部分
std::optional<heading_number> ordinal(text_cursor c) {
    const std::size_t begin = c.at;
    c.step();
    c.blanks();
    const auto value = take_whole(c);
    if (!value || value->value == 0) return std::nullopt;
    c.blanks();
    numbering style = numbering::none;
    if (c.take("章")) style = numbering::chapter;
    else if (c.take("节")) style = numbering::section;
    else if (c.take("条")) style = numbering::article;
    else if (c.take("编") || c.take("部分")) style = numbering::part;
    if (style == numbering::none) return std::nullopt;
    heading_number out = made(c, begin, style, value->value);
    const glyph next = c.peek();
    // 第三条第（二）项 and 第五条规定的 speak of an article; a blank or a title would follow its own.
    if (next.size != 0 && !is_blank(next.code) && (among(next.code, U"第、和至及或的中与") || c.take("规定") || c.take("所"))) return std::nullopt;
    skip_pause(out, c);
    return out;
}

std::optional<heading_number> bracketed(text_cursor c) {
    const std::size_t begin = c.at;
    c.step();
    c.blanks();
    if (is_letter(c.peek().code)) {
        const std::uint32_t value = (c.peek().code | 0x20U) - 'a' + 1;
        c.step();
        c.blanks();
        if (!c.take(U')')) return std::nullopt;
        return made(c, begin, numbering::letter, value);
    }
    const auto value = take_whole(c);
    c.blanks();
    if (!value || value->value == 0 || !c.take(U')') || reference_follows(c)) return std::nullopt;
    heading_number out = made(c, begin, value->chinese ? numbering::chinese_bracket : numbering::bracket, value->value);
    skip_pause(out, c);
    return out;
}

std::optional<heading_number> chinese(text_cursor c) {
    const std::size_t begin = c.at;
    const auto value = take_whole(c);
    if (!value || value->value == 0) return std::nullopt;
    c.blanks();
    if (c.take(U')')) return made(c, begin, numbering::chinese_bracket, value->value);
    if (!(c.take(U'、') || c.take(U'.')) || pair_follows(c, value->value)) return std::nullopt;
    return made(c, begin, numbering::chinese, value->value);
}

// 4.2.1 behind its first group and dot; 2.5分 is a quantity, 1.10个以上 is item 1 with 10个以上.
std::optional<heading_number> dotted(text_cursor c, std::size_t begin, std::uint32_t first, const text_cursor& behind_dot) {
    std::uint32_t groups = 1, value = first;
    for (; groups < 8 && is_digit(c.peek().code); ++groups) {
        text_cursor digits = c;
        const auto next = take_whole(digits);
        if (!next) break;  // 1.2020年…: the year belongs to the words
        value = next->value;
        c = digits;
        if (c.peek().code != '.' || !is_digit(glyph_at(c.text, c.at + c.peek().size, c.end).code)) {
            ++groups;
            break;
        }
        c.step();
    }
    if (groups == 1) return made(behind_dot, begin, numbering::arabic_dot, first);
    text_cursor words = c;
    words.take(U'.');
    const bool apart = words.blanks() > 0;
    if (groups == 2 && !apart && (count_follows(words) || is_letter(words.peek().code))) return made(behind_dot, begin, numbering::arabic_dot, first);
    if (measure_follows(words) || (groups == 2 && count_follows(words))) return std::nullopt;
    const char32_t next = words.peek().code;
    if (next != 0 && !is_han(next) && !is_letter(next) && !among(next, U"“《「\"(") && !(apart && is_digit(next))) return std::nullopt;
    if (next == 0 && groups == 2) return std::nullopt;
    if (groups == 2 && next == '(' && !apart) return std::nullopt;
    heading_number out = made(c, begin, numbering::dotted, value);
    out.after = static_cast<std::uint32_t>(words.at);
    out.groups = groups;
    return out;
}

std::optional<heading_number> arabic(text_cursor c, number_place place, std::uint32_t bare_before) {
    const std::size_t begin = c.at;
    const auto value = take_whole(c);
    if (!value || value->value == 0) return std::nullopt;
    const text_cursor digits = c;
    const bool apart = c.blanks() > 0;
    if (c.take(U')')) return made(c, begin, numbering::half_bracket, value->value);
    if (c.take(U'、')) {
        if (pair_follows(c, value->value)) return std::nullopt;
        return made(c, begin, numbering::arabic_pause, value->value);
    }
    if (c.take(U'.')) {
        if (is_digit(c.peek().code)) return dotted(c, begin, value->value, c);
        return made(c, begin, numbering::arabic_dot, value->value);
    }
    if (!apart || place == number_place::inside) return std::nullopt;
    const bool follows = bare_before != 0 && value->value == bare_before + 1;
    const char32_t next = c.peek().code;
    if (follows ? !(is_han(next) || is_digit(next) || is_letter(next) || among(next, U"“《「")) : (!is_han(next) || measure_follows(c) || count_follows(c)))
        return std::nullopt;
    return made(digits, begin, numbering::bare, value->value);
}

// ① ⑴ ⒈ ㈠ Ⅰ: numbers that are one character.
std::optional<heading_number> enclosed(text_cursor c) {
    struct block {
        char32_t first, last;
        numbering style;
    };
    constexpr std::array<block, 7> blocks{
        {{0x2460, 0x2473, numbering::circled}, {0x2776, 0x277f, numbering::circled}, {0x2780, 0x2789, numbering::circled}, {0x2474, 0x2487, numbering::bracket},
            {0x2488, 0x249b, numbering::arabic_dot}, {0x3220, 0x3229, numbering::chinese_bracket}, {0x2160, 0x216b, numbering::roman}}};
    const char32_t code = c.peek().code;
    for (const block& b : blocks) {
        if (code < b.first || code > b.last) continue;
        const std::size_t begin = c.at;
        c.step();
        if (b.style == numbering::circled && (reference_follows(c) || (c.peek().code >= 0x2460 && c.peek().code <= 0x2473))) return std::nullopt;
        if (b.style == numbering::roman && (c.peek().code == U'类' || c.peek().code == U'级' || c.peek().code == U'型')) return std::nullopt;
        heading_number out = made(c, begin, b.style, code - b.first + 1);
        skip_pause(out, c);
        return out;
    }
    return std::nullopt;
}

std::optional<heading_number> letter(text_cursor c) {
    const std::size_t begin = c.at;
    const std::uint32_t value = (c.peek().code | 0x20U) - 'a' + 1;
    c.step();
    c.blanks();
    if (!(c.take(U'.') || c.take(U'、') || c.take(U')'))) return std::nullopt;
    if (is_letter(c.peek().code)) return std::nullopt;
    return made(c, begin, numbering::letter, value);
}

}  // namespace

std::optional<heading_number> number_at(std::string_view text, span at, number_place place, std::uint32_t bare_before) {
    const text_cursor c{text, at.begin, at.end};
    const char32_t first = c.peek().code;
    if (first == U'第') return place == number_place::inside ? std::nullopt : ordinal(c);
    if (first == '(') return bracketed(c);
    if (is_digit(first)) return arabic(c, place, bare_before);
    if (is_chinese_digit(first)) return chinese(c);
    if (is_letter(first)) return letter(c);
    return enclosed(c);
}

std::string number_key(std::string_view text, const heading_number& number) {
    if (number.style != numbering::dotted) return std::to_string(number.value);
    std::string out;
    for (text_cursor c{text, number.at.begin, number.at.end}; !c.done(); c.step())
        if (!is_blank(c.peek().code)) out.push_back(static_cast<char>(c.peek().code));
    if (!out.empty() && out.back() == '.') out.pop_back();
    return out;
}

int usual_rank(numbering style) {
    switch (style) {
        case numbering::part:
            return 1;
        case numbering::chapter:
            return 2;
        case numbering::section:
            return 3;
        case numbering::article:
            return 4;
        case numbering::roman:
        case numbering::chinese:
            return 5;
        case numbering::chinese_bracket:
            return 6;
        case numbering::arabic_dot:
        case numbering::arabic_pause:
        case numbering::bare:
        case numbering::dotted:
            return 7;
        case numbering::bracket:
            return 8;
        case numbering::half_bracket:
            return 9;
        case numbering::circled:
            return 10;
        case numbering::letter:
            return 11;
        case numbering::none:
        case numbering::title:
        case numbering::count:
            break;
    }
    return 0;
}

bool same_family(numbering a, numbering b) {
    const auto plain = [](numbering s) { return s == numbering::arabic_dot || s == numbering::arabic_pause; };
    const auto curved = [](numbering s) { return s == numbering::bracket || s == numbering::half_bracket; };
    return a == b || (plain(a) && plain(b)) || (curved(a) && curved(b));
}

}  // namespace fenze
