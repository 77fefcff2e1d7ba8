#pragma once
// Which way each operation helps what is asked for.

#include <vector>

#include "interpreter/goal/cost_table.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {

/// Per operation of the open plan, seen from `top` (in the given direction) and from operations that have to be 1.
std::vector<direction> helpful_directions(const open_plan& open, std::uint32_t top, direction of_top, const std::vector<std::uint32_t>& must);

}  // namespace fenze
