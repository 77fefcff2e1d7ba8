#pragma once
// 本办法所称“以上”含本数，“以下”不含本数: what a document says of its own words of comparison.

#include <optional>

#include "dsl/source.hpp"

namespace fenze {

/// Whether 以上 and 以下 (以内) include their figure; nothing where the document does not say, and the Civil Code's article 1259 holds.
struct edge_words {
    std::optional<bool> above, below;
    span at;
};

/// The sentences of the text that say so, 边界： lines among them; where two speak of the same word the last one holds.
edge_words edge_words_of(const source& text);

}  // namespace fenze
