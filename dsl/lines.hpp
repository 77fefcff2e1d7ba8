#pragma once
// A document cut into lines, each known by what it is at first sight. Blank lines and comments are gone.

#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/numbering.hpp"

namespace fenze {

enum class line_kind : std::uint8_t {
    plain,       // text of whatever line stands above
    numbered,    // opens with a number
    lettered,    // A. …: an option, text like any other
    book_title,  // 《…》 alone: a rubric's title
    annex,       // 附件2 alone
    directive,
    row,  // cells parted by | or tabs
    tab_row,
};

struct line {
    span at;  // without blanks around it, without its comment; a row keeps its tabs
    line_kind kind = line_kind::plain;
    heading_number number;
};

/// Warns of unbalanced brackets and of words that are nearly directives.
std::vector<line> read_lines(std::string_view text, diagnostics& out);

/// The line again as text, where it turned out to be no row of a table.
void read_as_text(std::string_view text, line& one);

/// 考核内容及评分细则: short, without a sentence, ending in a word for documents and tables.
bool is_title_like(std::string_view text, const line& one);

/// Warns of one bracket too many or too few.
void check_brackets(std::string_view text, span at, diagnostics& out);

}  // namespace fenze
