#pragma once
// The columns of the table as the facts of the plan: what each value is, and why it is refused where it is.

#include <string>

#include "interpreter/facts/bind.hpp"
#include "interpreter/sql/program.hpp"

namespace fenze {

/// Two stages: what stands in the table, read; then what the value is, and why it is refused.
struct sql_intake {
    std::string raw, read;  // over the table
    std::string value;      // over these two; NULL where it is not known, or too large
    std::string refusal;    // a text where it is refused, else NULL; empty: nothing is refused
};

/// `column`, `raw`, `read` as the query writes them. `all_text`: the table holds text throughout.
sql_intake intake_of_column(const fact& f, const sql_fact& taken, const sql_program& program, const sql_dialect& engine, const std::string& column,
    const std::string& raw, const std::string& read, bool all_text);

}  // namespace fenze
