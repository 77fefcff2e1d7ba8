#pragma once
// 记录： and 统计： of a rubric → the tables and counts of its plan.

#include "dsl/tree.hpp"
#include "interpreter/model.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

/// Reads the directives of a rubric that ends at `end` into its plan, which is otherwise complete: what is counted names its facts.
void declare_records(const source& text, const rubric_text& written, const model& m, std::uint32_t end, plan& p, diagnostics& out);

/// The lines that say the same in the canonical text of a rubric; empty where it has no tables.
std::string record_lines(const source& text, const rubric_text& written, const plan& p);

}  // namespace fenze
