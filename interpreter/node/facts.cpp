// Facts that clauses ask for: names, units, intervals, conditions.

#include <algorithm>
#include <array>
#include <functional>

#include "dsl/fold.hpp"
#include "dsl/lead.hpp"
#include "dsl/text.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

bool includes(const bound_text& bound, const model& m) {
    if (bound.named) return bound.inclusive;
    if (bound.word == bound_text::suffix::above) return m.above_includes.value_or(bound.inclusive);
    if (bound.word == bound_text::suffix::below) return m.below_includes.value_or(bound.inclusive);
    return bound.inclusive;
}

std::string node_reader::name_of(const atom_text& atom) const {
    if (atom.rest.empty() && !atom.subject_at.empty() && !has(text_.slice(atom.subject_at), "每")) {
        std::string whole = without_blanks(text_.slice(atom.subject_at));
        // 企业年度工业总产值〔产值〕: a short name given by the author
        if (const auto open = whole.rfind("〔"); ends(whole, "〕") && open != std::string::npos && open > 0 && has(whole, "〔")) {
            const std::string brief = whole.substr(open + std::string_view("〔").size(), whole.size() - open - 2 * std::string_view("〔").size());
            if (!brief.empty() && brief != "?" && brief != "？" && brief != "缺") return brief;
        }
        if (name_key(whole) == name_key(atom.subject)) return whole;
    }
    std::string out;
    const std::string folded_words = atom.subject + atom.rest;
    for (const char c : folded_words) {
        switch (c) {
            case ',':
                out += "，";
                break;
            case ';':
                out += "；";
                break;
            case ':':
                out += "：";
                break;
            case '(':
                out += "（";
                break;
            case ')':
                out += "）";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::size_t node_reader::add_fact(const std::string& name, fact_kind kind, const std::string& unit, span at, const std::string& clause_words) {
    const std::string key = name_key(name);
    if (const auto found = by_name_.find(key); found != by_name_.end()) {
        const fact& f = model_.facts[found->second];
        const auto numeric = [](fact_kind k) { return k == fact_kind::count || k == fact_kind::amount || k == fact_kind::percent || k == fact_kind::number; };
        if (f.kind == kind || (numeric(f.kind) && numeric(kind) && (unit.empty() || f.unit.empty() || f.unit == unit || convert(number(1), unit, f.unit))))
            return found->second;
    }
    fact f;
    f.name = name;
    if (kind == fact_kind::count)
        for (const std::string_view average : {"人均", "户均", "平均", "年均", "月均", "亩均", "班均", "生均", "校均"})
            if (has(name, average)) kind = fact_kind::number;  // averages are no whole numbers
    f.kind = kind;
    f.unit = unit == "百分点" ? "%" : unit;
    f.node = static_cast<std::uint32_t>(node_);
    f.node_title = title();
    f.at = at;
    f.text = clause_words;
    f.whole = kind == fact_kind::count;
    switch (kind) {
        case fact_kind::count:
        case fact_kind::amount:
        case fact_kind::score:
            f.min = number(0);
            break;
        case fact_kind::number:
            f.min = number(0);
            break;
        case fact_kind::percent: {
            f.min = number(0);
            f.max = number(100);
            for (const std::string_view beyond : {"增长", "增幅", "增速", "利润率", "超额", "超出", "回报率", "收益率", "负债", "提高", "上升", "涨", "超过",
                     "完成率", "下降率", "降低率", "产销率", "增加值率", "增长率"})
                if (has(name, beyond)) {
                    f.min.reset();
                    f.max.reset();
                }
            if (has(name, "完成率")) f.min = number(0);
            break;
        }
        default:
            break;
    }
    model_.facts.push_back(std::move(f));
    by_name_[key] = model_.facts.size() - 1;
    return model_.facts.size() - 1;
}

number node_reader::in_unit(const amount_text& amount, std::size_t f) const {
    const number value = number::parse(amount.value).value_or(number(0));
    const std::string& unit = model_.facts[f].unit;
    if (amount.unit.empty() || amount.unit == unit || unit.empty()) return value;
    if (amount.unit == "百分点" && unit == "%") return value;
    return convert(value, amount.unit, unit).value_or(value);
}

interval node_reader::read_interval(const interval_text& is, std::size_t f) const {
    interval out;
    if (is.low) out.low = limit{in_unit(is.low->amount, f), includes(*is.low, model_), is.low->named};
    if (is.high) out.high = limit{in_unit(is.high->amount, f), includes(*is.high, model_), is.high->named};
    return out;
}

std::size_t node_reader::quantity_fact(const atom_text& atom, const std::string& unit, const clause_text& c, bool may_lean) {
    std::string name = name_of(atom);
    if (!node().rules.empty() && std::holds_alternative<per_rule>(node().rules.back().is))
        for (const std::string_view sum : {"累计", "合计", "共计", "累计达", "全年累计", "年度累计", "累计发生", "一年内累计"})
            if (name == sum) name.clear();  // 累计3次及以上: of what was just counted
    for (const std::string_view placed : {"位居", "位列", "名列", "排在", "位次", "列", "居", "排名在"})
        if (name == placed) name.clear();  // 位居前20%: what is ranked is the item

    if (name.empty() && !c.prefix.empty()) name = without_blanks(text_.slice(c.prefix_at));
    if (may_lean && last_) {
        const fact& f = model_.facts[last_->fact];
        const bool same_measure =
            unit.empty() || f.unit == unit || (unit == "百分点" && f.unit == "%") || convert(number(1), unit, f.unit).has_value() || same_counter(unit, f.unit);
        if (same_measure && (name.empty() || ends(name_key(f.name), name_key(name)) || (name.size() <= 12 && has(name_key(f.name), name_key(name)))))
            return last_->fact;
    }
    if (may_lean && !name.empty()) {
        // the same quantity under a shorter name: 上年度工资薪金收入 … 工资薪金收入
        std::optional<std::size_t> only;
        for (const auto& [key, known] : by_name_) {
            const fact& f = model_.facts[known];
            const bool numeric = f.kind == fact_kind::count || f.kind == fact_kind::amount || f.kind == fact_kind::percent || f.kind == fact_kind::number;
            // the same words without what stands before their last comma
            const auto comma = key.rfind(',');
            const std::string tail = comma == std::string::npos ? key : key.substr(comma + 1);
            const bool same = ends(key, name_key(name)) || (tail.size() >= 18 && ends(name_key(name), tail));
            if (!numeric || !same || !(unit.empty() || f.unit == unit || convert(number(1), unit, f.unit))) continue;
            if (only && *only != known) {
                only.reset();
                break;
            }
            only = known;
        }
        if (only) return *only;
    }
    if (!c.starts_sentence && !node().rules.empty()) {
        // 每承担一门课程得3分，超过3门的…; 出现一次失误扣5分，出现两次…: what was just counted
        if (const auto* per = std::get_if<per_rule>(&node().rules.back().is);
            per && (model_.facts[per->fact].unit == unit || same_counter(unit, model_.facts[per->fact].unit)) &&
            (name.empty() || (name.size() <= 12 && has(name_key(model_.facts[per->fact].name), name_key(name)))))
            return per->fact;
    }
    if (name.empty()) name = title();
    const std::size_t f = add_fact(name, kind_of(unit), unit, atom.at.empty() ? c.at : atom.at, c.words);
    return f;
}

condition node_reader::read_condition(const condition_text& when, const clause_text& c, bool may_lean) {
    condition any;
    any.kind = condition::form::any;
    any.at = c.at;
    for (const auto& group : when) {
        condition all;
        all.kind = condition::form::all;
        all.at = c.at;
        for (const auto& atom : group) {
            condition one;
            one.at = atom.at;
            if (atom.is) {
                const std::string unit = atom.is->low ? atom.is->low->amount.unit : atom.is->high->amount.unit;
                one.kind = condition::form::compare;
                one.fact = quantity_fact(atom, unit, c, may_lean || any.parts.size() + all.parts.size() > 0);
                one.is = read_interval(*atom.is, one.fact);
                widen(model_.facts[one.fact], one.is);
                // 0.8册以上: a threshold that is no whole number belongs to a quantity that is none
                for (const auto& edge : {one.is.low, one.is.high})
                    if (edge && !edge->value.is_integer() && model_.facts[one.fact].kind == fact_kind::count) {
                        model_.facts[one.fact].kind = fact_kind::number;
                        model_.facts[one.fact].whole = false;
                    }
                // 按时完成的得6分，逾期1个月以内完成的得3分: who is in time is not overdue
                const bool late = !c.award.take && has_any(model_.facts[one.fact].name, {"逾期", "超期", "延期", "延迟", "推迟", "迟交", "晚"}) &&
                                  std::any_of(node().rules.begin(), node().rules.end(), [](const rule& r) {
                                      return !r.take && has_any(r.text, {"按时", "按期", "如期", "提前", "准时", "及时"});
                                  });
                if (late && atom.is->high && !atom.is->low && one.is.high->value.sign() > 0) one.is.low = limit{number(0), false, false};
                if (one.fact < model_.facts.size() && atom.is->high && !atom.is->low && c.award.take) {
                    // 超时1分钟以内扣0.5分: no overtime at all is no fault
                    const std::string& name = model_.facts[one.fact].name;
                    for (const std::string_view fault : {"超时", "迟到", "逾期", "延迟", "延误", "缺时", "旷", "漏", "误", "超期", "拖欠", "超标", "早退",
                             "缺勤", "缺席", "违约", "滞后", "超出", "超过", "误差", "偏差"})
                        if (has(name, fault)) one.is.low = limit{number(0), false, false};
                }
                last_ = leaned_on{one.fact, {one.is}, node().rules.size(), number(0), !c.award.take};
            } else {
                one.kind = condition::form::truth;
                one.fact = add_fact(name_of(atom), fact_kind::boolean, "", atom.at, c.words);
            }
            all.parts.push_back(std::move(one));
        }
        any.parts.push_back(all.parts.size() == 1 ? all.parts[0] : std::move(all));
    }
    return any.parts.size() == 1 ? any.parts[0] : any;
}

}  // namespace fenze
