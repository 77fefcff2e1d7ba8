#pragma once
// The words of a standard's cell as paragraphs of its item, and as items below it where they are numbered.

#include <string_view>

#include "dsl/tree.hpp"

namespace fenze {

/// 1.成立小组得5分；2.有专人得3分 opens two items; <br> parts paragraphs.
void add_cell(std::string_view text, outline_node& item, span cell);

}  // namespace fenze
