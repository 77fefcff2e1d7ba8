#pragma once
// A stretch of folded text and the ways to walk, trim and divide it; quotations and brackets count as one character.

#include <string>
#include <string_view>
#include <vector>

#include "dsl/fold.hpp"

namespace fenze {

/// The stretch [begin, end) of a folded text.
struct piece {
    std::size_t begin = 0, end = 0;
    [[nodiscard]] bool empty() const { return begin >= end; }
};

/// The words of the stretch.
std::string_view view(const folded& text, piece p);

/// Cuts separators from both ends.
void trim_separators(std::string_view text, std::size_t& begin, std::size_t& end);
void trim_separators(const folded& text, piece& p);

/// End of the bracket that opens at `at`, or `at` where none opens or none closes.
std::size_t skip_bracket(std::string_view text, std::size_t at, std::size_t end);

/// The next place outside quotations and brackets.
std::size_t step(const folded& text, std::size_t at, std::size_t end);

/// Where the last 每 stands, or npos.
std::size_t find_last_each(const folded& text, piece p);

/// Where the words behind the last comma begin; the beginning where there is none.
std::size_t behind_last_comma(const folded& text, piece p);

/// The members of a list that 、 divides: 有固定场所、有专职人员.
std::vector<std::string> list_members(const folded& text, piece p);

}  // namespace fenze
