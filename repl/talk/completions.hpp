#pragma once
// What may stand next in a line of the conversation, and a hint behind it.

#include <string>
#include <string_view>
#include <vector>

#include "repl/line/editor.hpp"
#include "repl/talk/session.hpp"

namespace fenze {

/// Commands, facts, items and options whose names fit the word before the cursor, by characters or by pinyin.
std::vector<completion> completions(const session& talk, std::string_view line, std::size_t cursor, std::size_t& word_begin);

/// What the fact at the end of the line may be: 件数（件），现为 3件.
std::string hint_of(const session& talk, std::string_view line);

}  // namespace fenze
