#pragma once
// How the marks of several become one, in words.

#include <cstddef>
#include <string>

#include "interpreter/plan.hpp"

namespace fenze {

/// 去掉1个最高分和1个最低分后平均; nothing for one judge.
std::string how_marks_join(std::size_t seats, std::size_t drop_high, std::size_t drop_low);

/// 若干名评委，去掉1个最高分和1个最低分后平均: what is asked of any number of judges.
std::string how_any_number_joins(const panel::part& part);

}  // namespace fenze
