#pragma once
// Text as the eye sees it: what the arrow keys step over, what a word is, how much room it takes.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fenze {

/// Any bytes as one line of valid UTF-8: bad bytes become U+FFFD, line ends and tabs blanks; control and direction characters are dropped.
std::string clean_line(std::string_view bytes);

/// The end of the grapheme (character with its marks, emoji with its parts) that begins at `at`; both also for the end of the text.
[[nodiscard]] std::size_t grapheme_end(std::string_view text, std::size_t at);
/// The beginning of the grapheme that ends at or spans `at`.
[[nodiscard]] std::size_t grapheme_begin(std::string_view text, std::size_t at);

/// The most cells that a terminal may use for the grapheme: terminals differ over emoji and over — … ① “.
[[nodiscard]] std::uint32_t grapheme_cells(std::string_view grapheme);

/// The end of the word at or behind `at`, the beginning of the word before it. A word is a run of one kind: Han, or letters and digits
/// (with the point of 3.5), or kana; whatever else is stepped over.
[[nodiscard]] std::size_t word_end(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t word_begin(std::string_view text, std::size_t at);

}  // namespace fenze
