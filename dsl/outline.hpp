#pragma once
// Lines of a document → rubrics with their outline: headings nest, rows of tables are items, everything else is text of the heading above it.

#include "dsl/diagnostic.hpp"
#include "dsl/tree.hpp"

namespace fenze {

/// At least one rubric comes back, whatever the text. Codes FZ020 to FZ029.
document_tree outline(const source& text, diagnostics& out);

}  // namespace fenze
