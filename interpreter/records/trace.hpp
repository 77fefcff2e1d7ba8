#pragma once
// Which records counted for which fact, and for each that did not, why.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "interpreter/plan.hpp"
#include "interpreter/records/periods.hpp"
#include "interpreter/records/table.hpp"

namespace fenze {

enum class fate : std::uint8_t {
    counted,
    marked,       // counted, and to be pointed out
    fails,        // detail: the condition of the count that does not hold
    unfilled,     // detail: the column that a condition asks and that is empty
    no_material,  // nothing proves it
    elsewhere,    // detail: the count for which it counts
    again,        // detail: the row that is the same thing
    beyond,       // more than the most that counts, or not among the greatest
    no_share,     // 其余不计: nothing of it counts
};

struct record_verdict {
    std::uint32_t row = 0;
    fate is = fate::counted;
    std::uint32_t detail = 0;
};

/// One count's look at the records of its table.
struct count_trace {
    std::uint32_t count = 0;  // of the plan
    std::vector<record_verdict> records;
    std::optional<number> value;
    std::size_t counted = 0;
    std::vector<std::pair<std::uint32_t, number>> shares;  // rows that count in part, and the part
};

/// The records of one table, as they were given.
struct table_trace {
    bool given = false;
    std::vector<std::string> labels;                        // what a record is called, or empty
    std::vector<std::vector<std::optional<number>>> cells;  // by row, then by column
    std::vector<std::string> texts;                         // by the number of a text
    std::vector<day_span> periods;                          // of the table, for this unit
};

struct records_trace {
    std::vector<table_trace> tables;  // of the plan
    std::vector<count_trace> counts;  // those of tables that were given

    /// The count that gave a fact its value.
    [[nodiscard]] const count_trace* of_fact(const plan& p, std::uint32_t fact) const;
};

/// 第3条“一种……方法”.
std::string record_label(const records_trace& t, std::uint32_t table, std::uint32_t row, bool zh);

/// Why a record does not count: 期外：授权日2018-03-01不在2019-01-01至2019-12-31; empty where it does.
words reason_of(const plan& p, const records_trace& t, const count_trace& of, const record_verdict& v);

}  // namespace fenze
