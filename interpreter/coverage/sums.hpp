#pragma once
// Points that are to come to a figure exactly, or just not to it: what each item can give is combined.

#include "interpreter/coverage/stage.hpp"

namespace fenze {

/// Sets of facts for which an operation of the stage comes near to each of the figures: at it first, then just below, then just above.
/// `work` grows by the operations that were computed.
std::vector<fact_values> facts_near(const stage& s, std::uint32_t local, const std::vector<number>& figures, const fact_values& from,
    const std::vector<std::vector<number>>& values, std::size_t& work);

}  // namespace fenze
