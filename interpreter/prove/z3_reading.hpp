#pragma once
// The plan read by a solver: facts are integers and exact rationals, each operation an expression over them.

#include "interpreter/evaluate.hpp"
#include "interpreter/prove/question.hpp"

namespace fenze {

enum class verdict { no, yes, undecided };

struct solved {
    verdict is = verdict::undecided;
    fact_values facts;  // yes: values of the question's facts
};

/// Whether the program was built with a solver.
[[nodiscard]] bool solver_available();

/// Whether the goal can be 1; undecided after so many milliseconds, and always where there is no solver.
solved solve(const question& q, unsigned milliseconds);

}  // namespace fenze
