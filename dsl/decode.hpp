#pragma once
// Bytes of a file → valid UTF-8 with LF line ends: BOM, UTF-16 with BOM, GB18030, CRLF and lone CR are dealt with here, once.

#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"

namespace fenze {

struct decoded {
    std::string text;
    bool good = true;  // false: not text at all; a diagnostic says why
};

/// `encoding` may force "utf-8" or "gb18030"; empty detects. Appends a note where GB18030 was converted, an error where
/// bytes are no text (position as byte number and line), an error for each kind of zero-width or control character inside the text.
decoded decode(std::string_view bytes, std::string_view encoding, diagnostics& out);

/// Strict UTF-8 check: offset of the first bad byte, or npos.
std::size_t invalid_utf8(std::string_view bytes);

/// Zero-width and direction characters, which no author sees.
[[nodiscard]] bool is_invisible(char32_t c);

}  // namespace fenze
