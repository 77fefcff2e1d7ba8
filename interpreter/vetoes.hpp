#pragma once
// Sentences that refuse or cancel, whatever the points.

#include "dsl/clause.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// 连续两年考核结果均为不合格，将取消其资格: follows from this year's grade and the years before; false where the sentence is no such thing.
bool history(const source& text, model& m, const veto_text& v);

/// The yes/no that the sentence asks for, or one for each item of the list below the node.
void veto(model& m, const veto_text& v, std::size_t node);

}  // namespace fenze
