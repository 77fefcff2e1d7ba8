#pragma once
// The lines of a node as they are to be read: options apart, grades together, canonical sentences by themselves.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "dsl/tree.hpp"
#include "interpreter/number.hpp"

namespace fenze {

/// Length of the letter label of an option line, or 0: A. 30%（含）以上（20分）.
std::uint32_t option_label(std::string_view line);

/// A.80%以上（5分） B.70%-80%（3分） on one line: each letter begins an option of its own.
std::vector<paragraph> option_lines(const source& text, const std::vector<paragraph>& written);

/// 优秀：90-100分 / 良好：80-89分 …, a line each: one scale of grades, under a heading without a mark or above what its mark allows.
std::vector<paragraph> joined_grades(const source& text, const std::vector<paragraph>& lines, const std::optional<number>& mark);

/// 填报“获奖”：是否。“获奖”得5分。 among other sentences of a line: each sentence stands by itself there.
std::vector<paragraph> canonical_apart(const source& text, std::vector<paragraph> lines);

}  // namespace fenze
