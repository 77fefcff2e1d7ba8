#pragma once
// How a rule was understood, in canonical words that parse back to the same rule (see reading/phrasing.hpp).

#include <string>
#include <vector>

#include "interpreter/model.hpp"

namespace fenze {

std::string reading_of(const rule& r, const model_node& n, const model& m);

/// Facts of the model that a rule uses, in order.
std::vector<std::size_t> facts_of(const rule& r, const model& m);

/// The whole rubric in canonical words: titles, marks, the facts each item asks for, one sentence a rule, caps, weights, grades.
std::string canonical_text(const model& m);

}  // namespace fenze
