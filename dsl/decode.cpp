// The codes of this stage:
//   FZ001  error    not text: binary, or the file of another program (Word, Excel, PDF, a picture)
//   FZ002  error    UTF-8 with broken bytes
//   FZ003  error    neither UTF-8 nor GB18030
//   FZ004  note     converted from GB18030
//   FZ005  error    UTF-16 that is broken, or that lacks its byte order mark
//   FZ006  error    an invisible character inside the text
//   FZ007  error    a control character inside the text
//   FZ008  warning  U+FFFD in the text: something was lost in an earlier conversion
//   FZ009  error    the file is too large
//   FZ010  error    the encoding asked for is not known, or this system cannot convert it
#include "dsl/decode.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <optional>

namespace fenze {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30;  // spans are 32 bits wide, and every stage keeps tables beside the text
constexpr std::size_t places_named = 4;                     // of one kind of invisible character

unsigned byte(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

void append(std::string& out, char32_t c) {
    const auto put = [&out](char32_t b) { out += static_cast<char>(b); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        put(0xe0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    } else {
        put(0xf0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3f));
        put(0x80 | (c >> 6 & 0x3f));
        put(0x80 | (c & 0x3f));
    }
}

// Length of the valid UTF-8 character at `at`; 0 where there is none.
std::size_t valid_length(std::string_view text, std::size_t at) {
    const unsigned first = byte(text, at);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (length == 0 || text.size() - at < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(text, at + i) & 0xc0) != 0x80) return 0;
    const unsigned second = byte(text, at + 1);
    const bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    const bool outside = (first == 0xed && second >= 0xa0) || (first == 0xf4 && second >= 0x90);  // surrogates; above U+10FFFF
    return overlong || outside ? 0 : length;
}

std::size_t invalid_from(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        std::uint64_t eight = 0x80;
        if (text.size() - at >= 8) std::memcpy(&eight, text.data() + at, 8);
        if ((eight & 0x8080808080808080u) == 0) {
            at += 8;
            continue;
        }
        const std::size_t length = valid_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

// Line of a byte, from 1; CR LF and a lone CR end lines too.
std::size_t line_at(std::string_view bytes, std::size_t at) {
    std::size_t line = 1;
    for (std::size_t i = 0; i < at; ++i)
        if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 >= bytes.size() || bytes[i + 1] != '\n'))) ++line;
    return line;
}

void report(diagnostics& out, const char* code, severity level, span at, words message, words help = {}) {
    out.push_back({code, level, at, std::move(message), std::move(help), {}, {}, {}});
}

// What another program's file begins with.
struct signature {
    std::string_view begins;
    words is;
};

const std::array<signature, 11>& signatures() {
    using namespace std::string_view_literals;
    static const std::array<signature, 11> known{{
        {"PK\x03\x04"sv, {"Word、WPS、Excel文件（docx、xlsx）或压缩包", "a Word or Excel file (docx, xlsx) or a zip archive"}},
        {"\xd0\xcf\x11\xe0"sv, {"旧版Word、WPS、Excel文件（doc、wps、xls）", "an old Word or Excel file (doc, xls)"}},
        {"%PDF"sv, {"PDF文件", "a PDF file"}},
        {"{\\rtf"sv, {"RTF文件", "an RTF file"}},
        {"\x89PNG"sv, {"图片", "a picture"}},
        {"\xff\xd8\xff"sv, {"图片", "a picture"}},
        {"GIF87a"sv, {"图片", "a picture"}},
        {"GIF89a"sv, {"图片", "a picture"}},
        {"Rar!\x1a"sv, {"压缩包", "an archive"}},
        {"7z\xbc\xaf"sv, {"压缩包", "an archive"}},
        {"\x1f\x8b"sv, {"压缩包", "an archive"}},
    }};
    return known;
}

bool report_foreign(std::string_view bytes, diagnostics& out) {
    for (const signature& known : signatures()) {
        if (!bytes.starts_with(known.begins)) continue;
        report(out, "FZ001", severity::error, {},
            {"这不是文本文件，而像是" + known.is.zh + "。", "This is not a text file; it looks like " + known.is.en + "."},
            {"请在原程序中打开，把内容复制到纯文本文件，或另存为“纯文本（UTF-8）”。",
                "Open it in its own program and copy the words into a plain text file, or save it as plain text (UTF-8)."});
        return true;
    }
    return false;
}

// Bytes that no text holds in such number: NUL in UTF-16 without a mark, control characters in anything binary.
bool report_binary(std::string_view bytes, diagnostics& out) {
    const auto sample = bytes.substr(0, 65536);
    std::size_t control = 0;
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const unsigned b = byte(sample, i);
        if (b == 0) ++zeros[i % 2];
        if (b < 0x20 && (b < '\t' || b > '\r')) ++control;
    }
    // Each second byte of ASCII in UTF-16 is NUL.
    const std::size_t most = std::max(zeros[0], zeros[1]), least = std::min(zeros[0], zeros[1]);
    if (most >= 4 && most >= sample.size() / 16 && least * 8 <= most) {
        report(out, "FZ005", severity::error, {}, {"文件像是没有字节序标记的UTF-16文本。", "The file looks like UTF-16 without a byte order mark."},
            {"请另存为UTF-8。", "Save it as UTF-8."});
        return true;
    }
    if (control < 8 || control * 20 <= sample.size()) return false;
    const std::size_t at = std::find_if(sample.begin(), sample.end(), [](char c) { return static_cast<unsigned char>(c) < '\t'; }) - sample.begin();
    report(out, "FZ001", severity::error, {},
        {fmt::format("这不是文本文件：第{}字节（第{}行）起有文本中不会出现的字节。", at + 1, line_at(bytes, at)),
            fmt::format("This is not a text file: from byte {} (line {}) it holds bytes that no text has.", at + 1, line_at(bytes, at))},
        {"请换成纯文本文件（UTF-8）。", "Give a plain text file (UTF-8)."});
    return true;
}

// Valid UTF-8 with each bad byte shown as U+FFFD, so that the message can show its line.
std::string patched(std::string_view bytes) {
    std::string result;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t bad = std::min(invalid_from(bytes, at), bytes.size());
        result += bytes.substr(at, bad - at);
        if (bad < bytes.size()) append(result, 0xfffd);
        at = bad + 1;
    }
    return result;
}

// Does the text read as UTF-8 here and there broken? Chinese text in GB18030 holds hardly any valid characters of three bytes.
bool mostly_utf8(std::string_view bytes) {
    std::size_t high = 0, valid = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = valid_length(bytes, at);
        if (byte(bytes, at) >= 0x80) high += std::max<std::size_t>(1, length);
        if (length >= 3) valid += length;
        at += std::max<std::size_t>(1, length);
    }
    return valid * 2 >= high;
}

// Are three in four of its two-byte characters ordinary ones (GB2312: Han, punctuation, full-width letters)?
// GB18030 gives nearly every run of bytes a meaning, so without this anything at all would be "converted".
bool plausible_gb18030(std::string_view bytes) {
    std::size_t common = 0, all = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const unsigned lead = byte(bytes, at);
        if (lead < 0x80 || at + 1 >= bytes.size()) {
            ++at;
            continue;
        }
        const unsigned trail = byte(bytes, at + 1);
        ++all;
        if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3))) ++common;
        at += trail >= 0x30 && trail <= 0x39 ? 4 : 2;
    }
    return common * 4 >= all * 3;
}

struct conversion {
    std::string text;
    std::optional<std::size_t> bad;  // offset of the first byte that is no GB18030
    bool possible = true;            // false: this system has no converter
};

conversion from_gb18030(std::string_view bytes) {
    conversion result;
    const iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == reinterpret_cast<iconv_t>(-1)) {
        result.possible = false;
        return result;
    }
    char* in = const_cast<char*>(bytes.data());  // iconv does not write there; its signature is older than const
    std::size_t left = bytes.size();
    std::array<char, 1 << 16> buffer;
    while (left > 0) {
        char* to = buffer.data();
        std::size_t room = buffer.size();
        const std::size_t done = iconv(converter, &in, &left, &to, &room);
        const int problem = errno;
        result.text.append(buffer.data(), buffer.size() - room);
        if (done == static_cast<std::size_t>(-1) && problem != E2BIG) {
            result.bad = bytes.size() - left;
            break;
        }
    }
    iconv_close(converter);
    return result;
}

// UTF-16 behind its mark; nothing where half of a pair is missing.
std::optional<std::string> from_utf16(std::string_view bytes, bool big_endian, std::size_t& bad) {
    std::string result;
    const auto unit = [&](std::size_t at) -> char32_t {
        return big_endian ? byte(bytes, at) << 8 | byte(bytes, at + 1) : byte(bytes, at + 1) << 8 | byte(bytes, at);
    };
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        bad = at;
        if (bytes.size() - at < 2) return std::nullopt;
        char32_t c = unit(at);
        if (c >= 0xdc00 && c < 0xe000) return std::nullopt;
        if (c >= 0xd800 && c < 0xdc00) {
            if (bytes.size() - at < 4) return std::nullopt;
            const char32_t low = unit(at + 2);
            if (low < 0xdc00 || low >= 0xe000) return std::nullopt;
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            at += 2;
        }
        append(result, c);
    }
    return result;
}

bool control(char32_t c) { return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0); }

words name_of(char32_t c) {
    switch (c) {
        case 0:
            return {"空字符", "NUL"};
        case 0x1b:
            return {"转义字符", "escape"};
        case 0xad:
            return {"软连字符", "soft hyphen"};
        case 0x200b:
            return {"零宽空格", "zero width space"};
        case 0x200c:
            return {"零宽不连字", "zero width non-joiner"};
        case 0x200d:
            return {"零宽连字", "zero width joiner"};
        case 0x200e:
            return {"从左向右标记", "left-to-right mark"};
        case 0x200f:
            return {"从右向左标记", "right-to-left mark"};
        case 0x2060:
            return {"零宽不换行", "word joiner"};
        case 0xfeff:
            return {"字节序标记", "byte order mark"};
        default:
            break;
    }
    if (c >= 0x202a && c <= 0x202e) return {"文字方向控制符", "direction control"};
    if (c >= 0x2066 && c <= 0x2069) return {"文字方向控制符", "direction control"};
    if (c >= 0xfe00 && c <= 0xfe0f) return {"变体选择符", "variation selector"};
    return control(c) ? words{"控制字符", "control character"} : words{"不可见字符", "invisible character"};
}

// All places of one unwanted character.
struct unwanted {
    std::vector<span> first;
    std::size_t line = 0, column = 0;  // of the first
    std::size_t count = 0;
};

void report_unwanted(char32_t c, const unwanted& found, diagnostics& out) {
    const words name = name_of(c);
    const std::string point = fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
    const std::string more_zh = found.count > 1 ? fmt::format("，全文共{}处", found.count) : "";
    const std::string more_en = found.count > 1 ? fmt::format(" ({} places in all)", found.count) : "";
    diagnostic made{c == 0xfffd  ? "FZ008"
                    : control(c) ? "FZ007"
                                 : "FZ006",
        c == 0xfffd ? severity::warning : severity::error, found.first.front(), {}, {}, {}, {}, {}};
    if (c == 0xfffd) {
        made.message = {fmt::format("第{}行第{}字是替代符“�”（{}）{}：此处原有的字在转换编码时丢失了。", found.line, found.column, point, more_zh),
            fmt::format("Line {} character {} is the replacement character ({}){}: a character was lost there in an earlier conversion.", found.line,
                found.column, point, more_en)};
        made.help = {"请对照原件补上。", "Restore it from the original."};
    } else {
        made.message = {fmt::format("第{}行第{}字是看不见的字符 {}（{}）{}。", found.line, found.column, point, name.zh, more_zh),
            fmt::format("Line {} character {} is the invisible character {} ({}){}.", found.line, found.column, point, name.en, more_en)};
        made.help = {"请删去；它多半是从网页或文档粘贴时带来的。", "Delete it; it probably came along when the text was pasted."};
    }
    for (std::size_t i = 1; i < found.first.size(); ++i) made.labels.push_back({found.first[i], {"这里也有", "here too"}});
    out.push_back(std::move(made));
}

// Line ends become LF; unwanted characters are reported and stay, so that places in the text are those of the file.
std::string with_plain_lines(std::string_view text, diagnostics& out) {
    std::string result;
    result.reserve(text.size());
    std::map<char32_t, unwanted> found;
    std::size_t line = 1, column = 1;
    const auto end_line = [&] {
        result += '\n';
        ++line;
        column = 1;
    };
    for (std::size_t at = 0; at < text.size();) {
        const unsigned first = byte(text, at);
        if (first == '\n' || first == '\r') {
            at += first == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
            end_line();
            continue;
        }
        if (first == '\v' || first == '\f') {  // a word processor's line break within a paragraph, and its page break
            ++at;
            end_line();
            continue;
        }
        const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        char32_t c = first;
        if (length > 1) c = first & (0x7fu >> length);
        for (std::size_t i = 1; i < length; ++i) c = c << 6 | (byte(text, at + i) & 0x3f);
        if (c == 0x85 || c == 0x2028 || c == 0x2029) {
            at += length;
            end_line();
            continue;
        }
        if (control(c) || is_invisible(c) || c == 0xfffd) {
            unwanted& one = found[c];
            if (++one.count == 1) {
                one.line = line;
                one.column = column;
            }
            const auto begin = static_cast<std::uint32_t>(result.size());
            if (one.first.size() < places_named) one.first.push_back({begin, begin + static_cast<std::uint32_t>(length)});
        }
        result += text.substr(at, length);
        at += length;
        ++column;
    }
    const auto before = static_cast<std::ptrdiff_t>(out.size());
    for (const auto& [c, where] : found) report_unwanted(c, where, out);
    std::sort(out.begin() + before, out.end(), [](const diagnostic& a, const diagnostic& b) { return a.at.begin < b.at.begin; });
    return result;
}

decoded refused(std::string shown = {}) { return {std::move(shown), false}; }

// `skipped` bytes of a mark stood before: the number of a byte counts them.
decoded broken_utf8(std::string_view bytes, std::size_t bad, std::size_t skipped, diagnostics& out) {
    std::size_t count = 0;
    for (std::size_t at = bad; at != std::string_view::npos; at = invalid_from(bytes, at + 1)) ++count;
    diagnostics ignored;
    decoded result = refused(with_plain_lines(patched(bytes), ignored));
    const std::size_t place = with_plain_lines(bytes.substr(0, bad), ignored).size();
    const std::string more_zh = count > 1 ? fmt::format("（共{}个坏字节）", count) : "",
                      more_en = count > 1 ? fmt::format(" ({} bad bytes in all)", count) : "";
    report(out, "FZ002", severity::error, {static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place) + 3},
        {fmt::format(
             "第{}字节（第{}行）0x{:02X} 不是正确的UTF-8{}：文件在传输或截断时损坏了。", bad + skipped + 1, line_at(bytes, bad), byte(bytes, bad), more_zh),
            fmt::format("Byte {} (line {}), 0x{:02X}, is not valid UTF-8{}: the file was damaged or cut off.", bad + skipped + 1, line_at(bytes, bad),
                byte(bytes, bad), more_en)},
        {"请从原件重新保存为UTF-8。", "Save it again from the original as UTF-8."});
    return result;
}

decoded no_known_encoding(std::string_view bytes, std::size_t bad, std::optional<std::size_t> bad_gb, diagnostics& out) {
    const std::size_t at = bad_gb.value_or(bad);
    report(out, "FZ003", severity::error, {},
        {fmt::format("文件既不是UTF-8，也不像GB18030（GBK）：第{}字节（第{}行）0x{:02X} 无法识别。", at + 1, line_at(bytes, at), byte(bytes, at)),
            fmt::format("The file is neither UTF-8 nor, as it seems, GB18030 (GBK): byte {} (line {}), 0x{:02X}, makes no character.", at + 1,
                line_at(bytes, at), byte(bytes, at))},
        {"请另存为UTF-8文本。", "Save it as UTF-8 text."});
    return refused();
}

bool same_name(std::string_view given, std::string_view name) {
    std::string plain;
    for (const char c : given)
        if (c != '-' && c != '_' && c != ' ') plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return plain == name;
}

decoded from_utf16_file(std::string_view bytes, diagnostics& out) {
    std::size_t bad = 0;
    const auto text = from_utf16(bytes.substr(2), bytes[0] == '\xfe', bad);
    if (text) return {with_plain_lines(*text, out), true};
    report(out, "FZ005", severity::error, {},
        {fmt::format("UTF-16文本在第{}字节处损坏。", bad + 3), fmt::format("The UTF-16 text is broken at byte {}.", bad + 3)},
        {"请从原件重新保存，最好存为UTF-8。", "Save it again from the original, best as UTF-8."});
    return refused();
}

}  // namespace

bool is_invisible(char32_t c) {
    return c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe01ef);
}

std::size_t invalid_utf8(std::string_view bytes) { return invalid_from(bytes, 0); }

decoded decode(std::string_view bytes, std::string_view encoding, diagnostics& out) {
    const bool force_utf8 = same_name(encoding, "utf8");
    const bool force_gb = same_name(encoding, "gb18030") || same_name(encoding, "gbk") || same_name(encoding, "gb2312");
    if (!encoding.empty() && !force_utf8 && !force_gb) {
        report(out, "FZ010", severity::error, {}, {fmt::format("不认识的编码“{}”。", encoding), fmt::format("Unknown encoding “{}”.", encoding)},
            {"可用：utf-8、gb18030。", "Known are: utf-8, gb18030."});
        return refused();
    }
    if (bytes.size() > largest_file) {
        report(out, "FZ009", severity::error, {}, {"文件超过1GB，不读取。", "The file is larger than 1 GB and is not read."}, {"请拆分文件。", "Split it."});
        return refused();
    }
    const bool marked = bytes.starts_with("\xef\xbb\xbf") && !force_gb;
    if (marked) bytes.remove_prefix(3);
    if (encoding.empty() && (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))) return from_utf16_file(bytes, out);
    if (report_foreign(bytes, out) || report_binary(bytes, out)) return refused();

    const std::size_t bad = force_gb ? 0 : invalid_utf8(bytes);
    if (bad == std::string_view::npos) return {with_plain_lines(bytes, out), true};
    if (force_utf8 || marked || (!force_gb && mostly_utf8(bytes))) return broken_utf8(bytes, bad, marked ? 3 : 0, out);
    if (!force_gb && !plausible_gb18030(bytes)) return no_known_encoding(bytes, bad, std::nullopt, out);

    const conversion converted = from_gb18030(bytes);
    if (!converted.possible) {
        report(out, "FZ010", severity::error, {}, {"文件像是GB18030编码，但本机不能转换。", "The file seems to be GB18030, which this system cannot convert."},
            {"请另存为UTF-8。", "Save it as UTF-8."});
        return refused();
    }
    if (converted.bad) return no_known_encoding(bytes, bad, converted.bad, out);
    if (!force_gb)
        report(out, "FZ004", severity::note, {}, {"文件是GB18030（GBK）编码，已转换为UTF-8读取。", "The file is in GB18030 (GBK); it was read as UTF-8."},
            {"如有乱码，请另存为UTF-8。", "If it looks garbled, save it as UTF-8."});
    return {with_plain_lines(converted.text, out), true};
}

}  // namespace fenze
