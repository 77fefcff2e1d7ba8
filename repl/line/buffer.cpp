#include "repl/line/buffer.hpp"

#include <algorithm>

#include "repl/line/graphemes.hpp"

namespace fenze {
namespace {

constexpr std::size_t changes_kept = 200;

}  // namespace

// Typing, and erasing, in a row are one change each to undo.
void line_buffer::begin(change what) {
    if (what != last_ || (what != change::typed && what != change::erased)) {
        before_.push_back(now_);
        if (before_.size() > changes_kept) before_.erase(before_.begin());
    }
    last_ = what;
}

// A mark that was typed behind its letter joined it: the cursor never stands inside.
void line_buffer::settle(std::size_t at) {
    at = std::min(at, now_.text.size());
    const auto from = grapheme_begin(now_.text, at);
    now_.cursor = at == 0 ? 0 : grapheme_end(now_.text, from);
}

void line_buffer::insert(std::string_view bytes) {
    const auto more = clean_line(bytes);
    if (more.empty()) return;
    begin(more == " " ? change::other : change::typed);  // undo goes back word by word
    now_.text.insert(now_.cursor, more);
    settle(now_.cursor + more.size());
}

void line_buffer::replace(std::size_t from, std::size_t to, std::string_view text) {
    to = std::min(to, now_.text.size());
    from = std::min(from, to);
    begin(change::other);
    const auto more = clean_line(text);
    now_.text.replace(from, to - from, more);
    settle(from + more.size());
}

void line_buffer::set(std::string_view text) {
    if (text == now_.text) return end();
    begin(change::other);
    now_.text = clean_line(text);
    now_.cursor = now_.text.size();
}

void line_buffer::left() {
    last_ = change::moved;
    now_.cursor = now_.cursor == 0 ? 0 : grapheme_begin(now_.text, now_.cursor);
}

void line_buffer::right() {
    last_ = change::moved;
    now_.cursor = grapheme_end(now_.text, now_.cursor);
}

void line_buffer::home() {
    last_ = change::moved;
    now_.cursor = 0;
}

void line_buffer::end() {
    last_ = change::moved;
    now_.cursor = now_.text.size();
}

void line_buffer::word_left() {
    last_ = change::moved;
    now_.cursor = word_begin(now_.text, now_.cursor);
}

void line_buffer::word_right() {
    last_ = change::moved;
    now_.cursor = word_end(now_.text, now_.cursor);
}

void line_buffer::erase_before() {
    if (now_.cursor == 0) return;
    begin(change::erased);
    const auto from = grapheme_begin(now_.text, now_.cursor);
    now_.text.erase(from, now_.cursor - from);
    settle(from);
}

void line_buffer::erase_after() {
    if (at_end()) return;
    begin(change::erased);
    now_.text.erase(now_.cursor, grapheme_end(now_.text, now_.cursor) - now_.cursor);
    settle(now_.cursor);
}

void line_buffer::cut(std::size_t from, std::size_t to, bool forward) {
    if (from >= to) return;
    const bool more = last_ == change::cut;
    begin(change::cut);
    const auto piece = now_.text.substr(from, to - from);
    if (!more) cut_ = piece;
    else cut_ = forward ? cut_ + piece : piece + cut_;
    now_.text.erase(from, to - from);
    settle(from);
}

void line_buffer::cut_to_end() { cut(now_.cursor, now_.text.size(), true); }
void line_buffer::cut_to_home() { cut(0, now_.cursor, false); }
void line_buffer::cut_word_before() { cut(word_begin(now_.text, now_.cursor), now_.cursor, false); }
void line_buffer::cut_word_after() { cut(now_.cursor, word_end(now_.text, now_.cursor), true); }

void line_buffer::yank() {
    if (!cut_.empty()) replace(now_.cursor, now_.cursor, cut_);
}

void line_buffer::transpose() {
    const auto second = at_end() ? grapheme_begin(now_.text, now_.cursor) : now_.cursor;
    if (second == 0) return;
    const auto first = grapheme_begin(now_.text, second), end = grapheme_end(now_.text, second);
    const auto turned = now_.text.substr(second, end - second) + now_.text.substr(first, second - first);
    replace(first, end, turned);
}

bool line_buffer::undo() {
    if (before_.empty()) return false;
    now_ = before_.back();
    before_.pop_back();
    last_ = change::other;
    return true;
}

}  // namespace fenze
