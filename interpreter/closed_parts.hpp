#pragma once
// Where the paths of unknown facts to an operation have come together.

#include <cstdint>
#include <vector>

#include "interpreter/open_plan.hpp"

namespace fenze {

/// The highest operations below `top` that close off all the facts coming to them: no other path leads from those to `top`.
std::vector<std::uint32_t> closed_parts(const open_plan& open, std::uint32_t top);

}  // namespace fenze
