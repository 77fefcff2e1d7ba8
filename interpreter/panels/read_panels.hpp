#pragma once
// 评委：5名，去掉最高分和最低分后平均: which marks several give, and how those become one.

#include <vector>

#include "dsl/tree.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// Reads the rubric's 评委 lines, once all its facts are known, and adds to the model's panels.
void read_panels(const source& text, const std::vector<directive>& all, model& m, diagnostics& out);

}  // namespace fenze
