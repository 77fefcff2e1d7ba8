#pragma once
// The line of a source that a message shows, and where its carets go.

#include <string>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace fenze {

struct excerpt {
    std::string line;          // the text shown, shortened with … where the line is long; tabs as one blank
    std::uint32_t before = 0;  // terminal cells in front of the marked words
    std::uint32_t marked = 1;  // terminal cells of the marked words, at least 1
};

excerpt excerpt_of(const source& text, span at);

/// The message in the language asked for; Chinese where there is no English.
std::string words_of(const diagnostic& d, bool zh);
std::string pick(const words& w, bool zh);

}  // namespace fenze
