#pragma once
// Which lines of a document are tables, and at which line a rubric of its own begins.

#include <string>
#include <vector>

#include "dsl/lines.hpp"
#include "dsl/table.hpp"

namespace fenze {

/// What the outline does at a line.
struct line_role {
    bool opens_rubric = false;  // a new rubric begins here
    bool names_rubric = false;  // this line is the rubric's title
    std::uint32_t table = 0;    // 1 + index of the table that begins here
    bool in_table = false;      // a row that a table has taken
};

struct document_sections {
    std::vector<line> lines;
    std::vector<line_role> roles;  // one for each line
    std::vector<table> tables;
};

/// Finds the tables and shares out the rubrics: 《…》 lines, and score tables under titles of their own.
document_sections find_sections(std::string_view text, std::vector<line> lines);

}  // namespace fenze
