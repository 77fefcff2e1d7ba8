#pragma once
// The scoring phrases of a text, each with the edits that put it into a style of wording.

#include <string>
#include <vector>

#include "interpreter/wording/format.hpp"
#include "interpreter/wording/meaning.hpp"

namespace fenze {

struct styled_phrase {
    span at;
    std::string family;
    bool known = false;           // the style has a wording for it; else it stays as it is
    std::vector<change> choices;  // the best wording first; an empty change: it is worded so already
    std::size_t own = 0;          // so many of them are of the style; those behind only even out what cannot be put into it
};

/// `text`: as compiled, 读作： carried out.
std::vector<styled_phrase> styled_phrases(const source& text, wording_style style);

}  // namespace fenze
