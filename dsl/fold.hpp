#pragma once
// A paragraph with its spelling evened out, keeping for every byte the place it came from.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/source.hpp"

namespace fenze {

/// Full-width ASCII made ASCII, blanks dropped (one is kept between two digits or two letters), dashes and tildes of all kinds made - and ~,
/// commas inside digit groups dropped. Other characters stay: ① ½ Ⅲ ㎡ are not folded.
struct folded {
    std::string text;
    std::vector<std::uint32_t> origin;                            // text.size() + 1 offsets into the source
    std::vector<std::pair<std::size_t, std::size_t>> quotations;  // each that is closed: where it opens, where it ends; in order of opening

    [[nodiscard]] span original(std::size_t begin, std::size_t end) const;
};

/// `lines_as_list`: a line break inside the span parts it like ；.
folded fold(std::string_view text, span at, bool lines_as_list = false);
folded fold(const source& text, span at, bool lines_as_list = false);

/// Words as a name: the source's own characters without blanks.
std::string without_blanks(std::string_view text);
/// For comparing names: folded, quotes and brackets in one spelling.
std::string name_key(std::string_view text);

/// Length in bytes of the UTF-8 character that begins at `text[at]`.
std::size_t character_length(std::string_view text, std::size_t at);

}  // namespace fenze
