#include "dsl/lines.hpp"

#include <algorithm>
#include <array>

#include "dsl/characters.hpp"
#include "dsl/directive.hpp"
#include "dsl/fold.hpp"
#include "dsl/mark.hpp"

namespace fenze {
namespace {

bool among(char32_t c, std::u32string_view set) { return c != 0 && set.find(c) != set.npos; }
span make(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

// Where the comment begins: # at the start or behind a blank, outside 《》 and “”. "2 #1机组" is a machine's name.
std::size_t comment_at(std::string_view text, span at) {
    if (text.substr(at.begin, at.end - at.begin).find('#') == std::string_view::npos) return at.end;
    int titles = 0, quotes = 0;
    char32_t before = ' ';
    bool words = false;
    for (std::size_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        if (g.code == U'《') ++titles;
        if (g.code == U'》' && titles > 0) --titles;
        if (g.code == U'“') ++quotes;
        if (g.code == U'”' && quotes > 0) --quotes;
        if (text[i] == '#' && titles == 0 && quotes == 0 && is_blank(before) && !(words && is_digit(glyph_at(text, i + 1, at.end).code))) return i;
        words = words || !is_blank(g.code);
        before = g.code;
        i += g.size;
    }
    return at.end;
}

// 《…》 and nothing behind it; （试行） may follow.
bool is_book_title(std::string_view text, span at) {
    if (glyph_at(text, at.begin, at.end).code != U'《') return false;
    int depth = 0;
    for (std::size_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        i += g.size;
        if (g.code == U'《') ++depth;
        if (g.code == U'》' && --depth == 0) {
            const span rest = trim(text, make(i, at.end));
            constexpr std::uint32_t short_bracket = 30;
            return rest.empty() || (rest.end - rest.begin <= short_bracket && glyph_at(text, rest.begin, rest.end).code == '(' &&
                                       glyph_before(text, rest.begin, rest.end).code == ')');
        }
    }
    return false;
}

// 附件, 附件2, 附件2：, 附表一
bool is_annex(std::string_view text, span at) {
    text_cursor c{text, at.begin, at.end};
    if (!c.take("附")) return false;
    c.blanks();
    if (!(c.take("件") || c.take("表") || c.take("录"))) return false;
    c.blanks();
    for (int n = 0; n < 3 && (is_digit(c.peek().code) || is_chinese_digit(c.peek().code) || is_letter(c.peek().code)); ++n) c.step();
    c.blanks();
    c.take(U':');
    c.blanks();
    return c.done();
}

bool has_cells(std::string_view text, span at, bool& tabs) {
    bool words = false;
    std::size_t tab = 0, bars = 0, bare = 0;
    for (std::size_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        if (g.code == '|') ++bars;
        if (g.code == '\t') ++bare;
        if (!is_blank(g.code)) {
            tab += words ? bare : 0;
            words = true;
            bare = 0;
        }
        i += g.size;
    }
    if (bars > 0) return true;
    if (tab == 0) return false;
    tabs = true;
    // 一、<tab>考核对象 is a heading whose number is set off by a tab.
    const auto number = number_at(text, trim(text, at), number_place::line_start);
    if (!number) return true;
    const std::string_view rest = text.substr(number->after, at.end - number->after);
    return rest.find('\t') != rest.npos;
}

diagnostic warning(std::string code, span at, words message, words help) {
    diagnostic out;
    out.code = std::move(code);
    out.level = severity::warning;
    out.at = at;
    out.message = std::move(message);
    out.help = std::move(help);
    return out;
}

// 1） and a) close nothing.
bool closes_number(std::string_view text, std::size_t begin, std::size_t at) {
    std::size_t end = at;
    glyph g = glyph_before(text, begin, end);
    int n = 0;
    for (; g.size != 0 && n < 4 && (is_digit(g.code) || is_chinese_digit(g.code) || is_letter(g.code) || is_blank(g.code)); ++n) {
        end -= g.size;
        g = glyph_before(text, begin, end);
    }
    return n > 0 && (g.size == 0 || among(g.code, U",;:。、|.!?”\t") || is_blank(g.code) || is_blank(glyph_at(text, end, at).code));
}

// The boxes of a form stand on the lines below 表单： up to a blank line or another directive.
std::size_t take_form(std::string_view text, std::size_t begin, span& at) {
    while (begin < text.size()) {
        const std::size_t newline = std::min(text.find('\n', begin), text.size());
        const span whole = make(begin, newline), words = trim(text, whole);
        if (words.empty() || directive_at(text, words) || is_book_title(text, words)) break;
        at.end = words.end;
        begin = newline + 1;
    }
    return begin;
}

}  // namespace

void check_brackets(std::string_view text, span at, diagnostics& out) {
    struct open_bracket {
        char32_t code;
        std::uint32_t at;
    };
    constexpr std::u32string_view openers = U"([【《〈“〔{", closers = U")]】》〉”〕}";
    // Mathematics writes half-open intervals [80,90); （ and 〔 are mixed by word processors.
    const auto matches = [&](char32_t open, char32_t close) {
        const auto round = [](char32_t c) { return among(c, U"()[]〔〕"); };
        return (round(open) && round(close)) || openers.find(open) == closers.find(close);
    };
    constexpr std::size_t deepest = 200;
    std::vector<open_bracket> open;
    for (std::size_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        if (among(g.code, openers)) {
            if (open.size() == deepest) {
                diagnostic deep = warning("FZ021", make(i, i + g.size), {"括号嵌套过深", "brackets are nested too deeply"}, {"拆成几句", "split the sentence"});
                deep.level = severity::error;
                out.push_back(std::move(deep));
                return;
            }
            open.push_back({g.code, static_cast<std::uint32_t>(i)});
        } else if (among(g.code, closers)) {
            if (!open.empty() && matches(open.back().code, g.code)) open.pop_back();
            else if (!(g.code == ')' && closes_number(text, at.begin, i))) {
                out.push_back(warning("FZ022", make(i, i + g.size),
                    {"括号不配对：多了一个“" + std::string(text.substr(i, g.size)) + "”", "unbalanced bracket: nothing opens it"},
                    {"删去它，或补上左边的括号", "remove it or add the opening bracket"}));
                return;
            }
        }
        i += g.size;
    }
    if (open.empty()) return;
    const std::uint32_t where = open.back().at;
    const std::uint32_t size = glyph_at(text, where, at.end).size;
    out.push_back(warning("FZ022", make(where, where + size),
        {"括号不配对：“" + std::string(text.substr(where, size)) + "”没有闭合", "unbalanced bracket: nothing closes it"},
        {"补上右边的括号，或删去它", "add the closing bracket or remove it"}));
}

void read_as_text(std::string_view text, line& one) {
    one.at = trim(text, one.at);
    one.kind = line_kind::plain;
    if (const auto number = number_at(text, one.at, number_place::line_start)) {
        one.kind = number->style == numbering::letter ? line_kind::lettered : line_kind::numbered;
        one.number = *number;
    }
}

bool is_title_like(std::string_view text, const line& one) {
    constexpr std::uint32_t longest = 180;
    constexpr std::array<std::string_view, 27> tails{"办法", "细则", "标准", "体系", "表", "方案", "规则", "规定", "意见", "大纲", "指南", "制度", "材料",
        "通知", "指标", "要点", "守则", "评分", "条例", "规范", "提纲", "手册", "说明", "一览", "量表", "评分卡", "准则"};
    if (one.kind != line_kind::plain || one.at.end - one.at.begin > longest || holds_points(text, one.at)) return false;
    std::string words = without_blanks(text.substr(one.at.begin, one.at.end - one.at.begin));
    // （试行） and its like
    if (!words.empty() && glyph_before(words, 0, words.size()).code == ')') {
        const std::size_t full = words.rfind("（"), half = words.rfind('(');
        const std::size_t open = full == std::string::npos ? half : half == std::string::npos ? full : std::max(full, half);
        if (open != std::string::npos) words.erase(open);
    }
    for (std::size_t i = 0; i < words.size();) {
        const glyph g = glyph_at(words, i, words.size());
        if (among(g.code, U"。;,:?!|")) return false;
        i += g.size;
    }
    return std::any_of(tails.begin(), tails.end(),
        [&](std::string_view tail) { return words.size() >= tail.size() && std::string_view(words).substr(words.size() - tail.size()) == tail; });
}

std::vector<line> read_lines(std::string_view text, diagnostics& out) {
    std::vector<line> lines;
    std::uint32_t bare = 0;  // the bare number last met, which the next may follow
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t newline = std::min(text.find('\n', begin), text.size());
        const span whole = make(begin, newline);
        begin = newline + 1;
        line one;
        one.at = trim(text, make(whole.begin, comment_at(text, whole)));
        if (one.at.empty()) continue;
        if (const auto found = directive_at(text, one.at)) {
            one.kind = line_kind::directive;
            if (found->word != "注") {
                if (found->word == "表单") begin = take_form(text, begin, one.at);
                check_brackets(text, one.at, out);
                lines.push_back(one);
            }
            continue;
        }
        check_brackets(text, one.at, out);
        bool tabs = false;
        if (is_book_title(text, one.at)) {
            one.kind = line_kind::book_title;
        } else if (is_annex(text, one.at)) {
            one.kind = line_kind::annex;
            bare = 0;
        } else if (has_cells(text, make(whole.begin, one.at.end), tabs)) {
            one.kind = tabs ? line_kind::tab_row : line_kind::row;
            one.at.begin = whole.begin;  // an empty first cell is a blank or a tab
        } else if (const auto number = number_at(text, one.at, number_place::line_start, bare)) {
            one.kind = number->style == numbering::letter ? line_kind::lettered : line_kind::numbered;
            one.number = *number;
            bare = number->style == numbering::bare ? number->value : usual_rank(number->style) < usual_rank(numbering::bare) ? 0 : bare;
        } else if (const auto near = near_directive_at(text, one.at)) {
            diagnostic slip = warning("FZ023", near->at,
                {"“" + std::string(text.substr(near->at.begin, near->at.end - near->at.begin)) + "”不是指令，疑为“" + near->meant + "”",
                    "not a directive; perhaps “" + near->meant + "” is meant"},
                {"写作“" + near->meant + "：…”；若本是正文，不必理会", "write “" + near->meant + "：…”, or ignore this if it is prose"});
            if (holds_points(text, one.at)) slip.level = severity::error;  // else 满份：100分 would be scored as a sentence
            out.push_back(std::move(slip));
        }
        lines.push_back(one);
    }
    return lines;
}

}  // namespace fenze
