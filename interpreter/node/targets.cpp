// Targets in proportion, criteria listed below, formulas.

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "dsl/cursor.hpp"
#include "dsl/fold.hpp"
#include "dsl/lead.hpp"
#include "dsl/several.hpp"
#include "dsl/text.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

// 达到得25分，不足按比例赋分.
void node_reader::read_ratio(const clause_text& c, const placed_item& p) {
    const auto points = points_of(c.award, c.at);
    if (!points) return;
    rule r;
    ratio_rule ratio;
    ratio.points = *points;
    if (!c.when.empty() && c.when[0][0].is && (c.when[0][0].is->low || c.when[0][0].is->high)) {
        const auto& is = *c.when[0][0].is;
        const amount_text& target = is.low ? is.low->amount : is.high->amount;
        ratio.fact = quantity_fact(c.when[0][0], target.unit, c, false);
        ratio.targets = {in_unit(target, ratio.fact)};
        if (model_.facts[ratio.fact].kind == fact_kind::percent && ratio.targets[0] >= number(100)) model_.facts[ratio.fact].max = std::nullopt;
    } else if (!written_.targets.empty() || written_.standard) {
        const auto target_of = [&](span cell) -> std::optional<bound_text> {
            const folded line = fold(text_, cell);
            clause_text probe;
            if (read_lead(line, 0, line.text.size(), probe) || probe.when.empty()) return std::nullopt;
            for (const auto& group : probe.when)
                for (const auto& atom : group)
                    if (atom.is) return atom.is->low ? atom.is->low : atom.is->high;
            if (probe.each) {
                bound_text b;
                b.amount = probe.each->each;
                return b;
            }
            return std::nullopt;
        };
        std::vector<bound_text> bounds;
        std::vector<span> cells;
        if (written_.standard) cells.push_back(*written_.standard);
        for (const auto& t : written_.targets) cells.push_back(t.at);
        for (const auto& cell : cells) {
            auto b = target_of(cell);
            if (!b) {
                error("FZ114", cell, {"目标“" + std::string(text_.slice(cell)) + "”里没有数量。", "the target holds no figure"},
                    {"写成“10项”“5-9个”这样的数量。", "write a figure with its unit"});
                return;
            }
            bounds.push_back(*b);
        }
        if (!written_.targets.empty()) {
            // the class is an input of the whole sheet
            const std::string last = written_.targets[0].name;
            const std::string name = ends(last, "级") ? "级别" : "类别";
            std::optional<std::size_t> known;
            for (std::size_t f = 0; f < model_.facts.size(); ++f)
                if (model_.facts[f].kind == fact_kind::choice && model_.facts[f].name == name && model_.facts[f].options.size() == written_.targets.size())
                    known = f;
            if (!known) {
                known = add_fact(name, fact_kind::choice, "", written_.targets_header, name);
                for (const auto& t : written_.targets) model_.facts[*known].options.push_back(t.name);
            }
            ratio.by_class = known;
        }
        const std::string unit = bounds[0].amount.unit;
        ratio.fact = add_fact(title(), kind_of(unit), unit, c.at, c.words);
        for (const auto& b : bounds) ratio.targets.push_back(in_unit(b.amount, ratio.fact));
    } else {
        std::string name = c.when.empty() ? "" : name_of(c.when[0][0]);
        (void)name;
        name = "完成比例";
        if (by_name_.count(name_key(name)) != 0) name = title() + name;
        ratio.fact = add_fact(name, fact_kind::percent, "%", c.at, c.words);
        by_name_.emplace(name_key("完成率"), ratio.fact);  // …按完成比例得分，完成率低于60%的不得分
        ratio.targets = {number(100)};
    }
    for (const auto& t : ratio.targets)
        if (t.sign() <= 0) {
            error("FZ115", c.at, {"目标为0，不能按比例计分。", "a target of zero"}, {"写一个大于0的目标。", "write a target above zero"});
            return;
        }
    if (ratio.targets.size() == 1) {
        // …不足按比例得分；每超过…: later steps go on from the target
        interval reached;
        reached.low = limit{ratio.targets[0], true, false};
        last_ = leaned_on{ratio.fact, {reached}, node().rules.size(), ratio.points, true};
    }
    r.is = std::move(ratio);
    add_rule(std::move(r), p, "target");
    affirm(c, c.words);
}

namespace {
// 至少满足两项, 任意3条, 两项以上: how many of the list; 0 where the words name none, or one.
std::size_t how_many(std::string_view w) {
    static constexpr std::pair<std::string_view, std::size_t> numerals[] = {
        {"两", 2}, {"二", 2}, {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6}, {"2", 2}, {"3", 3}, {"4", 4}, {"5", 5}, {"6", 6}};
    for (const auto& [said, n] : numerals)
        for (const std::string_view noun : {"项", "条", "个条件", "个"})
            for (auto at = w.find(said); at != std::string_view::npos; at = w.find(said, at + said.size()))
                if (starts(w.substr(at + said.size()), noun) && !(at > 0 && w[at - 1] >= '0' && w[at - 1] <= '9') && !ends_any(w.substr(0, at), {"十", "第"}))
                    return n;
    return 0;
}
// 出现下列情形之一的，每项扣5分：甲；乙；丙: what the sentence lists behind its award.
std::vector<std::pair<std::string, span>> listed_behind(const source& text, span award) {
    std::vector<std::pair<std::string, span>> out;
    const std::string_view all = text.text();
    std::size_t at = award.end;
    const auto sees = [&](std::string_view word) { return all.substr(at, word.size()) == word; };
    if (!sees("：") && !sees(":")) return out;
    at += sees("：") ? std::string_view("：").size() : 1;
    const auto add = [&](std::size_t from, std::size_t to) {
        std::string one = without_blanks(all.substr(from, to - from));
        while (ends(one, "的") || ends(one, "，")) one.resize(one.size() - 3);
        if (!one.empty()) out.emplace_back(one, span{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
    };
    std::size_t from = at;
    for (; at < all.size() && all[at] != '\n' && !sees("。"); at += character_length(all, at))
        if (sees("；") || sees(";")) {
            add(from, at);
            from = at + (sees(";") ? 1U : std::string_view("；").size());
        }
    if (from < at) add(from, at);
    if (out.size() < 2) out.clear();
    return out;
}
}  // namespace

// 符合其中一项的，得1分; 每符合一项得1分; 满足下列条件之一的，得5分; 有下列情形之一的，不得分.
bool node_reader::read_criteria(const clause_text& c, const placed_item& p) {
    const std::string& w = c.words;
    const auto any_of = [&](std::initializer_list<std::string_view> all) {
        return std::any_of(all.begin(), all.end(), [&](std::string_view x) { return has(w, x); });
    };
    std::string article;
    if (const auto at = w.find("第"); at != std::string::npos) {
        const auto end = w.find("条", at);
        if (end != std::string::npos && end - at < 20) article = w.substr(at, end + 3 - at);
    }
    const bool listed = std::any_of(written_.children.begin(), written_.children.end(), [](const outline_node& n) { return n.mark == std::nullopt; }) ||
                        written_.text.size() > 1;
    const auto behind = listed_behind(text_, p.at);
    if (!listed && behind.empty() && article.empty()) return false;
    // 缺席率5%以下 is a figure, 以下条件 a list
    const bool refers = any_of({"下列", "上述", "如下", "所列", "所述", "前述", "前款"}) ||
                        (has(w, "以下") && std::none_of(c.when.begin(), c.when.end(), [](const auto& group) {
                            return std::any_of(group.begin(), group.end(), [](const atom_text& a) { return a.is && !a.is->bare; });
                        }));
    const bool per_item = c.each.has_value() && any_of({"每符合", "每满足", "每具备", "每达到", "每有", "每做到", "每完成", "每出现", "每发生", "每存在"});
    const bool inside = any_of({"其中一项", "其中之一", "其中任", "之一", "任一", "任意一", "任何一"});
    if (!(refers || (per_item && has(w, "一项")) || (per_item && has(w, "1项")) || (inside && !article.empty()) || (inside && has(w, "符合")) ||
            (inside && has(w, "满足"))))
        return false;
    if (refers && article.empty() && w.size() > 120) return false;
    criteria found;
    if (any_of({"至少", "任意", "任何", "其中", "以下", "下列"}) && !any_of({"全部", "同时", "均", "各"})) found.at_least = how_many(w);
    found.listed = behind;
    found.article = article;
    found.at = behind.empty() ? p.at : cover(p.at, behind.back().second);
    found.text = std::string(text_.slice(found.at));
    found.sentence = p.sentence;
    found.segment = p.segment;
    found.take = c.award.take;
    for (const std::string_view no :
        {"未做到", "未达到", "未落实", "未完成", "未按", "未提供", "未执行", "不符合", "不满足", "不具备", "达不到", "违反", "缺少", "没有达到"})
        if (has(w, no)) {
            found.denial = std::string(no);
            break;
        }
    if (c.award.kind == award_kind::zero) {
        found.how = criteria::mode::zero;  // any of them, or so many
        found_criteria.push_back(std::move(found));
        return true;
    }
    const auto points = points_of(c.award, c.at);
    if (!points) return true;
    found.points = *points;
    if (c.each || any_of({"每项", "每条", "各得", "分别"}) || c.award.distributes) {
        found.how = criteria::mode::each;
        found.settled = true;
        // 有下列情形之一的，每次加2分: every one of them is counted
        if (c.each && !is_any(c.each->each.unit, {"", "项", "条", "个", "种", "类", "款", "点", "方面", "项目"}) && c.each->each.value == "1")
            found.unit = c.each->each.unit;
    } else if (found.at_least > 1) {
        found.how = criteria::mode::some;
        found.settled = true;
    } else if (any_of({"同时", "均", "全部", "都符合", "都满足", "各项条件", "所有"})) {
        found.how = criteria::mode::all;
        found.settled = true;
    } else if (any_of({"之一", "任一", "任意一", "任何一", "其中任"})) {
        found.how = criteria::mode::any;
    } else if (any_of({"一项", "其中"})) {
        found.how = criteria::mode::each;
    } else {
        found.how = criteria::mode::all;
        found.settled = true;
    }
    found_criteria.push_back(std::move(found));
    return true;
}

// 3亿元以上得10分，1亿元以下得0分，介于两者之间的按线性插值法计算: a line from each bound of the tiers to the next.
void node_reader::read_interpolation(const placed_item& p) {
    const auto refuse = [&] {
        error("FZ124", p.at,
            {"“插值”前面要有同一个量的两档以上，每档一个界限、一个分值。", "interpolation needs two tiers or more of one quantity, each with one bound"},
            {"写成“3亿元以上得10分，1亿元以下得0分，两者之间按插值法计算”。", "write the bounds and their points"});
    };
    auto* tiers = node().rules.empty() ? nullptr : std::get_if<tiers_rule>(&node().rules.back().is);
    if (!tiers || tiers->tiers.size() < 2) return refuse();
    std::map<number, number> points;
    const std::size_t f = tiers->tiers[0].when.fact;
    for (const auto& t : tiers->tiers) {
        const auto& when = t.when;
        if (when.kind != condition::form::compare || when.fact != f || t.gives.judged || when.is.low.has_value() == when.is.high.has_value()) return refuse();
        const number& bound = (when.is.low ? when.is.low : when.is.high)->value;
        if (const auto found = points.find(bound); found != points.end() && !(found->second == t.gives.points)) return refuse();
        points.emplace(bound, t.gives.points);
    }
    if (points.size() < 2) return refuse();
    using form = formula_node::form;
    using tree = std::shared_ptr<const formula_node>;
    const bool percent = model_.facts[f].kind == fact_kind::percent;
    const number unit = percent ? number::fraction(1, 100) : number(1);
    const auto constant = [](const number& value) {
        auto out = std::make_shared<formula_node>();
        out->value = value;
        return tree(out);
    };
    const auto join = [](form kind, tree a, tree b) {
        auto out = std::make_shared<formula_node>();
        out->kind = kind;
        out->parts = {std::move(a), std::move(b)};
        return tree(out);
    };
    auto leaf = std::make_shared<formula_node>();
    leaf->kind = form::fact;
    leaf->fact = f;
    leaf->percent = percent;
    tree sum = constant(points.begin()->second);
    for (auto from = points.begin(), to = std::next(from); to != points.end(); ++from, ++to) {
        const number low = from->first * unit, width = (to->first - from->first) * unit;
        const auto slope = divide(to->second - from->second, width);
        // how far into this stretch the fact reaches, times its slope
        const tree over = join(form::greatest, join(form::subtract, leaf, constant(low)), constant(number(0)));
        sum = join(form::add, sum, join(form::multiply, join(form::least, over, constant(width)), constant(*slope)));
    }
    rule& r = node().rules.back();
    r.is = formula_rule{std::move(sum)};
    r.family = "interpolation";
    r.at = cover(r.at, p.at);
    r.text = std::string(text_.slice(r.at));
}

}  // namespace fenze
