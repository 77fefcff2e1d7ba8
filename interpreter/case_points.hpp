#pragma once
// The plainest way to answer by cases: every combination of whole facts, where these are few.

#include "interpreter/cases.hpp"

namespace fenze {

/// Nothing where a variable is not whole or not bounded, or there are too many combinations.
std::optional<reach> answer_by_points(const case_question& q, std::int64_t& work);

}  // namespace fenze
