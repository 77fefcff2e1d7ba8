#pragma once
// Sentences that grade, weigh, veto or compute by formula instead of awarding points.

#include <vector>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"

namespace fenze {

/// Reads folded [begin, end) whole as grades, weights, a veto or a formula; appends what it found. False where it is none of them.
bool read_outcomes(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out);

}  // namespace fenze
