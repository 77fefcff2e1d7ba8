#pragma once
// A question answered: by the ranges of the plan, by facts that are near the figures of the document, and only then by the solver.

#include "interpreter/prove/z3_reading.hpp"

namespace fenze {

struct answer {
    verdict is = verdict::undecided;
    fact_values facts;  // yes: of the whole plan, nothing where the question does not speak of a fact; replayed through the evaluator
    fact_values own;    // yes: of the question's own facts
};

/// How much the solver may still be asked, and what it came to.
struct asking {
    unsigned milliseconds = 200;  // for one question
    unsigned left = 60;           // questions
    unsigned asked = 0, undecided = 0;
};

answer ask(const question& q, std::size_t whole_facts, asking& how);

/// Values worth trying for each fact: the ends of its domain, and at, below and above every figure it is compared with.
std::vector<std::vector<number>> telling_values(const plan& p);

/// Whether these facts are allowed and give 1 at the operation.
bool holds_for(const plan& p, std::uint32_t operation, const fact_values& facts);

}  // namespace fenze
