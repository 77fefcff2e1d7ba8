#pragma once
// What reading a node leaves beside its rules, for the passes over the whole model that follow.

#include <string>
#include <utility>
#include <vector>

#include "dsl/tree.hpp"
#include "interpreter/node_reader.hpp"

namespace fenze {

/// A heading as written, and what of its text only its neighbours can settle.
struct read_node {
    const outline_node* written = nullptr;
    std::vector<node_reader::criteria> criteria;
    bool one_of = false;                                     // 择一, 取最高
    std::vector<std::pair<std::string, span>> letters = {};  // lettered lines without a score of their own
};

}  // namespace fenze
