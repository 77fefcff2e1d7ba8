#include "repl/line/keys.hpp"

#include <algorithm>

namespace fenze {
namespace {

constexpr std::string_view paste_end = "\x1b[201~";
constexpr std::size_t longest_sequence = 64;  // what is longer is no key of any terminal

key control(char c) {
    switch (c) {
        case 1:
            return key::home;
        case 2:
            return key::left;
        case 3:
            return key::interrupt;
        case 4:
            return key::end_of_input;
        case 5:
            return key::end;
        case 6:
            return key::right;
        case 7:
            return key::escape;
        case 8:
        case 127:
            return key::backspace;
        case 9:
            return key::tab;
        case 10:
        case 13:
            return key::enter;
        case 11:
            return key::cut_to_end;
        case 12:
            return key::clear_screen;
        case 14:
            return key::down;
        case 16:
            return key::up;
        case 18:
            return key::search;
        case 19:
            return key::search_newer;
        case 20:
            return key::transpose;
        case 21:
            return key::cut_to_home;
        case 23:
            return key::cut_word_before;
        case 25:
            return key::yank;
        case 26:
            return key::suspend;
        case 31:
            return key::undo;
        default:
            return key::none;
    }
}

key with_alt(char c) {
    switch (c) {
        case 'b':
        case 'B':
            return key::word_left;
        case 'f':
        case 'F':
            return key::word_right;
        case 'd':
        case 'D':
            return key::cut_word_after;
        case 8:
        case 127:
            return key::cut_word_before;
        default:
            return key::none;
    }
}

// ESC [ parameters letter, or ESC O letter: the letter says which key, a second parameter that Ctrl or Alt is held.
key named(char letter, std::string_view parameters) {
    const auto second = parameters.find(';');
    const auto held = second == std::string_view::npos ? std::string_view() : parameters.substr(second + 1);
    const bool by_word = held == "3" || held == "5" || held == "7";
    switch (letter) {
        case 'A':
            return key::up;
        case 'B':
            return key::down;
        case 'C':
            return by_word ? key::word_right : key::right;
        case 'D':
            return by_word ? key::word_left : key::left;
        case 'H':
            return key::home;
        case 'F':
            return key::end;
        case 'Z':
            return key::back_tab;
        default:
            break;
    }
    if (letter != '~') return key::none;
    const auto number = parameters.substr(0, second);
    if (number == "1" || number == "7") return key::home;
    if (number == "4" || number == "8") return key::end;
    if (number == "3") return by_word ? key::cut_word_after : key::erase;
    if (number == "5") return key::page_up;
    if (number == "6") return key::page_down;
    return key::none;
}

// How many bytes the character takes that begins with this one; 0: no character begins so.
std::size_t announced(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first < 0xe0) return 2;
    if (first >= 0xe0 && first < 0xf0) return 3;
    if (first >= 0xf0 && first < 0xf5) return 4;
    return 0;
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

}  // namespace

key_press key_reader::take(std::size_t size, key is) {
    key_press result{is, waiting_.substr(0, size)};
    waiting_.erase(0, size);
    return result;
}

std::optional<key_press> key_reader::next(bool no_more) {
    if (pasting_) return paste(no_more);
    if (waiting_.empty()) return std::nullopt;
    const char first = waiting_[0];
    if (first == 0x1b) return escape(no_more);
    if ((first >= 0 && first < 0x20) || first == 0x7f) return take(1, control(first));
    return text(no_more);
}

std::optional<key_press> key_reader::escape(bool no_more) {
    if (waiting_.size() == 1) return no_more ? std::optional(take(1, key::escape)) : std::nullopt;
    const char second = waiting_[1];
    if (second == '[' || second == 'O') return sequence(no_more);
    if (second >= 0 && second < 0x20 && second != 8) return take(1, key::escape);  // Esc, and at once another key
    if (static_cast<unsigned char>(second) >= 0x80) return take(1, key::none);     // Alt with a character: the character
    return take(2, with_alt(second));
}

std::optional<key_press> key_reader::sequence(bool no_more) {
    std::size_t at = 2;
    if (waiting_[1] == '[' && waiting_.size() > 2 && waiting_[2] == '[') at = 3;  // function keys of the Linux console
    while (at < waiting_.size() && waiting_[at] >= 0x20 && waiting_[at] < 0x40) ++at;
    if (at == waiting_.size() || at > longest_sequence) {
        if (!no_more && at <= longest_sequence) return std::nullopt;
        return take(at, key::none);
    }
    const char letter = waiting_[at];
    if (letter < 0x40 || letter == 0x7f) return take(at, key::none);  // cut short by something else
    const auto parameters = std::string_view(waiting_).substr(2, at - 2);
    if (letter == '~' && parameters == "200") {
        waiting_.erase(0, at + 1);
        pasting_ = true;
        return paste(no_more);
    }
    const bool number_block = waiting_[1] == 'O' && letter == 'M';
    const auto is = number_block ? key::enter : waiting_[2] == '[' ? key::none : named(letter, parameters);
    return take(at + 1, is);
}

std::optional<key_press> key_reader::text(bool no_more) {
    // As many characters as are there: typing faster than drawing, or a paste without its marks, is one key.
    std::size_t end = 0;
    while (end < waiting_.size()) {
        const char first = waiting_[end];
        if ((first >= 0 && first < 0x20) || first == 0x7f) break;
        const auto size = announced(static_cast<unsigned char>(first));
        std::size_t there = 1;
        while (there < size && end + there < waiting_.size() && continues(waiting_[end + there])) ++there;
        if (there < size && end + there == waiting_.size() && !no_more) break;  // the rest is on its way
        end += there;
    }
    if (end == 0) return std::nullopt;
    return take(end, key::text);
}

std::optional<key_press> key_reader::paste(bool no_more) {
    const auto found = waiting_.find(paste_end);
    if (found == std::string::npos && !no_more) return std::nullopt;
    pasting_ = false;
    auto result = take(std::min(found, waiting_.size()), key::paste);
    if (found != std::string::npos) waiting_.erase(0, paste_end.size());
    return result;
}

}  // namespace fenze
