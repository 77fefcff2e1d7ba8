#pragma once
// Columns of Chinese text: every width counts terminal cells.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fenze {

/// At most `width` cells; what does not fit ends in ….
std::string fit(std::string_view text, std::uint32_t width);
std::string pad_right(std::string_view text, std::uint32_t width);
std::string pad_left(std::string_view text, std::uint32_t width);
/// Lines of at most `width` cells, broken between characters but not in front of closing punctuation.
std::vector<std::string> wrap(std::string_view text, std::uint32_t width);
/// The text in lines of the page, `indent` cells in, what follows the first a little further.
std::string paragraph_lines(std::uint32_t indent, std::string_view text, std::uint32_t page);
/// Cells of a line: of the terminal, within bounds; 100 where there is none.
std::uint32_t page_width();
/// Text whose lines that are wider go on in the next ones, indented; narrow terminals cut no word and no column then.
std::string hung(const std::string& text, std::uint32_t width);
/// A rule across the page.
std::string ruled(std::uint32_t width);

}  // namespace fenze
