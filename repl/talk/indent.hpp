#pragma once

#include <string>

namespace fenze {

/// Every line two cells in.
std::string indented(const std::string& text);

}  // namespace fenze
