#pragma once
// Readings of the plan: exact evaluation, and exact ranges where facts are unknown.

#include <optional>
#include <string>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

/// Value of every operation; `error` names the operation that cannot be computed (division by zero).
struct evaluation {
    std::vector<number> values;
    std::optional<std::uint32_t> failed;
};

/// All facts known.
evaluation evaluate(const plan& p, const fact_values& facts);

/// As if one operation came to another value: what then becomes of the rest.
std::vector<number> evaluate_as_if(const plan& p, const fact_values& facts, std::uint32_t operation, const number& value);

/// One operation from the values of its operands, which must be known; nothing where it cannot be computed.
std::optional<number> evaluate_one(const plan& p, std::uint32_t operation, const std::vector<number>& values);

/// Bounds of one operation over all completions; a missing bound is unbounded.
struct bounds {
    std::optional<number> low, high;
    [[nodiscard]] bool fixed() const { return low && high && *low == *high; }
};

struct ranges {
    std::vector<bounds> of;               // per operation
    bool tight = true;                    // every bound of an output is attained (false: it encloses)
    std::vector<std::uint32_t> missing;   // unknown facts that can still move the total (indices)
    std::vector<std::string> grades;      // grades still possible ("" where none may hold)
    std::optional<std::uint32_t> failed;  // an operation that can fail for every completion
};

/// Unknown facts range over what kind, range and constraints allow.
ranges range(const plan& p, const fact_values& facts);

/// Constraints that the known facts break (those whose facts are all known).
std::vector<std::uint32_t> broken_constraints(const plan& p, const fact_values& facts);

}  // namespace fenze
