#include "dsl/format.hpp"

#include <algorithm>
#include <array>

#include "dsl/characters.hpp"
#include "dsl/decode.hpp"
#include "dsl/directive.hpp"
#include "dsl/even_width.hpp"
#include "dsl/sections.hpp"
#include "dsl/table_layout.hpp"

namespace fenze {
namespace {

span make(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

// Directives whose words are names, values and quotations: as written, to the letter.
constexpr std::array<std::string_view, 9> verbatim{"例", "注", "统计", "记录", "公式", "读作", "检查", "核对", "表单"};

// （一） 1. 一、 as documents have them, and the blank that belongs behind.
std::string number_text(std::string_view text, const heading_number& number) {
    std::string out;
    for (std::size_t i = number.at.begin; i < number.at.end;) {
        const glyph g = glyph_at(text, i, number.at.end);
        if (is_blank(g.code)) {
        } else if (g.code == '(') {
            out += "（";
        } else if (g.code == ')') {
            out += number.style == numbering::letter && out.size() == 1 ? ")" : "）";
        } else if (g.code < 0x80) {
            out += static_cast<char>(g.code);
        } else {
            out += text.substr(i, g.size);
        }
        i += g.size;
    }
    switch (number.style) {
        case numbering::part:
        case numbering::chapter:
        case numbering::section:
        case numbering::article:
        case numbering::arabic_dot:
        case numbering::bare:
        case numbering::dotted:
        case numbering::roman:
            return out + " ";
        case numbering::letter:
            return out + (out.ends_with('.') ? " " : "");
        default:
            return out;
    }
}

class layout_maker {
public:
    explicit layout_maker(const source& text) : text_(text.text()) {
        diagnostics unused;
        all_ = find_sections(text_, read_lines(text_, unused));
    }

    std::vector<text_edit> run() {
        for (std::size_t begin = 0; begin < text_.size();) {
            const std::size_t end = std::min(text_.find('\n', begin), text_.size());
            while (next_ < all_.lines.size() && all_.lines[next_].at.begin < begin) ++next_;
            const bool known = next_ < all_.lines.size() && all_.lines[next_].at.begin < end;
            if (known && all_.lines[next_].at.end > end) {  // a form: its lines are as the document draws them
                close_table();
                begin = std::min(text_.find('\n', all_.lines[next_].at.end), text_.size()) + 1;
                continue;
            }
            if (known && all_.roles[next_].table != 0) {
                close_table();
                table_ = &all_.tables[all_.roles[next_].table - 1];
            }
            if (known && all_.roles[next_].in_table && table_ && trim(text_, {all_.lines[next_].at.end, static_cast<std::uint32_t>(end)}).empty()) {
                rows_.push_back(cells_of(text_, all_.lines[next_].at, table_->tabs, table_->bordered));
                block_ = rows_.size() == 1 ? make(begin, end) : make(block_.begin, end);
            } else {
                close_table();
                line_at(make(begin, end), known ? &all_.lines[next_] : nullptr, known && all_.roles[next_].in_table);
            }
            begin = end + 1;
        }
        close_table();
        return std::move(out_);
    }

private:
    void put(span at, std::string with) {
        if (text_.substr(at.begin, at.end - at.begin) != with) out_.push_back({at, std::move(with)});
    }

    void close_table() {
        if (!rows_.empty()) {
            std::string with;
            for (const auto& row : aligned_rows(text_, rows_)) with += (with.empty() ? "" : "\n") + row;
            put(block_, std::move(with));
        }
        rows_.clear();
    }

    [[nodiscard]] std::string_view slice(span at) const { return text_.substr(at.begin, at.end - at.begin); }

    void line_at(span whole, const line* what, bool row) {
        const span trimmed = trim(text_, whole);
        if (row) {  // with a comment behind: its cells stay
            put(whole, std::string(text_.substr(whole.begin, trimmed.end - whole.begin)));
            return;
        }
        if (!what) {  // blank, a comment, a 注： line
            const auto note = directive_at(text_, trimmed);
            put(whole, note ? note->word + "：" + std::string(slice(note->text_at)) : std::string(slice(trimmed)));
            return;
        }
        std::string words = words_of(*what);
        const span comment = trim(text_, make(what->at.end, whole.end));
        if (!comment.empty()) words += "  " + std::string(slice(comment));
        put(whole, std::move(words));
    }

    [[nodiscard]] std::string words_of(const line& what) const {
        if (what.kind == line_kind::directive) {
            const auto d = directive_at(text_, what.at);
            if (!d) return std::string(slice(what.at));
            const bool as_written = std::find(verbatim.begin(), verbatim.end(), d->word) != verbatim.end();
            return d->word + "：" + (as_written ? std::string(slice(d->text_at)) : even_width(slice(d->text_at)));
        }
        if (what.kind == line_kind::numbered || what.kind == line_kind::lettered) {
            std::string words = number_text(text_, what.number) + even_width(slice(make(what.number.after, what.at.end)));
            while (words.ends_with(' ')) words.pop_back();
            return words;
        }
        return even_width(slice(what.at));
    }

    std::string_view text_;
    document_sections all_;
    std::size_t next_ = 0;
    const table* table_ = nullptr;
    std::vector<std::vector<span>> rows_;  // of the block being read
    span block_;
    std::vector<text_edit> out_;
};

}  // namespace

std::vector<text_edit> layout_edits(const source& text) { return layout_maker(text).run(); }

std::string with_even_lines(std::string_view text) {
    std::string out;
    bool gap = false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const auto line = text.substr(begin, end - begin);
        begin = end + 1;
        if (trim(line, make(0, line.size())).empty()) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += '\n';
        gap = false;
        out += line;
        out += '\n';
    }
    return out;
}

std::string without_invisible(std::string_view text, std::size_t& count) {
    std::string out;
    count = 0;
    for (std::size_t i = 0; i < text.size();) {
        const glyph g = glyph_at(text, i, text.size());
        if (is_invisible(g.code)) ++count;
        else out += text.substr(i, g.size);
        i += g.size;
    }
    return out;
}

}  // namespace fenze
