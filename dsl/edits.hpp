#pragma once
// Replacements of stretches of a text.

#include <string>
#include <string_view>
#include <vector>

#include "dsl/source.hpp"

namespace fenze {

struct text_edit {
    span at;
    std::string with;
};

/// The text with the edits carried out; they do not overlap.
std::string with_edits(std::string_view text, std::vector<text_edit> edits);

}  // namespace fenze
