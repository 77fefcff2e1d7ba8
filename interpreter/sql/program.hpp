#pragma once
// The plan as columns of a query: which facts it reads and how, the instructions over them, and where the wanted operations are found.

#include "interpreter/sql/dialect.hpp"
#include "interpreter/sql/quotients.hpp"

namespace fenze {

/// A fact as the query takes it: its column is value × 10^places.
struct sql_fact {
    std::uint32_t fact = 0;
    std::uint32_t column = 0;
    int places = 0;
    number low, high;  // of the column
};

struct sql_program {
    std::vector<sql_fact> facts;
    std::vector<instruction<number>> code;
    std::vector<column_value> made;       // of each column: its bounds
    std::vector<std::uint32_t> origin;    // of each column: the operation that it belongs to
    std::vector<quotient_value> outputs;  // as wanted
    int places = 0;                       // of facts that may have fractions
    number most;                          // of facts without a limit
};

/// Nothing where an operation cannot be done exactly in the engine; `failed` is that operation.
std::optional<sql_program> sql_program_of(const plan& p, const std::vector<std::uint32_t>& wanted, const sql_dialect& engine, std::uint32_t& failed);

}  // namespace fenze
