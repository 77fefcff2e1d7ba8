#pragma once
// The codes that check can print, each with the title that the manual gives it.

#include <string_view>

namespace fenze {

/// In Chinese; empty where there is no such code.
[[nodiscard]] std::string_view problem_title(std::string_view code);
/// The same in English; empty where there is no such code.
[[nodiscard]] std::string_view problem_title_in_english(std::string_view code);
[[nodiscard]] bool is_problem_code(std::string_view code);

}  // namespace fenze
