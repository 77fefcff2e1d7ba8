#pragma once
// A place in folded text and the grammar rules that may be tried there. Only the phrase files include it.

#include <optional>
#include <string_view>

#include "dsl/words.hpp"

namespace fenze {

/// Bytes that the rule matches at `at`; nothing where it does not.
template <typename Rule>
std::optional<std::size_t> eat(std::string_view text, std::size_t at) {
    tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> in(text.data() + at, text.data() + text.size(), "");
    if (!tao::pegtl::parse<Rule>(in)) return std::nullopt;
    return static_cast<std::size_t>(in.current() - (text.data() + at));
}

/// Filler words in a row, and members of a list: no sentence has more, and each place of a hostile one is read only so far.
constexpr int longest_run = 24;

struct cursor {
    std::string_view text;
    std::size_t at = 0;

    template <typename Rule>
    std::optional<std::string_view> take() {
        const auto n = eat<Rule>(text, at);
        if (!n) return std::nullopt;
        const auto from = at;
        at += *n;
        return text.substr(from, *n);
    }
    template <typename Rule>
    bool skip() {
        return take<Rule>().has_value();
    }
    template <typename Rule>
    [[nodiscard]] bool sees() const {
        return eat<Rule>(text, at).has_value();
    }
    bool skip(std::string_view what) {
        if (!sees(what)) return false;
        at += what.size();
        return true;
    }
    [[nodiscard]] bool sees(std::string_view what) const {
        // the last byte of its first character tells most words apart
        const std::size_t telling = what.size() < 3 ? what.size() - 1 : 2;
        return text.size() >= at + what.size() && text[at + telling] == what[telling] && text.compare(at, what.size(), what) == 0;
    }
    [[nodiscard]] bool done() const { return at >= text.size(); }
};

}  // namespace fenze
