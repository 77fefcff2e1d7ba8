#pragma once
// How far apart the values of an operation lie at least: points are often given in halves or whole ones, whatever the facts are.

#include "interpreter/plan.hpp"

namespace fenze {

/// A step that every value of the operation is a whole multiple of (0: it is always 0); nothing where there is none that is known.
std::optional<number> step_of_values(const plan& p, std::uint32_t operation);

/// The widest step that whole multiples of both are whole multiples of; nothing where the figures are too long.
std::optional<number> common_step(const number& a, const number& b);

}  // namespace fenze
