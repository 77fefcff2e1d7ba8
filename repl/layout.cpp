#include "repl/layout.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "dsl/source.hpp"

namespace fenze {
namespace {

std::size_t character_end(std::string_view text, std::size_t from) {
    do ++from;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U);
    return from;
}

bool closes(std::string_view character) {
    for (const auto* mark : {"，", "。", "；", "：", "、", "）", "”", "》", "％", ",", ".", ";", ":", ")", "%", "…"})
        if (character == mark) return true;
    return false;
}

bool latin(std::string_view character) { return character.size() == 1 && character[0] > ' ' && static_cast<unsigned char>(character[0]) < 0x7F; }

}  // namespace

std::string fit(std::string_view text, std::uint32_t width) {
    if (cells(text) <= width) return std::string(text);
    constexpr std::uint32_t dots = 2;
    std::uint32_t used = 0;
    std::size_t end = 0;
    while (end < text.size()) {
        const auto next = character_end(text, end);
        const auto more = cells(text.substr(end, next - end));
        if (used + more + dots > width) break;
        used += more;
        end = next;
    }
    return std::string(text.substr(0, end)) + "…";
}

std::string pad_right(std::string_view text, std::uint32_t width) {
    const auto used = cells(text);
    return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string pad_left(std::string_view text, std::uint32_t width) {
    const auto used = cells(text);
    return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

std::vector<std::string> wrap(std::string_view text, std::uint32_t width) {
    std::vector<std::string> lines;
    std::string line;
    std::uint32_t used = 0;
    std::size_t breakable = 0;  // bytes of the line up to the last place it may break at
    std::uint32_t breakable_used = 0;
    std::string_view before;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = character_end(text, at);
        const auto character = text.substr(at, end - at);
        const auto more = cells(character);
        if (!line.empty() && !closes(character) && !(latin(before) && latin(character)) && before != "（" && before != "“") {
            breakable = line.size();
            breakable_used = used;
        }
        if (used + more > width && !line.empty()) {
            if (breakable == 0) {
                breakable = line.size();
                breakable_used = used;
            }
            lines.push_back(line.substr(0, breakable));
            line.erase(0, breakable);
            used -= breakable_used;
            breakable = 0;
            if (line.empty() && character == " ") {
                at = end;
                continue;
            }
        }
        line += character;
        used += more;
        before = character;
        at = end;
    }
    if (!line.empty() || lines.empty()) lines.push_back(line);
    return lines;
}

std::uint32_t page_width() {
    winsize size{};
    constexpr std::uint32_t usual = 100, narrowest = 30, widest = 140;
    if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual;
    return std::clamp<std::uint32_t>(size.ws_col, narrowest, widest);
}

namespace {

/// The line with as many blanks fewer between two columns; empty where no gap behind `from` is that wide.
std::string with_less_blank(const std::string& line, std::size_t from, std::uint32_t fewer) {
    constexpr std::size_t least = 2;
    for (std::size_t i = from; i < line.size(); ++i) {
        std::size_t end = i;
        while (end < line.size() && line[end] == ' ') ++end;
        if (end - i >= least + fewer) return line.substr(0, i) + line.substr(i + fewer);
        i = std::max(i, end);
    }
    return {};
}

std::string without_paint(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\x1b') {
            while (i < text.size() && text[i] != 'm') ++i;
            continue;
        }
        out += text[i];
    }
    return out;
}

}  // namespace

std::string hung(const std::string& text, std::uint32_t width) {
    constexpr std::uint32_t deepest = 8, least_room = 16;
    std::string out;
    for (std::size_t from = 0; from < text.size();) {
        auto end = text.find('\n', from);
        if (end == std::string::npos) end = text.size();
        const auto line = text.substr(from, end - from);
        from = end + 1;
        const auto bare = without_paint(line);
        if (cells(bare) <= width) {
            out += line + "\n";
            continue;
        }
        const auto blanks = std::min(bare.find_first_not_of(' '), bare.size());
        if (const auto closer = with_less_blank(bare, blanks, cells(bare) - width); !closer.empty()) {
            out += closer + "\n";
            continue;
        }
        // columns make no sense any more: what was held apart by many blanks stands closer
        std::string words;
        for (std::size_t i = blanks; i < bare.size(); ++i)
            if (bare[i] != ' ' || !words.ends_with("  ")) words += bare[i];
        auto indent = std::min<std::uint32_t>(static_cast<std::uint32_t>(blanks), deepest);
        const auto hanging = indent + 2;
        if (width < hanging + least_room) indent = 0;
        bool first = true;
        for (const auto& part : wrap(words, width > hanging ? width - hanging : width)) {
            out += std::string(first ? indent : std::min(hanging, width / 4), ' ') + part + "\n";
            first = false;
        }
    }
    return out;
}

std::string paragraph_lines(std::uint32_t indent, std::string_view text, std::uint32_t page) {
    std::string out;
    for (const auto& part : wrap(text, page > indent + 12 ? page - indent - 2 : 60)) out += std::string(indent + (out.empty() ? 0 : 2), ' ') + part + "\n";
    return out;
}

std::string ruled(std::uint32_t width) {
    std::string out;
    const auto wide = cells("─");
    for (std::uint32_t i = 0; i + wide <= width; i += wide) out += "─";
    return out;
}

}  // namespace fenze
