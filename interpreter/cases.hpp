#pragma once
// The exact reach of one operation whose facts come to it by several paths, found by cases.

#include <cstdint>
#include <optional>
#include <vector>

#include "interpreter/region.hpp"

namespace fenze {

/// A variable of the question: an unknown fact, or an operation that closes off facts of its own. Of the latter only
/// the ends are known to be reached; of a fact every value in its extent is.
struct case_variable {
    extent allowed;
    bool whole = false;
    bool ends_only = false;
    bool low_sure = true, high_sure = true;
};

/// What can `goal` be, where each operation of `must` is 1?
struct case_question {
    const plan* program = nullptr;
    std::uint32_t goal = 0;
    std::vector<std::uint32_t> must;
    std::vector<std::uint32_t> cone;                   // operations that decide it, in order, down to the variables
    std::vector<std::optional<number>> known;          // per operation of the plan
    std::vector<std::optional<std::size_t>> variable;  // per operation of the plan
    std::vector<case_variable> variables;
};

/// An end is sure where it is the exact bound (reached, neared without limit if open, or truly unbounded if missing).
struct reach {
    extent of;
    bool low_sure = false, high_sure = false;
    bool empty = false;  // nothing fulfils `must`, or every case divides by zero

    [[nodiscard]] bool sure() const { return low_sure && high_sure; }
};

/// Takes its work from `work`; when that is used up the rest is enclosed and not sure.
reach answer_by_cases(const case_question& q, std::int64_t& work);

/// The same by cutting regions alone, however few the combinations are.
reach answer_by_regions(const case_question& q, std::int64_t& work);

}  // namespace fenze
