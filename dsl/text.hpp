#pragma once
// Questions about text that every pass asks.

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace fenze {

inline bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }
inline bool ends(std::string_view text, std::string_view with) { return text.size() >= with.size() && text.substr(text.size() - with.size()) == with; }
inline bool has(std::string_view text, std::string_view what) { return text.find(what) != std::string_view::npos; }

using word_list = std::initializer_list<std::string_view>;

/// Whether the text begins with one of the words.
inline bool starts_any(std::string_view text, word_list all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view w) { return starts(text, w); });
}

/// Whether the text closes with one of the words.
inline bool ends_any(std::string_view text, word_list all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view w) { return ends(text, w); });
}

/// Whether one of the words stands anywhere in the text.
inline bool has_any(std::string_view text, word_list all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view w) { return has(text, w); });
}

/// Whether the text is one of the words.
inline bool is_any(std::string_view text, word_list all) { return std::find(all.begin(), all.end(), text) != all.end(); }

}  // namespace fenze
