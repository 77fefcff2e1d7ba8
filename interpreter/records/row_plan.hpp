#pragma once
// The plan of one record, while the rubric is read: operations over the cells of its row.

#include <map>
#include <utility>

#include "interpreter/model.hpp"
#include "interpreter/plan.hpp"
#include "interpreter/records/table.hpp"

namespace fenze {

/// A table whose conditions are being read.
class row_plan {
public:
    explicit row_plan(record_table table);

    using id = std::uint32_t;
    id make(op kind, std::vector<id> in, span at);
    id constant(const number& value, span at);
    /// The value of a cell; whether it is filled; the first or last day of a period of the table.
    id cell(std::size_t column, span at) { return value_of(table.cell_fact(column), at); }
    id filled(std::size_t column, span at) { return value_of(table.filled_fact(column), at); }
    id day(std::size_t p, bool end, span at) { return value_of(table.period_fact(p, end), at); }
    /// Whether a value lies in an interval.
    id inside(id value, const interval& is, span at);
    /// The number of a period that conditions name, or of a text that they name.
    std::size_t period_number(const period& p);
    number text_number(const std::string& key);

    /// The table with its plan.
    record_table finished();

    record_table table;

private:
    id value_of(std::uint32_t fact, span at);

    plan rows_;
    std::map<std::uint32_t, id> known_;
};

}  // namespace fenze
