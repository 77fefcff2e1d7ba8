#pragma once
// 存在弄虚作假的，总分为0分; 取消全部得分; 年度考核得分清零: what takes all the points of the rubric, not those of one item.

#include <optional>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace fenze {

/// The first sentence of the paragraph that takes all points; nothing where none does.
std::optional<span> takes_all(const source& text, span paragraph);

/// It stands within an item, or in words that are not carried out: it is refused.
diagnostic refuse_whole_zero(const source& text, span at, bool within_item);

}  // namespace fenze
