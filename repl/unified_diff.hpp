#pragma once
// Two texts side by side as a unified diff, the form that patch and every review tool read.

#include <string>
#include <string_view>

namespace fenze {

/// Empty where the texts are the same; three lines of context.
std::string unified_diff(std::string_view before, std::string_view after, const std::string& before_name, const std::string& after_name);

}  // namespace fenze
