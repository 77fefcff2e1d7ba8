#include "interpreter/quantity.hpp"

#include <array>

#include "dsl/numeral.hpp"
#include "dsl/source.hpp"

namespace fenze {
namespace {

constexpr std::size_t longest = 400;  // bytes of a quantity; whatever is longer is no number that a person wrote

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - from;
}

/// A blank between digits is a slip (12 34) unless it groups thousands (1 200).
bool splits_digits(std::string_view original) {
    const std::string text = [&] {
        std::string folded;  // width only: blanks matter here
        for (std::size_t i = 0; i < original.size();) {
            const auto c = static_cast<unsigned char>(original[i]);
            if (c == ' ' || c == '\t') {
                folded += ' ';
                ++i;
            } else if (original.substr(i, 3) == "　") {
                folded += ' ';
                i += 3;
            } else if (const auto one = fold_width(original.substr(i, 3)); c == 0xEF && one.size() == 1) {
                folded += one;
                i += 3;
            } else {
                folded += static_cast<char>(c);
                ++i;
            }
        }
        return folded;
    }();
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] != ' ' || !is_digit(text[i - 1])) continue;
        const auto next = text.find_first_not_of(' ', i);
        if (next == std::string::npos || !is_digit(text[next])) continue;
        std::size_t before = i;
        while (before > 0 && is_digit(text[before - 1])) --before;
        if (digits_at(text, next) != 3 || i - before > 3) return true;  // 2000 500 groups nothing
    }
    return false;
}

/// Digits with optional thousands separators; the length read, or 0. Fills `plain` with the digits alone.
std::size_t grouped(std::string_view text, std::string& plain) {
    std::size_t at = digits_at(text, 0);
    plain = text.substr(0, at);
    if (at == 0 || at > 3) return at;
    while (at < text.size() && text[at] == ',') {
        if (digits_at(text, at + 1) != 3) return 0;
        plain += text.substr(at + 1, 3);
        at += 4;
    }
    return at;
}

/// 1,200.5e-3 or 2/3 at the start; `length` is what was read. Nothing where it is malformed.
std::optional<number> ascii_prefix(std::string_view text, std::size_t& length, bool& fraction) {
    std::string plain;
    std::size_t at = grouped(text, plain);
    if (at == 0 && !(text.starts_with('.') && digits_at(text, 1) > 0)) return std::nullopt;
    if (plain.empty()) plain = "0";
    if (at < text.size() && text[at] == '.') {
        const auto places = digits_at(text, at + 1);
        if (places == 0) return std::nullopt;
        plain += text.substr(at, places + 1);
        at += places + 1;
        if (at < text.size() && text[at] == '.') return std::nullopt;  // 1.2.3
    } else if (at < text.size() && text[at] == '/' && digits_at(text, at + 1) > 0) {
        const auto below = digits_at(text, at + 1);
        plain += text.substr(at, below + 1);
        at += below + 1;
        fraction = true;
    }
    if (!fraction && at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t sign = at + 1;
        if (sign < text.size() && (text[sign] == '+' || text[sign] == '-')) ++sign;
        const auto exponent = digits_at(text, sign);
        if (exponent > 3) return std::nullopt;  // 1e9999 is no fact, and would not fit in memory
        if (exponent > 0) {
            plain += text.substr(at, sign - at + exponent);
            at = sign + exponent;
        }
    }
    length = at;
    return number::parse(plain);
}

/// 三分之二 → 2/3, 百分之五 → 5 and %; nothing where the text is no such share.
std::optional<quantity> share(std::string_view text) {
    constexpr std::string_view of = "分之";
    const auto cut = text.find(of);
    if (cut == std::string_view::npos) return std::nullopt;
    const auto below = text.substr(0, cut);
    const auto above = parse_numeral(text.substr(cut + of.size()));
    if (!above) return std::nullopt;
    if (below == "百") return quantity{*above, "%"};
    if (below == "千") return quantity{*above, "‰"};
    if (below == "万") return quantity{*above, "‱"};
    const auto whole = parse_numeral(below);
    if (!whole) return std::nullopt;
    const auto value = divide(*above, *whole);
    if (!value) return std::nullopt;
    return quantity{*value, "", true};
}

bool good_unit(std::string_view unit) {
    if (unit.empty()) return true;
    if (unit.size() > 40) return false;
    for (const char c : unit)
        if (is_digit(c) || std::string_view(",.;:!?-+~=<>()[]\"'|#").find(c) != std::string_view::npos) return false;
    for (const auto* vague : {"几", "多", "余", "约", "左右", "以上", "以下", "以内", "至", "，", "。", "；", "、", "：", "～", "—", "“", "”", "点"})
        if (unit.find(vague) != std::string_view::npos && measure_of(unit).base != "%") return false;
    return true;
}

/// 万 亿 (also 百万, 千万, 万亿) at the start.
std::size_t magnitude(std::string_view text, number& factor) {
    constexpr std::array<std::pair<std::string_view, int>, 5> words{{{"十", 10}, {"百", 100}, {"千", 1000}, {"万", 10000}, {"亿", 100000000}}};
    std::size_t at = 0;
    for (bool more = true; more && at < 12;) {
        more = false;
        for (const auto& [word, value] : words)
            if (text.substr(at, word.size()) == word) {
                factor = factor * number(value);
                at += word.size();
                more = true;
                break;
            }
    }
    return at;
}

/// 3亿5000万 after an ASCII number: adds the pieces up; `rest` is moved behind them.
void add_pieces(number& value, std::string_view& rest) {
    number sum, last = value;
    bool pieces = false;
    while (true) {
        number factor(1);
        const auto length = magnitude(rest, factor);
        if (length == 0 || length >= rest.size() || !is_digit(rest[length])) break;
        std::size_t read = 0;
        bool fraction = false;
        const auto next = ascii_prefix(rest.substr(length), read, fraction);
        if (!next || fraction || !(*next < factor)) return;  // leaves a digit in the unit: refused there
        sum = sum + last * factor;
        last = *next;
        rest.remove_prefix(length + read);
        pieces = true;
    }
    if (!pieces) return;
    number factor(1);
    rest.remove_prefix(magnitude(rest, factor));
    value = sum + last * factor;
}

}  // namespace

std::string fold_width(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++i;
        } else if (text.substr(i, 3) == "　" || text.substr(i, 2) == "\u00A0") {
            i += c == 0xC2 ? 2 : 3;
        } else if (c == 0xEF && i + 2 < text.size()) {
            const auto b = static_cast<unsigned char>(text[i + 1]), d = static_cast<unsigned char>(text[i + 2]);
            const unsigned code = ((c & 0x0FU) << 12U) | ((b & 0x3FU) << 6U) | (d & 0x3FU);
            if (code >= 0xFF01 && code <= 0xFF5E) out += static_cast<char>(code - 0xFEE0);
            else out += text.substr(i, 3);
            i += 3;
        } else {
            out += text[i++];
        }
    }
    return out;
}

std::optional<number> parse_numeral(std::string_view text) {
    const auto read = parse_quantity(text);
    if (!read || (!read->unit.empty() && !measure_of(read->unit).base.empty())) return std::nullopt;
    return read->value * measure_of(read->unit).factor;
}

std::optional<quantity> parse_quantity(std::string_view text) {
    if (text.size() > longest || splits_digits(text)) return std::nullopt;
    const std::string folded = fold_width(text);
    std::string_view rest = folded;
    std::string currency;
    for (const std::string_view mark : {"¥", "￥", "人民币", "RMB"})
        if (rest.starts_with(mark)) {
            rest.remove_prefix(mark.size());
            currency = "元";
        }
    bool negative = false;
    for (const std::string_view mark : {"-", "−", "负", "+"})
        if (rest.starts_with(mark)) {
            rest.remove_prefix(mark.size());
            negative = mark != "+";
            break;
        }
    quantity out;
    std::size_t length = 0;
    if (auto part = share(rest)) {
        out = *part;
        rest = {};
    } else if (const auto plain = ascii_prefix(rest, length, out.fraction)) {
        out.value = *plain;
        rest.remove_prefix(length);
        if (!out.fraction) add_pieces(out.value, rest);
    } else if (rest == "一半" || (rest.starts_with("半") && rest != "半")) {
        out.value = number::fraction(1, 2);
        out.fraction = rest == "一半";
        rest = out.fraction ? std::string_view{} : rest.substr(3);
    } else if (const auto chinese = chinese_prefix(rest)) {
        out.value = number::parse(chinese->coefficient).value_or(number(0));
        rest.remove_prefix(chinese->before_unit);
        for (const std::string_view out_of_order : {"十", "百", "千"})  // 十百 is no numeral, though 十千米 is a quantity
            if (rest.starts_with(out_of_order) && measure_of(rest).base.empty()) return std::nullopt;
    } else {
        return std::nullopt;
    }
    for (const std::string_view word : {"亿", "万"})  // 5个亿, 3个多亿 is refused
        if (rest.starts_with("个") && rest.substr(3).starts_with(word)) rest.remove_prefix(3);
    if (rest.ends_with("半") && rest.size() > 3 && !out.fraction) {  // 一年半
        const auto unit = rest.substr(0, rest.size() - 3);
        if (measure_of(unit).base != "月" && measure_of(unit).base != "秒") return std::nullopt;
        out.value = out.value + number::fraction(1, 2);
        rest = unit;
    }
    if (!good_unit(rest)) return std::nullopt;
    if (out.unit.empty()) out.unit = rest;
    if (!currency.empty()) {
        if (out.unit.empty() || measure_of(out.unit).base.empty()) out.unit += currency;
        if (measure_of(out.unit).base != "元") return std::nullopt;
    }
    if (negative) out.value = -out.value;
    return out;
}

}  // namespace fenze
