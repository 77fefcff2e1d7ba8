#pragma once
// Points as they are written: a number and the word behind it. Only the phrase files include it.

#include <optional>
#include <string>

#include "dsl/cursor.hpp"

namespace fenze {

/// A number of points at the cursor: figures (得5) or, behind a verb, Chinese numerals (得五分, but not 得十分明显).
std::optional<std::string> points_number(cursor& in, bool chinese);

/// 分, 学分 or 积分 of an award, with no word behind it that makes it another: 扣5分部… is none, 5分值计 is one.
bool points_unit(cursor& in, std::string* unit_text = nullptr);

/// 分, 学分 or 积分 of a limit, which no word at all may continue.
bool limit_unit(cursor& in);

/// 10分 of a limit: a number with its word for points.
std::optional<std::string> points_figure(cursor& in);

}  // namespace fenze
