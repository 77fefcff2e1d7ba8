#pragma once
// Values for all unknown facts that bring an operation to an end of its range: the witness that the end is attained.

#include <atomic>
#include <optional>

#include "interpreter/plan.hpp"

namespace fenze {

enum class range_end { low, high };

/// A completion of the facts, in keeping with the plan's constraints, whose evaluation gives exactly the low or high end of the operation's
/// range; facts that do not matter stay at their starting values. Nothing where the end is unbounded, only neared, or no such completion was found.
std::optional<fact_values> completion_at(
    const plan& p, const fact_values& facts, std::uint32_t operation, range_end end, const std::atomic<bool>* stop = nullptr);

}  // namespace fenze
