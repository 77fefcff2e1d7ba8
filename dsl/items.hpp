#pragma once
// Items inside one line: 1）…，得10分；2）…，得6分。

#include <array>
#include <optional>
#include <vector>

#include "dsl/numbering.hpp"

namespace fenze {

/// For each style, the number last met that a next one may follow; 0 for none.
using last_numbers = std::array<std::uint32_t, static_cast<std::size_t>(numbering::count)>;

struct line_piece {
    std::optional<heading_number> number;  // none: words before the first item, or a sequel that speaks of all of them
    span words;
};

/// Cuts a line at the numbers that stand after ； ： or 。 and open a list or continue one. `first`: the number that the line itself opens with;
/// without one, `cell` says that a number may stand at the very start.
std::vector<line_piece> split_items(std::string_view text, span at, const std::optional<heading_number>& first, last_numbers last, bool cell = false);

}  // namespace fenze
