#pragma once
// Which of several tiers holds where: the narrowest, then the one whose boundary is named, then the first listed.

#include <vector>

#include "interpreter/model.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

/// Pieces of the whole line with the index of the tier that holds on each as value (−1: none).
tier_table winners(const std::vector<interval>& tiers, bool whole);

/// True where `a` can hold only if `b` does, as far as their forms tell.
bool implies(const condition& a, const condition& b, const std::vector<fact>& facts);

}  // namespace fenze
