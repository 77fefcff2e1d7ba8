#pragma once
// Where a record counts once only: what it would give elsewhere.

#include "interpreter/records/trace.hpp"

namespace fenze {

/// The points that one more of a fact gives, before any cap; nothing where that depends on how many there are.
std::optional<number> worth_of_one(const plan& p, std::uint32_t fact);

/// Whether 就高不重复 may take the place of 不重复计分 for the table: its records are told apart row by row, and by no other table.
bool may_take_best(const record_rules& all, std::size_t table);

/// 不重复计分 counts a record where it first fits. A note where one of them would bring more elsewhere.
void note_order(const plan& p, const fact_values& facts, const records_trace& t, diagnostics& out);

}  // namespace fenze
