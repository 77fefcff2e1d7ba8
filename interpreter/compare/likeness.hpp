#pragma once
// How like two phrases are, and whether they can be two wordings of one thing at all.

#include <string>
#include <string_view>

#include "interpreter/number.hpp"

namespace fenze {

/// 0 … 1: the share of neighbouring characters that both have, blanks and widths aside.
number likeness(std::string_view a, std::string_view b);

/// The words in which two phrases differ, where these tell two things apart: figures, 不 and 未, 国家级 and 省级, 以上 and 以下. Empty where none does.
std::string telling_difference(std::string_view a, std::string_view b);

}  // namespace fenze
