#pragma once
// A question about a plan is a small plan of its own: the operations it speaks of, and on top of them one that is 1 where the answer is yes.
// So every reading can work on it: ranges settle it, the evaluator replays a witness, the solver decides the rest.

#include <map>

#include "interpreter/plan.hpp"

namespace fenze {

struct question {
    plan about;                                    // facts, operations, tables and constraints only
    std::uint32_t goal = 0;                        // operation: 1 where the answer is yes
    std::vector<std::optional<std::uint32_t>> of;  // per fact: the fact of the whole plan; nothing for a second copy
};

/// Takes what a question needs out of a whole plan.
class question_maker {
public:
    /// `instead`: operation of the whole plan → operation of the question that takes its place.
    using replaced = std::map<std::uint32_t, std::uint32_t>;

    explicit question_maker(const plan& whole) : whole_(whole) {}

    /// The operation with all that decides it; operations that stay the same are taken once.
    std::uint32_t take(std::uint32_t operation, const replaced& instead = {});
    /// A further value of a fact, free of the first.
    std::uint32_t another(std::uint32_t fact);
    std::uint32_t constant(const number& value);
    std::uint32_t make(op kind, std::vector<std::uint32_t> in, const number& value = number());
    /// Where an operation of the whole plan was taken to.
    [[nodiscard]] std::optional<std::uint32_t> taken(std::uint32_t operation) const;
    /// Facts that a constraint binds, whether taken yet or not.
    [[nodiscard]] bool bound(std::uint32_t fact) const;
    /// The question, with the constraints that bind its facts.
    question ask(std::uint32_t goal);

private:
    std::uint32_t fact(std::uint32_t index);
    std::uint32_t append(operation o);

    const plan& whole_;
    question made_;
    replaced taken_;
    std::map<std::uint32_t, std::uint32_t> facts_;  // of the whole plan → operation here
};

}  // namespace fenze
