#include "dsl/spoken_formula.hpp"

#include "dsl/cursor.hpp"
#include "dsl/grades.hpp"
#include "dsl/lead.hpp"
#include "dsl/piece.hpp"
#include "dsl/several.hpp"
#include "dsl/text.hpp"
#include "dsl/words.hpp"

namespace fenze {
namespace {

/// A name that means a mark of its own, not the points of the item or a part of something.
bool names_a_mark(std::string_view name) {
    return ends_any(name, {"成绩", "分", "分数"}) && !ends_any(name, {"部分", "加分", "扣分", "减分", "满分", "总分", "积分", "附加分"}) &&
           !is_any(name, {"得分", "分", "分数", "成绩", "本项得分", "该项得分", "此项得分", "本项成绩", "指标得分"}) && no_digits(name) &&
           !has_any(name, {"的", "每", ":", "(", "=", "×", "+"});
}

/// 计入总分, 折算计入本项得分, 作为本项得分, nothing else behind it.
bool is_taken_in(std::string_view words) {
    cursor in{words, 0};
    skip_run(in, {"的比例", "比例", "折算", "折合", "换算", "加权", "计入", "计算", "计分", "计为", "计", "作为", "为", "后", "本项", "该项", "总分", "总成绩",
                     "总评", "综合", "最终", "考核", "成绩", "得分"});
    return in.done() && has_any(words, {"计", "折", "换算", "作为"});
}

struct mark_share {
    std::vector<std::string> names;
    std::string share;  // 80%
    std::size_t end = 0;
};

/// 体育课成绩按80%, 体育课成绩的80%, 平时成绩和期末成绩各按50%, 笔试成绩60%: the figure ends it.
std::optional<mark_share> share_at(const folded& text, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; i += character_length(text.text, i)) {
        const bool spoken = text.text.compare(i, std::string_view("百分之").size(), "百分之") == 0;
        const bool figure = text.text[i] >= '0' && text.text[i] <= '9';
        if (!spoken && !figure) continue;
        const auto amount = read_amount(text, i, spoken);
        if (!amount || amount->is.unit != "%" || amount->end > end) return std::nullopt;
        std::string_view name = std::string_view(text.text).substr(begin, i - begin);
        for (const std::string_view by : {"按照", "按", "以", "的"})
            if (ends(name, by)) {
                name.remove_suffix(by.size());
                break;
            }
        if (ends(name, "的")) name.remove_suffix(std::string_view("的").size());
        mark_share out{{}, amount->is.value + "%", amount->end};
        if (!ends(name, "各")) {
            if (!names_a_mark(name) || has_any(name, {"、", "和"})) return std::nullopt;
            out.names.emplace_back(name);
            return out;
        }
        name.remove_suffix(std::string_view("各").size());
        for (std::size_t from = 0, at = 0; at <= name.size();) {
            const bool stop = at == name.size() || starts_any(name.substr(at), {"、", "和", "与"});
            if (stop) {
                if (!names_a_mark(name.substr(from, at - from))) return std::nullopt;
                out.names.emplace_back(name.substr(from, at - from));
                from = at + std::string_view("、").size();
            }
            if (at == name.size()) break;
            at += character_length(name, at);
        }
        return out;
    }
    return std::nullopt;
}

// 体育课成绩按80%计入，竞赛成绩按20%计入: shares of marks that have their own names, all of them together.
std::optional<read<formula_text>> by_share(const folded& text, std::size_t begin, std::size_t end) {
    formula_text f;
    f.name = "得分";
    const auto add = [&](const mark_share& one) {
        for (const auto& name : one.names) f.expression += (f.expression.empty() ? "" : "+") + name + "×" + one.share;
    };
    std::size_t from = begin, expression_end = begin, taken = begin;
    while (from < end) {
        std::size_t stop = from;
        while (stop < end && text.text[stop] != ',' && text.text[stop] != ';') stop += character_length(text.text, stop);
        std::size_t at = from;
        for (const std::string_view lead : {"按照", "按", "以", "将", "其中"})
            if (starts(std::string_view(text.text).substr(at, stop - at), lead)) {
                at += lead.size();
                break;
            }
        const auto before = f.expression;
        bool good = false;
        for (auto one = share_at(text, at, stop); one; one = share_at(text, at, stop)) {  // 笔试成绩60%、面试成绩40%折算
            add(*one);
            at = expression_end = one->end;
            good = is_taken_in(std::string_view(text.text).substr(at, stop - at));
            if (good) break;
            bool joined = false;
            for (const std::string_view more : {"、", "和", "与"})
                if (!joined && starts(std::string_view(text.text).substr(at, stop - at), more)) at += more.size(), joined = true;
            if (!joined) break;
        }
        if (!good) {
            f.expression = before;
            break;
        }
        taken = stop;
        from = stop + 1;
    }
    if (f.expression.empty()) return std::nullopt;
    f.expression_at = text.original(begin, expression_end);
    f.at = text.original(begin, taken);
    return read<formula_text>{std::move(f), taken};
}

// 按满意度×30计分: an expression without a sign of equality, between 按 and the word that makes points of it.
std::optional<read<formula_text>> by_operation(const folded& text, std::size_t begin, std::size_t end) {
    const std::string_view all = std::string_view(text.text).substr(begin, end - begin);
    std::size_t from = 0;
    for (const std::string_view lead : {"本项得分", "该项得分", "项目得分", "指标得分", "最终得分", "得分", "分数", "分值", "本项", "该项"})
        if (from == 0 && starts(all, lead)) from = lead.size();
    const auto rest = all.substr(from);
    std::size_t head = 0;
    for (const std::string_view lead : {"按照", "按", "根据", "依据", "以", "用", "由"})
        if (head == 0 && starts(rest, lead)) head = lead.size();
    if (head == 0) return std::nullopt;
    from += head;
    std::size_t stop = from;
    int depth = 0;
    while (stop < all.size()) {
        const char c = all[stop];
        if (c == '(') ++depth;
        if (c == ')') --depth;
        if ((c == ',' && depth <= 0) || c == ';') break;
        stop += character_length(all, stop);
    }
    std::string_view middle = all.substr(from, stop - from);
    bool spoken = false;
    for (const std::string_view tail : {"计入总分", "计入得分", "计入成绩", "计算得分", "计算得出", "计算分值", "计算", "折算得分", "折算", "计得分", "计分",
             "计入", "确定得分", "得出得分", "赋分", "记分", "给分", "评分", "得分", "计"})
        if (!spoken && middle.size() > tail.size() && ends(middle, tail)) {
            middle.remove_suffix(tail.size());
            spoken = true;
        }
    if (!spoken) return std::nullopt;
    if (ends(middle, "分")) middle.remove_suffix(std::string_view("分").size());
    for (const std::string_view tail : {"的结果", "的积", "的乘积", "的数值", "的公式", "的方法"})
        if (ends(middle, tail)) middle.remove_suffix(tail.size());
    if (!has_any(middle, {"×", "*", "乘以", "÷", "除以"}) || has_any(middle, {"每", ",", ":", ";", "=", "<", ">", "≥", "≤"})) return std::nullopt;
    formula_text f;
    f.name = "得分";
    for (std::size_t at = 0; at < middle.size();) {
        if (starts(middle.substr(at), "乘以")) f.expression += "×";
        else if (starts(middle.substr(at), "除以")) f.expression += "÷";
        else {
            const std::size_t length = character_length(middle, at);
            f.expression += middle.substr(at, length);
            at += length;
            continue;
        }
        at += std::string_view("乘以").size();
    }
    f.expression_at = text.original(begin + from, begin + from + middle.size());
    f.at = text.original(begin, begin + stop);
    return read<formula_text>{std::move(f), begin + stop};
}

}  // namespace

std::optional<read<formula_text>> read_spoken_formula(const folded& text, std::size_t begin, std::size_t end) {
    if (auto found = by_operation(text, begin, end)) return found;
    return by_share(text, begin, end);
}

// 考试成绩×50%, 按民主测评得分×0.3折算: a share of another score, without 得分= before it.
std::optional<read<formula_text>> read_product(const folded& text, std::size_t begin, std::size_t end) {
    piece whole{begin, end};
    trim_separators(text, whole);
    std::string_view said = view(text, whole);
    for (const std::string_view by : {"按照", "按", "以"})
        if (starts(said, by)) {
            whole.begin += by.size();
            said.remove_prefix(by.size());
            break;
        }
    const auto times = said.find("×");
    if (times == std::string_view::npos || !ends_any(said.substr(0, times), {"成绩", "得分", "分数", "评分"}) || !no_digits(said.substr(0, times)) ||
        has_any(said.substr(0, times), {",", ";", ":", "(", "、", "+"}))
        return std::nullopt;
    cursor share{said, times + std::string_view("×").size()};
    if (!share.skip<grammar::ascii_number>()) return std::nullopt;
    share.skip("%");
    const std::size_t stop = share.at;
    skip_run(share, {"折算", "计算", "计入", "计分", "得分", "计", "本项", "总分", "确定"});
    if (!share.done()) return std::nullopt;
    formula_text f;
    f.name = "得分";
    f.expression = std::string(said.substr(0, stop));
    f.expression_at = text.original(whole.begin, whole.begin + stop);
    f.at = text.original(begin, end);
    return read<formula_text>{std::move(f), end};
}

}  // namespace fenze
