// 不得分 on a condition: what it zeroes, and which bounds it leaves to the tiers before it.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/whole_zero.hpp"

namespace fenze {

void node_reader::read_zero(const clause_text& c, const placed_item& p) {
    if (!node().rules.empty() && !c.when.empty() && !c.when[0][0].is && c.when.size() == 1 && c.when[0].size() == 1 &&
        (is_any(
            c.when[0][0].subject, {"其他", "其余", "其它", "其他情况", "其余情况", "其他情形", "其他作者", "其余作者", "其他级别", "以下", "以外", "除外"})))
        return;  // 其他作者不计分: nothing is given for them, and nothing taken
    // 每满一年积3分，补缴的不计分: so many are left out of the count
    if (!node().rules.empty() && std::holds_alternative<per_rule>(node().rules.back().is) && node().rules.back().sentence == p.sentence && !c.when.empty() &&
        !compound(c) && !c.when[0][0].is && has_any(text_.slice(c.at), {"不计分", "不予计分", "不加分", "不予加分", "不计入", "不积分"}) &&
        !has_any(c.words, {"未", "虚假", "作假", "不合格", "违", "逾期", "不符", "超", "发生", "出现", "抄袭", "本项", "该项", "受到", "存在", "造成", "被",
                              "处分", "处罚", "事故", "影响", "隐患", "投诉", "失信", "举报"})) {
        note(node().rules.back(), "“" + c.words + "”不计分：填报数量时不要算进去");
        return;
    }
    // 存在弄虚作假的，总分为0分 in an item speaks of more than the item
    std::string_view gets = text_.slice(p.at);  // what stands behind the condition: 总分低于60分的，本项不得分 compares it only
    for (const std::string_view stop : {"，", ",", "的"})
        if (const auto cut = gets.rfind(stop); cut != std::string_view::npos) {
            gets.remove_prefix(cut);
            break;
        }
    if (has_any(gets, {"总分", "总得分", "总成绩", "总积分"}) && node_ != 0) {
        out_.push_back(refuse_whole_zero(text_, p.at, true));
        return;
    }
    if (const auto& label = c.scope.empty() ? c.prefix : c.scope; !label.empty()) node().zero_labels.push_back(label);
    condition when = read_condition(c.when, c, last_.has_value());
    if (c.denied && when.kind == condition::form::truth) when.expected = false;
    const bool of_item = has_any(text_.slice(p.at), {"本项", "该项", "此项", "本指标", "该指标", "本条", "全部"});
    zeroes_.push_back({std::move(when), p.segment, of_item, c.words, p.at});
}

// 没有论文的，本项不得分 beside points for other things: the whole item gives nothing where there is none of it. Where it is all that the item
// counts, its own zero says so already.
bool node_reader::read_absence(const clause_text& c, const std::string& words, std::size_t at) {
    const placed_item& p = item(at);
    const bool of_item = has_any(text_.slice(p.at), {"本项", "该项", "此项", "本指标", "该指标", "本条"});
    if (c.otherwise) return false;
    std::vector<condition> denied;         // none of any of them: 没有论文的 of 论文 and SCI论文
    bool others = false, before = false;   // points for something else; what is denied is said just before
    std::optional<std::uint32_t> nearest;  // where the points before this sentence begin
    if (of_item)
        for (std::size_t next = at + 1; next < items_->size() && !others; ++next)
            if (const auto* later = clause(next)) others = later->award.kind == award_kind::points && !later->award.take;
    for (const auto& r : node().rules) {
        if (r.take) continue;
        const auto* count = std::get_if<per_rule>(&r.is);
        const auto* flag = std::get_if<tiers_rule>(&r.is);
        const bool truth = flag && flag->tiers.size() == 1 && flag->tiers.front().when.kind == condition::form::truth && flag->tiers.front().when.expected;
        const auto fact = count ? std::optional(count->fact) : truth ? std::optional(flag->tiers.front().when.fact) : std::nullopt;
        const bool told = fact && denies_by_name(words, model_.facts[*fact].name);
        if (r.at.begin < p.at.begin && (!nearest || *nearest < r.at.begin)) nearest = r.at.begin, before = told;
        if (!told) {
            others = true;
            continue;
        }
        condition none;
        none.kind = count ? condition::form::compare : condition::form::truth;
        none.fact = *fact;
        none.expected = false;
        if (count) none.is.low = none.is.high = limit{number(0), true, false};
        none.at = c.at;
        denied.push_back(std::move(none));
    }
    if (!others || denied.empty() || (before && !of_item)) return false;
    condition when = denied.front();
    if (denied.size() > 1) {
        when = condition();
        when.kind = condition::form::all;
        when.parts = std::move(denied);
        when.at = c.at;
    }
    zeroes_.push_back({std::move(when), p.segment, true, c.words, p.at});
    return true;
}

// 5-10天（含10天）扣8分，10天以上不得分: the value that a tier before has named, or has first, is that tier's.
void node_reader::leave_shared_bound(condition& when) const {
    if (when.kind == condition::form::any)
        for (auto& part : when.parts) leave_shared_bound(part);
    if (when.kind != condition::form::compare) return;
    for (const auto& r : node().rules) {
        const auto* t = std::get_if<tiers_rule>(&r.is);
        if (!t) continue;
        for (const auto& one : t->tiers) {
            if (one.when.kind != condition::form::compare || one.when.fact != when.fact) continue;
            auto& low = when.is.low;
            auto& high = when.is.high;
            if (low && !high && low->inclusive && !low->named && one.when.is.high && one.when.is.high->inclusive && one.when.is.high->value == low->value)
                low->inclusive = false;
            if (high && !low && high->inclusive && !high->named && one.when.is.low && one.when.is.low->inclusive && one.when.is.low->value == high->value)
                high->inclusive = false;
        }
    }
}

// 覆盖率…，低于90%不得分；合格率…: a zero speaks of its own segment where others give points too, else of the item.
void node_reader::settle_zeroes() {
    auto& n = node();
    for (auto& z : zeroes_) leave_shared_bound(z.when);
    for (auto& z : zeroes_) {
        std::size_t first = n.rules.size(), last = 0;
        bool elsewhere = false;
        for (std::size_t i = 0; i < n.rules.size(); ++i) {
            if (n.rules[i].segment == z.segment) {
                first = std::min(first, i);
                last = i + 1;
            } else if (!n.rules[i].take) {
                elsewhere = true;
            }
        }
        const bool own = first < last && !n.rules[first].take;
        if (!z.of_item && own && elsewhere) {
            cap group;
            group.first = first;
            group.last = last;
            group.zero = std::move(z.when);
            group.at = z.at;
            n.caps.push_back(std::move(group));
            n.notes.push_back({"“" + z.words + "”时，这一部分不得分", "that part gives nothing where “" + z.words + "”"});
            continue;
        }
        n.zero_when.push_back(std::move(z.when));
        n.notes.push_back({"“" + z.words + "”时本项计0分", "the item scores 0 where “" + z.words + "”"});
    }
    zeroes_.clear();
}

}  // namespace fenze
