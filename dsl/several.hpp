#pragma once
// Questions and steps that try several words in their order. Only the phrase and lead files include it.

#include "dsl/cursor.hpp"
#include "dsl/text.hpp"

namespace fenze {

/// Whether one of the words stands at the cursor.
inline bool sees_any(const cursor& in, word_list all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view w) { return in.sees(w); });
}

/// Steps over the first of the words that stands at the cursor.
inline bool skip_any(cursor& in, word_list all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view w) { return in.skip(w); });
}

/// Steps over filler words in a row.
inline void skip_run(cursor& in, word_list all, int most = longest_run) {
    while (most-- > 0 && skip_any(in, all)) {
    }
}

/// Steps over what the rule matches, again and again.
template <typename Rule>
void skip_run(cursor& in, int most = longest_run) {
    while (most-- > 0 && in.skip<Rule>()) {
    }
}

}  // namespace fenze
