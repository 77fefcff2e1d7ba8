#pragma once
// Formulas without a sign of equality: 体育课成绩按80%计入, 按满意度×30计分, 考试成绩×50%.

#include <optional>

#include "dsl/phrases.hpp"

namespace fenze {

/// A score in words, of what stands between; nothing where it is none.
std::optional<read<formula_text>> read_spoken_formula(const folded& text, std::size_t begin, std::size_t end);

/// 考试成绩×50% as a whole stretch.
std::optional<read<formula_text>> read_product(const folded& text, std::size_t begin, std::size_t end);

}  // namespace fenze
