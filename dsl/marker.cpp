// Whether a stretch of text may score: looked at before any sentence is read, so it errs on the side of yes.

#include <array>

#include "dsl/characters.hpp"
#include "dsl/mark.hpp"

namespace fenze {
namespace {

bool among(char32_t c, std::u32string_view set) { return c != 0 && set.find(c) != set.npos; }
bool mentions(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// A numeral stands before the 分 at `at`: 5分, 1 分, 十五学分; not 十分重要.
bool numeral_before(std::string_view text, std::size_t begin, std::size_t at) {
    std::size_t end = at;
    glyph g = glyph_before(text, begin, end);
    const auto back = [&] {
        end -= g.size;
        g = glyph_before(text, begin, end);
    };
    while (g.size != 0 && (is_blank(g.code) || among(g.code, U"个学积"))) back();
    if (g.code == ')') {  // 30（含）分
        constexpr std::size_t longest = 20;
        const std::size_t close = end;
        while (g.size != 0 && g.code != '(' && close - end < longest) back();
        if (g.code == '(') back();
        while (g.size != 0 && is_blank(g.code)) back();
    }
    if (is_digit(g.code)) return true;
    if (among(g.code, U"%XNxn~")) return g.code != '%';
    if (!(is_chinese_digit(g.code) || g.code == U'半')) return false;
    if (g.code != U'十') return true;
    back();
    while (g.size != 0 && is_blank(g.code)) back();
    return is_chinese_digit(g.code) || among(g.code, U"得计加扣记给赋奖满共为减每(至-:是");
}

bool other_word(std::string_view text, std::size_t begin, std::size_t points, std::size_t at, std::size_t end) {
    text_cursor c{text, at, end};
    const char32_t before = glyph_before(text, begin, points).code;
    if ((before == U'百' || before == U'千') && among(c.peek().code, U"制比点数率")) return true;
    return among(c.peek().code, U"钟之贝米析管支局") || c.take("公司") || c.take("部门") || c.take("享");
}

template <std::size_t N>
bool mentions_any(std::string_view text, const std::array<std::string_view, N>& all) {
    for (const std::string_view word : all)
        if (mentions(text, word)) return true;
    return false;
}

constexpr std::array<std::string_view, 23> point_words{"不得分", "不计分", "不给分", "不加分", "不扣分", "不记分", "不予计分", "不予加分", "无分", "零分",
    "满分", "全分", "一半分", "半分", "该项分", "本项分", "酌情", "减半", "按比例", "扣完为止", "就高", "不重复", "分值的"};
constexpr std::array<std::string_view, 16> outcome_words{
    "优秀", "良好", "合格", "达标", "一票否决", "否决", "降级", "取消", "降一", "限期整改", "不予通过", "淘汰", "直接评为", "直接认定", "黑名单", "奖励"};

constexpr std::array<std::string_view, 12> score_words{"得分", "分值", "分数", "评分", "总分", "积分", "成绩", "评为", "定为", "列为", "系数", "计算公式"};

}  // namespace

bool holds_points(std::string_view text, span at) {
    const std::string_view part = text.substr(at.begin, at.end - at.begin);
    constexpr std::string_view points = "分";
    for (std::size_t i = part.find(points); i != part.npos; i = part.find(points, i + points.size()))
        if (numeral_before(text, at.begin, at.begin + i) && !other_word(text, at.begin, at.begin + i, at.begin + i + points.size(), at.end)) return true;
    return mentions_any(part, point_words);
}

bool holds_marker(std::string_view text, span at) {
    if (holds_points(text, at)) return true;
    const std::string_view part = text.substr(at.begin, at.end - at.begin);
    bool clauses = false, percent = false, formula = false, digits = false;
    for (std::size_t i = at.begin; i < at.end;) {
        const glyph g = glyph_at(text, i, at.end);
        clauses = clauses || among(g.code, U",;。");
        percent = percent || g.code == '%';
        digits = digits || is_digit(g.code);
        formula = formula || g.code == '=';
        i += g.size;
    }
    if (formula || mentions(part, "一票否决")) return true;
    if (mentions(part, "分为") && mentions(part, "、") && mentions_any(part, outcome_words)) return true;  // declares the grades
    if ((percent || mentions(part, "百分之")) && (mentions(part, "权重") || mentions(part, "比重") || mentions(part, "占"))) return true;
    // 优秀评定标准 is a title; a grade is a predicate only in a sentence, which has clauses or ends in it.
    if (clauses && mentions_any(part, outcome_words)) return true;
    if (clauses && digits && mentions_any(part, score_words)) return true;
    for (const std::string_view tail : {std::string_view("为优秀"), std::string_view("为良好"), std::string_view("为合格"), std::string_view("为不合格"),
             std::string_view("资格"), std::string_view("为达标")})
        if (part.size() > tail.size() && part.substr(part.size() - tail.size()) == tail && mentions(part, tail == "资格" ? "取消" : tail)) return true;
    return false;
}

std::optional<section_kind> kind_of_title(std::string_view title) {
    struct ending {
        std::string_view words;
        section_kind kind;
    };
    constexpr std::array<ending, 34> endings{{{"负向指标", section_kind::deduction}, {"惩罚性指标", section_kind::deduction},
        {"扣分标准", section_kind::deduction}, {"减分标准", section_kind::deduction}, {"加分项", section_kind::bonus}, {"加分项目", section_kind::bonus},
        {"加分指标", section_kind::bonus}, {"加分因素", section_kind::bonus}, {"附加分", section_kind::bonus}, {"奖励分", section_kind::bonus},
        {"加分", section_kind::bonus}, {"附加项", section_kind::bonus}, {"附加分项", section_kind::bonus}, {"加分内容", section_kind::bonus},
        {"加分事项", section_kind::bonus}, {"加分情形", section_kind::bonus}, {"奖励加分项", section_kind::bonus}, {"奖励项", section_kind::bonus},
        {"加分条款", section_kind::bonus}, {"附加指标", section_kind::bonus}, {"扣分项", section_kind::deduction}, {"扣分项目", section_kind::deduction},
        {"扣分指标", section_kind::deduction}, {"扣分因素", section_kind::deduction}, {"减分项", section_kind::deduction},
        {"减分项目", section_kind::deduction}, {"减分指标", section_kind::deduction}, {"减分因素", section_kind::deduction}, {"扣分", section_kind::deduction},
        {"减分", section_kind::deduction}, {"扣分内容", section_kind::deduction}, {"扣分事项", section_kind::deduction}, {"扣分情形", section_kind::deduction},
        {"减分事项", section_kind::deduction}}};
    // 负面清单（扣分）: what kind it is may stand in a bracket
    for (const std::string_view closed : {std::string_view("）"), std::string_view(")")})
        if (title.size() > closed.size() && title.substr(title.size() - closed.size()) == closed) title.remove_suffix(closed.size());
    for (const ending& e : endings) {
        if (title.size() < e.words.size() || title.substr(title.size() - e.words.size()) != e.words) continue;
        const std::string_view before = title.substr(0, title.size() - e.words.size());
        for (std::size_t i = 0; i < before.size(); i += glyph_at(before, i, before.size()).size)
            if (among(glyph_at(before, i, before.size()).code, U",;。")) return std::nullopt;
        const char32_t last = glyph_before(before, 0, before.size()).code;
        if (mentions(before, "行为") && before.substr(before.size() - 6) == "行为") return e.kind;  // 违规行为扣分
        if (among(last, U"不可予为是每再得的情外当给")) return std::nullopt;                        // 不扣分, 其他相关工作为加分项
        return e.kind;
    }
    return std::nullopt;
}

bool is_kind_heading(std::string_view title) {
    constexpr std::size_t six_characters = 18;
    if (title.size() > six_characters || !kind_of_title(title)) return false;
    for (std::size_t i = 0; i < title.size();) {
        const glyph g = glyph_at(title, i, title.size());
        if (!is_han(g.code) || among(g.code, U"每酌情的给")) return false;
        i += g.size;
    }
    return true;
}

}  // namespace fenze
