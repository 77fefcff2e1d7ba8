#include "dsl/numeral.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace fenze {
namespace {

using entry = std::pair<std::string_view, std::int64_t>;

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
std::optional<std::int64_t> find(const std::array<entry, N>& table, std::string_view text) {
    for (const auto& [word, value] : table)
        if (text.substr(0, word.size()) == word) return value;
    return std::nullopt;
}

constexpr std::size_t width = 3;             // every character of the tables takes three bytes
constexpr std::size_t longest = 40 * width;  // no numeral in a document is longer; keeps hostile text cheap

// As many digits as stand in a row, in ASCII.
std::string digits_in_a_row(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size() && at < longest; at += width) {
        const auto digit = find(digits, text.substr(at));
        if (!digit) break;
        out.push_back(static_cast<char>('0' + *digit));
    }
    return out;
}

// 二〇二〇, 一三八: two or more digits in a row are read one by one; 两三 is "two or three".
std::string spelled(std::string_view text) {
    std::string out = digits_in_a_row(text);
    if (out.size() < 2 || (out.size() == 2 && out[0] != '0' && out[1] != '0')) return {};
    return out;
}

// 点五二 after a whole number.
std::string decimals(std::string_view text) {
    constexpr std::string_view point = "点";
    return text.substr(0, point.size()) == point ? digits_in_a_row(text.substr(point.size())) : std::string();
}

// Reads digits with 十百千 and 万亿; state of one numeral.
struct reader {
    std::string_view text;
    std::size_t at = 0;
    std::int64_t total = 0, section = 0, digit = 0;  // finished by a big unit; below the last one; not yet multiplied
    bool has_digit = false, zero = false;
    std::int64_t last_small = 10000, last_big = 0, shorthand = 0;  // shorthand: unit that a bare last digit stands for (三千五, 两万三)
    std::size_t big_count = 0;
    std::size_t before_big = 0;
    std::int64_t coefficient = 0;

    bool step() {
        const auto rest = text.substr(at);
        if (const auto d = find(digits, rest)) {
            if (has_digit && digit != 0) return false;  // 一二: not positional
            digit = *d;
            has_digit = true;
            zero = *d == 0;
            if (zero) shorthand = 0;
        } else if (const auto small = find(small_units, rest)) {
            if (*small >= last_small || (has_digit && zero) || (!has_digit && *small != 10)) return false;
            section += (has_digit ? digit : 1) * *small;
            has_digit = false;
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

    bool step_big(std::int64_t big) {
        if (at == 0 || total > 10000000000) return false;  // times 亿 it still fits
        const std::int64_t below = section + (has_digit ? digit : 0);
        if (below == 0 && !(last_big == 10000 && big == 100000000)) return false;
        if (big == last_big) return false;
        before_big = at;
        coefficient = below;
        total = last_big != 0 && big > last_big ? (total + below) * big : total + below * big;  // 一万亿
        ++big_count;
        section = 0;
        has_digit = false;
        last_small = 10000;
        last_big = big;
        shorthand = big / 10;
        at += width;
        return true;
    }

    // The last digit follows a unit directly: 三千五 is 3500, 三千零五 is 3005.
    [[nodiscard]] bool bare_last() const {
        const auto before = text.substr(at - 2 * width);
        return find(small_units, before) || find(big_units, before);
    }

    [[nodiscard]] std::int64_t value() const {
        const bool short_form = has_digit && shorthand > 1 && !zero && at >= 2 * width && bare_last();
        return total + section + (has_digit ? digit * (short_form ? shorthand : 1) : 0);
    }
};

std::string joined(std::string_view whole, std::string_view part) {
    return shift_decimal(part.empty() ? std::string(whole) : std::string(whole) + "." + std::string(part), 0);
}

}  // namespace

std::optional<numeral_prefix> chinese_prefix(std::string_view text) {
    if (const auto run = spelled(text); !run.empty()) {
        const std::size_t length = run.size() * width;
        const auto after = text.substr(length);
        if (!find(small_units, after) && !find(big_units, after)) {
            const std::string part = decimals(after);
            const std::size_t all = length + (part.empty() ? 0 : (part.size() + 1) * width);
            return numeral_prefix{joined(run, part), all, all, joined(run, part)};
        }
        if (!text.starts_with("零") && !text.starts_with("〇")) return std::nullopt;  // 一二十 is no numeral
    }
    reader r;
    r.text = text;
    while (r.at < text.size() && r.at < longest && r.step()) {
    }
    if (r.at == 0) return std::nullopt;
    const std::string whole = std::to_string(r.value());
    numeral_prefix out{whole, r.at, r.at, whole};
    const std::string part = decimals(text.substr(r.at));
    if (!part.empty() && r.big_count == 0) {  // 一点五, and 一点五亿
        out.value = out.coefficient = joined(whole, part);
        out.length = out.before_unit = r.at + (part.size() + 1) * width;
        if (const auto big = find(big_units, text.substr(out.length))) {
            out.value = shift_decimal(out.value, *big == 10000 ? 4 : 8);
            out.length += width;
        }
    } else if (r.big_count == 1 && r.before_big + width == r.at) {
        out.before_unit = r.before_big;
        out.coefficient = std::to_string(r.coefficient);
    }
    return out;
}

std::optional<std::string> chinese_whole(std::string_view text) {
    if (text.starts_with("百") || text.starts_with("千")) return chinese_whole("一" + std::string(text));  // 每百名学生
    const auto read = chinese_prefix(text);
    if (!read || read->length != text.size() || read->value.find('.') != std::string::npos) return std::nullopt;
    return read->value;
}

std::string shift_decimal(std::string_view decimal, int places) {
    std::string whole, part;
    const auto point = decimal.find('.');
    whole = std::string(decimal.substr(0, point));
    if (point != std::string_view::npos) part = std::string(decimal.substr(point + 1));
    for (; places > 0; --places) {
        whole.push_back(part.empty() ? '0' : part[0]);
        if (!part.empty()) part.erase(0, 1);
    }
    for (; places < 0; ++places) {
        part.insert(part.begin(), whole.empty() ? '0' : whole.back());
        if (!whole.empty()) whole.pop_back();
    }
    const auto first = whole.find_first_not_of('0');
    whole = first == std::string::npos ? "0" : whole.substr(first);
    const auto last = part.find_last_not_of('0');
    part = last == std::string::npos ? "" : part.substr(0, last + 1);
    return part.empty() ? whole : whole + "." + part;
}

std::optional<std::string> plain_numeral(std::string_view text) {
    constexpr std::string_view hundredths = "百分之", parts = "分之";
    if (text.substr(0, hundredths.size()) == hundredths) return plain_numeral(text.substr(hundredths.size()));
    if (const auto over = text.find(parts); over != std::string_view::npos) {
        const auto below = plain_numeral(text.substr(0, over)), above = plain_numeral(text.substr(over + parts.size()));
        if (!below || !above) return std::nullopt;
        return *above + "/" + *below;
    }
    if (text == "半") return "0.5";
    if (!text.empty() && text[0] >= '0' && text[0] <= '9') {
        if (text.find('/') != std::string_view::npos) return std::string(text);
        return shift_decimal(text, 0);
    }
    // 零点二五, 三点五
    if (const auto read = chinese_prefix(text); read && read->length == text.size()) return read->value;
    return chinese_whole(text);
}

}  // namespace fenze
