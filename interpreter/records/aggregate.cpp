#include "interpreter/records/aggregate.hpp"

#include <algorithm>

namespace fenze {

number amount_of(const record_count& is, const table_trace& given, const counted_row& one) {
    if (!is.column || is.how == measure::distinct) return one.share;
    return one.share * *given.cells[one.row][*is.column] * is.factor;
}

std::optional<number> aggregate(const record_count& is, const table_trace& given, const std::vector<counted_row>& rows) {
    if (is.how == measure::any) return number(rows.empty() ? 0 : 1);
    std::vector<number> values;
    values.reserve(rows.size());
    for (const auto& one : rows) values.push_back(is.how == measure::distinct ? *given.cells[one.row][*is.column] : amount_of(is, given, one));
    number sum;
    if (is.how == measure::count || is.how == measure::sum || is.how == measure::mean)
        for (const auto& value : values) sum = sum + value;
    if (is.how == measure::count || is.how == measure::sum) return sum;
    std::sort(values.begin(), values.end());
    if (is.how == measure::distinct) return number(static_cast<std::int64_t>(std::unique(values.begin(), values.end()) - values.begin()));
    if (values.empty()) return std::nullopt;
    const auto half = values.size() / 2;
    switch (is.how) {
        case measure::least:
            return values.front();
        case measure::greatest:
            return values.back();
        case measure::median:
            return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) * number::fraction(1, 2);
        default:
            return divide(sum, number(static_cast<std::int64_t>(values.size())));
    }
}

}  // namespace fenze
