#pragma once
// A line of text into a file as it is: in the file's own encoding, with its own line ends, every other byte untouched.

#include <optional>
#include <string>
#include <string_view>

namespace fenze {

/// The bytes of a file with one more line, which becomes line `number` (from 1); behind the last line where there are no more.
/// Nothing where the line cannot be written in the file's encoding: UTF-16, or characters that GB18030 lacks. `gb18030`: it is in that encoding, else UTF-8.
std::optional<std::string> with_line(std::string_view bytes, std::size_t number, std::string_view line, bool gb18030);

}  // namespace fenze
