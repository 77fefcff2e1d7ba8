#pragma once
// Where in the document a problem stands, in the document's own headings.

#include "dsl/diagnostic.hpp"
#include "dsl/tree.hpp"

namespace fenze {

/// Fills in `where` of the problems that have none: 四、2. 行业人才培训能力.
void name_places(const document_tree& tree, diagnostics& problems);

}  // namespace fenze
