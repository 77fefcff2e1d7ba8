#pragma once
// The stage before the unit's plan: its records, filtered and counted, become values of its facts.

#include "interpreter/facts/bind.hpp"

namespace fenze {

/// Counts the tables of the unit into its facts, with the trace of what counted. `where`: the unit, in front of messages; may be empty.
/// A fact that is also given must agree. Problems of the records are appended.
void count_records(const fact_index& index, bound_facts& unit, const std::string& where, diagnostics& out);

}  // namespace fenze
