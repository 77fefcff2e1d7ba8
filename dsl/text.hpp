#pragma once
// Questions about text that every pass asks.

#include <string_view>

namespace fenze {

inline bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }
inline bool ends(std::string_view text, std::string_view with) { return text.size() >= with.size() && text.substr(text.size() - with.size()) == with; }
inline bool has(std::string_view text, std::string_view what) { return text.find(what) != std::string_view::npos; }

}  // namespace fenze
