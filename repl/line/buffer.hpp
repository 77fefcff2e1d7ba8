#pragma once
// The line being typed: its text, the cursor in it, what was cut, and the way back. Knows no terminal.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fenze {

class line_buffer {
public:
    [[nodiscard]] const std::string& text() const { return now_.text; }
    /// A byte offset, always between two graphemes.
    [[nodiscard]] std::size_t cursor() const { return now_.cursor; }
    [[nodiscard]] bool at_end() const { return now_.cursor == now_.text.size(); }

    /// Text typed at the cursor; cleaned (see clean_line).
    void insert(std::string_view bytes);
    /// Another text in the place of part of the line; the cursor behind it.
    void replace(std::size_t begin, std::size_t end, std::string_view text);
    /// Another line, the cursor at its end.
    void set(std::string_view text);

    void left();
    void right();
    void home();
    void end();
    void word_left();
    void word_right();

    void erase_before();
    void erase_after();

    // What these cut comes back with yank; cuts in a row are one.
    void cut_to_end();
    void cut_to_home();
    void cut_word_before();
    void cut_word_after();
    void yank();

    /// Exchanges the characters on both sides of the cursor, or the last two.
    void transpose();
    /// Takes the last change back; false where there is none.
    bool undo();

private:
    struct state {
        std::string text;
        std::size_t cursor = 0;
    };
    enum class change { moved, typed, erased, cut, other };

    void begin(change what);
    void cut(std::size_t from, std::size_t to, bool forward);
    void settle(std::size_t at);

    state now_;
    std::vector<state> before_;
    std::string cut_;
    change last_ = change::moved;
};

}  // namespace fenze
