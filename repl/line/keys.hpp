#pragma once
// Bytes from a terminal → keys.

#include <optional>
#include <string>
#include <string_view>

namespace fenze {

// clang-format off
enum class key {
    none,         // a sequence that means nothing here
    text, paste,  // with their text; a paste as it came, line ends and all
    enter, tab, back_tab, escape,
    backspace, erase, left, right, up, down, home, end, page_up, page_down, word_left, word_right,
    cut_to_end, cut_to_home, cut_word_before, cut_word_after, yank, transpose, undo,
    search, search_newer, interrupt, end_of_input, clear_screen, suspend
};
// clang-format on

struct key_press {
    key is = key::none;
    std::string text;
};

/// Bytes come in as they arrive; keys come out when they are whole.
class key_reader {
public:
    void feed(std::string_view bytes) { waiting_ += bytes; }
    /// The next key; nothing where its bytes are not all there. `no_more`: none will follow soon, take what is there (a lone Esc).
    std::optional<key_press> next(bool no_more = false);
    /// Bytes are waiting that are not a key yet.
    [[nodiscard]] bool halfway() const { return pasting_ || !waiting_.empty(); }
    [[nodiscard]] bool in_paste() const { return pasting_; }

private:
    key_press take(std::size_t size, key is);
    std::optional<key_press> escape(bool no_more);
    std::optional<key_press> sequence(bool no_more);
    std::optional<key_press> text(bool no_more);
    std::optional<key_press> paste(bool no_more);

    std::string waiting_;
    bool pasting_ = false;
};

}  // namespace fenze
