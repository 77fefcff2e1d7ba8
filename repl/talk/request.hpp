#pragma once
// A line of the conversation: which facts it gives, in any of the ways people write them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "repl/talk/moment.hpp"

namespace fenze {

/// What some words may mean among the facts.
struct facts_meant {
    std::vector<std::uint32_t> facts;  // best first
    bool sure = false;                 // one, beyond doubt
    bool opposite = false;             // its name denies what was typed: 发生安全事故, and the rubric asks for 未发生安全事故
};

/// 发明专利授权, 2.3 发明专利, 专利授权, an item with one fact: the facts that the words may mean; none where nothing is near.
facts_meant facts_named(const rulebook& book, std::string_view words);

/// The items that the words name by number, id or title, or by a part of a title that no other item has.
std::vector<std::uint32_t> items_named(const rulebook& book, std::string_view words);

/// One fact and what is said of it.
struct said_fact {
    facts_meant meant;
    std::string name;   // as typed
    std::string value;  // as typed; empty: it is only asked after
    int change = 0;     // +1 or -1: the value is added to what is there, or taken from it
};

/// A line as one or several facts: 发明专利授权 3件, 发明专利授权=3, 发明专利授权 +1, 管理制度 很完善，发明专利 2. Nothing where no name in it means anything.
std::vector<said_fact> facts_said(const rulebook& book, std::string_view line);

/// Bytes of the blank that stands there, of any width; 0 where there is none.
std::size_t blank_at(std::string_view text, std::size_t at);

/// Without blanks of any width around it.
std::string_view trimmed(std::string_view text);

}  // namespace fenze
