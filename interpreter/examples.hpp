#pragma once
// 例：发明专利授权 3，管理制度建设 很完善 → 总分 84.5: what a document says that its own rules give.

#include <optional>

#include "interpreter/facts/record.hpp"
#include "interpreter/fenze.hpp"

namespace fenze {

/// The condition of an example or a fact line: “name” value pairs and what is expected of them.
std::optional<example> read_example(const source& text, span at, diagnostics& out);

/// The facts of an example as a record, to be bound like those of a file.
record record_of(const example& e);

/// The node an example names by id, number or title.
std::optional<std::uint32_t> item_of_example(const plan& p, const std::string& item);

}  // namespace fenze
