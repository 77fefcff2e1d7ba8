#pragma once
// Tree → model: names, kinds, units and scopes of facts, and what the sentences of every node mean.

#include "dsl/tree.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/model.hpp"
#include "interpreter/reading/lines.hpp"

namespace fenze {

struct bound {
    model meaning;
    std::vector<reading_line> lines;  // every sentence, prose included, in order
    std::vector<example> examples;
    std::vector<paragraph_read> paragraphs;  // and the phrases that the grammar found in them
    std::vector<placed_item> items;          // what the grammar found in the sentences, in the order of the document
};

bound bind(const source& text, const rubric_text& written, diagnostics& out);

}  // namespace fenze
