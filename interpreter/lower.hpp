#pragma once
// Model → plan: every rule becomes operations; no reading of the plan needs to know a family of sentences.

#include "interpreter/model.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

plan lower(const model& m, diagnostics& out);

}  // namespace fenze
