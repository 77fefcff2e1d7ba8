#include "repl/line/screen.hpp"

#include <algorithm>

namespace fenze {
namespace {

std::string up(std::size_t rows) { return rows == 0 ? "" : "\x1b[" + std::to_string(rows) + "A"; }
std::string down(std::size_t rows) { return rows == 0 ? "" : "\x1b[" + std::to_string(rows) + "B"; }

}  // namespace

std::string line_screen::draw(const screen_rows& now) {
    const auto there = rows_.size(), wanted = now.rows.size();
    std::size_t same = 0;
    while (!stale_ && same < std::min(there, wanted) && rows_[same] == now.rows[same]) ++same;
    const bool all_same = !stale_ && same == there && same == wanted;
    if (all_same && now.cursor_row == cursor_row_ && now.cursor_lead == cursor_lead_) return {};
    std::string out;
    std::size_t here = above_;
    const auto go = [&](std::size_t row) {
        out += row < here ? up(here - row) : down(row - here);
        here = row;
    };
    // Each row is erased by itself: some terminals keep a copy of a screen that is erased as a whole from its top.
    std::size_t exist = std::max<std::size_t>(1, there);
    if (stale_) {
        go(0);
        out += "\r\x1b[J";
        exist = 1;
    }
    if (!all_same) {
        for (auto row = same; row < std::max(exist, wanted); ++row) {
            if (row < exist) {
                go(row);
                out += "\r\x1b[2K";
            } else {  // a line end makes it
                go(row - 1);
                out += "\r\n";
                here = row;
            }
            if (row < wanted) out += now.rows[row];
        }
    }
    go(now.cursor_row);
    out += "\r" + now.cursor_lead;
    if (now.cursor_lead.find('\x1b') != std::string::npos) out += "\x1b[0m";
    rows_ = now.rows;
    cursor_row_ = above_ = now.cursor_row;
    cursor_lead_ = now.cursor_lead;
    stale_ = false;
    return out;
}

void line_screen::resized(std::uint32_t columns) {
    above_ = 0;
    for (std::size_t row = 0; row < std::min(cursor_row_, rows_.size()); ++row) above_ += rows_at_width(rows_[row], columns);
    above_ += rows_at_width(cursor_lead_, columns) - 1;
    stale_ = true;
}

void line_screen::forget() { *this = {}; }

std::string line_screen::leave() {
    std::string out = rows_.empty() ? "" : down(rows_.size() - 1 - std::min(cursor_row_, rows_.size() - 1)) + "\r\n";
    forget();
    return out;
}

}  // namespace fenze
