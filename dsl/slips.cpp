#include "dsl/slips.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"

#include <algorithm>
#include <string>

namespace fenze {
namespace {

constexpr std::array<lookalike_pair, 10> like_bounds{{{"已上", "以上"}, {"已下", "以下"}, {"己上", "以上"}, {"己下", "以下"}, {"巳上", "以上"},
    {"巳下", "以下"}, {"以土", "以上"}, {"以卞", "以下"}, {"己内", "以内"}, {"已内", "以内"}}};

bool digit(char c) { return c >= '0' && c <= '9'; }

void name_word(const folded& text, std::size_t begin, std::size_t end, const char* code, words message, words help, diagnostics& out) {
    out.push_back(problem_at(text.original(begin, end), code, std::move(message), std::move(help)));
}

}  // namespace

void name_bounds(const folded& text, diagnostics& out) {
    const std::string_view all = text.text;
    for (const lookalike_pair& p : like_bounds) {
        for (std::size_t i = all.find(p.wrong); i != std::string_view::npos; i = all.find(p.wrong, i + p.wrong.size())) {
            bool figure = false;
            for (std::size_t back = i; back > 0 && i - back < 12; --back) figure = figure || digit(all[back - 1]);
            const std::size_t end = i + p.wrong.size();
            constexpr std::array<std::string_view, 14> followers{",", ";", "。", ")", "(", "的", "得", "计", "加", "扣", "为", "者", "、", ":"};
            const bool stop =
                end >= all.size() || std::any_of(followers.begin(), followers.end(), [&](std::string_view w) { return all.compare(end, w.size(), w) == 0; });
            if (!figure || !stop) continue;
            diagnostic d;
            d.code = "FZ108";
            d.at = text.original(i, end);
            d.message = {
                "“" + std::string(p.wrong) + "”疑为“" + std::string(p.right) + "”", "“" + std::string(p.wrong) + "” looks like “" + std::string(p.right) + "”"};
            d.help = {"改成“" + std::string(p.right) + "”", "write “" + std::string(p.right) + "”"};
            out.push_back(std::move(d));
        }
    }
}

void name_slips(const folded& text, diagnostics& out) {
    const std::string_view all = text.text;
    const auto each = [&](std::string_view wrong, const auto& found) {
        for (std::size_t i = all.find(wrong); i != std::string_view::npos; i = all.find(wrong, i + wrong.size())) found(i, i + wrong.size());
    };
    const auto follows = [&](std::size_t at, std::initializer_list<std::string_view> any) {
        return std::any_of(any.begin(), any.end(), [&](std::string_view w) { return all.compare(std::min(at, all.size()), w.size(), w) == 0; });
    };
    const auto precedes = [&](std::size_t at, std::initializer_list<std::string_view> any) {
        return std::any_of(any.begin(), any.end(), [&](std::string_view w) { return at >= w.size() && all.compare(at - w.size(), w.size(), w) == 0; });
    };
    // a figure and its unit stand before `at`; 按60%计分 is whole
    const auto measured = [&](std::size_t at) {
        for (const auto unit : number_units)
            if (unit != "%" && at > unit.size() && all.compare(at - unit.size(), unit.size(), unit) == 0 && digit(all[at - unit.size() - 1])) return true;
        return false;
    };
    const auto stops = [&](std::size_t at) { return at >= all.size() || follows(at, {",", ";", "。"}); };

    for (const std::string_view word : {std::string_view("得满"), std::string_view("扣满"), std::string_view("计满")})
        each(word, [&](std::size_t b, std::size_t e) {
            if (stops(e))
                name_word(text, b, e, "FZ104", {"“" + std::string(word) + "”后面少了“分”", "分 is missing"},
                    {std::string(word) + "分", std::string(word) + "分"}, out);
        });
    for (const std::string_view word : {std::string_view("得得"), std::string_view("扣扣"), std::string_view("满满"), std::string_view("计计")})
        each(word, [&](std::size_t b, std::size_t e) {
            if (e >= all.size() || !(digit(all[e]) || follows(e, {"满分", "分"}))) return;
            const std::string once(word.substr(0, 3));
            name_word(
                text, b, e, "FZ108", {"“" + once + "”写了两遍", "“" + once + "” is written twice"}, {"改成“" + once + "”", "write “" + once + "” once"}, out);
        });
    // 每0项: nothing can be counted in noughts
    each("每", [&](std::size_t b, std::size_t e) {
        constexpr std::size_t far = 60;
        for (std::size_t i = e; i < all.size() && i - e < far && !follows(i, {",", ";", "。", "得", "扣", "加", "计"}); i += character_length(all, i)) {
            if (!digit(all[i])) continue;
            std::size_t k = i;
            bool nought = true;
            for (; k < all.size() && (digit(all[k]) || all[k] == '.' || all[k] == '/'); ++k) nought = nought && (all[k] == '0' || all[k] == '.');
            if (nought) {
                name_word(
                    text, b, k, "FZ122", {"“每”后面的数量是0", "the quantity behind 每 is 0"}, {"写明数量，如“每1项”", "write how many, e.g. “每1项”"}, out);
            }
            return;
        }
    });
    each("毎", [&](std::size_t b, std::size_t e) {
        name_word(text, b, e, "FZ108", {"“毎”疑为“每”", "“毎” looks like “每”"}, {"改成“每”", "write “每”"}, out);
    });
    each("每每", [&](std::size_t b, std::size_t e) {
        if (e < all.size() && (digit(all[e]) || follows(e, {"低", "高", "少", "多", "增", "缺", "超", "满", "件", "项", "个", "次", "家", "人"})))
            name_word(text, b, e, "FZ108", {"“每”写了两遍", "“每” is written twice"}, {"改成“每”", "write “每” once"}, out);
    });
    for (const std::string_view word : {std::string_view("上"), std::string_view("下")}) {
        each(word, [&](std::size_t b, std::size_t e) {
            if (measured(b) && follows(e, {"得", "不得分", "计", "扣", "加", "的,", "的得", "为"}))
                name_word(text, b, e, "FZ108", {"“" + std::string(word) + "”疑为“以" + std::string(word) + "”", "“以" + std::string(word) + "” is meant"},
                    {"改成“以" + std::string(word) + "”", "write “以" + std::string(word) + "”"}, out);
        });
    }
    for (const std::string_view word : {std::string_view("得分"), std::string_view("扣分"), std::string_view("计分"), std::string_view("加分")}) {
        each(word, [&](std::size_t b, std::size_t e) {
            const auto phrase = all.substr(0, b);
            const auto from = phrase.find_last_of(",;:");
            if (has_any(from == std::string_view::npos ? phrase : phrase.substr(from), {"×", "÷", "乘以", "除以"})) return;  // 按完成数÷计划数×10分计分
            if (stops(e) && (measured(b) || (precedes(b, {"以上", "以下", "以内"}) && measured(b - 6))))
                name_word(text, b, e, "FZ122", {"“" + std::string(word) + "”少了分数", "the number of points is missing"},
                    {"写明分数，如“" + std::string(word.substr(0, 3)) + "5分”", "write the number, e.g. “" + std::string(word.substr(0, 3)) + "5分”"}, out);
        });
    }
    for (const std::string_view word :
        {std::string_view("扣"), std::string_view("每"), std::string_view("不超过"), std::string_view("得"), std::string_view("最高")}) {
        each(word, [&](std::size_t b, std::size_t e) {
            if (!stops(e) || precedes(b, {"抵", "折", "所", "心", "获", "取", "求"})) return;
            if (word == "得" && !(measured(b) || precedes(b, {"以上", "以下"}))) return;
            if (word == "最高" && !(e < all.size() ? false : precedes(b, {","}))) return;
            name_word(text, b, e, "FZ122", {"这一句没有写完", "the sentence breaks off"},
                {"补上后面的话，如“扣2分”“最高5分”", "write what is missing, e.g. “扣2分”"}, out);
        });
    }
    for (const std::string_view word : {std::string_view("上限为0分"), std::string_view("上限0分"), std::string_view("最高0分"), std::string_view("最高得0分"),
             std::string_view("最多0分"), std::string_view("不超过0分")}) {
        each(word, [&](std::size_t b, std::size_t e) {
            name_word(text, b, e, "FZ122", {"上限是0分，疑为漏了数字", "a limit of 0 points: a digit is missing"},
                {"写明上限，如“上限为10分”", "write the limit, e.g. “上限为10分”"}, out);
        });
    }
}

}  // namespace fenze
