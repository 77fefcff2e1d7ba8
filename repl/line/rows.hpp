#pragma once
// Where everything stands on the screen: prompt, line and what is shown below it, cut into rows. Knows no terminal.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fenze {

/// What is to be seen.
struct line_view {
    std::string prompt;  // may hold colours and line ends
    std::string text;
    std::size_t cursor = 0;
    std::string hint;                // behind the text, or below it where it does not fit
    std::vector<std::string> below;  // rows, which may hold colours; they fit the width already
    bool color = true;
};

/// One row, and all that must be written to bring the cursor where it belongs.
struct screen_rows {
    std::vector<std::string> rows;  // each by itself: its colours begin and end in it
    std::size_t cursor_row = 0;
    std::string cursor_lead;        // the cursor's row up to the cursor: written again, it puts the cursor right however wide the terminal draws it
    std::uint32_t cursor_cell = 0;  // at most, see grapheme_cells
};

/// Rows of at most `columns` cells, a wide character never cut in two, and of them at most `height`, those around the cursor.
screen_rows lay_out(const line_view& view, std::uint32_t columns, std::uint32_t height);

/// How many rows of `columns` cells a row becomes where the terminal breaks it anew.
std::size_t rows_at_width(std::string_view row, std::uint32_t columns);

/// Text without its escape codes.
std::string without_colors(std::string_view text);

}  // namespace fenze
