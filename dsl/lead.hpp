#pragma once
// What stands before an award, read from the award leftwards: quantity, interval or figures, and the subject that is left.

#include <optional>
#include <string_view>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"
#include "dsl/piece.hpp"

namespace fenze {

/// Reads folded text [begin, end) as the condition of `clause` and fills it in; what cannot be accounted for is named in the answer.
std::optional<words> read_lead(const folded& text, std::size_t begin, std::size_t end, clause_text& clause);

/// Words that may be left over in a sentence without changing a score: 提供相关材料, 以证书为准, 同等条件下优先录取.
bool listed_tail(std::string_view folded_words);

}  // namespace fenze
