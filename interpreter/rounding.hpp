#pragma once
// Rounding as the plan names it, and lookup in a tier table: shared by the readings that go operation by operation.

#include <cstddef>

#include "interpreter/plan.hpp"

namespace fenze {

number rounded(const number& value, rounding way, int places);

/// Index of the piece that holds a value lying at `at` (side 0), just below it (−1) or just above it (+1).
std::size_t piece_of(const tier_table& table, const number& at, int side = 0);

/// 10 to the power of `exponent`, exact.
number power_of_ten(int exponent);

}  // namespace fenze
