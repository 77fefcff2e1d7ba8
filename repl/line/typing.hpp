#pragma once
// A line while it is typed: what every key does to it, to the list below it and to the place in the history. Knows no terminal.

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "repl/line/buffer.hpp"
#include "repl/line/editor.hpp"
#include "repl/line/history.hpp"
#include "repl/line/keys.hpp"
#include "repl/line/rows.hpp"

namespace fenze {

enum class typed { more, line, end, clear_screen, suspend, gone /* the terminal itself */ };

struct history_search {
    line_buffer query;
    std::vector<std::size_t> found;  // lines of the history, newest first
    std::size_t chosen = 0;
};

class typing {
public:
    /// Begins with this text in the line. Source, history and settings outlive it.
    typing(const line_source& source, const line_history& history, const line_settings& settings, std::string_view text);

    /// What a key leads to; `line` when the line is done.
    typed press(const key_press& pressed);
    [[nodiscard]] const std::string& line() const { return buffer_.text(); }
    /// What was pasted behind the line that is done: lines to come, the last of them to be gone on with.
    [[nodiscard]] const std::deque<std::string>& pasted() const { return pasted_; }
    /// What is to be seen; `rows`: how high the terminal is. Done: the line alone.
    [[nodiscard]] line_view view(const std::string& prompt, std::uint32_t columns, std::uint32_t rows, bool done = false) const;

private:
    typed edit(const key_press& pressed);
    typed paste(const std::string& text);
    void wander(bool older);
    void complete(bool backward);
    void choose(std::size_t offer);
    bool in_list(key pressed);
    void open_search();
    bool in_search(const key_press& pressed);
    void search_again();
    [[nodiscard]] std::string hint() const;
    [[nodiscard]] const char* say(const char* zh, const char* en) const { return settings_.zh ? zh : en; }

    const line_source& source_;
    const line_history& history_;
    const line_settings& settings_;
    line_buffer buffer_;
    std::deque<std::string> pasted_;
    std::string notice_;  // a sentence below the line until the next key

    // the list of completions
    std::vector<completion> offers_;
    std::optional<std::size_t> chosen_;
    std::size_t word_begin_ = 0;
    std::size_t word_end_ = 0;  // of what stands there now
    std::string word_;          // as it was typed

    // the way through the history: what was typed before it was begun
    std::optional<std::size_t> at_;
    std::string prefix_;

    std::optional<history_search> search_;
};

}  // namespace fenze
