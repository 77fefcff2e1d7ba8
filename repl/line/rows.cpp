#include "repl/line/rows.hpp"

#include <algorithm>

#include "dsl/source.hpp"
#include "repl/layout.hpp"
#include "repl/line/graphemes.hpp"

namespace fenze {
namespace {

constexpr std::string_view plain = "\x1b[0m";
constexpr std::string_view dim = "\x1b[2m";

// The end of the escape code that begins at `at`.
std::size_t code_end(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size()) return text.size();
    if (text[at + 1] == '[') {
        for (at += 2; at < text.size() && (text[at] < 0x40 || text[at] > 0x7e); ++at) {
        }
        return std::min(at + 1, text.size());
    }
    if (text[at + 1] == ']') {  // ends in BEL or ESC backslash
        for (at += 2; at < text.size(); ++at) {
            if (text[at] == '\a') return at + 1;
            if (text[at] == 0x1b) return std::min(at + 2, text.size());
        }
        return text.size();
    }
    return at + 2;
}

// Puts one grapheme after another into rows.
class row_writer {
public:
    explicit row_writer(std::uint32_t columns) : columns_(std::max(columns, 1U)) {}

    void put(std::string_view grapheme) {
        const auto wide = grapheme_cells(grapheme);
        if (wide == 0 && static_cast<unsigned char>(grapheme[0]) < 0x20) return;
        make_room(wide);
        row_ += grapheme;
        used_ += wide;
    }

    /// What comes next takes this many cells: a new row where it does not fit.
    void make_room(std::uint32_t wide) {
        if (used_ != 0 && used_ + wide > columns_) end_row();
    }

    void color(std::string_view code) {
        row_ += code;
        if (code == plain || code == "\x1b[m") colors_.clear();
        else if (code.back() == 'm') colors_ += code;
    }

    void end_row() {
        if (!colors_.empty()) row_ += plain;
        rows_.push_back(std::move(row_));
        row_ = colors_;
        used_ = 0;
    }

    void write(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text[at] == 0x1b ? code_end(text, at) : grapheme_end(text, at);
            const auto piece = text.substr(at, end - at);
            if (piece[0] == 0x1b) color(piece);
            else if (piece == "\n" || piece == "\r\n") end_row();
            else if (piece == "\t") put(" ");
            else put(piece);
            at = end;
        }
    }

    [[nodiscard]] std::uint32_t used() const { return used_; }
    [[nodiscard]] std::uint32_t left() const { return columns_ - std::min(used_, columns_); }
    [[nodiscard]] const std::string& row() const { return row_; }
    [[nodiscard]] std::size_t count() const { return rows_.size(); }
    std::vector<std::string> finish() {
        end_row();
        return std::move(rows_);
    }

private:
    std::uint32_t columns_;
    std::uint32_t used_ = 0;
    std::string row_;
    std::string colors_;  // in force
    std::vector<std::string> rows_;
};

std::string dimmed(const std::string& text, bool color) { return color ? std::string(dim) + text + std::string(plain) : text; }

void keep(screen_rows& all, std::size_t height) {
    height = std::max<std::size_t>(height, 1);
    if (all.rows.size() <= height) return;
    const auto first = all.cursor_row < height ? 0 : all.cursor_row - height + 1;
    all.rows = {all.rows.begin() + static_cast<std::ptrdiff_t>(first), all.rows.begin() + static_cast<std::ptrdiff_t>(first + height)};
    all.cursor_row -= first;
}

}  // namespace

screen_rows lay_out(const line_view& view, std::uint32_t columns, std::uint32_t height) {
    screen_rows result;
    row_writer rows(columns);
    rows.write(view.prompt);
    const auto mark = [&] {
        result.cursor_row = rows.count();
        result.cursor_lead = rows.row();
        result.cursor_cell = rows.used();
    };
    for (std::size_t at = 0; at < view.text.size();) {
        const auto end = grapheme_end(view.text, at);
        const auto piece = std::string_view(view.text).substr(at, end - at);
        rows.make_room(grapheme_cells(piece));
        if (at == view.cursor) mark();
        rows.put(piece);
        at = end;
    }
    if (view.cursor >= view.text.size()) {
        rows.make_room(1);  // the cursor needs a cell too
        mark();
    }
    std::string hint_row;
    if (!view.hint.empty()) {
        // without colours a hint behind the text would look like typed
        if (view.color && view.cursor >= view.text.size() && cells(view.hint) + 1 < rows.left()) rows.write(dimmed(" " + view.hint, true));
        else hint_row = dimmed(fit("  " + view.hint, columns), view.color);
    }
    result.rows = rows.finish();
    if (!hint_row.empty()) result.rows.push_back(hint_row);
    result.rows.insert(result.rows.end(), view.below.begin(), view.below.end());
    keep(result, height);
    return result;
}

std::size_t rows_at_width(std::string_view row, std::uint32_t columns) {
    row_writer rows(columns);
    rows.write(row);
    return rows.count() + 1;
}

std::string without_colors(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == 0x1b) at = code_end(text, at);
        else result += text[at++];
    }
    return result;
}

}  // namespace fenze
