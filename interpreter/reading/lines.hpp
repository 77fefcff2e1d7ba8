#pragma once
// Every sentence of a rubric in the order of the document, beside how it was understood: what `fenze read` shows.

#include <vector>

#include "dsl/clause.hpp"
#include "dsl/tree.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// A paragraph with what the grammar found in it.
struct paragraph_read {
    span at;
    std::size_t node = 0;
    std::vector<placed_item> items;
    bool exact = false;  // canonical sentences
};

/// `written`: the outline node of each node of the model.
std::vector<reading_line> reading_lines(const source& text, const rubric_text& rubric, const model& m, const std::vector<const outline_node*>& written,
    const std::vector<paragraph_read>& paragraphs);

}  // namespace fenze
