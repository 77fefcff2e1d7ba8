#include "interpreter/form/builder.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

box_pattern pattern_of(std::string_view name) {
    if (ends_any(name, {"电子信箱", "电子邮箱", "邮箱", "电子邮件", "E-mail", "Email", "email"})) return box_pattern::email;
    if (ends_any(name, {"邮编", "邮政编码"})) return box_pattern::postcode;
    if (ends_any(name, {"电话", "手机", "手机号", "手机号码", "联系电话", "传真", "电话号码"})) return box_pattern::telephone;
    if (ends_any(name, {"网址"})) return box_pattern::web;
    return box_pattern::none;
}

/// 表单 says: （成员表：姓名|单位）
std::vector<std::string> parted(std::string_view words) {
    std::vector<std::string> out;
    std::string part;
    const auto add = [&] {
        if (!part.empty()) out.push_back(part);
        part.clear();
    };
    for (std::size_t i = 0; i < words.size();) {
        const auto n = character_length(words, i);
        const auto c = words.substr(i, n);
        if (c == "|" || c == "｜") add();
        else part += c;
        i += n;
    }
    add();
    return out;
}

std::string behind_colon(std::string_view words, std::initializer_list<std::string_view> heads) {
    for (const auto head : heads)
        if (starts(words, head)) words.remove_prefix(head.size());
    while (starts_any(words, {":", "：", " "})) words.remove_prefix(words[0] == ':' || words[0] == ' ' ? 1 : std::string_view("：").size());
    return std::string(words);
}

}  // namespace

fact_kind kind_of_unit(std::string_view unit) {
    if (unit == "%") return fact_kind::percent;
    if (is_money(unit)) return fact_kind::amount;
    if (is_any(unit, {"年", "月", "天", "亩", "平方米"})) return fact_kind::number;
    return fact_kind::count;
}

void form_builder::problem(const char* code, span at, words message, words help) { out_.push_back(problem_at(at, code, std::move(message), std::move(help))); }

std::uint32_t form_builder::add_fact(fact f) {
    const auto index = static_cast<std::uint32_t>(made.program.facts.size());
    operation o;
    o.kind = op::fact;
    o.index = index;
    o.at = f.at;
    made.program.facts.push_back(std::move(f));
    made.program.operations.push_back(std::move(o));
    made.from_score.emplace_back();
    return index;
}

std::optional<std::size_t> form_builder::box_named(std::string_view name) const {
    const auto key = name_key(name);
    for (std::size_t b = 0; b < made.boxes.size(); ++b)
        if (name_key(made.boxes[b].name) == key) return b;
    std::optional<std::size_t> found;
    for (std::size_t b = 0; b < made.boxes.size(); ++b)
        if (name_key(made.boxes[b].label) == key) {
            if (found) return std::nullopt;
            found = b;
        }
    return found;
}

void form_builder::say(form_box& box, const std::vector<std::string>& says, const std::string& unit) {
    fact& f = made.program.facts[box.fact];
    const auto figure = [&](fact_kind kind, const std::string& of) {
        box.is = box_kind::figure;
        f.kind = kind;
        f.unit = of;
        f.whole = kind == fact_kind::count;
    };
    if (!unit.empty()) figure(kind_of_unit(unit), unit);
    for (const auto& s : says) {
        if (const auto most = character_limit(s)) {
            box.most_characters = most;
            f.unit = s;
        } else if (is_box_unit(s)) {
            figure(kind_of_unit(s == "％" ? "%" : s), s == "％" ? "%" : s);
        } else if (s == "可空" || s == "选填") {
            box.required = false;
        } else if (s == "必填") {
            box.required = true;
        } else if (s == "年月" || s == "日期" || s == "年月日") {
            figure(fact_kind::date, s == "日期" ? "" : s);
            box.month_alone = s == "年月";
        } else if (s == "是否") {
            figure(fact_kind::boolean, "");
        } else if (s == "整数") {
            figure(fact_kind::count, "");
        } else if (s == "数值" || s == "数") {
            figure(fact_kind::number, "");
        } else if (s == "百分比") {
            figure(fact_kind::percent, "%");
        } else if (s == "金额") {
            figure(fact_kind::amount, f.unit);
        } else if (s == "列表" || s == "名单") {
            box.is = box_kind::list;
        } else if (starts_any(s, {"成员表", "表格"})) {
            box.is = box_kind::table;
            box.columns = parted(behind_colon(s, {"成员表", "表格"}));
        } else if (has_any(s, {"|", "｜"})) {
            figure(fact_kind::choice, "");
            f.options = parted(behind_colon(s, {"选项", "单选"}));
        }
    }
}

/// What a box without any word on it is, by its name.
void form_builder::guess(form_box& box) {
    fact& f = made.program.facts[box.fact];
    const std::string& name = box.name;
    if (ends_any(name, {"名单"})) {
        box.is = box_kind::list;
    } else if (starts(name, "是否")) {
        box.is = box_kind::figure;
        f.kind = fact_kind::boolean;
    } else if (ends_any(name, {"日期", "出生年月"})) {
        box.is = box_kind::figure;
        f.kind = fact_kind::date;
    } else if (ends_any(name, {"数量", "人数", "个数", "项数", "总数", "家数", "件数", "数"})) {
        box.is = box_kind::figure;
        f.kind = fact_kind::count;
        f.whole = true;
    } else if (ends_any(name, {"产值", "金额", "收入", "利润", "经费", "总额", "科研投入", "资金"})) {
        box.is = box_kind::figure;
        f.kind = fact_kind::amount;
    } else if (ends_any(name, {"增幅", "增长率", "比重", "占比", "比例"})) {
        box.is = box_kind::figure;
        f.kind = fact_kind::percent;
        f.unit = "%";
    }
    box.pattern = box.is == box_kind::words ? pattern_of(name) : box_pattern::none;
}

void form_builder::feed(form_box& box, const std::string& name, span at) {
    const fact_index index(scoring_);
    const auto found = index.find(name);
    if (found.size() != 1) {
        const auto* near = index.nearest(name);
        problem("FZ272", at,
            {"“" + name + "”" + (found.empty() ? "不是评分事实。" : "不止一个评分事实。"), "\"" + name + "\" names no single fact of the rubric."},
            near ? words{"是“" + near->name + "”吗？", "Did you mean \"" + near->name + "\"?"}
                 : words{"fenze facts 列出全部事实。", "`fenze facts` lists all facts."});
        return;
    }
    const fact &to = scoring_.facts[found.front()], &from = made.program.facts[box.fact];
    const bool numbers = box.is == box_kind::figure && from.kind != fact_kind::date && to.kind != fact_kind::text;
    const bool units = from.unit.empty() || to.unit.empty() || convert(number(1), from.unit, to.unit) || same_counter(from.unit, to.unit);
    if (!numbers || !units) {
        problem("FZ273", at,
            {"这一栏填的是" + std::string(kind_zh(from.kind)) + (from.unit.empty() ? "" : "（" + from.unit + "）") + "，送不到评分事实“" + to.name + "”（" +
                    kind_zh(to.kind) + (to.unit.empty() ? "" : "，" + to.unit) + "）。",
                "This box cannot feed the fact \"" + to.name + "\": their kinds or units differ."},
            {"写明这一栏的单位，如“（万元）”，或去掉“→”。", "Give the box its unit, or remove →."});
        return;
    }
    box.feeds = found.front();
}

std::size_t form_builder::add(const new_box& is) {
    if (const auto known = box_named(is.name); known && (!is.says.empty() || !is.feeds.empty())) {
        form_box& box = made.boxes[*known];
        say(box, is.says, is.unit);
        if (!is.feeds.empty()) feed(box, is.feeds, is.at);
        return *known;
    }
    form_box box;
    box.name = is.name;
    for (const auto& more : {is.group, made.parts.empty() ? std::string() : made.parts.back().title})
        if (box_named(box.name) && !more.empty()) box.name = more + "/" + is.name;
    const auto first = box.name;
    for (int n = 2; box_named(box.name); ++n) box.name = first + "（" + std::to_string(n) + "）";
    box.label = is.label.empty() ? is.name : is.label;
    box.group = is.group;
    box.part = made.parts.empty() ? 0 : static_cast<std::uint32_t>(made.parts.size() - 1);
    box.at = is.at;
    fact f;
    f.name = f.path = box.name;
    f.use = fact_use::form;
    f.kind = fact_kind::text;
    f.node = no_node;
    f.at = is.at;
    f.text = std::string(text_.slice(is.at));
    box.fact = add_fact(std::move(f));
    if (is.unit.empty() && is.says.empty() && !is.details) guess(box);
    else box.pattern = pattern_of(box.name);
    say(box, is.says, is.unit);
    if (box.is != box_kind::words) box.pattern = box_pattern::none;
    if (is.details) box.required = false;
    // a box of the same name as a scoring fact feeds it
    const auto same = fact_index(scoring_).find(is.name);
    if (is.feeds.empty() && same.size() == 1 && box.is == box_kind::figure) feed(box, is.name, is.at);
    made.boxes.push_back(std::move(box));
    if (!is.feeds.empty()) feed(made.boxes.back(), is.feeds, is.at);
    return made.boxes.size() - 1;
}

std::size_t form_builder::add_figure(std::string name, const std::string& unit, bool may_be_negative, span at) {
    form_box box;
    box.name = box.label = name;
    box.is = box_kind::figure;
    box.part = made.parts.empty() ? 0 : static_cast<std::uint32_t>(made.parts.size() - 1);
    box.at = at;
    fact f;
    f.name = f.path = std::move(name);
    f.use = fact_use::form;
    f.kind = may_be_negative ? fact_kind::number : fact_kind::amount;
    f.unit = unit;
    f.node = no_node;
    f.at = at;
    f.text = std::string(text_.slice(at));
    box.fact = add_fact(std::move(f));
    made.boxes.push_back(std::move(box));
    return made.boxes.size() - 1;
}

std::shared_ptr<const formula_node> form_builder::node_of(std::size_t box) const {
    auto out = std::make_shared<formula_node>();
    out->kind = formula_node::form::fact;
    out->fact = made.boxes[box].fact;
    out->percent = made.program.facts[out->fact].kind == fact_kind::percent;
    return out;
}

std::shared_ptr<const formula_node> form_builder::sum_of(const std::vector<std::size_t>& boxes) const {
    std::shared_ptr<const formula_node> sum;
    for (const auto box : boxes) {
        auto one = node_of(box);
        if (!sum) {
            sum = one;
            continue;
        }
        auto joined = std::make_shared<formula_node>();
        joined->kind = formula_node::form::add;
        joined->parts = {sum, one};
        sum = joined;
    }
    return sum;
}

std::shared_ptr<const formula_node> form_builder::node_of_scoring(std::uint32_t scoring) {
    auto out = std::make_shared<formula_node>();
    out->kind = formula_node::form::fact;
    out->percent = scoring_.facts[scoring].kind == fact_kind::percent;
    for (std::uint32_t f = 0; f < made.from_score.size(); ++f)
        if (made.from_score[f] == scoring) return out->fact = f, out;
    out->fact = add_fact(scoring_.facts[scoring]);
    made.program.facts.back().node = no_node;
    made.from_score.back() = scoring;
    return out;
}

void form_builder::relate(
    const std::shared_ptr<const formula_node>& left, const std::shared_ptr<const formula_node>& right, bool equal, bool computes, span at, words message) {
    plan& p = made.program;
    std::vector<std::uint32_t> operation_of(p.facts.size(), 0);
    for (std::uint32_t o = 0; o < p.operations.size(); ++o)
        if (p.operations[o].kind == op::fact) operation_of[p.operations[o].index] = o;
    formula_target target{p, operation_of};
    const auto a = lower_formula(*left, target, at), b = lower_formula(*right, target, at);
    operation o;
    o.kind = equal ? op::equal : op::less_equal;
    o.in = {a, b};
    o.at = at;
    p.operations.push_back(std::move(o));
    constraint c;
    c.operation = static_cast<std::uint32_t>(p.operations.size() - 1);
    c.message = std::move(message);
    c.at = at;
    std::vector<std::size_t> facts;
    facts_in(*left, facts);
    facts_in(*right, facts);
    for (const auto f : facts) c.facts.push_back(static_cast<std::uint32_t>(f));
    p.constraints.push_back(std::move(c));
    if (!equal || !computes || left->kind != formula_node::form::fact || made.from_score[left->fact]) return;
    for (auto& box : made.boxes) {
        if (box.fact != left->fact || box.computed) continue;
        box.computed = b;
        if (!left->percent) continue;
        operation hundred;  // 0.08 is 8%
        hundred.kind = op::scale;
        hundred.in = {b};
        hundred.value = number(100);
        hundred.at = at;
        p.operations.push_back(std::move(hundred));
        box.computed = static_cast<std::uint32_t>(p.operations.size() - 1);
    }
}

}  // namespace fenze
