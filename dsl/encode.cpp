#include "dsl/encode.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>

namespace fenze {
namespace {

std::optional<std::string> to_gb18030(std::string_view text) {
    const iconv_t converter = iconv_open("GB18030", "UTF-8");
    if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    char* in = const_cast<char*>(text.data());  // iconv does not write there; its signature is older than const
    std::size_t left = text.size();
    std::string out;
    bool good = true;
    while (left > 0 && good) {
        std::array<char, 4096> buffer;
        char* to = buffer.data();
        std::size_t room = buffer.size();
        const std::size_t done = iconv(converter, &in, &left, &to, &room);
        good = done != static_cast<std::size_t>(-1) || errno == E2BIG;
        out.append(buffer.data(), buffer.size() - room);
    }
    iconv_close(converter);
    return good ? std::optional(out) : std::nullopt;
}

/// How the lines of the file end; LF where it has one line only. No byte of a GB18030 character of several bytes is CR or LF.
std::string_view line_end_of(std::string_view bytes) {
    const auto at = bytes.find_first_of("\r\n");
    if (at == std::string_view::npos || bytes[at] == '\n') return "\n";
    return bytes.substr(at).starts_with("\r\n") ? "\r\n" : "\r";
}

}  // namespace

std::optional<std::string> with_line(std::string_view bytes, std::size_t number, std::string_view line, bool gb18030) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return std::nullopt;
    const auto written = gb18030 ? to_gb18030(line) : std::optional<std::string>(line);
    if (!written) return std::nullopt;
    const auto end = line_end_of(bytes);
    std::size_t at = 0;
    for (std::size_t passed = 1; passed < number && at < bytes.size(); ++passed) {
        at = bytes.find_first_of("\r\n", at);
        if (at == std::string_view::npos) at = bytes.size();
        else at += bytes.substr(at).starts_with("\r\n") ? 2 : 1;
    }
    std::string out(bytes.substr(0, at));
    if (at == bytes.size() && !out.empty() && out.back() != '\n' && out.back() != '\r') out += end;
    out += *written;
    out += end;
    out += bytes.substr(at);
    return out;
}

}  // namespace fenze
