#include "dsl/lookalike.hpp"

#include <algorithm>
#include <array>

#include "dsl/fold.hpp"
#include "dsl/slips.hpp"

namespace fenze {
namespace {

using pair = lookalike_pair;

// Characters typed or recognised in place of 分, behind a verb of points and a number only.
constexpr std::array<std::string_view, 12> like_points{"份", "粉", "忿", "纷", "芬", "吩", "氛", "汾", "兮", "坋", "玢", "枌"};
constexpr std::array<std::string_view, 9> gives{"得", "计", "加", "扣", "减", "记", "给", "赋", "奖"};

// What is taken for a digit, inside a number or where one must stand.
constexpr std::array<pair, 41> like_digits{{{"O", "0"}, {"o", "0"}, {"О", "0"}, {"о", "0"}, {"Ο", "0"}, {"ο", "0"}, {"○", "0"}, {"◯", "0"}, {"〇", "0"},
    {"S", "5"}, {"Z", "2"}, {"l", "1"}, {"I", "1"}, {"|", "1"}, {"丨", "1"}, {"①", "1"}, {"②", "2"}, {"③", "3"}, {"④", "4"}, {"⑤", "5"}, {"⑥", "6"}, {"⑦", "7"},
    {"⑧", "8"}, {"⑨", "9"}, {"⑩", "10"}, {"¹", "1"}, {"²", "2"}, {"³", "3"}, {"٠", "0"}, {"١", "1"}, {"٢", "2"}, {"٣", "3"}, {"٤", "4"}, {"٥", "5"}, {"𝟎", "0"},
    {"𝟏", "1"}, {"𝟐", "2"}, {"𝟑", "3"}, {"Ｏ", "0"}, {"Ｉ", "1"}, {"ｌ", "1"}}};

// What is taken for the sign between two numbers.
constexpr std::array<std::string_view, 11> like_dashes{"一", "ー", "ㄧ", "─", "━", "_", "⁓", "∽", "〰", "﹏", "亠"};

constexpr std::array<std::string_view, 9> doubled_units{"分", "元", "件", "项", "家", "个", "%", "次", "名"};

// Words that end in a verb of points and are none: 增加5, 合计5, 取得3.
constexpr std::array<std::string_view, 34> no_verbs{"增加", "参加", "附加", "追加", "叠加", "累加", "合计", "共计", "累计", "统计", "预计", "总计", "小计",
    "登记", "标记", "书记", "取得", "获得", "所得", "求得", "不得", "使得", "值得", "获奖", "减少", "增减", "加减", "核减", "设计", "审计", "会计", "折扣",
    "抵扣", "赢得"};

// No sentence of a document comes near it.
constexpr std::size_t longest_sentence = 30000;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class finder {
public:
    finder(const folded& text, diagnostics& out) : text_(text), all_(text.text), out_(out) {}

    void run() {
        for (std::size_t i = 0; i < all_.size();) {
            if (const std::size_t end = at(i); end > i) {
                i = end;
                continue;
            }
            i += character_length(all_, i);
        }
    }

private:
    [[nodiscard]] bool sees(std::size_t at, std::string_view what) const {
        // the last byte tells most characters apart
        const std::size_t end = at + what.size();
        return end <= all_.size() && all_[end - 1] == what.back() && all_.compare(at, what.size(), what) == 0;
    }
    [[nodiscard]] bool ends(std::size_t at, std::string_view what) const { return at >= what.size() && sees(at - what.size(), what); }
    template <std::size_t N>
    [[nodiscard]] std::string_view one_of(std::size_t at, const std::array<std::string_view, N>& all) const {
        const auto* found = std::find_if(all.begin(), all.end(), [&](std::string_view w) { return sees(at, w); });
        return found == all.end() ? std::string_view() : *found;
    }
    template <std::size_t N>
    [[nodiscard]] const pair* one_of(std::size_t at, const std::array<pair, N>& all) const {
        const auto* found = std::find_if(all.begin(), all.end(), [&](const pair& p) { return sees(at, p.wrong); });
        return found == all.end() ? nullptr : found;
    }
    // The words end here: a stop, a bracket, or a word that may follow points.
    [[nodiscard]] bool stops(std::size_t at) const {
        if (at >= all_.size()) return true;
        constexpr std::array<std::string_view, 16> all{",", ";", "。", ")", ":", "、", "(", "封顶", "最", "累计", "上限", "为止", "/", "每", "；", "!"};
        return !one_of(at, all).empty();
    }
    [[nodiscard]] std::size_t digits(std::size_t at) const {
        while (at < all_.size() && digit(all_[at])) ++at;
        return at;
    }
    [[nodiscard]] bool verb_before(std::size_t at) const {
        return std::any_of(gives.begin(), gives.end(), [&](std::string_view w) { return ends(at, w); });
    }

    // 每个2份, 每项3份
    [[nodiscard]] bool each_before(std::size_t at) const {
        const std::size_t each = all_.rfind("每", at);
        if (each == std::string_view::npos || at - each > 9) return false;
        const std::string_view unit = all_.substr(each + 3, at - each - 3);
        return std::find(number_units.begin(), number_units.end(), unit) != number_units.end();
    }

    // 公开栏2份;活动室2分: the segment behind ; ends in points, and nothing gives points before
    [[nodiscard]] bool among_points(std::size_t at) const {
        if (!sees(at, ";")) return false;
        const std::size_t end = std::min(all_.find_first_of(";", at + 1), all_.size());
        const std::string_view next = all_.substr(at + 1, end - at - 1);
        return next.size() > 4 && !sees(at + 1, "得") && !sees(at + 1, "计") && next.substr(next.size() - 3) == "分" && digit(next[next.size() - 4]);
    }

    // The clause around [begin, end) with that part replaced.
    [[nodiscard]] std::string corrected(std::size_t begin, std::size_t end, std::string_view right) const {
        constexpr std::size_t far = 60;
        std::size_t from = begin, to = end;
        const auto stop = [&](std::size_t place) { return sees(place, ",") || sees(place, ";") || sees(place, "。") || sees(place, "："); };
        for (std::size_t i = begin; i > 0 && begin - i < far;) {
            do --i;
            while (i > 0 && (static_cast<unsigned char>(all_[i]) & 0xc0U) == 0x80U);
            if (stop(i)) break;
            from = i;
        }
        while (to < all_.size() && to - end < far && !stop(to)) to += character_length(all_, to);
        return std::string(all_.substr(from, begin - from)) + std::string(right) + std::string(all_.substr(end, to - end));
    }

    void error(const char* code, std::size_t begin, std::size_t end, std::string zh, std::string en, std::string_view right) {
        diagnostic d;
        d.code = code;
        d.at = text_.original(begin, end);
        d.message = {std::move(zh), std::move(en)};
        const std::string words = corrected(begin, end, right);
        d.help = {words, words};
        out_.push_back(std::move(d));
    }
    void looks_like(const char* code, std::size_t begin, std::size_t end, std::string_view right) {
        const std::string wrong(all_.substr(begin, end - begin));
        error(code, begin, end, "“" + wrong + "”疑为“" + std::string(right) + "”", "“" + wrong + "” looks like “" + std::string(right) + "”", right);
    }

    // Names what stands at i, if anything does; where to go on, or i.
    std::size_t at(std::size_t i) {
        if (digit(all_[i]) && (i == 0 || !digit(all_[i - 1]))) return number(i);
        if (const auto* odd = one_of(i, like_digits)) return odd_digit(i, *odd);
        if (verb_before(i)) {  // 得五份
            std::size_t k = i;
            for (int n = 0; n < 4; ++n) {
                constexpr std::array<std::string_view, 11> figures{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "两"};
                const auto f = one_of(k, figures);
                if (f.empty()) break;
                k += f.size();
            }
            if (k > i) return points(k) ? k + 3 : i;
        }
        return i;
    }

    // 份 for 分 at `at`, behind the number of a verb of points.
    bool points(std::size_t at) {
        const auto like = one_of(at, like_points);
        if (like.empty() || !stops(at + like.size())) return false;
        if (like == "份") {  // 计1份,得2分 counts copies
            std::size_t next = at + like.size();
            if (sees(next, ",")) ++next;
            for (const auto verb : gives)
                if (next < all_.size() && sees(next, verb)) {
                    const std::size_t end = digits(next + verb.size());
                    if (end > next + verb.size() && sees(end, "分")) return false;
                }
        }
        looks_like("FZ104", at, at + like.size(), "分");
        return true;
    }

    // 得5, with nothing behind it: a score without its 分 would be no score.
    bool left_out(std::size_t begin, std::size_t end) {
        if (end < all_.size() && !(all_[end] == ',' || all_[end] == ';' || sees(end, "。"))) return false;
        if (end + 1 < all_.size() && all_[end] == ',' && digit(all_[end + 1])) return false;  // 扣1,2,3分
        if (std::any_of(no_verbs.begin(), no_verbs.end(), [&](std::string_view w) { return ends(begin, w); })) return false;
        if (all_.find('=') != std::string_view::npos) return false;  // a formula
        const std::string right = std::string(all_.substr(begin, end - begin)) + "分";
        error("FZ104", begin, end, "“" + std::string(all_.substr(begin, end - begin)) + "”后面少了“分”", "分 is missing behind the number", right);
        return true;
    }

    std::size_t number(std::size_t i) {
        std::size_t end = digits(i);
        const bool given = verb_before(i) || ends(i, "+") || ends(i, "-");
        if (end >= all_.size()) {
            if (verb_before(i)) left_out(i, end);
            return end;
        }
        // 2..5分, 2.5.分, 2.5.1分
        if (all_[end] == '.') {
            std::size_t k = end;
            int points_in = 0;
            bool twice = false;
            while (k < all_.size() && (digit(all_[k]) || all_[k] == '.')) {
                if (all_[k] == '.') {
                    ++points_in;
                    twice = twice || k + 1 >= all_.size() || !digit(all_[k + 1]);
                }
                ++k;
            }
            const bool measured = sees(k, "分") || sees(k, "%") || sees(k, "万") || sees(k, "亿") || sees(k, "元");
            if (measured && points_in > 0 && (twice || (points_in > 1 && given))) {
                std::string right(all_.substr(i, end - i));
                std::string rest;
                for (std::size_t n = end; n < k; ++n)
                    if (all_[n] != '.') rest += all_[n];
                if (!rest.empty()) right += "." + rest;
                error("FZ107", i, k, "小数点写错了", "a decimal point too many", right);
                return k;
            }
            if (digit(all_[std::min(end + 1, all_.size() - 1)])) end = digits(end + 1);
        }
        // 2。5分, 得2,5分
        if (given || sees(end, "。")) {
            const std::size_t sign = sees(end, "。") ? 3 : sees(end, ",") ? 1 : 0;
            const std::size_t behind = sign == 0 ? end : digits(end + sign);
            if (sign != 0 && behind > end + sign && behind - end - sign <= 2 && given && sees(behind, "分")) {
                const std::string right = std::string(all_.substr(i, end - i)) + "." + std::string(all_.substr(end + sign, behind - end - sign));
                error("FZ107", i, behind, "数字中间的“" + std::string(sign == 3 ? "。" : "，") + "”疑为小数点", "a decimal point is written as another sign",
                    right);
                return behind;
            }
        }
        // 1一5家
        if (const auto dash = one_of(end, like_dashes); !dash.empty()) {
            const std::size_t next = end + dash.size();
            if (next < all_.size() && digit(all_[next])) {
                looks_like("FZ106", end, next, "-");
                return next;
            }
        }
        if ((given || each_before(i) || sees(end + 3, "/") || among_points(end + 3)) && points(end)) return end + 3;
        if (verb_before(i)) {
            if (end + 1 < all_.size() && (all_[end] == '-' || all_[end] == '~') && digit(all_[end + 1])) end = digits(end + 1);
            if (left_out(i, end)) return end;
        }
        // 得05分
        if (all_[i] == '0' && !sees(i > 0 ? i - 1 : i, ".") && i + 1 < end && digit(all_[i + 1]) && sees(end, "分")) {
            const std::string right = "0." + std::string(all_.substr(i + 1, end - i - 1));
            error("FZ107", i, end, "数字以0开头，疑为漏了小数点", "a number that begins with 0: a decimal point is missing", right);
            return end;
        }
        // 1O分: letters go on with the number
        if (const auto* odd = one_of(end, like_digits)) {
            const std::size_t from = i > 0 && letter(all_[i - 1]) ? all_.size() : i;
            if (from == i && number_with_letters(i)) return end + odd->wrong.size();
        }
        // 10万元元, 5分分
        const auto unit = one_of(end, number_units);
        std::size_t k = end + unit.size();
        if (unit == "万" || unit == "亿") {
            if (sees(k, "元")) k += 3;
        }
        for (const auto twice : doubled_units) {
            if (unit.empty() || !ends(k, twice) || !sees(k, twice)) continue;
            if (twice == "个" || (twice == "次" && sees(k, "次数")) || (twice == "项" && sees(k, "项目"))) continue;
            if (twice == "分" && (sees(k, "分值") || sees(k, "分别") || sees(k, "分数") || sees(k, "分档") || sees(k, "分段") || sees(k, "分项"))) continue;
            if ((twice == "家" && sees(k, "家庭")) || (twice == "件" && sees(k, "件数")) ||
                (twice == "名" && (sees(k, "名师") || sees(k, "名人") || sees(k, "名牌"))))
                continue;
            const std::size_t second = k + twice.size();
            error("FZ103", i, second, "一个数后面有两个单位", "a number with two units", all_.substr(i, k - i));
            return second;
        }
        return i;
    }

    // A run of digits and letters that look like them, with a unit behind it.
    bool number_with_letters(std::size_t begin) {
        std::string right;
        std::size_t k = begin;
        bool odd_one = false;
        while (k < all_.size()) {
            if (digit(all_[k]) || (all_[k] == '.' && k + 1 < all_.size())) {
                right += all_[k++];
            } else if (const auto* odd = one_of(k, like_digits); odd && odd->right.size() == 1) {
                right += odd->right;
                k += odd->wrong.size();
                odd_one = true;
            } else {
                break;
            }
        }
        const bool ranges = verb_before(begin) && (sees(k, "-") || sees(k, "~"));
        if (!odd_one || (one_of(k, number_units).empty() && !ranges)) return false;
        looks_like("FZ105", begin, k, right);
        return true;
    }

    std::size_t odd_digit(std::size_t i, const pair& odd) {
        if (i > 0 && (letter(all_[i - 1]) || digit(all_[i - 1]))) return i;
        const std::size_t end = i + odd.wrong.size();
        const bool begins = end < all_.size() && digit(all_[end]);
        if (begins && number_with_letters(i)) return end;
        if (!verb_before(i) || odd.wrong == "〇" || odd.wrong == "|") return i;
        if (sees(end, "分") && stops(end + 3)) {
            looks_like("FZ105", i, end, odd.right);
            return end;
        }
        return i;
    }

    const folded& text_;
    std::string_view all_;
    diagnostics& out_;
};

// The first sentence that is too long to be one.
std::optional<span> endless_sentence(const folded& text) {
    std::size_t from = 0;
    const std::string_view all = text.text;
    while (from < all.size()) {
        const std::size_t end = std::min(all.find("。", from), all.size());
        if (end - from > longest_sentence) return text.original(from, std::min(from + 30, end));
        from = end + 3;
    }
    return std::nullopt;
}

bool same_sentence(const source& text, span a, span b) {
    if (a.begin > b.begin) std::swap(a, b);
    return a.end >= b.begin || text.slice({a.end, b.begin}).find("。") == std::string_view::npos;
}

}  // namespace

void name_lookalikes(const source& text, span at, diagnostics& out) {
    const folded line = fold(text, at);
    finder(line, out).run();
    name_bounds(line, out);
    name_slips(line, out);
}

sentences read_typed(const source& text, span at, const sentences& first, diagnostics& out) {
    if (at.end - at.begin > longest_sentence) {
        const folded line = fold(text, at);
        if (const auto endless = endless_sentence(line)) {
            diagnostic d;
            d.code = "FZ109";
            d.at = *endless;
            d.message = {"这一句超过一万字，不像一句话，没有读", "a sentence of more than ten thousand characters was not read"};
            d.help = {"用“。”断成几句，或分成几行", "end sentences with 。 or break the line"};
            out.push_back(std::move(d));
            sentences none;
            none.sentence_count = first.sentence_count;
            none.segment_count = first.segment_count;
            return none;
        }
    }
    diagnostics named, others;
    name_lookalikes(text, at, named);
    sentences read = read_paragraph(text, at, first, others);
    for (auto& d : others) {
        const bool echo = std::any_of(named.begin(), named.end(), [&](const diagnostic& n) { return same_sentence(text, n.at, d.at); });
        if (!echo) out.push_back(std::move(d));
    }
    out.insert(out.end(), named.begin(), named.end());
    return read;
}

}  // namespace fenze
