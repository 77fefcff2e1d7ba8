#pragma once
// The columns of the table as the facts of the plan: what each value is, and why it is refused where it is.

#include <string>

#include "interpreter/facts/bind.hpp"
#include "interpreter/sql/program.hpp"

namespace fenze {

struct sql_intake {
    std::string value;    // NULL where it is not known, or refused
    std::string refusal;  // a text where it is refused, else NULL
    bool truth = false;   // value is a boolean
};

/// `column` as the query writes it. `all_text`: the table holds text throughout.
sql_intake intake_of_column(const fact& f, const sql_fact& taken, const sql_program& program, const sql_dialect& engine, const std::string& column, bool all_text);

}  // namespace fenze
