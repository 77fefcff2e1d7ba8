#include "dsl/fold.hpp"

#include <algorithm>
#include <array>

namespace fenze {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct spelling {
    std::string_view from;
    std::string_view to;
};

// Characters of one meaning and several code points.
constexpr std::array<spelling, 20> same{{{"—", "-"}, {"–", "-"}, {"―", "-"}, {"‐", "-"}, {"‑", "-"}, {"−", "-"}, {"﹣", "-"}, {"〜", "~"}, {"∼", "~"},
    {"≧", "≥"}, {"≦", "≤"}, {"⩾", "≥"}, {"⩽", "≤"}, {"﹥", ">"}, {"﹤", "<"}, {"﹪", "%"}, {"〔", "("}, {"〕", ")"}, {"✕", "×"}, {"∶", ":"}}};

bool is_blank(std::string_view c) {
    return c == " " || c == "\t" || c == "\u3000" || c == "\u00a0" || c == "\n" || c == "\u2002" || c == "\u2003" || c == "\u2009";
}

// Digits after a comma that make it a thousands separator: exactly three.
bool groups_digits(std::string_view text, std::size_t comma) {
    if (comma == 0 || !digit(text[comma - 1])) return false;
    std::size_t n = 0;
    while (comma + 1 + n < text.size() && n < 4 && digit(text[comma + 1 + n])) ++n;
    return n == 3;
}

struct quotes {
    std::string_view open, close;
};
constexpr std::array<quotes, 5> kinds_of_quotes{{{"“", "”"}, {"《", "》"}, {"「", "」"}, {"‘", "’"}, {"\"", "\""}}};

// Each opening sign ends at the closing sign of its own kind, whatever other kinds stand between; one that is never closed is no quotation.
void find_quotations(folded& in) {
    const std::string_view text = in.text;
    std::array<std::vector<std::size_t>, kinds_of_quotes.size()> opened;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = character_length(text, i);
        const auto c = text.substr(i, n);
        for (std::size_t k = 0; k < kinds_of_quotes.size() && (n == 3 || c == "\""); ++k) {
            const quotes& q = kinds_of_quotes[k];
            auto& stack = opened[k];
            if (c == q.close && !stack.empty()) {
                in.quotations.emplace_back(stack.back(), i + n);
                stack.pop_back();
            }
            if (c == q.open) stack.push_back(i);
        }
        i += n;
    }
    std::sort(in.quotations.begin(), in.quotations.end());
}

// A blank between 分 and words that begin something new; 90 分 以上 and 5 分 / 项 stay together.
bool parts_clauses(std::string_view before, std::string_view next) {
    constexpr std::string_view points = "分";
    if (before.size() <= points.size() || before.substr(before.size() - points.size()) != points || !digit(before[before.size() - points.size() - 1]))
        return false;
    if (next.size() == 1 && !digit(next[0]) && !letter(next[0]) && next[0] != '<' && next[0] != '>') return false;
    constexpr std::string_view joined[] = {"以", "及", "的", "者", "为", "封", "止", "起", "钟", "值", "之", "至", "到", "、", "。", "，", "；", "：", "）",
        "（", "～", "－", "—", "／", "或", "含", "内", "且", "但", "不", "时", "上", "＋", "×", "制", "！", "％", "．"};
    return std::find(std::begin(joined), std::end(joined), next) == std::end(joined);
}

}  // namespace

std::size_t character_length(std::string_view text, std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    const std::size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    return std::min(n, text.size() - at);
}

span folded::original(std::size_t begin, std::size_t end) const {
    if (begin >= end) return {origin[begin], origin[begin]};
    return {origin[begin], origin[end]};
}

folded fold(std::string_view text, span at, bool lines_as_list) {
    folded out;
    const std::string_view part = text.substr(at.begin, at.end - at.begin);
    out.text.reserve(part.size());
    out.origin.reserve(part.size() + 1);
    bool blank = false;
    std::uint32_t after = at.begin;  // source offset just behind the last character kept
    const auto keep = [&](std::string_view what, std::uint32_t from, std::uint32_t to) {
        for (const char c : what) {
            out.text.push_back(c);
            out.origin.push_back(from);
        }
        after = to;
    };
    for (std::size_t i = 0; i < part.size();) {
        const std::size_t n = character_length(part, i);
        const std::string_view c = part.substr(i, n);
        const auto from = static_cast<std::uint32_t>(at.begin + i);
        const auto to = static_cast<std::uint32_t>(from + n);
        i += n;
        if (lines_as_list && c == "\n") {
            keep(";", from, to);  // lines read as one list
            continue;
        }
        if (is_blank(c)) {
            blank = true;
            continue;
        }
        std::string_view spelled = c;
        char ascii = 0;
        if (n == 3 && static_cast<unsigned char>(c[0]) == 0xef) {
            const unsigned code = ((static_cast<unsigned char>(c[1]) & 0x3fU) << 6U) | (static_cast<unsigned char>(c[2]) & 0x3fU);
            if (code >= 0xf01 && code <= 0xf5e) {
                ascii = static_cast<char>(code - 0xf01 + 0x21);
                spelled = {&ascii, 1};
            }
        }
        const auto lead = static_cast<unsigned char>(c[0]);  // no Han character is among them
        const auto* other =
            lead != 0xe2 && lead != 0xe3 && lead != 0xef ? same.end() : std::find_if(same.begin(), same.end(), [&](const spelling& s) { return s.from == c; });
        if (other != same.end()) spelled = other->to;
        if (c == "," && groups_digits(part, i - n)) continue;
        if (blank && !out.text.empty() && spelled.size() == 1) {
            const char before = out.text.back();
            if ((digit(before) && digit(spelled[0])) || (letter(before) && letter(spelled[0]))) keep(" ", after, from);
        }
        // 95% 10分 每低1% 扣1分: in the terse form a blank behind points or a percent parts two clauses
        if (blank && !out.text.empty() && parts_clauses(out.text, c)) keep(" ", after, from);
        blank = false;
        keep(spelled, from, to);
    }
    out.origin.push_back(after);
    find_quotations(out);
    return out;
}

folded fold(const source& text, span at, bool lines_as_list) { return fold(text.text(), at, lines_as_list); }

std::string without_blanks(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = character_length(text, i);
        if (!is_blank(text.substr(i, n))) out.append(text.substr(i, n));
        i += n;
    }
    return out;
}

std::string name_key(std::string_view text) {
    std::string out;
    const std::string spelled = fold(text, {0, static_cast<std::uint32_t>(text.size())}).text;
    for (std::size_t i = 0; i < spelled.size();) {
        const std::size_t n = character_length(spelled, i);
        const std::string_view c = std::string_view(spelled).substr(i, n);
        i += n;
        if (c == " " || c == "“" || c == "”" || c == "\"" || c == "‘" || c == "’" || c == "「" || c == "」") continue;
        out.append(c);
    }
    return out;
}

}  // namespace fenze
