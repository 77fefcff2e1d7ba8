#include "dsl/piece.hpp"

#include <array>

#include "dsl/phrases.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

constexpr std::array<std::string_view, 9> separators{",", ";", ":", "、", "。", "!", "?", " ", "…"};

}  // namespace

std::string_view view(const folded& text, piece p) { return std::string_view(text.text).substr(p.begin, p.end - p.begin); }

void trim_separators(std::string_view text, std::size_t& begin, std::size_t& end) {
    for (bool cut = true; cut && begin < end;) {
        cut = false;
        for (const auto s : separators) {
            if (starts(text.substr(begin, end - begin), s)) {
                begin += s.size();
                cut = true;
            }
            if (begin < end && ends(text.substr(begin, end - begin), s)) {
                end -= s.size();
                cut = true;
            }
            if (begin >= end) return;
        }
    }
}

void trim_separators(const folded& text, piece& p) { trim_separators(text.text, p.begin, p.end); }

std::size_t skip_bracket(std::string_view text, std::size_t at, std::size_t end) {
    if (text[at] != '(') return at;
    int depth = 0;
    for (std::size_t i = at; i < end; ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] == ')' && --depth == 0) return i + 1;
    }
    return at;
}

std::size_t step(const folded& text, std::size_t at, std::size_t end) {
    if (const auto q = skip_quotation(text, at); q != at && q <= end) return q;
    if (const auto b = skip_bracket(text.text, at, end); b != at) return b;
    return at + character_length(text.text, at);
}

std::size_t find_last_each(const folded& text, piece p) {
    std::size_t last = std::string::npos;
    for (std::size_t i = p.begin; i < p.end; i = step(text, i, p.end))
        if (starts(view(text, {i, p.end}), "每")) last = i;
    return last;
}

std::size_t behind_last_comma(const folded& text, piece p) {
    std::size_t part = p.begin;
    for (std::size_t i = p.begin; i < p.end; i = step(text, i, p.end))
        if (text.text[i] == ',' || text.text[i] == ';') part = i + 1;
    return part;
}

std::vector<std::string> list_members(const folded& text, piece p) {
    std::vector<std::string> members;
    std::size_t from = p.begin;
    for (std::size_t i = p.begin; i < p.end;) {
        if (!starts(view(text, {i, p.end}), "、")) {
            i = step(text, i, p.end);
            continue;
        }
        members.emplace_back(view(text, {from, i}));
        from = i += std::string_view("、").size();
    }
    members.emplace_back(view(text, {from, p.end}));
    return members;
}

}  // namespace fenze
