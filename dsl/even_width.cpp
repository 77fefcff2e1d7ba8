#include "dsl/even_width.hpp"

#include <algorithm>
#include <vector>

#include "dsl/characters.hpp"

namespace fenze {
namespace {

struct sign {
    std::string written;
    char32_t code = 0;  // full-width ASCII as ASCII
};

bool among(char32_t c, std::u32string_view set) { return c != 0 && set.find(c) != set.npos; }

constexpr std::u32string_view chinese_marks = U"，。、；：！？（）《》“”‘’【】〔〕…—￥①②③④⑤⑥⑦⑧⑨⑩";

// Written in full width, or a Chinese character or mark.
bool chinese(const sign& s) { return is_han(s.code) || (s.written.size() == 3 && (s.code < 0x80 || among(s.code, chinese_marks))); }

class line_evener {
public:
    explicit line_evener(std::string_view words) {
        for (std::size_t i = 0; i < words.size();) {
            const glyph g = glyph_at(words, i, words.size());
            signs_.push_back({std::string(words.substr(i, g.size)), g.code});
            i += g.size;
        }
    }

    std::string run() {
        pair_brackets();
        for (std::size_t i = 0; i < signs_.size(); ++i) even(i);
        close_up();
        std::string out;
        for (const auto& s : signs_) out += s.written;
        return out;
    }

private:
    [[nodiscard]] const sign& before(std::size_t i) const {
        static const sign none;
        while (i > 0)
            if (!is_blank(signs_[--i].code)) return signs_[i];
        return none;
    }
    [[nodiscard]] const sign& behind(std::size_t i) const {
        static const sign none;
        while (++i < signs_.size())
            if (!is_blank(signs_[i].code)) return signs_[i];
        return none;
    }

    // Both brackets of a pair are full-width where Chinese words stand in or before them, or one of them is already.
    void pair_brackets() {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < signs_.size(); ++i) {
            if (signs_[i].code == '(') open.push_back(i);
            if (signs_[i].code != ')' || open.empty()) continue;
            const std::size_t from = open.back();
            open.pop_back();
            const auto in = [&](std::size_t n) { return signs_.begin() + static_cast<std::ptrdiff_t>(n); };
            const bool words = std::any_of(in(from), in(i + 1), chinese) || chinese(before(from));
            if (!words) continue;
            signs_[from].written = "（";
            signs_[i].written = "）";
        }
    }

    void even(std::size_t i) {
        sign& s = signs_[i];
        const sign &left = before(i), &right = behind(i);
        const bool in_number = i > 0 && i + 1 < signs_.size() && is_digit(signs_[i - 1].code) && is_digit(signs_[i + 1].code);
        const bool beside = chinese(left) || chinese(right);
        if (is_digit(s.code) || is_letter(s.code) || s.code == '%') s.written = std::string(1, static_cast<char>(s.code));
        else if (s.code == '.' && in_number) s.written = ".";
        else if (is_blank(s.code)) s.written = " ";
        else if (s.code == ',' && !in_number && beside) s.written = "，";
        else if (s.code == ';' && beside) s.written = "；";
        else if (s.code == ':' && !in_number && chinese(left) && right.code != '/') s.written = "：";
        else if (s.code == '!' && chinese(left)) s.written = "！";
        else if (s.code == '?' && chinese(left)) s.written = "？";
    }

    // （35 分）: blanks within a mark, too.
    [[nodiscard]] bool within_mark(std::size_t i) const {
        std::size_t open = i;
        while (open > 0 && among(signs_[open].code, U" 0123456789.分满共")) --open;
        std::size_t close = i;
        while (close + 1 < signs_.size() && among(signs_[close].code, U" 0123456789.分满共")) ++close;
        return signs_[open].written == "（" && signs_[close].written == "）";
    }

    void close_up() {
        std::vector<sign> out;
        for (std::size_t i = 0; i < signs_.size(); ++i) {
            if (is_blank(signs_[i].code)) {
                const auto closes = [](const sign& s) {
                    return s.written.size() == 3 && (s.code < 0x80 || among(s.code, U"，。、；：！？（）《》【】〔〕")) && !is_digit(s.code);
                };
                if (out.empty() || is_blank(out.back().code) || closes(out.back()) || closes(behind(i)) || behind(i).code == 0 || within_mark(i)) continue;
            }
            out.push_back(signs_[i]);
        }
        signs_ = std::move(out);
    }

    std::vector<sign> signs_;
};

}  // namespace

std::string even_width(std::string_view words) { return line_evener(words).run(); }

}  // namespace fenze
