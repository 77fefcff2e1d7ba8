#pragma once
// Why a goal is out of reach, and what would open the way.

#include "interpreter/goal/search.hpp"
#include "interpreter/goal/seek.hpp"

namespace fenze {

/// `reached`: operation of the space's program that is 1 where the goal is fulfilled.
obstacle obstacle_of(const move_space& s, const plan& p, std::uint32_t measured, std::uint32_t reached, std::int64_t& work);

}  // namespace fenze
