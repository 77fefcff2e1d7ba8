#pragma once
// The lines below 表单： as cells, and the blanks that a document leaves in its text.

#include <optional>
#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace fenze {

/// A cell of a form's table, or a line that is none.
struct form_cell {
    std::string words;  // blanks at both ends gone; line breaks none
    span at;
};
struct form_line {
    std::vector<form_cell> cells;  // one: no row of a table
    bool row = false;
    span at;
};
std::vector<form_line> form_lines(std::string_view text, span at);

/// A blank left in the text with what stands before and behind it: 高校 所 is 高校 and 所; 产值 ， is 产值.
struct blank_box {
    std::string name, unit;
    bool details = false;  // 具体内容： follows
    span at;
};

/// The blanks of a cell: 企业 家；高校 所 · 个；具体内容： · 占省内行业比重 %; nothing where the cell is a label.
std::vector<blank_box> blanks_in(const form_cell& cell);

/// What the bracket at the end of a label says: （亿元） （100字以内） （年月） （可空） （文字，限500字） …
struct label_words {
    std::string name;  // without the bracket where it says something
    std::vector<std::string> says;
};
label_words label_of(const std::string& words);

/// 限500字, 100字以内, 不超过300字: how many characters.
std::optional<std::uint32_t> character_limit(std::string_view words);

/// Whether the word is a unit that boxes are counted in: 个 家 万元 %.
bool is_box_unit(std::string_view word);

}  // namespace fenze
