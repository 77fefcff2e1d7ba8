#include "dsl/mark.hpp"

#include <algorithm>
#include <array>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/numeral.hpp"

namespace fenze {
namespace {

bool among(char32_t c, std::u32string_view set) { return c != 0 && set.find(c) != set.npos; }
span make(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }
std::string_view slice(std::string_view text, span at) { return text.substr(at.begin, at.end - at.begin); }
bool ends_with(std::string_view text, std::string_view tail) { return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail; }

// A bracket longer than this says more than a mark.
constexpr std::size_t longest_mark = 90;

bool plain_digits(std::string_view s) {
    return !s.empty() && is_digit(static_cast<unsigned char>(s.front())) && is_digit(static_cast<unsigned char>(s.back())) &&
           std::count(s.begin(), s.end(), '.') <= 1 && std::all_of(s.begin(), s.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

std::optional<std::string> decimal(std::string_view folded_text) {
    if (plain_digits(folded_text)) return shift_decimal(folded_text, 0);
    if (folded_text.empty() || is_digit(static_cast<unsigned char>(folded_text.front()))) return std::nullopt;
    return chinese_whole(folded_text);
}

// 15分, 满分15分, 共计 十五 分, 分值：10: what may stand in a mark's bracket. Without 分 only behind a word that says so.
std::optional<std::string> mark_words(std::string_view text, span at) {
    constexpr std::array<std::string_view, 20> openers{"评价总分值", "总分值", "标准分值", "标准分", "基准分", "基本分", "权重分", "满分值", "满分", "分值",
        "总分", "总计", "合计", "共计", "本项", "本部分", "小计", "共", "计", "分数"};
    const std::string folded_text = fold(text, at).text;
    std::string_view s = folded_text;
    bool said = false;
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view word : openers) {
            if (s.substr(0, word.size()) != word) continue;
            s.remove_prefix(word.size());
            said = said || word.find("分") != word.npos;
            again = true;
            break;
        }
    }
    for (const std::string_view word : {std::string_view("为"), std::string_view(":"), std::string_view("是"), std::string_view("=")})
        if (s.substr(0, word.size()) == word) s.remove_prefix(word.size());
    if (ends_with(s, "分值") && s.size() > 6) s.remove_suffix(3);
    if (ends_with(s, "学分")) s.remove_suffix(6);
    else if (ends_with(s, "分")) s.remove_suffix(3);
    else if (!said) return std::nullopt;
    return decimal(s);
}

// 最高10分, ≤10分: a cap, which under the title 加分项 is its mark.
std::optional<std::string> cap_words(std::string_view text, span at) {
    std::string_view s;
    const std::string folded_text = fold(text, at).text;
    s = folded_text;
    bool capped = false;
    for (const std::string_view word : {std::string_view("总分"), std::string_view("累计"), std::string_view("合计"), std::string_view("最高"),
             std::string_view("最多"), std::string_view("上限"), std::string_view("封顶"), std::string_view("不超过"), std::string_view("不得超过"),
             std::string_view("≤"), std::string_view("为"), std::string_view("加"), std::string_view("扣")}) {
        if (s.substr(0, word.size()) != word) continue;
        s.remove_prefix(word.size());
        capped = capped || (word != "总分" && word != "累计" && word != "合计" && word != "加" && word != "扣");
    }
    if (!capped || !ends_with(s, "分")) return std::nullopt;
    s.remove_suffix(3);
    return decimal(s);
}

bool opens(char32_t c) { return c == '(' || c == '[' || c == U'【' || c == U'〔'; }
bool closes(char32_t c) { return c == ')' || c == ']' || c == U'】' || c == U'〕'; }

// The bracket that closes at `end`, if it holds a mark and nothing else.
std::optional<mark_found> bracket_before(
    std::string_view text, std::size_t begin, std::size_t end, std::optional<std::string> (*read)(std::string_view, span) = mark_words) {
    const glyph close = glyph_before(text, begin, end);
    if (close.size == 0 || !closes(close.code)) return std::nullopt;
    const std::size_t inner_end = end - close.size;
    for (std::size_t i = inner_end; i > begin && inner_end - i < longest_mark;) {
        const glyph g = glyph_before(text, begin, i);
        i -= g.size;
        if (closes(g.code)) return std::nullopt;
        if (!opens(g.code)) continue;
        const span inner = trim(text, make(i + g.size, inner_end));
        auto numeral = read(text, inner);
        if (!numeral) return std::nullopt;
        return mark_found{{std::move(*numeral), inner}, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
    }
    return std::nullopt;
}

// The first bracket that holds a mark.
std::optional<mark_found> first_bracket(std::string_view text, span at) {
    std::size_t open = 0;
    bool in = false;
    for (std::size_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        if (opens(g.code)) {
            open = i;
            in = true;
        } else if (closes(g.code) && in) {
            in = false;
            if (i - open < longest_mark)
                if (auto found = bracket_before(text, open, i + g.size)) return found;
        }
        i += g.size;
    }
    return std::nullopt;
}

std::size_t without_stops(std::string_view text, std::size_t begin, std::size_t end) {
    for (glyph g = glyph_before(text, begin, end); g.size != 0 && (is_blank(g.code) || among(g.code, U"。;,.:、")); g = glyph_before(text, begin, end))
        end -= g.size;
    return end;
}

bool holds_glyph(std::string_view text, span at, std::u32string_view set) {
    for (std::size_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        if (among(g.code, set)) return true;
        i += g.size;
    }
    return false;
}

// 基础条件，满分30分 / 基础条件 共30分: the words of a mark without a bracket at the end.
std::optional<mark_found> bare_trailing_mark(std::string_view text, span at) {
    const std::size_t end = without_stops(text, at.begin, at.end);
    for (std::size_t i = end; i > at.begin && end - i < longest_mark;) {
        const glyph g = glyph_before(text, at.begin, i);
        i -= g.size;
        if (among(g.code, U",。;:、")) break;
        if (!among(g.code, U"满共总分标基权本合小") || among(glyph_before(text, at.begin, i).code, U"得计给记评打")) continue;
        const span tail = make(i, end);
        // 评价分值为8分 is an award, 评价总分值为8分 a mark.
        if (g.code == U'分' && (slice(text, tail).substr(0, 6) != "分值" || glyph_before(text, at.begin, i).code == U'价')) continue;
        if (auto numeral = mark_words(text, tail)) return mark_found{{std::move(*numeral), tail}, tail.begin, tail.end};
    }
    return std::nullopt;
}

// 评价总分值为15分 within a sentence.
std::optional<written_mark> stated_mark(std::string_view text, span at) {
    for (const std::string_view word : {std::string_view("总分值为"), std::string_view("满分为"), std::string_view("满分")}) {
        const std::size_t found = slice(text, at).find(word);
        if (found == std::string_view::npos) continue;
        const std::size_t begin = at.begin + found;
        if (among(glyph_before(text, at.begin, begin).code, U"得计给记评打为")) continue;
        const std::size_t points = text.substr(begin + word.size(), 40).find("分");
        if (points == std::string_view::npos) continue;
        const span words_at = make(begin, begin + word.size() + points + 3);
        if (words_at.end > at.end) continue;
        if (auto numeral = mark_words(text, words_at)) return written_mark{std::move(*numeral), words_at};
    }
    return std::nullopt;
}

// What scores the document as a whole, not the heading that says it.
bool of_the_whole(std::string_view front) {
    for (const std::string_view word : {std::string_view("百分制"), std::string_view("千分制"), std::string_view("总得分"), std::string_view("考核得分")})
        if (front.find(word) != std::string_view::npos) return true;
    for (std::size_t i = front.find("总分"); i != front.npos; i = front.find("总分", i + 3))
        if (front.substr(i, 9) != "总分值") return true;
    for (const std::string_view word :
        {std::string_view("考核"), std::string_view("评价"), std::string_view("评审"), std::string_view("考评"), std::string_view("评估")})
        if (ends_with(front, word)) return true;
    return false;
}

heading_parts titled(std::string_view text, span title, std::optional<written_mark> mark, span rest = {}) {
    heading_parts out;
    title = trim(text, title);
    out.title_at = make(title.begin, without_stops(text, title.begin, title.end));
    out.title = without_blanks(slice(text, out.title_at));
    out.mark = std::move(mark);
    out.text = trim(text, rest);
    return out;
}

// 建立了机制（≤5分）: the bracket that scores is no part of the name.
span without_scoring_bracket(std::string_view text, span title) {
    const glyph last = glyph_before(text, title.begin, title.end);
    if (!closes(last.code)) return title;
    for (std::size_t i = title.end - last.size; i > title.begin && title.end - i < longest_mark;) {
        const glyph g = glyph_before(text, title.begin, i);
        i -= g.size;
        if (closes(g.code)) break;
        if (opens(g.code)) return i > title.begin && holds_marker(text, make(i, title.end)) ? make(title.begin, i) : title;
    }
    return title;
}

heading_parts sentence(std::string_view text, span whole, std::optional<written_mark> mark) {
    span title = without_scoring_bracket(text, first_words(text, whole));
    span rest = whole;
    // 加分项：每项加2分: the label is the heading.
    if (is_kind_heading(without_blanks(slice(text, title))) && title.end < whole.end)
        rest = make(title.end + glyph_at(text, title.end, whole.end).size, whole.end);
    return titled(text, title, std::move(mark), rest);
}

// 制度建设（9分）：建立健全…: a mark behind the first words, with the sentences after it.
std::optional<heading_parts> marked_at_front(std::string_view text, span t) {
    const auto found = first_bracket(text, t);
    if (!found || found->begin == t.begin) return std::nullopt;
    const span front = make(t.begin, found->begin);
    span rest = make(found->end, t.end);
    if (holds_points(text, front) || holds_glyph(text, front, U"。;")) return std::nullopt;
    const glyph next = glyph_at(text, rest.begin, rest.end);
    if (!(among(next.code, U":。") || is_blank(next.code) || opens(next.code))) return std::nullopt;
    if (first_bracket(text, rest)) return std::nullopt;  // 现状清楚（2.5分） 问题准确（2.5分）: awards in a row
    while (rest.begin < rest.end && (is_blank(glyph_at(text, rest.begin, rest.end).code) || among(glyph_at(text, rest.begin, rest.end).code, U":。")))
        rest.begin += glyph_at(text, rest.begin, rest.end).size;
    return titled(text, front, found->mark, rest);
}

// “制度建设：每年得2分” or “制度建设”（9分）: a title in quotation marks is a title whole.
std::optional<heading_parts> quoted_title(std::string_view text, span t) {
    if (glyph_at(text, t.begin, t.end).code != U'“') return std::nullopt;
    const auto mark = trailing_mark(text, t);
    span front = trim(text, make(t.begin, mark ? mark->begin : t.end));
    int depth = 0;
    for (std::size_t i = front.begin; i < front.end;) {
        const glyph g = glyph_at(text, i, front.end);
        i += g.size;
        if (g.code == U'“') ++depth;
        if (g.code == U'”' && --depth == 0 && i != front.end) return std::nullopt;
    }
    if (depth != 0 || glyph_before(text, front.begin, front.end).code != U'”') return std::nullopt;
    front = make(front.begin + 3, front.end - 3);
    heading_parts out = titled(text, front, mark ? std::optional(mark->mark) : std::nullopt);
    return out;
}

}  // namespace

bool greater_mark(const written_mark& a, const written_mark& b) {
    const std::string_view x = a.text, y = b.text, whole_x = x.substr(0, x.find('.')), whole_y = y.substr(0, y.find('.'));
    return whole_x.size() != whole_y.size() ? whole_x.size() > whole_y.size() : x > y;
}

span first_words(std::string_view text, span at) {
    std::size_t depth = 0;
    for (std::size_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        if (opens(g.code) || g.code == U'《' || g.code == U'“') ++depth;
        if ((closes(g.code) || g.code == U'》' || g.code == U'”') && depth > 0) --depth;
        const bool within_digits = i > at.begin && is_digit(glyph_before(text, at.begin, i).code) && is_digit(glyph_at(text, i + g.size, at.end).code);
        if (depth == 0 && among(g.code, U",:;。") && !within_digits) return make(at.begin, i);
        i += g.size;
    }
    return make(at.begin, without_stops(text, at.begin, at.end));
}

std::optional<written_mark> spaced_mark(std::string_view text, span at) {
    const std::size_t end = without_stops(text, at.begin, at.end);
    std::size_t begin = end;
    for (glyph g = glyph_before(text, at.begin, begin); g.size != 0 && !is_blank(g.code) && g.code != ':'; g = glyph_before(text, at.begin, begin)) {
        begin -= g.size;
        if (end - begin > longest_mark) return std::nullopt;
    }
    const span front = trim(text, make(at.begin, begin));
    if (front.empty() || begin == at.begin || holds_points(text, front) || holds_glyph(text, front, U",;。每")) return std::nullopt;
    if (among(glyph_before(text, front.begin, front.end).code, U"得计加扣给奖评为记赋至到-~")) return std::nullopt;
    if (auto numeral = mark_words(text, make(begin, end))) return written_mark{std::move(*numeral), make(begin, end)};
    return std::nullopt;
}

std::optional<mark_found> trailing_mark(std::string_view text, span at) { return bracket_before(text, at.begin, without_stops(text, at.begin, at.end)); }

std::optional<written_mark> cell_mark(std::string_view text, span cell) {
    span at = trim(text, cell);
    if (at.empty() || at.end - at.begin > longest_mark) return std::nullopt;
    if (opens(glyph_at(text, at.begin, at.end).code) && closes(glyph_before(text, at.begin, at.end).code))
        at = trim(text, make(at.begin + glyph_at(text, at.begin, at.end).size, at.end - glyph_before(text, at.begin, at.end).size));
    if (auto numeral = mark_words(text, at)) return written_mark{std::move(*numeral), at};
    if (auto numeral = decimal(fold(text, at).text)) return written_mark{std::move(*numeral), at};
    return std::nullopt;
}

heading_parts read_heading(std::string_view text, span rest) {
    const span t = trim(text, rest);
    if (t.empty()) return titled(text, t, std::nullopt);
    if (auto whole = quoted_title(text, t)) return *whole;
    if (auto found = trailing_mark(text, t)) {
        const span front = make(t.begin, found->begin);
        if (!holds_points(text, front)) return titled(text, front, std::move(found->mark));
        if (first_bracket(text, front)) return sentence(text, t, std::nullopt);  // 国家级（10分）、省级（5分）: awards
        return sentence(text, trim(text, front), std::move(found->mark));
    }
    if (auto found = bracket_before(text, t.begin, without_stops(text, t.begin, t.end), cap_words)) {
        const span front = make(t.begin, found->begin);
        if (is_kind_heading(without_blanks(slice(text, front)))) return titled(text, front, std::move(found->mark));
    }
    if (auto found = bare_trailing_mark(text, t)) {
        span front = make(t.begin, found->begin);
        front.end = static_cast<std::uint32_t>(without_stops(text, front.begin, front.end));
        if (holds_points(text, front)) return sentence(text, t, std::move(found->mark));
        if (!front.empty() && !holds_glyph(text, front, U",;。") && !of_the_whole(slice(text, front))) return titled(text, front, std::move(found->mark));
        return sentence(text, t, slice(text, {found->begin, found->end}).substr(0, 9) == "总分值" ? std::optional(found->mark) : std::nullopt);
    }
    if (auto front = marked_at_front(text, t)) return *front;
    const std::size_t stop = slice(text, t).find("。");
    const span first = stop == std::string_view::npos ? t : make(t.begin, t.begin + stop);
    if (holds_marker(text, first)) return sentence(text, t, of_the_whole(slice(text, t)) ? std::nullopt : stated_mark(text, t));
    return titled(text, first, std::nullopt, stop == std::string_view::npos ? span{t.end, t.end} : make(first.end + 3, t.end));
}

}  // namespace fenze
