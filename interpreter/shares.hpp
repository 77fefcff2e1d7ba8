#pragma once

#include "dsl/clause.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/tree.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// 学生评教占50%，同行评教占20%，督导评教占25%: shares of parts that the rubric names, which make no whole. Without the word 权重 only a whole is read
/// as weights; left as prose, the total would be without its parts, so it is refused. `end`: where the next rubric of the text begins, or its end.
void refuse_shares(
    const source& text, const rubric_text& written, const model& meaning, const std::vector<placed_item>& items, std::uint32_t end, diagnostics& out);

}  // namespace fenze
