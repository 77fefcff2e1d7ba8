#pragma once
// 例：发明专利授权 3，管理制度建设 很完善 → 总分 84.5: what a document says that its own rules give.

#include <optional>

#include "interpreter/fenze.hpp"

namespace fenze {

/// The condition of an example or a fact line: “name” value pairs and what is expected of them.
std::optional<example> read_example(const source& text, span at, diagnostics& out);

}  // namespace fenze
