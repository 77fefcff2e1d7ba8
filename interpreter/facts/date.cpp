#include "interpreter/facts/date.hpp"

#include <vector>

#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

// Civil calendar arithmetic over eras of 400 years.
std::int64_t days_from(std::int64_t year, std::int64_t month, std::int64_t day) {
    year -= month <= 2 ? 1 : 0;
    const auto era = (year >= 0 ? year : year - 399) / 400;
    const auto of_era = year - era * 400;
    const auto of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

calendar_day civil_of(std::int64_t days) {
    days += 719468;
    const auto era = (days >= 0 ? days : days - 146096) / 146097;
    const auto of_era = days - era * 146097;
    const auto years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const auto of_year = of_era - (365 * years + years / 4 - years / 100);
    const auto shifted = (5 * of_year + 2) / 153;
    const auto month = shifted < 10 ? shifted + 3 : shifted - 9;
    return {years + era * 400 + (month <= 2 ? 1 : 0), month, of_year - (153 * shifted + 2) / 5 + 1};
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
    if (text.size() > 60) return std::nullopt;
    const auto folded = fold_width(text);
    std::vector<std::int64_t> parts;
    std::string_view rest = folded;
    std::vector<std::string> between;
    while (!rest.empty()) {
        std::size_t digits = 0;
        std::int64_t value = 0;
        while (digits < rest.size() && digits < 8 && rest[digits] >= '0' && rest[digits] <= '9') value = value * 10 + (rest[digits++] - '0');
        if (digits == 0) return std::nullopt;
        parts.push_back(value);
        rest.remove_prefix(digits);
        std::size_t gap = 0;
        while (gap < rest.size() && !(rest[gap] >= '0' && rest[gap] <= '9')) ++gap;
        between.emplace_back(rest.substr(0, gap));
        rest.remove_prefix(gap);
    }
    if (parts.size() == 1 && parts[0] >= 10000101 && between[0].empty()) {
        parts = {parts[0] / 10000, parts[0] / 100 % 100, parts[0] % 100};
    } else {
        if (parts.size() != 3) return std::nullopt;
        const bool chinese = between[0] == "年" && between[1] == "月" && (between[2] == "日" || between[2].empty());
        const bool plain = between[0] == between[1] && (between[0] == "-" || between[0] == "/" || between[0] == ".") && between[2].empty();
        if (!chinese && !plain) return std::nullopt;
    }
    return day_of({parts[0], parts[1], parts[2]});
}

std::string date_text(std::int64_t day) {
    const auto c = civil_of(day);
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(c.year) + "-" + two(c.month) + "-" + two(c.day);
}

calendar_day calendar_of(std::int64_t day) { return civil_of(day); }

std::optional<std::int64_t> day_of(const calendar_day& is) {
    if (is.year < 1000 || is.year > 9999 || is.month < 1 || is.month > 12 || is.day < 1 || is.day > 31) return std::nullopt;
    const auto day = days_from(is.year, is.month, is.day);
    const auto back = civil_of(day);
    if (back.month != is.month || back.day != is.day) return std::nullopt;  // 2023-02-29
    return day;
}

std::int64_t months_later(std::int64_t day, std::int64_t months) {
    auto to = civil_of(day);
    const auto count = to.year * 12 + to.month - 1 + months;
    to.year = count / 12;
    to.month = count % 12 + 1;
    while (to.day > 28 && civil_of(days_from(to.year, to.month, to.day)).month != to.month) --to.day;
    return days_from(to.year, to.month, to.day);
}

}  // namespace fenze
