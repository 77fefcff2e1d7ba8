#include "interpreter/numeral_zh.hpp"

#include <array>
#include <string>
#include <utility>

namespace fenze {
namespace {

using entry = std::pair<std::string_view, int>;

constexpr std::array<entry, 25> digits{{
    {"零", 0},
    {"〇", 0},
    {"○", 0},
    {"一", 1},
    {"二", 2},
    {"两", 2},
    {"三", 3},
    {"四", 4},
    {"五", 5},
    {"六", 6},
    {"七", 7},
    {"八", 8},
    {"九", 9},
    {"壹", 1},
    {"贰", 2},
    {"叁", 3},
    {"肆", 4},
    {"伍", 5},
    {"陆", 6},
    {"柒", 7},
    {"捌", 8},
    {"玖", 9},
    {"俩", 2},
    {"仨", 3},
    {"幺", 1},
}};
constexpr std::array<entry, 6> small_units{{{"十", 10}, {"百", 100}, {"千", 1000}, {"拾", 10}, {"佰", 100}, {"仟", 1000}}};
constexpr std::array<entry, 4> big_units{{{"万", 10000}, {"亿", 100000000}, {"萬", 10000}, {"億", 100000000}}};

template <std::size_t N>
std::optional<int> find(const std::array<entry, N>& table, std::string_view text) {
    for (const auto& [word, value] : table)
        if (text.substr(0, word.size()) == word) return value;
    return std::nullopt;
}

constexpr std::size_t width = 3;             // every character of the tables takes three bytes
constexpr std::size_t longest = 40 * width;  // no numeral in a document is longer; keeps hostile text cheap

/// 二〇二〇, 一三八: two or more digits in a row are read one by one.
std::optional<std::pair<number, std::size_t>> spelled(std::string_view text) {
    number value;
    std::size_t at = 0;
    while (at < text.size() && at < longest) {
        const auto digit = find(digits, text.substr(at));
        if (!digit) break;
        value = value * 10 + *digit;
        at += width;
    }
    if (at < 2 * width) return std::nullopt;
    if (at == 2 * width && find(digits, text) != 0 && text.substr(width, width) != "〇" && text.substr(width, width) != "零")
        return std::nullopt;  // 两三: "two or three"
    return std::pair{value, at};
}

/// 点五二 after a whole number.
std::pair<number, std::size_t> decimals(std::string_view text) {
    if (text.substr(0, width) != "点") return {number{}, 0};
    number value, place = number::fraction(1, 10);
    std::size_t at = width;
    while (at < text.size() && at < longest) {
        const auto digit = find(digits, text.substr(at));
        if (!digit) break;
        value = value + place * number(*digit);
        place = place * number::fraction(1, 10);
        at += width;
    }
    return at == width ? std::pair{number{}, std::size_t{0}} : std::pair{value, at};
}

/// Reads digits with 十百千 and 万亿; state of one numeral.
struct reader {
    std::string_view text;
    std::size_t at = 0;
    number total, section, digit;  // finished by a big unit; below the last one; not yet multiplied
    bool has_digit = false, good = true, zero = false, any_small = false;
    int last_small = 10000, last_big = 0, shorthand = 0;  // shorthand: unit that a bare last digit stands for (三千五, 两万三)
    std::size_t big_count = 0;
    std::size_t before_big = 0;
    number coefficient;

    bool step() {
        const auto rest = text.substr(at);
        if (const auto d = find(digits, rest)) {
            if (has_digit && !(digit == number(0))) return false;  // 一二: not positional
            digit = *d;
            has_digit = true;
            zero = *d == 0;
            if (zero) shorthand = 0;
        } else if (const auto small = find(small_units, rest)) {
            if (*small >= last_small || (has_digit && zero) || (!has_digit && *small != 10)) return false;
            section = section + (has_digit ? digit : number(1)) * number(*small);
            has_digit = false;
            any_small = true;
            last_small = *small;
            shorthand = *small / 10;
        } else if (const auto big = find(big_units, rest)) {
            return step_big(*big);
        } else {
            return false;
        }
        at += width;
        return true;
    }

    bool step_big(int big) {
        if (at == 0) return false;
        const number below = section + (has_digit ? digit : number(0));
        if (below == number(0) && !(last_big == 10000 && big == 100000000)) return false;
        before_big = at;
        coefficient = below;
        if (last_big != 0 && big > last_big) {  // 一万亿
            total = (total + below) * number(big);
        } else if (last_big != 0 && big == last_big) {
            return false;
        } else {
            total = total + below * number(big);
        }
        ++big_count;
        section = number{};
        has_digit = false;
        last_small = 10000;
        last_big = big;
        shorthand = big / 10;
        at += width;
        return true;
    }

    [[nodiscard]] number value() const {
        const bool short_form = has_digit && shorthand > 1 && !zero && at >= 2 * width;
        return total + section + (has_digit ? digit * number(short_form && bare_last() ? shorthand : 1) : number(0));
    }

    /// The last digit follows a unit directly: 三千五 is 3500, 三千零五 is 3005.
    [[nodiscard]] bool bare_last() const {
        const auto before = text.substr(at - 2 * width);
        return find(small_units, before) || find(big_units, before);
    }
};

}  // namespace

std::optional<numeral_prefix> chinese_prefix(std::string_view text) {
    if (const auto run = spelled(text)) {
        const auto after = text.substr(run->second);
        if (!find(small_units, after) && !find(big_units, after)) {
            const auto [part, length] = decimals(after);
            const number value = run->first + part;
            return numeral_prefix{value, run->second + length, run->second + length, value};
        }
        if (!text.starts_with("零") && !text.starts_with("〇")) return std::nullopt;  // 一二十 is no numeral
    }
    reader r;
    r.text = text;
    while (r.at < text.size() && r.at < longest && r.step()) {
    }
    if (r.at == 0) return std::nullopt;
    numeral_prefix out{r.value(), r.at, r.at, r.value()};
    const auto [part, length] = decimals(text.substr(r.at));
    if (length > 0 && r.big_count == 0) {  // 一点五, and 一点五亿
        out.value = out.coefficient = out.value + part;
        out.length = out.before_unit = r.at + length;
        if (const auto big = find(big_units, text.substr(out.length))) {
            out.value = out.value * number(*big);
            out.length += width;
        }
    } else if (r.big_count == 1 && r.before_big + width == r.at) {
        out.before_unit = r.before_big;
        out.coefficient = r.coefficient;
    }
    return out;
}

}  // namespace fenze
