#include "dsl/numeral.hpp"

#include <array>
#include <cstdint>

#include "dsl/fold.hpp"

namespace fenze {
namespace {

int digit_value(std::string_view c) {
    constexpr std::array<std::string_view, 10> plain{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (std::size_t i = 0; i < plain.size(); ++i)
        if (c == plain[i]) return static_cast<int>(i);
    if (c == "〇") return 0;
    if (c == "两") return 2;
    return -1;
}

std::int64_t unit_value(std::string_view c) {
    if (c == "十") return 10;
    if (c == "百") return 100;
    if (c == "千") return 1000;
    if (c == "万") return 10000;
    if (c == "亿") return 100000000;
    return 0;
}

}  // namespace

std::optional<std::string> chinese_whole(std::string_view text) {
    std::int64_t total = 0, section = 0, digit = -1, last = 0;  // last: the unit just before
    bool any = false, units = false;
    std::string digits;  // 二〇二〇: digits in a row
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = character_length(text, i);
        const std::string_view c = text.substr(i, n);
        i += n;
        any = true;
        if (const int value = digit_value(c); value >= 0) {
            digit = value;
            if (value == 0) last = 0;
            digits.push_back(static_cast<char>('0' + value));
            continue;
        }
        const std::int64_t unit = unit_value(c);
        if (unit == 0 || total > 10000000000LL) return std::nullopt;  // times 亿 it still fits
        units = true;
        last = unit;
        if (unit < 10000) {
            section += (digit < 0 ? 1 : digit) * unit;
        } else {
            section += digit < 0 ? 0 : digit;
            total = (total + (section == 0 ? 1 : section)) * unit;
            section = 0;
        }
        digit = -1;
    }
    if (!any) return std::nullopt;
    if (!units) {
        if (digits.size() > 1 && digits.size() < 3 && digits[0] != '0') return std::nullopt;  // 三四: "three or four"
        return digits.size() > 18 ? std::nullopt : std::optional(digits);
    }
    if (digit > 0 && last >= 100) digit *= last / 10;  // 三千五 is 3500, 三千零五 is 3005
    return std::to_string(total + section + (digit < 0 ? 0 : digit));
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
    constexpr std::string_view point = "点";
    if (const auto at = text.find(point); at != std::string_view::npos) {
        const auto whole = chinese_whole(text.substr(0, at));
        std::string part;
        const std::string_view behind = text.substr(at + point.size());
        for (std::size_t i = 0; i < behind.size();) {
            const std::size_t n = character_length(behind, i);
            const int value = digit_value(behind.substr(i, n));
            if (value < 0) return std::nullopt;
            part.push_back(static_cast<char>('0' + value));
            i += n;
        }
        if (!whole || part.empty()) return std::nullopt;
        return shift_decimal(*whole + "." + part, 0);
    }
    return chinese_whole(text);
}

}  // namespace fenze
