#pragma once
// Records for which another order than the document's would score more: found by the prover, and counted to be sure.

#include <vector>

#include "interpreter/plan.hpp"
#include "interpreter/prove/ask.hpp"

namespace fenze {

/// Records that all fit `first`, and fit `later` too (or the records of its table that are the same things do).
struct order_witness {
    std::uint32_t first = 0, later = 0;   // counts of the plan
    fact_values cells, other_cells;       // of each record; of its fellow in the other table, where there is one
    std::int64_t records = 1, moved = 1;  // so many of them, and so many counted for `later` instead
    fact_values others;                   // facts of the unit that are not counted; nothing where they are nought
    number total, better;                 // in the document's order, and with the moved ones
    std::optional<std::int64_t> as_of;    // the day on which periods were taken, where the rubric says none
};

/// For each count of which a record may be claimed by an earlier one: a witness, where there is one. Only what is proved absent, or past the limits of `how`,
/// is left out.
std::vector<order_witness> order_witnesses(const plan& p, asking& how);

}  // namespace fenze
