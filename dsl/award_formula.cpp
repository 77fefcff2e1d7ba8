// 60%≤X＜90%的，得分=X×10: an award that is computed, behind the condition under which it holds.

#include "dsl/cursor.hpp"
#include "dsl/outcome.hpp"
#include "dsl/several.hpp"
#include "dsl/spoken_formula.hpp"
#include "dsl/text.hpp"
#include "dsl/words.hpp"

namespace fenze {
namespace {

// 得分, 本项得分, 其实际得分.
bool skip_score_word(cursor& in) {
    skip_run(in, {"则", "其", "本项", "该项", "此项", "本指标", "该指标", "指标", "项目", "实际", "最终", "考核", "评价", "单项"});
    return skip_any(in, {"得分值", "得分", "分值", "分数", "评分", "计分", "成绩", "得"});
}

bool operates(std::string_view expression) { return has_any(expression, {"×", "÷", "*", "/", "+", "-", "min(", "max("}); }

// Where an expression ends: at the first separator outside its brackets, or where a bracket around it closes.
std::size_t end_of_expression(std::string_view all, std::size_t from) {
    int depth = 0;
    std::size_t stop = from;
    for (; stop < all.size(); stop += character_length(all, stop)) {
        const char c = all[stop];
        if (c == '(' || c == '[' || c == '{') ++depth;
        if ((c == ')' || c == ']' || c == '}') && depth-- == 0) break;
        if ((c == ',' && depth == 0) || c == ';') break;
    }
    return stop;
}

bool at_boundary(std::string_view all, std::size_t at) {
    return at == 0 ||
           ends_any(all.substr(0, at), {",", ";", ":", "(", "。", "的", "时", "则", "其余", "其他", "之间", "以上", "以下", "区间", "范围", "%", ")"});
}

}  // namespace

std::optional<read<award_text>> read_award_formula(const folded& text, std::size_t at, std::size_t end) {
    const std::string_view all = std::string_view(text.text).substr(0, end);
    if (!at_boundary(all, at)) return std::nullopt;
    award_text out;
    out.verb = true;
    cursor in{text.text, at};
    if (skip_score_word(in)) {
        if (!in.skip("=") && !in.skip("为") && !in.skip("按")) return std::nullopt;
        const bool equals = text.text[in.at - 1] == '=';
        const std::size_t stop = end_of_expression(all, in.at);
        std::string_view expression = all.substr(in.at, stop - in.at);
        if (equals && !operates(expression)) {
            // 得分=10, 得分=满分: what 得10分 says
            if (ends(expression, "分")) expression.remove_suffix(std::string_view("分").size());
            cursor plain{expression, 0};
            if (!plain.skip<grammar::ascii_number>() || !plain.done()) return std::nullopt;
            out.values = {std::string(expression)};
            out.at = text.original(at, stop);
            return read<award_text>{std::move(out), stop};
        }
        if (equals) {
            out.kind = award_kind::formula;
            out.formula = std::string(expression);
            out.formula_at = text.original(in.at, stop);
            out.at = text.original(at, stop);
            return read<award_text>{std::move(out), stop};
        }
    }
    if (!starts_any(all.substr(at), {"按", "以", "根据", "依据", "得分按", "得分以"})) return std::nullopt;
    auto spoken = read_spoken_formula(text, at, std::min(end, end_of_expression(all, at)));
    if (!spoken) return std::nullopt;
    out.kind = award_kind::formula;
    out.formula = std::move(spoken->is.expression);
    out.formula_at = spoken->is.expression_at;
    out.at = spoken->is.at;
    return read<award_text>{std::move(out), spoken->end};
}

bool under_a_condition(std::string_view before) {
    while (ends_any(before, {",", ":", ";"})) before.remove_suffix(1);
    if (before.empty()) return false;
    const auto from = before.find_last_of(",;:");
    const auto last = from == std::string_view::npos ? before : before.substr(from + 1);
    if (starts_any(last, {"如下", "如有下列"})) return false;
    return ends_any(last, {"的", "时", "的话"}) || is_any(last, {"其余", "其他", "否则", "反之"}) ||
           starts_any(last, {"若", "如果", "如", "否则", "反之", "未", "超过", "不足", "高于", "低于", "大于", "小于"});
}

}  // namespace fenze
