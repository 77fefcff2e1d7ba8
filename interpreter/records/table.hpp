#pragma once
// Tables of records as a rubric declares them, and what is counted from them: a stage before the unit's plan, made of the same operations.
// Plain data of the plan. Promises: column, operation and table indices are valid; the conditions of a table are operations of its row plan.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dsl/source.hpp"
#include "interpreter/fact.hpp"
#include "interpreter/number.hpp"

namespace fenze {

struct plan;

/// Days that the rubric speaks of, both ends among them: 评价期, 近三年, 2019年, 11月25日前. Days are counted as in facts/date.hpp.
struct period {
    enum class kind : std::uint8_t {
        fixed,         // from, to
        day_of_year,   // month and day of the year of the day of reference
        this_year,     // the year of the day of reference
        years_before,  // `years` calendar years before it
        years_until,   // `years` years that end with the day of reference
        evaluation,    // what 评价期 says
    };
    kind is = kind::fixed;
    std::optional<std::int64_t> from, to;
    int years = 1;
    int month = 0, day = 0;
    std::string name;  // as written
    span at;
};

/// When the rubric holds, and for which days things are counted.
struct rubric_time {
    std::optional<std::int64_t> issued;  // the day that the document says of itself
    std::optional<period> evaluation;
    std::optional<period> last_day;        // 数据截止时间为…: nothing later counts
    std::optional<std::uint32_t> founded;  // fact: nothing earlier counts
    std::optional<period> valid;           // 有效期
    std::vector<std::string> said;         // the words that all this was read from
};

/// What a record's row plan is given beside its cells: which cells are filled, and the ends of the periods.
/// Facts of the row plan: the cells of all columns, then 1 for each that is filled, then begin and end of each period.
struct record_table {
    std::string name;
    std::vector<fact> columns;
    std::vector<period> periods;       // those that its conditions name
    std::vector<std::string> words;    // texts that its conditions name, by their number in the plan; name keys
    std::shared_ptr<const plan> rows;  // one record's plan
    std::uint32_t once = 0;            // a record counts for the first fact it fits, over all tables of the same number; 0: each time
    bool best = false;                 // a record counts for the fact where it gives most
    std::optional<std::uint32_t> key;  // column that tells whether two records are the same thing
    span at;
    std::string text;

    [[nodiscard]] std::uint32_t cell_fact(std::size_t column) const { return static_cast<std::uint32_t>(column); }
    [[nodiscard]] std::uint32_t filled_fact(std::size_t column) const { return static_cast<std::uint32_t>(columns.size() + column); }
    [[nodiscard]] std::uint32_t period_fact(std::size_t p, bool end) const { return static_cast<std::uint32_t>(2 * columns.size() + 2 * p + (end ? 1 : 0)); }
};

/// One of the conditions that must all hold for a record to count.
struct record_condition {
    std::uint32_t operation = 0;          // of the row plan
    std::string text;                     // as written
    std::vector<std::uint32_t> columns;   // what it looks at
    std::optional<std::uint32_t> period;  // a single question: whether a day lies in this period of the table
};

enum class measure : std::uint8_t { count, any, sum, distinct, least, greatest, mean, median };

/// 统计：a fact of the unit, counted from the records of a table that fit.
struct record_count {
    std::uint32_t fact = 0;
    std::uint32_t table = 0;
    std::vector<record_condition> when;  // all of them
    measure how = measure::count;
    std::optional<std::uint32_t> column;   // what is added, compared or told apart
    number factor = 1;                     // from the column's unit to the fact's
    std::optional<std::size_t> top;        // 前N项: the greatest so many
    std::optional<std::size_t> most;       // 最多N项: the first so many
    std::optional<std::uint32_t> share;    // operation: the part of one for which a record counts
    std::optional<record_condition> mark;  // …的标注: counted, and pointed out
    number worth;                          // points that one more gives, where 就高不重复 compares them
    span at;
    std::string text;
};

/// What the document wants handed in for an item: 提供专利证书复印件.
struct material {
    std::uint32_t node = no_node;  // of the plan; no_node: of the whole rubric
    std::string text;
    span at;
};

/// All of it, for one rubric.
struct record_rules {
    std::vector<record_table> tables;
    std::vector<record_count> counts;  // in the document's order of their facts
    rubric_time time;
    std::vector<material> materials;  // in the order of the document
};

}  // namespace fenze
