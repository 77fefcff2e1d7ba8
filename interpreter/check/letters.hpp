#pragma once
// A line as its characters, blanks dropped: for the checks that look for one character that stands for another.

#include <string>
#include <vector>

#include "interpreter/check/review.hpp"

namespace fenze {

struct letter {
    std::string_view is;
    std::uint32_t at = 0;
};

std::vector<letter> letters_of(const source& text, span line);

bool is_digit(std::string_view c);
/// The characters from `from` up to `to`, and where they stand.
std::string text_of(const std::vector<letter>& all, std::size_t from, std::size_t to);
span span_of(const std::vector<letter>& all, std::size_t from, std::size_t to);

/// “6份”疑为“6分”: unless a reading stumbled over it already, or it is told.
void tell_slip(review& r, span at, const std::string& is, const std::string& meant);

}  // namespace fenze
