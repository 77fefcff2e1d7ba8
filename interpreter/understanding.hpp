#pragma once
// What a plan was made from: kept for the checks, which speak of what was written and of what it means.

#include "dsl/tree.hpp"
#include "interpreter/model.hpp"

namespace fenze {

struct understanding {
    rubric_text written;
    std::vector<placed_item> items;  // what the grammar found in the sentences, in the order of the document
    model meaning;
};

}  // namespace fenze
