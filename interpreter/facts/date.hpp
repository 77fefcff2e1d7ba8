#pragma once
// Dates as people write them, as a count of days.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenze {

/// Days since 1970-01-01 of 2024-06-30, 2024/6/30, 2024.6.30, 20240630 or 2024年6月30日; nothing for anything else or no such day.
std::optional<std::int64_t> parse_date(std::string_view text);

/// 2024-06-30.
std::string date_text(std::int64_t day);

/// A day as the calendar has it.
struct calendar_day {
    std::int64_t year = 0, month = 0, day = 0;
};
calendar_day calendar_of(std::int64_t day);

/// The day of a year, month and day; nothing where there is none such (2023-02-29).
std::optional<std::int64_t> day_of(const calendar_day& is);

/// The same day of another month, or that month's last where it is shorter.
std::int64_t months_later(std::int64_t day, std::int64_t months);

}  // namespace fenze
