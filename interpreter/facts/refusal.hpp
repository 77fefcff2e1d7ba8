#pragma once
// Why a record whose values are all well written has no result.

#include "interpreter/plan.hpp"

namespace fenze {

/// What is wrong with a record that breaks a constraint.
diagnostic broken_constraint(const plan& p, const constraint& c, const fact_values& facts);
/// What is wrong with a record for which an operation cannot be computed.
diagnostic division_by_zero(const plan& p, std::uint32_t operation);

}  // namespace fenze
