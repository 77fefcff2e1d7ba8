#pragma once
// How the marks of several become one, in words.

#include <cstddef>
#include <string>

namespace fenze {

/// 去掉1个最高分和1个最低分后平均; nothing for one judge.
std::string how_marks_join(std::size_t seats, std::size_t drop_high, std::size_t drop_low);

}  // namespace fenze
