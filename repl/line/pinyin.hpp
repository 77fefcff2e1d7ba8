#pragma once
// Names found by what is typed of them: their characters, their pinyin, its initials, or these mixed.

#include <cstddef>
#include <string_view>
#include <vector>

namespace fenze {

/// How well what is typed fits a name; 0: not at all, more is better. 发明zl, fmzl, famingzhuanli and zhuanl all fit 发明专利授权:
/// a name may be met at its beginning or at any word in it, a character by itself, by its pinyin or by the initial of that (zh or z).
/// Case, full width, blanks and punctuation of the name do not matter; u and v both are ü. Nothing typed fits everything.
[[nodiscard]] unsigned name_match(std::string_view typed, std::string_view name);

/// Which names fit, best first, equally good ones in the order they had. Where none does, those that fit with characters left out
/// (fmsq: 发明专利授权).
[[nodiscard]] std::vector<std::size_t> matching_names(std::string_view typed, const std::vector<std::string_view>& names);

/// Whether the readings of Chinese characters were there when the program was built; if not, names are found by characters alone.
[[nodiscard]] bool pinyin_known();

}  // namespace fenze
