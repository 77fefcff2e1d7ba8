#include "repl/sheet/shown.hpp"

#include "interpreter/facts/date.hpp"

namespace fenze {
namespace {

constexpr std::int64_t seconds_a_day = 86400;

std::string two(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string clock_text(std::int64_t seconds) { return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60); }

/// Days since 1970; nothing before the first day, and none for the 29th of February 1900, which never was.
std::optional<std::int64_t> day_of(std::int64_t serial, bool from_1904) {
    constexpr std::int64_t last = 2958465;  // 9999-12-31
    if (from_1904) return serial >= 0 && serial <= last - 1462 ? std::optional(serial - 24107) : std::nullopt;
    if (serial < 1 || serial > last || serial == 60) return std::nullopt;
    return serial - 25569 + (serial < 60 ? 1 : 0);
}

}  // namespace

std::string shown_number(const number& value, const cell_style& style, bool from_1904) {
    using shown = cell_style::shown;
    if (style.as == shown::percent) return (value * number(100)).text() + "%";
    if (style.as == shown::number) return value.text() + style.unit;
    const number days = floor(value);
    const auto whole = days.to_int();
    const auto seconds = round_half_up((value - days) * number(seconds_a_day), 0).to_int();
    if (!whole || !seconds || *whole < 0 || *whole > 10'000'000) return value.text();
    if (style.as == shown::time) return clock_text(*whole * seconds_a_day + *seconds);
    const bool midnight = *seconds == seconds_a_day;
    const auto day = day_of(*whole + (midnight && style.as == shown::moment ? 1 : 0), from_1904);
    if (!day) return value.text();
    return date_text(*day) + (style.as == shown::moment && *seconds > 0 && !midnight ? " " + clock_text(*seconds) : "");
}

}  // namespace fenze
