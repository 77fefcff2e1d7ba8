#pragma once
// The last pass over an outline: what can be said of a heading only once everything below it stands.

#include <string_view>

#include "dsl/tree.hpp"

namespace fenze {

/// Sets level and kind of every node, and finds marks that looked like awards: （一）基本分 100分 with items below.
void settle(std::string_view text, outline_node& root);

}  // namespace fenze
