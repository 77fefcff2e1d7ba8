#pragma once
// A part of the space of unknown facts: an interval per variable and the linear conditions that bind several of them.

#include <vector>

#include "interpreter/linear.hpp"

namespace fenze {

struct region {
    std::vector<extent> box;
    std::vector<linear_row> rows;
};

/// Keeps what fulfils the condition. False where nothing can. `whole[i]`: variable i takes whole numbers only.
bool restrict(region& r, const linear_form& left, relation is, const std::vector<bool>& whole);

/// A condition over whole variables alone, put in the form with whole coefficients that no longer have a common factor and
/// the nearest whole bound: x < y becomes x ≤ y − 1, and the corners of what is allowed are more often whole.
linear_row tightened(const linear_form& left, relation is, const std::vector<bool>& whole);

/// Greatest number of which both are whole multiples; the other where one is zero.
number common_factor(number a, number b);

}  // namespace fenze
