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
    if (!listed && article.empty()) return false;
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
    if (any_of({"至少", "任意", "任何", "其中", "以下", "下列"}) &&
        any_of({"两项", "二项", "2项", "三项", "3项", "四项", "4项", "两条", "2条", "三条", "3条"}) && !any_of({"全部", "同时", "均", "各"})) {
        error("FZ118", p.at, {"“" + w + "”要数满足了几项，现在还不能这样计分。", "this counts how many of the items hold, which cannot be scored yet"},
            {"写成“满足1项得…分，满足2项得…分”，由填报人填满足的项数。", "score the number of items that hold instead"});
        return true;
    }
    criteria found;
    found.article = article;
    found.at = p.at;
    found.text = std::string(text_.slice(p.at));
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
        found.how = criteria::mode::zero;
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

// 差错率=差错笔数/业务总笔数×100%。差错率0.1%以下得5分: the formula says what the quantity is, other sentences score it.
bool node_reader::defines_a_quantity(const formula_text& f, const std::vector<placed_item>& items) {
    const std::string name = name_key(f.name);
    if (has_any(name, {"得分", "分值", "分数", "成绩", "总分", "评分", "计分"}) || ends(name, "分")) return false;
    bool scored = false;
    for (const auto& p : items) {
        if (const auto* other = std::get_if<formula_text>(&p.is); other && other != &f && has(name_key(other->expression), name)) return false;
        const auto* c = std::get_if<clause_text>(&p.is);
        if (!c) continue;
        for (const auto& group : c->when)
            for (const auto& atom : group) scored = scored || (atom.is && (atom.subject.empty() || has(atom.subject, name) || has(name, atom.subject)));
        scored = scored || (c->each && c->each->towards != direction::none);
    }
    if (scored) node().notes.push_back({"“" + f.name + "”照文件的公式算好后填报", "“" + f.name + "” is to be given as the document defines it"});
    return scored;
}

// 得分=20×基准价/投标价, with the definitions that stand beside it.
// 资金到位率80%以上的，到位率系数为1: the text itself says what the coefficient is.
bool node_reader::tells_coefficient(const std::string& name) const {
    if (!ends_any(name, {"系数", "参数", "权数", "折算率"})) return false;
    for (const auto& line : written_.text) {
        const folded words_here = fold(text_, line.at);
        for (auto at = words_here.text.find(name); at != std::string::npos; at = words_here.text.find(name, at + name.size())) {
            cursor behind{words_here.text, at + name.size()};
            if (skip_any(behind, {"为", "取", "是", "按"}) && !behind.done() && behind.text[behind.at] >= '0' && behind.text[behind.at] <= '9') return true;
        }
    }
    return false;
}

void node_reader::read_formulas(const std::vector<placed_item>& items) {
    struct definition {
        std::string name;
        std::shared_ptr<const formula_node> tree;
        const formula_text* text = nullptr;
    };
    std::vector<definition> all;
    for (const auto& p : items) {
        const auto* f = std::get_if<formula_text>(&p.is);
        if (!f || defines_a_quantity(*f, items)) continue;
        auto tree = parse_formula(f->expression);
        if (!tree) {
            error("FZ120", f->expression_at, {"读不懂这个公式。", "this formula is not understood"},
                {"公式里用＋－×÷、括号、数字和名称，如“得分＝20×基准价÷投标价”。", "use + − × ÷, brackets, numbers and names"});
            continue;
        }
        all.push_back({name_key(f->name), std::move(tree), f});
    }
    // 得分按完成率乘以该项分值计算: the item's own mark, which the document gives
    const auto is_mark = [&](const std::string& name) {
        return node().max && is_any(name, {"分值", "本项分值", "该项分值", "本指标分值", "该指标分值", "指标分值", "项目分值", "本项满分", "该项满分", "满分",
                                              "满分值", "权重分值", "本项分数", "该项分数", "本项总分", "该项总分"});
    };
    std::map<std::string, std::size_t> defined, facts;
    for (std::size_t n = 0; n < all.size(); ++n) defined[all[n].name] = n;
    // 得分=完成率×20 behind 年度计划完成率=…: a shorter name for what was defined
    for (const auto& d : all) {
        std::vector<std::string> names;
        names_in(*d.tree, names);
        for (const auto& name : names)
            for (std::size_t n = 0; n < all.size(); ++n)
                if (&all[n] != &d && name.size() >= 6 && !defined.count(name_key(name)) && ends(all[n].name, name_key(name))) defined[name_key(name)] = n;
    }
    std::vector<std::string> used;
    for (const auto& d : all) {
        std::vector<std::string> names;
        names_in(*d.tree, names);
        for (const auto& name : names) {
            used.push_back(name_key(name));
            if (defined.count(name_key(name)) || facts.count(name) || is_mark(name)) continue;
            fact_kind kind = fact_kind::number;
            std::string unit;
            // 实际值÷标准值×权重: a share of points, where the formula names no other
            const bool points_left = ends(name, "权重") && has_any(d.text->expression, {"÷", "/"}) &&
                                     std::none_of(d.text->expression.begin(), d.text->expression.end(), [](char ch) { return ch >= '0' && ch <= '9'; });
            if (points_left) {
            } else if (has(name, "权值") || has(name, "权重") || has(name, "比例") || has(name, "比率") || has(name, "占比") || ends(name, "率") ||
                       ends(name, "满意度") || ends(name, "完成度")) {
                kind = fact_kind::percent;
                unit = "%";
            } else if ((ends(name, "价") && !ends(name, "评价")) || has(name, "报价") || has(name, "金额")) {
                kind = fact_kind::amount;
                unit = "元";
            } else if (has(name, "得分") || has(name, "分数") || has(name, "分值") || has(name, "成绩") || has(name, "评分") || ends(name, "分") ||
                       ends(name, "评价") || ends(name, "自评") || ends(name, "互评") || ends(name, "测评") || ends(name, "考评") || ends(name, "评议")) {
                kind = fact_kind::score;
                unit = "分";
            }
            if (tells_coefficient(name)) {
                error("FZ120", d.text->at,
                    {"公式里的“" + name + "”分情形取值，现在还不能这样计算。", "a coefficient that goes by case cannot be part of a formula yet"},
                    {"把每种情形的分直接写出来，或者让填报人直接填这个系数（删去分情形的那几句）。",
                        "write the points of each case, or let the coefficient be filled in"});
                facts[name] = 0;
                return;
            }
            atom_text atom;
            atom.subject = name;
            const std::size_t f = add_fact(name_of(atom), kind, unit, d.text->expression_at, d.text->name);
            model_.facts[f].max = std::nullopt;
            if (kind == fact_kind::number) model_.facts[f].min = std::nullopt;
            facts[name] = f;
        }
    }
    for (const auto& d : all) {
        if (std::any_of(used.begin(), used.end(), [&](const std::string& u) {
                const auto found = defined.find(u);
                return found != defined.end() && all[found->second].name == d.name;
            }))
            continue;
        int depth = 0;
        const auto definition_of = [&](const std::string& n) -> std::optional<std::size_t> {
            if (const auto found = defined.find(name_key(n)); found != defined.end()) return found->second;
            return std::nullopt;
        };
        const std::function<std::shared_ptr<const formula_node>(const std::string&)> by = [&](const std::string& n) -> std::shared_ptr<const formula_node> {
            if (const auto found = definition_of(n)) {
                if (++depth > 200) return nullptr;
                return resolve(*all[*found].tree, by);
            }
            auto leaf = std::make_shared<formula_node>();
            if (is_mark(n)) {
                leaf->kind = formula_node::form::number;
                leaf->value = *node().max;
                return leaf;
            }
            leaf->kind = formula_node::form::fact;
            leaf->fact = facts.at(n);
            leaf->percent = model_.facts[leaf->fact].kind == fact_kind::percent;
            return leaf;
        };
        auto tree = resolve(*d.tree, by);
        if (!tree) {
            error("FZ121", d.text->at, {"这个公式绕回了它自己。", "this formula refers to itself"},
                {"检查各个公式之间的引用。", "check what the formulas refer to"});
            continue;
        }
        formulas_[d.text->at.begin] = formula_rule{std::move(tree)};
    }
    if (formulas_.empty() && !all.empty() && out_.empty())
        error("FZ121", all[0].text->at, {"这个公式绕回了它自己。", "this formula refers to itself"},
            {"检查各个公式之间的引用。", "check what the formulas refer to"});
}

}  // namespace fenze
