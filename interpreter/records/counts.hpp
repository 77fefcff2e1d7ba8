#pragma once
// One line of 统计：, behind its colon.

#include "interpreter/facts/bind.hpp"
#include "interpreter/records/conditions.hpp"

namespace fenze {

/// Tables whose conditions are being read, the facts that counts may name, and what was counted so far.
struct counting {
    const source& text;
    const model& m;
    plan& p;
    record_rules& rules;
    fact_index& facts;
    std::vector<row_plan>& tables;
};

/// Reads the line into the plan's counts, or into what is said of a whole table; false, and `why`, where it is not understood.
bool read_count(counting& c, const directive& d, const folded& line, misread& why);

}  // namespace fenze
