#pragma once
// 读作： says how a sentence is to be read where its words have two readings: the sentence is rewritten before anything else reads it.

#include <optional>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace fenze {

/// 读作：第3.2条“获奖得5分” 每项: the text with every 读作： carried out, line by line as before; nothing where there is none to carry out.
/// What follows the quoted words is 每项 (每2件 …), 是否, 取最高, 分别计分, or a sentence to be read in their place. Codes FZ150 to FZ153, placed
/// in the text that comes back.
std::optional<source> reread(const source& text, diagnostics& out);

}  // namespace fenze
