#pragma once
// 符合下列条件其中一项的，得1分: sentences that score the items listed below them.

#include "interpreter/read_node.hpp"

namespace fenze {

/// What the listed items are worth: each one, any one, or all of them together.
void settle_criteria(const source& text, model& m, const std::vector<read_node>& nodes, diagnostics& out);

}  // namespace fenze
