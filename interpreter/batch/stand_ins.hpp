#pragma once
// What may stand for a fact that a record leaves open: two values of it between which everything that is wanted lies, whatever the other facts are.
//
// Promises: for a usable fact, each wanted operation is least at one of its two values and greatest at the other, or does not depend on it; which of
// them is `up` or `down`. So with every open fact at its `low` the total is least, with every one at its `high` it is greatest.

#include <optional>
#include <vector>

#include "interpreter/batch/column_program.hpp"

namespace fenze {

/// On the way from the total down to an open fact.
struct way_step {
    std::uint32_t operation = 0;
    bool ends = false;                    // what it comes to hangs on the fact alone
    std::optional<std::size_t> then, on;  // where the way goes on, a step and an operand: behind a select's condition that holds, and else
    std::uint32_t on_operand = 0;
    bool chooses = false;  // a select whose condition does not hang on the fact
};

struct stand_in {
    bool usable = false;
    std::int64_t low = 0, high = 0;              // as the fact's column has them; the total does not fall from the one to the other
    std::int64_t known_low = 0, known_high = 0;  // what the fact may be, where it is known, for others to be open
    std::vector<way_step> way;                   // from the total; empty where it does not hang on the fact
    std::vector<std::size_t> rising, falling;    // places in `wanted` that are least at `low`, and those that are least at `high`
};

/// For each fact of the plan; `wanted` with the total first. Constraints and grades are not among them.
std::vector<stand_in> find_stand_ins(const plan& p, const std::vector<std::uint32_t>& wanted, const column_program<std::int64_t>& program);

/// Where grades hang on the total and on facts of their own: which grade holds from where.
struct grade_steps {
    std::vector<number> edges;         // where one may begin or end
    std::vector<std::uint32_t> facts;  // of their own

    /// Pieces of the line: below the first edge, on it, between it and the next …
    [[nodiscard]] std::size_t piece(const number& total) const;
    /// The grade of each piece by its place in the plan, or their number for none.
    [[nodiscard]] std::vector<std::size_t> grades(const plan& p, const fact_values& facts) const;
};

/// Nothing where a grade asks for something else.
std::optional<grade_steps> find_grade_steps(const plan& p);

}  // namespace fenze
