#pragma once
// Which operations a result really hangs on: the value of each of them, had it been another, could have changed the result.

#include "interpreter/evaluate.hpp"

namespace fenze {

/// Values of operations as far as they are certain.
struct sight {
    std::vector<std::optional<number>> values;  // nothing: not known, or not computable
    std::vector<bool> failed;                   // cannot be computed (a division by zero)
};

/// Of a whole evaluation: all values, those that fail marked.
sight sight_of(const plan& p, const fact_values& facts);

/// Per operation: whether the roots show it. A branch that is not taken, points beyond a cap, a condition whose two outcomes
/// come to the same: none of these is seen. `freely`: nor are points that just reach a cap, where more of them would not show.
std::vector<bool> observed(const plan& p, const sight& seen, const std::vector<std::uint32_t>& roots, bool freely);

/// Whether a root would come to something else, had this operation come to something else: the other truth, or a little more or less;
/// `at_all`: nothing.
bool hangs_on(const plan& p, const sight& seen, const std::vector<std::uint32_t>& roots, std::uint32_t operation, bool at_all);

/// The operations that a grade hangs on: vetoes in turn up to the one that holds, then grades likewise.
std::vector<std::uint32_t> grade_roots(const plan& p, const sight& seen);

}  // namespace fenze
