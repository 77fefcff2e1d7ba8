#include "interpreter/form/cells.hpp"

#include <algorithm>
#include <charconv>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

std::string_view slice(std::string_view text, span at) { return text.substr(at.begin, at.end - at.begin); }

/// Whether a row's cells are parted here: | of any width, or a tab.
bool parts_cells(char32_t c, bool bars) { return bars ? c == '|' : c == '\t'; }

/// Behind the bracket that opens at `i`, where it is closed on the line: （选项 法人|非法人） is no two cells.
std::uint32_t behind_bracket(std::string_view text, std::uint32_t i, std::uint32_t end) {
    int depth = 0;
    for (auto at = i; at < end;) {
        const glyph g = glyph_at(text, at, end);
        at += g.size;
        if (g.code == '(') ++depth;
        if (g.code == ')' && --depth == 0) return at;
    }
    return i + glyph_at(text, i, end).size;
}

form_line line_of(std::string_view text, span at) {
    form_line out;
    out.at = at;
    bool bars = false;
    for (std::uint32_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        bars = bars || g.code == '|';
        i = g.code == '(' ? behind_bracket(text, i, at.end) : i + g.size;
    }
    out.row = bars || has(slice(text, at), "\t");
    std::uint32_t from = at.begin;
    for (std::uint32_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        if (g.code == '(') {
            i = behind_bracket(text, i, at.end);
            continue;
        }
        if (out.row && parts_cells(g.code, bars)) {
            const span cell = trim(text, {from, i});
            out.cells.push_back({std::string(slice(text, cell)), cell});
            from = i + g.size;
        }
        i += g.size;
    }
    const span last = trim(text, {from, at.end});
    out.cells.push_back({std::string(slice(text, last)), last});
    return out;
}

struct piece {
    std::string words;
    bool blank_behind = false;  // nothing but a blank between the words and what parts them from the next
    span at;
};

/// Words between ；，。and the ends, the blanks inside them kept.
std::vector<piece> pieces_of(const form_cell& cell) {
    std::vector<piece> out;
    const std::string_view text = cell.words;
    std::size_t from = 0, depth = 0;
    const auto add = [&](std::size_t to, bool end) {
        const auto words = text.substr(from, to - from);
        const span inside = trim(text, {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
        if (inside.empty() && end) return;
        out.push_back({std::string(slice(text, inside)), !words.empty() && (words.back() == ' ' || ends(words, "　")),
            {cell.at.begin + inside.begin, cell.at.begin + inside.end}});
    };
    for (std::size_t i = 0; i < text.size();) {
        const glyph g = glyph_at(text, i, text.size());
        if (g.code == '(') ++depth;
        if (g.code == ')' && depth > 0) --depth;
        if (depth == 0 && (g.code == ';' || g.code == ',' || g.code == U'。')) {
            add(i, false);
            from = i + g.size;
        }
        i += g.size;
    }
    add(text.size(), true);
    return out;
}

}  // namespace

std::vector<form_line> form_lines(std::string_view text, span at) {
    std::vector<form_line> out;
    for (std::uint32_t begin = at.begin; begin < at.end;) {
        const auto newline = static_cast<std::uint32_t>(std::min<std::size_t>(text.find('\n', begin), at.end));
        auto words = slice(text, {begin, newline});
        const span whole = trim(text, {begin, newline});
        if (!whole.empty() && text[whole.begin] != '#') {
            // an empty first cell is a blank in front of the bar
            const span kept{words.find_first_not_of(" \t") != words.npos && words[words.find_first_not_of(" \t")] == '|' ? begin : whole.begin, whole.end};
            if (slice(text, whole).find_first_not_of("|-: ") != std::string_view::npos) out.push_back(line_of(text, kept));
        }
        begin = newline + 1;
    }
    return out;
}

bool is_box_unit(std::string_view word) {
    if (is_money(word)) return true;
    return is_any(word, {"个", "家", "所", "项", "名", "人", "件", "次", "人次", "份", "年", "月", "天", "%", "％", "套", "台", "篇", "部", "字", "场", "户",
                            "亩", "平方米", "人天", "学时", "课时", "种", "条", "支", "位", "册", "期"});
}

std::vector<blank_box> blanks_in(const form_cell& cell) {
    std::vector<blank_box> out;
    for (const auto& p : pieces_of(cell)) {
        std::string words = p.words;
        if (starts_any(words, {"具体内容", "具体"}) && ends_any(words, {"：", ":"})) {
            if (out.empty()) return {};
            out.back().details = true;
            continue;
        }
        if (starts_any(words, {"其中:", "其中："})) words = words.substr(words.find_first_of(":") == 6 ? 7 : words.find("：") + std::string_view("：").size());
        while (starts(words, " ")) words.erase(0, 1);
        const auto gap = words.rfind(' ');
        const std::string last = gap == std::string::npos ? words : words.substr(gap + 1);
        if (is_box_unit(last)) {
            std::string name = gap == std::string::npos ? "" : without_blanks(words.substr(0, gap));
            if (name == "共" || name == "合计" || name == "约") name.clear();
            out.push_back({std::move(name), last == "％" ? "%" : last, false, p.at});
        } else if (p.blank_behind || ends_any(words, {"：", ":"})) {
            while (ends_any(words, {"：", ":"})) words.resize(words.size() - (ends(words, ":") ? 1 : std::string_view("：").size()));
            out.push_back({without_blanks(words), "", false, p.at});
        } else {
            return {};
        }
    }
    return out;
}

std::optional<std::uint32_t> character_limit(std::string_view words) {
    const std::string folded = fold_width(words);
    const auto at = folded.find("字");
    if (at == std::string::npos) return std::nullopt;
    std::size_t digits = at;
    while (digits > 0 && folded[digits - 1] >= '0' && folded[digits - 1] <= '9') --digits;
    if (digits == at || at - digits > 6) return std::nullopt;
    const bool limits = has_any(folded, {"限", "以内", "以下", "不超过", "之内", "最多"});
    std::uint32_t out = 0;
    std::from_chars(folded.data() + digits, folded.data() + at, out);
    return limits && out > 0 ? std::optional(out) : std::nullopt;
}

label_words label_of(const std::string& words) {
    label_words out{without_blanks(words), {}};
    const std::string& all = out.name;
    const bool wide = ends(all, "）");
    if (!wide && !ends(all, ")")) return out;
    // the bracket that the last one closes
    std::size_t open = std::string::npos, depth = 0;
    std::vector<std::size_t> starts_at;
    for (std::size_t i = 0; i < all.size();) {
        const glyph g = glyph_at(all, i, all.size());
        if (g.code == '(') starts_at.push_back(i);
        if (g.code == ')' && !starts_at.empty()) open = starts_at.back(), starts_at.pop_back();
        i += g.size;
    }
    (void)depth;
    if (open == std::string::npos || open == 0) return out;
    std::string inside = all.substr(open + (all[open] == '(' ? 1 : std::string_view("（").size()));
    inside.resize(inside.size() - (wide ? std::string_view("）").size() : 1));
    std::vector<std::string> says;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= inside.size();) {
        const glyph g = glyph_at(inside, i, inside.size());
        if (g.size == 0 || g.code == ',' || g.code == ';') {
            if (i > from) says.push_back(inside.substr(from, i - from));
            from = i + g.size;
        }
        if (g.size == 0) break;
        i += g.size;
    }
    // Words that only belong to the name: （全称） （含外聘） （或领域） （邮编）
    const auto known = [](const std::string& s) {
        return is_box_unit(s) || character_limit(s) || has(s, "|") || has(s, "｜") ||
               is_any(s, {"年月", "日期", "年月日", "文字", "文本", "列表", "名单", "是否", "百分比", "金额", "整数", "数值", "数", "可空", "选填", "必填"}) ||
               starts_any(s, {"选项", "成员表", "表格", "单选"});
    };
    if (!std::all_of(says.begin(), says.end(), known) || says.empty()) return out;
    out.says = std::move(says);
    out.name.resize(open);
    return out;
}

}  // namespace fenze
