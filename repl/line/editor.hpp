#pragma once
// Lines typed by a person, or read from a pipe. All that concerns the terminal of a session is behind this header.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace fenze {

struct completion {
    std::string text;   // what stands in the place of the word
    std::string shown;  // in the list below the line, with a remark if one is wanted; empty: the text
};

/// What the editor asks its owner. Either may be left empty.
struct line_source {
    /// Offers for the word that ends at `cursor`, best first; says where that word begins (byte offsets).
    std::function<std::vector<completion>(std::string_view line, std::size_t cursor, std::size_t& word_begin)> complete;
    /// Dim words behind the line, shown while the cursor is at its end; empty: what Tab would fill in is shown, if anything.
    std::function<std::string(std::string_view line)> hint;
    /// At Ctrl-C: the line that gives up what is being asked; empty where nothing is, and the line is emptied.
    std::function<std::string()> give_up;
};

struct line_settings {
    std::string history_file;  // empty: lines are remembered for this session alone
    bool zh = true;            // the language of the editor's few words
    bool color = true;         // false: no dim and no inverse text (NO_COLOR)
    bool plain = false;        // read as from a pipe even where there is a terminal
    bool transcript = false;   // where lines are read plainly: write the prompt and the line, so that what comes out reads as a session
    int input = 0;             // file descriptors
    int output = 1;
};

/// One for a session. Holds the terminal only while a line is read.
class line_editor {
public:
    explicit line_editor(line_source source, line_settings settings = {});
    ~line_editor();
    line_editor(const line_editor&) = delete;
    line_editor& operator=(const line_editor&) = delete;

    /// One line, valid UTF-8 without its end; nothing at the end of input, or at Ctrl-D on an empty line: after that more may be read.
    /// Ctrl-C empties the line.
    /// The prompt may hold colours and line ends. The line goes into the history unless it is blank or begins with a blank.
    std::optional<std::string> read(const std::string& prompt);

    /// Whether lines are edited on a terminal; if not, they are read plainly and no escape code is written.
    [[nodiscard]] bool on_terminal() const;
    /// Why the history is not kept between sessions; nothing where it is.
    [[nodiscard]] const std::optional<words>& history_trouble() const;

private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

/// Where the history of `program` is kept: $XDG_STATE_HOME or ~/.local/state, then PROGRAM/history. Empty where there is no home.
std::string default_history_file(const std::string& program);

}  // namespace fenze
