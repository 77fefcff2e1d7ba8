#include "repl/line/editor.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <deque>
#include <iostream>

#include "dsl/decode.hpp"
#include "repl/line/graphemes.hpp"
#include "repl/line/history.hpp"
#include "repl/line/rows.hpp"
#include "repl/line/screen.hpp"
#include "repl/line/terminal.hpp"
#include "repl/line/typing.hpp"

namespace fenze {
namespace {

constexpr int escape_time = 50;    // milliseconds that the rest of an escape sequence may take
constexpr int paste_time = 2'000;  // and the rest of a paste

}  // namespace

struct line_editor::parts {
    line_source source;
    line_settings settings;
    bool edits = false;
    class history_file file;
    line_history history;
    key_reader keys;
    line_screen screen;
    std::deque<std::string> pasted;  // lines to come; the last is to be gone on with
    std::string unread;              // bytes of a pipe
    bool ended = false;
    bool first = true;

    parts(line_source from, line_settings with)
        : source(std::move(from)), settings(std::move(with)), edits(!settings.plain && can_edit(settings.input, settings.output)), file(settings.history_file) {
        if (edits) history = file.read();
    }

    std::optional<std::string> read_plain(const std::string& prompt);
    std::optional<std::string> edit(const std::string& prompt);
    std::optional<std::string> keep(std::string line);
    bool next_line(std::string& line);
    void show(const typing& line, const std::string& prompt, bool done);
    typed go_on(typing& line, const std::string& prompt);
};

line_editor::line_editor(line_source source, line_settings settings) : parts_(std::make_unique<parts>(std::move(source), std::move(settings))) {}

line_editor::~line_editor() = default;

bool line_editor::on_terminal() const { return parts_->edits; }

const std::optional<words>& line_editor::history_trouble() const { return parts_->file.trouble(); }

std::optional<std::string> line_editor::read(const std::string& prompt) {
    // what was said before comes before the prompt
    std::cout.flush();
    std::fflush(stdout);
    return parts_->edits ? parts_->edit(prompt) : parts_->read_plain(prompt);
}

// A line as bytes, without its end; false at the end of input.
bool line_editor::parts::next_line(std::string& line) {
    std::size_t searched = 0;
    while (true) {
        const auto end = unread.find('\n', searched);
        if (end != std::string::npos || (ended && !unread.empty())) {
            line = unread.substr(0, end);
            unread.erase(0, end == std::string::npos ? end : end + 1);
            return true;
        }
        if (ended) return false;
        searched = unread.size();
        char buffer[4096];
        const auto size = ::read(settings.input, buffer, sizeof buffer);
        if (size > 0) unread.append(buffer, static_cast<std::size_t>(size));
        else if (size == 0 || errno != EINTR) ended = true;
    }
}

std::optional<std::string> line_editor::parts::read_plain(const std::string& prompt) {
    // where both are one terminal, it shows what is typed by itself
    const bool typed_here = isatty(settings.input) != 0 && isatty(settings.output) != 0;
    if (typed_here) write_bytes(settings.output, without_colors(prompt));
    std::string line;
    if (!next_line(line)) {
        if (typed_here) write_bytes(settings.output, "\n");
        return std::nullopt;
    }
    if (first && line.substr(0, 3) == "\xef\xbb\xbf") line.erase(0, 3);
    first = false;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (invalid_utf8(line) != std::string::npos) {
        diagnostics none;
        auto text = decode(line, "", none);  // a script may be written in GB18030
        if (text.good) line = std::move(text.text);
    }
    line = clean_line(line);
    if (settings.transcript && !typed_here) write_bytes(settings.output, without_colors(prompt) + line + "\n");
    return line;
}

std::optional<std::string> line_editor::parts::keep(std::string line) {
    if (line.empty() || line.front() == ' ' || line.find_first_not_of(' ') == std::string::npos) return line;
    const bool again = !history.lines().empty() && history.lines().back() == line;
    history.add(line);
    if (!again) file.append(line);
    return line;
}

void line_editor::parts::show(const typing& line, const std::string& prompt, bool done) {
    const auto size = size_of_terminal(settings.output);
    write_bytes(settings.output, screen.draw(lay_out(line.view(prompt, size.columns, size.rows, done), size.columns, size.rows)));
}

// Keys until the line is done or the terminal is wanted for something else.
typed line_editor::parts::go_on(typing& line, const std::string& prompt) {
    raw_terminal terminal(settings.input, settings.output);
    if (!terminal.good()) return typed::gone;
    bool no_more = false;
    while (true) {
        while (const auto pressed = keys.next(no_more)) {
            no_more = false;
            const auto result = line.press(*pressed);
            if (result == typed::line || result == typed::end) {
                show(line, prompt, true);
                write_bytes(settings.output, screen.leave());
                return result;
            }
            if (result == typed::clear_screen) {
                write_bytes(settings.output, "\x1b[H\x1b[2J");
                screen.forget();
            } else if (result == typed::suspend) {
                write_bytes(settings.output, screen.leave());
                terminal.suspend();
            }
        }
        no_more = false;
        std::string bytes;
        auto came = terminal.wait(bytes, 0);
        if (came == raw_terminal::event::nothing) {  // all that was typed is done: now it is shown
            show(line, prompt, false);
            came = terminal.wait(bytes, keys.in_paste() ? paste_time : keys.halfway() ? escape_time : -1);
        }
        switch (came) {
            case raw_terminal::event::bytes:
                keys.feed(bytes);
                break;
            case raw_terminal::event::nothing:
                no_more = true;
                break;
            case raw_terminal::event::resized:
                screen.resized(size_of_terminal(settings.output).columns);
                break;
            case raw_terminal::event::continued:
                screen.forget();
                break;
            case raw_terminal::event::ended:
                return typed::gone;
        }
    }
}

std::optional<std::string> line_editor::parts::edit(const std::string& prompt) {
    if (ended) return std::nullopt;
    std::string begun;
    if (!pasted.empty()) {
        begun = std::move(pasted.front());
        pasted.pop_front();
    }
    typing line(source, history, settings, begun);
    if (!pasted.empty()) {  // a whole line of a paste
        show(line, prompt, true);
        write_bytes(settings.output, screen.leave());
        return keep(line.line());
    }
    const auto how = go_on(line, prompt);
    ended = how == typed::gone;
    if (how != typed::line) return std::nullopt;
    pasted = line.pasted();
    return keep(line.line());
}

}  // namespace fenze
