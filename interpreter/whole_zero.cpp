#include "interpreter/whole_zero.hpp"

#include <algorithm>
#include <span>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

using list = std::span<const std::string_view>;

constexpr std::string_view all_points[] = {"总分", "总得分", "总成绩", "总积分", "全部得分", "全部分数", "全部分值", "全部积分", "全部考核得分", "所有得分",
    "所有分数", "各项得分", "年度考核得分", "年度考核成绩", "年度考核分数", "年度考评得分", "年度评价得分", "年度得分", "全年得分", "全年考核得分", "当年得分",
    "当年考核得分", "最终得分", "综合得分"};
constexpr std::string_view of_a_part[] = {
    "本项", "该项", "此项", "单项", "分项", "本指标", "该指标", "本部分", "该部分", "本类", "该类", "相应", "对应", "指标", "本条", "所在项"};
constexpr std::string_view lead_to_nought[] = {
    "一律", "均", "直接", "全部", "将", "应", "予以", "给予", "为", "记", "计", "按", "以", "作", "是", "归", "判", "评", "被", "即", ":", "的"};
constexpr std::string_view nought[] = {"0分", "零分", "清零", "清0", "零", "取消", "作废", "0计", "0记"};
constexpr std::string_view takes[] = {"取消", "清零", "扣除", "扣完", "扣光", "扣减", "没收", "收回"};
constexpr std::string_view between[] = {"其", "该单位", "本年度", "本年", "当年", "年度", "全年", "考核", "考评", "评价", "的", "已得", "所得", "所有"};

bool skip_one(std::string_view& s, list words) {
    for (const auto w : words)
        if (starts(s, w)) {
            s.remove_prefix(w.size());
            return true;
        }
    return false;
}

bool digit_first(std::string_view s) { return !s.empty() && ((s[0] >= '0' && s[0] <= '9') || s[0] == '.'); }

/// 总分 … 为0分
bool comes_to_nought(std::string_view behind) {
    while (skip_one(behind, lead_to_nought)) {
    }
    // 总分为0分至3分的, 得分为0分的: a range, a condition
    return skip_one(behind, nought) && !starts_any(behind, {"点", "部件", "至", "到", "-", "~", "～", "—", "以", "及", "的", "(", "、"});
}

/// 取消 … 全部得分
bool takes_them(std::string_view before) {
    for (bool more = true; more;) {
        more = false;
        for (const auto w : between)
            if (ends(before, w)) {
                before.remove_suffix(w.size());
                more = true;
            }
    }
    return std::any_of(std::begin(takes), std::end(takes), [&](std::string_view w) { return ends(before, w); });
}

bool takes_all_points(std::string_view sentence) {
    for (const auto word : all_points)
        for (auto at = sentence.find(word); at != std::string_view::npos; at = sentence.find(word, at + word.size())) {
            const auto before = sentence.substr(0, at), behind = sentence.substr(at + word.size());
            if (std::any_of(
                    std::begin(of_a_part), std::end(of_a_part), [&](std::string_view w) { return ends(before, w) || ends(before, std::string(w) + "的"); }))
                continue;
            if (starts(behind, "值") || digit_first(behind)) continue;  // 总分值为0分, 扣除总分2分
            if (comes_to_nought(behind) || takes_them(before)) return true;
        }
    return false;
}

}  // namespace

std::optional<span> takes_all(const source& text, span paragraph) {
    const folded line = fold(text, paragraph);
    const std::string_view all = line.text;
    for (std::size_t from = 0; from < all.size();) {
        const std::size_t stop = std::min({all.find("。", from), all.find(';', from), all.size()});
        if (takes_all_points(all.substr(from, stop - from))) return line.original(from, stop);
        from = stop < all.size() ? stop + (all[stop] == ';' ? 1 : std::string_view("。").size()) : stop;
    }
    return std::nullopt;
}

diagnostic refuse_whole_zero(const source& text, span at, bool within_item) {
    diagnostic d;
    d.code = "FZ101";
    d.at = at;
    d.message =
        within_item
            ? words{"“" + std::string(text.slice(at)) + "”说的是总分，写在一个指标里，还不能这样计算。", "this speaks of the total, within one item"}
            : words{"“" + std::string(text.slice(at)) + "”说的是总分，这样写还不能计算。", "this speaks of the total, and cannot be carried out as it is put"};
    d.help = {"只管这一项的，写“本项不得分”；管全部的，移到最后，写成一票否决，如“存在弄虚作假的，一票否决”。", "write 本项不得分, or a veto at the end"};
    return d;
}

}  // namespace fenze
