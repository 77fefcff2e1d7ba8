#pragma once
// Days and periods: as documents write them, and which days they are for one unit.

#include <optional>
#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"
#include "dsl/phrases.hpp"
#include "dsl/tree.hpp"
#include "interpreter/records/table.hpp"

namespace fenze {

/// A day at `at`: 2019年12月31日, 2020年度的12月20日, 2019-12-31, 12月20日 (of the year of the day of reference).
std::optional<read<period>> read_day(const folded& text, std::size_t at);

/// A period at `at`: 评价期, 上一个自然年度, 近三年, 当年, 2019年, 2019年1月1日至2019年12月31日.
std::optional<read<period>> read_period(const folded& text, std::size_t at);

/// The days of a period, an end that is missing being open.
struct day_span {
    std::optional<std::int64_t> from, to;
    [[nodiscard]] bool empty() const { return from && to && *to < *from; }
};

/// Nothing where it hangs on a day of reference and none is known. `founded`: the day from which the unit's things count.
/// `reference`: the day on which the rubric is applied, or else that of its issue.
std::optional<day_span> days_of(const period& p, const rubric_time& when, std::optional<std::int64_t> reference, std::optional<std::int64_t> founded);

/// True where the period is counted from the day of reference.
bool hangs_on_day(const period& p, const rubric_time& when);

/// 2019-01-01至2019-12-31.
std::string span_text(const day_span& days);

/// What the rubric says of time: its directives 评价期, 有效期, 版本, 依据, and, where `sentences`, its sentences up to `end`.
/// `founding`: the name of the fact by which young units are counted from their founding; empty where nothing says so.
rubric_time read_time(const source& text, const rubric_text& written, std::uint32_t end, bool sentences, std::string& founding, diagnostics& out);

}  // namespace fenze
