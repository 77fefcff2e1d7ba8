#pragma once
// Which way an operation goes as one fact grows, where its form alone tells.

#include "interpreter/evaluate.hpp"

namespace fenze {

enum class direction_of : std::uint8_t { still, up, down, unknown };

/// Of every operation, as the fact grows and all else stays; the bounds tell the signs of products and quotients.
std::vector<direction_of> directions(const plan& p, std::uint32_t fact, const ranges& open);

}  // namespace fenze
