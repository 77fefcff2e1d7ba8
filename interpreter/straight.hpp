#pragma once
// Which operations follow one fact in a straight line, save for what caps and floors cut off.

#include <optional>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

/// slope × fact + base, or a constant where no fact takes part.
struct straight {
    std::optional<std::uint32_t> fact;
    number slope, base;
};

/// What each operation is along one fact, where it is so simple. What caps and floors cut off is left out of sight.
std::vector<std::optional<straight>> straight_parts(const plan& p);

}  // namespace fenze
