#pragma once
// Directives and sentences that speak of the whole rubric: grades, weights, vetoes, full mark, rounding, declared facts.

#include "dsl/clause.hpp"
#include "dsl/tree.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// A sentence about outcomes and the node whose text it stands in.
struct outcome_item {
    placed_item item;
    std::size_t node = 0;
};

void read_directives(
    const source& text, const rubric_text& written, model& m, std::vector<example>& examples, std::vector<outcome_item>& outcomes, diagnostics& out);

}  // namespace fenze
