#pragma once
// How like two phrases are, and whether they can be two wordings of one thing at all.

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/number.hpp"

namespace fenze {

/// 0 … 1: the share of neighbouring characters that both have, blanks and widths aside.
number likeness(std::string_view a, std::string_view b);

/// The words in which two phrases differ, where these tell two things apart: figures, 不 and 未, 国家级 and 省级, 以上 and 以下. Empty where none does.
std::string telling_difference(std::string_view a, std::string_view b);

/// The words in which two names differ beside filler (的, 情况, 数量), known synonyms and their order; empty where they can be taken for one name untold.
std::string wording_difference(std::string_view a, std::string_view b);

/// What a scoring sentence says besides its points: its words without `named` and without the words that give points, and the figures that its reading
/// does not hold; in a fixed order. Where it differs between two sentences, they may speak of different things though they score alike.
std::string words_beside(std::string_view text, std::string_view reading, const std::vector<std::string>& named);

}  // namespace fenze
