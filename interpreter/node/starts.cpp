// What stands when all runs of a node are read: what deductions start from, where they stop, which caps hold.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/reading.hpp"

namespace fenze {

namespace {
// 迟报扣2分: a deduction on a yes/no.
bool takes_on_words(const rule& r) {
    const auto* t = std::get_if<tiers_rule>(&r.is);
    return r.take && t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::truth;
}

// 迟报, 缺一项, 每逾期1天, 不及时: the fault alone, without a thing of its own?
std::string thing_of(std::string words) {
    static constexpr std::string_view faults[] = {"每", "缺少", "缺失", "缺项", "缺报", "缺", "少报", "少", "漏报", "漏", "未按", "未", "不按", "不", "没有",
        "没", "无", "逾期", "超期", "超时", "迟报", "迟到", "迟", "推迟", "推", "延迟", "延期", "延误", "延", "晚", "超过", "超出", "超", "错报", "错", "误",
        "偏离", "负偏离", "发现", "发生", "出现", "存在", "有", "扣减", "扣除", "扣", "减", "规定", "要求", "按时", "及时", "按期", "达到", "达标", "符合",
        "完成", "满足", "以内", "以上", "内", "时限", "期限", "时间", "情况", "的", "之", "者", "不足", "低于", "项", "次", "个", "处", "天", "日", "人", "例",
        "起", "条", "份", "件", "批", "小时", "工作", "月", "周", "年", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "分", "，", ",", "、",
        "。", "；", ".", " ", "（", "）", "(", ")", "且", "或", "再", "另", "相应", "酌情"};
    std::string left;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t longest = 0;
        for (const auto f : faults)
            if (f.size() > longest && words.compare(at, f.size(), f) == 0) longest = f.size();
        if (longest > 0) {
            at += longest;
            continue;
        }
        const auto n = character_length(words, at);
        if (n > 1 || !(words[at] >= '0' && words[at] <= '9')) left += words.substr(at, n);
        at += n;
    }
    return left;
}

// Is the deduction the opposite of what the award says? 制度健全得5分，培训每少一次扣1分 speaks of two things: one of its own stands before the fault.
bool of_the_same(std::string_view award, std::string_view deduction) {
    std::size_t fault = deduction.size();
    for (const std::string_view word : {"缺", "少", "漏", "未", "不", "没", "无故", "逾期", "超期", "超时", "迟", "推迟", "延", "晚", "超", "错", "误", "偏离",
             "发现", "发生", "出现", "存在", "损坏"})
        fault = std::min(fault, deduction.find(word));
    const std::string thing = thing_of(std::string(deduction.substr(0, std::min(fault, deduction.size()))));
    if (thing.size() <= 3) return true;
    for (std::size_t at = 0; at < thing.size();) {
        const auto n = character_length(thing, at);
        if (at + n >= thing.size()) break;
        if (has(award, thing.substr(at, n + character_length(thing, at + n)))) return true;
        at += n;
    }
    return false;
}

bool mentions(const condition& c, std::size_t fact) {
    return (c.kind != condition::form::always && c.parts.empty() && c.fact == fact) ||
           std::any_of(c.parts.begin(), c.parts.end(), [&](const condition& part) { return mentions(part, fact); });
}

// 每有1项未按期整改 beside 按期整改完成率: what is not done is what the award speaks of.
bool undoes(std::string_view award, std::string_view deduction) {
    if (has_any(award, {"按期", "按时", "及时", "准时"}) && has_any(deduction, {"延期", "逾期", "超期", "延迟", "迟报", "迟交"})) return true;
    for (const std::string_view no : {"未", "不"})
        for (auto at = deduction.find(no); at != std::string_view::npos; at = deduction.find(no, at + no.size())) {
            auto rest = deduction.substr(at + no.size());
            for (const std::string_view in_time : {"按期", "按时", "及时", "按规定", "按要求", "如期"})
                if (starts(rest, in_time) && !has(award, in_time)) {
                    rest.remove_prefix(in_time.size());
                    break;
                }
            if (rest.size() >= 6 && has(award, rest.substr(0, 6))) return true;
        }
    return false;
}
}  // namespace

// 台账齐全得5分，缺一项扣1分: the award is what its own deductions take from, and they take no more than it.
void node_reader::settle_starts() {
    auto& rules = node().rules;
    std::size_t gives = 0;
    for (const auto& r : rules)
        if (!r.take && !r.attached) ++gives;
    for (std::size_t i = 0; i + 1 < rules.size(); ++i) {
        rule& base = rules[i];
        const auto* t = std::get_if<tiers_rule>(&base.is);
        const bool flag = base.family == "flag" && t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::truth && t->tiers[0].gives.fixed();
        // 按期整改完成率100%得10分，每有1项未按期整改扣2分: all of them, less those that are not
        const bool one_tier = base.family == "threshold" && t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::compare && !base.take &&
                              t->tiers[0].gives.fixed() && t->tiers[0].when.is.low;
        // 四项齐全得4分，每缺一项扣1分
        const bool full_list =
            one_tier && has_any(base.text, {"项齐全", "项全部", "项均", "项俱全", "项都"}) && model_.facts[t->tiers[0].when.fact].unit == "项";
        const bool whole =
            full_list || (one_tier && t->tiers[0].when.is.low->value == number(100) && model_.facts[t->tiers[0].when.fact].kind == fact_kind::percent);
        const bool started = std::holds_alternative<constant_rule>(base.is) && !base.take;
        if (!flag && !whole && !started) continue;
        // 制度健全得5分，无制度不得分，制度不健全扣2分: a denial has been joined to it, which must not be lost
        if (flag && text_.slice(base.at).size() != base.text.size()) continue;
        std::size_t last = i + 1;
        while (last < rules.size() && rules[last].take && rules[last].segment == base.segment && (flag || whole || rules[last].attached) &&
               (started || of_the_same(base.text, rules[last].text)) &&
               (!whole || (std::holds_alternative<per_rule>(rules[last].is) && (full_list || undoes(base.text, rules[last].text)))) &&
               (std::holds_alternative<per_rule>(rules[last].is) || std::holds_alternative<steps_rule>(rules[last].is) || takes_on_words(rules[last])))
            ++last;
        if (last == i + 1) continue;
        if (whole && !flag) {
            const number points = t->tiers[0].gives.points;
            const std::size_t f = t->tiers[0].when.fact;
            // 低于80%不得分 may still ask for it
            bool used = false;
            for (std::size_t k = 0; k < rules.size(); ++k) {
                const auto asked = k == i ? std::vector<std::size_t>() : facts_of(rules[k], model_);
                used = used || std::find(asked.begin(), asked.end(), f) != asked.end();
            }
            for (const auto& z : node().zero_when) used = used || mentions(z, f);
            for (const auto& [when, share] : node().share_when) used = used || mentions(when, f);
            for (const auto& c : node().caps) used = used || (c.zero && mentions(*c.zero, f));
            if (!used) model_.facts[f].name.clear();
            base.is = constant_rule{points};
            base.family = "start";
            note(base, "“得" + points.text() + "分”是扣分前的起点，不另填事实");
        }
        if (flag) {
            const std::string& said = model_.facts[t->tiers[0].when.fact].name;
            const bool state = ends_any(said, {"齐全", "完整", "及时", "按时", "按期", "完善", "规范", "到位", "健全", "准确", "无误", "达标", "符合要求",
                                                  "全员参加", "按要求完成"}) ||
                               has_any(said, {"按时", "按期", "及时", "如期", "准时", "齐全", "完成", "全员", "日前", "月底前", "时限内", "期限内", "规定时间",
                                                 "完全响应", "完全满足", "满足要求", "达到要求", "符合标准", "畅通", "整洁"});
            // 零上访得5分，发生1批次扣1分; 无死亡得5分，每发生1例扣5分
            const bool none = starts_any(said, {"零", "无", "未发生", "未出现", "没有", "不发生"});
            const bool faults =
                none || std::all_of(rules.begin() + static_cast<std::ptrdiff_t>(i) + 1, rules.begin() + static_cast<std::ptrdiff_t>(last), [](const rule& r) {
                    return has_any(r.text, {"缺", "少", "漏", "未", "不", "逾", "迟", "延", "晚", "超", "错", "推", "偏离", "发现"});
                });
            if (!(state || none) || !faults) continue;
            const number points = t->tiers[0].gives.points;
            model_.facts[t->tiers[0].when.fact].name.clear();
            base.is = constant_rule{points};
            base.family = "start";
            note(base, "“得" + points.text() + "分”是扣分前的起点，不另填事实");
        }
        node().floor = true;
        if (gives > 1) {
            cap own;
            own.first = i + 1;
            own.last = last;
            own.points = std::get<constant_rule>(base.is).points;
            own.take = true;
            own.at = rules[i + 1].at;
            node().caps.push_back(std::move(own));
        }
    }
    // 发现一处不合格1分，扣完为止: the mark of a deduction without its verb
    const bool takes = std::any_of(rules.begin(), rules.end(), [](const rule& r) { return r.take || std::holds_alternative<formula_rule>(r.is); });
    if (takes_expected_ && !takes && !rules.empty() && node().zero_when.empty() && node().kind != section_kind::deduction)
        error("FZ125", *takes_expected_, {"这里说到扣分，但前面没有一句是扣分的。", "this speaks of deductions, but nothing before it deducts"},
            {"在分值前面写上“扣”，如“每次扣1分”。", "write 扣 before the points"});
}

void node_reader::finish() {
    auto& n = node();
    auto& rules = n.rules;
    settle_zeroes();
    settle_starts();
    // 建立了…机制（≤5分）: only a cap: a mark from 0 to it
    if (rules.empty() && !loose_caps_.empty() && (!found_criteria.empty() || !written_.children.empty())) {
        n.ceiling = loose_caps_[0].points;
    } else if (rules.empty() && !loose_caps_.empty() && n.zero_when.empty() && only_a_cap()) {
        lifted_cap = loose_caps_[0];
    } else if (rules.empty() && !loose_caps_.empty() && n.zero_when.empty()) {
        clause_text c;
        c.at = loose_caps_[0].at;
        c.award.values = {loose_caps_[0].points.text()};
        const std::size_t f = judged_fact(title(), c, {c.award});
        if (truncates_) {
            model_.facts[f].max = std::nullopt;
            n.ceiling = loose_caps_[0].points;
        }
        placed_item p;
        p.at = c.at;
        p.is = c;
        rule r;
        r.is = judged_rule{f, 1};
        add_rule(std::move(r), p, "mark");
    } else {
        for (auto c : loose_caps_) {
            c.first = 0;
            c.last = rules.size();
            if (!rules.empty()) n.caps.push_back(c);
        }
    }
    // 优秀：9-10分；良好：7-8分；差：5分以下: points of the item, or grades of the total?
    if (n.max && std::any_of(rules.begin(), rules.end(), [](const rule& r) { return r.family == "judged_choice"; }))
        for (const auto& p : outcomes)
            if (const auto* g = std::get_if<grade_text>(&p.is); g && !g->rest) {
                const auto& bound = g->is.low ? g->is.low : g->is.high;
                if (!bound || *n.max < number::parse(bound->amount.value).value_or(number(0))) continue;
                error("FZ102", p.at,
                    {"“" + g->name + "”这一档没有写成从几分到几分，不能与前后各档一起算作本项的得分。", "this line has no range as those beside it have"},
                    {"写成“差：0-5分”；若是总分的等级，请放到各项之外。", "write a range, or move the grades of the total out of the item"});
                break;
            }
    // 得分=30×等级系数，优秀、良好…的等级系数分别为1、0.85: coefficients by grade are not yet part of a formula
    if (!formulas_.empty())
        for (const auto& r : rules)
            if (r.family == "choice" && has_any(r.text, {"系数", "参数", "权数"})) {
                error("FZ120", r.at, {"公式里的系数按等次取值，现在还不能这样计算。", "a coefficient that goes by grade cannot be part of a formula yet"},
                    {"把每个等次的分直接写出来，如“优秀得30分，良好得25.5分”。", "write the points of each grade"});
                break;
            }
    // …为评标基准价，其价格分为满分 beside the formula says what the formula gives
    if (!formulas_.empty())
        for (std::size_t i = rules.size(); i-- > 0;)
            if (rules[i].family == "flag" && (has(rules[i].text, "基准价") || has(rules[i].text, "最低报价")) && has(rules[i].text, "满分")) {
                for (const auto f : facts_of_rule(rules[i])) model_.facts[f].name.clear();
                rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(i));
            }
    const bool takes = std::any_of(rules.begin(), rules.end(), [](const rule& r) { return r.take; });
    if (takes) {
        // 得满分, or an award equal to the mark, beside deductions alone names the starting state
        std::vector<std::size_t> gives;
        for (std::size_t i = 0; i < rules.size(); ++i)
            if (!rules[i].take) gives.push_back(i);
        const bool started = n.start.has_value();
        // 每缺一项扣2分；获市级表彰的加1分: deductions that come first take from the mark; 优秀加2分，不合格扣3分 adds up from zero
        if (n.max && n.kind == section_kind::base && !gives.empty() && !started &&
            std::all_of(gives.begin(), gives.end(), [&](std::size_t i) { return rules[i].plus && !rules[i].attached; })) {
            if (rules.front().take) {
                n.start = *n.max;
                note(rules[gives.front()], "先写扣分，从本项满分起扣；加分后不超过满分");
            } else {
                note(rules[gives.front()], "先写加分，从0分起算；要从满分扣起，请写“从" + n.max->text() + "分起评”");
            }
        }
        if (gives.size() == 1 && rules[gives[0]].family == "flag" && n.max) {
            auto* t = std::get_if<tiers_rule>(&rules[gives[0]].is);
            if (t && t->tiers.size() == 1 && t->tiers[0].gives.points == *n.max && t->tiers[0].when.kind == condition::form::truth) {
                const std::size_t f = t->tiers[0].when.fact;
                note(rules[gives[0]], "“得满分”是扣分前的起点，不另填事实");
                rules[gives[0]].is = constant_rule{*n.max};
                rules[gives[0]].family = "start";
                model_.facts[f].name.clear();  // dropped by bind
                n.floor = true;
                gives.clear();
            }
        }
        const bool constant = std::any_of(rules.begin(), rules.end(), [](const rule& r) { return std::holds_alternative<constant_rule>(r.is); });
        if (gives.empty() && !constant && !started && n.max && n.kind != section_kind::deduction) n.start = *n.max;
        if (n.kind == section_kind::deduction || (!n.max && !n.start && !constant && gives.empty())) {
            // zero or less
        } else {
            n.floor = true;
        }
        if (floor_ && (n.max || n.start || constant || !gives.empty())) n.floor = n.kind != section_kind::deduction;
    }
    if (n.start && !takes && !rules.empty() && n.max) n.floor = true;
    if (floor_ && !takes && !rules.empty() && n.kind != section_kind::deduction) n.floor = true;  // 最低为0分 behind a formula
    settle_bests();
    if (best_of_ && rules.size() > 1) n.how = combination::greatest;
    if (adds_cap_ && n.max) n.ceiling = *n.max + *adds_cap_;
}

}  // namespace fenze
