#include "interpreter/records/row_plan.hpp"

#include <algorithm>

namespace fenze {

row_plan::row_plan(record_table from) : table(std::move(from)) {
    rows_.title = table.name;
    rows_.facts = table.columns;
    for (const auto& column : table.columns) {
        fact filled;
        filled.name = filled.path = "有" + column.name;
        filled.kind = fact_kind::boolean;
        rows_.facts.push_back(std::move(filled));
    }
}

row_plan::id row_plan::make(op kind, std::vector<id> in, span at) {
    operation o;
    o.kind = kind;
    o.in = std::move(in);
    o.at = at;
    rows_.operations.push_back(std::move(o));
    return static_cast<id>(rows_.operations.size() - 1);
}

row_plan::id row_plan::constant(const number& value, span at) {
    const id made = make(op::constant, {}, at);
    rows_.operations[made].value = value;
    return made;
}

row_plan::id row_plan::value_of(std::uint32_t fact, span at) {
    if (const auto found = known_.find(fact); found != known_.end()) return found->second;
    const id made = make(op::fact, {}, at);
    rows_.operations[made].index = fact;
    known_.emplace(fact, made);
    return made;
}

row_plan::id row_plan::inside(id value, const interval& is, span at) {
    std::vector<id> both;
    if (is.low) both.push_back(make(is.low->inclusive ? op::less_equal : op::less, {constant(is.low->value, at), value}, at));
    if (is.high) both.push_back(make(is.high->inclusive ? op::less_equal : op::less, {value, constant(is.high->value, at)}, at));
    return both.size() == 1 ? both.front() : make(op::all, std::move(both), at);
}

std::size_t row_plan::period_number(const period& p) {
    const auto same = [&](const period& other) {
        return other.is == p.is && other.from == p.from && other.to == p.to && other.years == p.years && other.month == p.month && other.day == p.day;
    };
    const auto found = std::find_if(table.periods.begin(), table.periods.end(), same);
    if (found != table.periods.end()) return static_cast<std::size_t>(found - table.periods.begin());
    table.periods.push_back(p);
    for (const char* end : {"起", "止"}) {
        fact day;
        day.name = day.path = p.name + end;
        day.kind = fact_kind::date;
        rows_.facts.push_back(std::move(day));
    }
    return table.periods.size() - 1;
}

number row_plan::text_number(const std::string& key) {
    const auto at = static_cast<std::size_t>(std::find(table.words.begin(), table.words.end(), key) - table.words.begin());
    if (at == table.words.size()) table.words.push_back(key);
    return number(static_cast<std::int64_t>(at));
}

record_table row_plan::finished() {
    if (rows_.operations.empty()) constant(number(1), table.at);
    table.rows = std::make_shared<const plan>(std::move(rows_));
    return std::move(table);
}

}  // namespace fenze
