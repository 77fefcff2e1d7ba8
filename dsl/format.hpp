#pragma once
// The canonical layout of a document: the words stay as they are, what stands around them is evened out.
//
//   １．　标题 (１０ 分)  →  1. 标题（10分）      一、 标题 → 一、标题      满分: 100分 → 满分：100分
//   甲<tab>乙             →  | 甲 | 乙 |           blank lines: one at most   comments, 例： and 注： lines as written

#include <string>
#include <vector>

#include "dsl/edits.hpp"
#include "dsl/source.hpp"

namespace fenze {

/// What is to be changed, a line or a table each. Whether an edit leaves the meaning as it was is for the caller to see.
std::vector<text_edit> layout_edits(const source& text);

/// One blank line where there were several, none at either end, and a line end behind the last line.
std::string with_even_lines(std::string_view text);

/// Without the invisible characters that come along when text is pasted; how many there were.
std::string without_invisible(std::string_view text, std::size_t& count);

}  // namespace fenze
