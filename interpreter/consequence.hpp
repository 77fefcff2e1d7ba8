#pragma once
// What a document attaches to a grade, found in its prose: 对考核结果为优秀的联盟给予奖励.

#include "dsl/tree.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// Appends an action for each sentence that says what follows from one of the model's grades.
void read_consequences(const source& text, const rubric_text& written, model& m);

}  // namespace fenze
