#pragma once
// Marks of any number of judges, joined as a plan joins those of a fixed number.

#include <string>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

/// Of so many marks, how many of the greatest and how many of the least fall away.
struct fallen_marks {
    std::size_t high = 0, low = 0;
};
fallen_marks fallen_of(joining how, std::size_t drop_high, std::size_t drop_low, std::size_t marks);

/// The mark that these come to: evaluated from the operations that lowering writes for a fixed number. More marks are given than fall away.
number joined_mark(const panel::part& part, const std::vector<number>& marks);

}  // namespace fenze
