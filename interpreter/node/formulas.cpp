// Formulas of an item: those that compute its points, those that define what others use, and awards that a formula computes.

#include <algorithm>
#include <functional>
#include <map>

#include "dsl/cursor.hpp"
#include "dsl/fold.hpp"
#include "dsl/several.hpp"
#include "dsl/text.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/node_reader.hpp"

namespace fenze {

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

// 得分按完成率乘以该项分值计算: the item's own mark, which the document gives.
bool node_reader::is_own_mark(const std::string& name) const {
    return node().max && is_any(name, {"分值", "本项分值", "该项分值", "本指标分值", "该指标分值", "指标分值", "项目分值", "本项满分", "该项满分", "满分",
                                          "满分值", "权重分值", "本项分数", "该项分数", "本项总分", "该项总分"});
}

std::optional<std::size_t> node_reader::definition_of(const std::string& name) const {
    const std::string key = name_key(name);
    for (std::size_t n = 0; n < definitions_.size(); ++n)
        if (definitions_[n].name == key) return n;
    // 得分=完成率×20 behind 年度计划完成率=…: a shorter name for what was defined
    if (name.size() >= 6)
        for (std::size_t n = definitions_.size(); n-- > 0;)
            if (ends(definitions_[n].name, key)) return n;
    return std::nullopt;
}

// The fact that a name in a formula asks for; nothing, and said, where the name goes by case.
std::optional<std::size_t> node_reader::fact_in_formula(const std::string& name, const formula_text& from) {
    if (const auto known = formula_facts_.find(name); known != formula_facts_.end()) return known->second;
    fact_kind kind = fact_kind::number;
    std::string unit;
    // 实际值÷标准值×权重: a share of points, where the formula names no other
    const bool points_left = ends(name, "权重") && has_any(from.expression, {"÷", "/"}) &&
                             std::none_of(from.expression.begin(), from.expression.end(), [](char ch) { return ch >= '0' && ch <= '9'; });
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
        error("FZ120", from.at, {"公式里的“" + name + "”分情形取值，现在还不能这样计算。", "a coefficient that goes by case cannot be part of a formula yet"},
            {"把每种情形的分直接写出来，或者让填报人直接填这个系数（删去分情形的那几句）。",
                "write the points of each case, or let the coefficient be filled in"});
        return std::nullopt;
    }
    atom_text atom;
    atom.subject = name;
    const std::size_t f = add_fact(name_of(atom), kind, unit, from.expression_at, from.name);
    model_.facts[f].max = std::nullopt;
    if (kind == fact_kind::number) model_.facts[f].min = std::nullopt;
    formula_facts_[name] = f;
    return f;
}

// The tree with its names replaced: by what the document defines, by the item's mark, else by facts. Nothing, and said, where that fails.
std::shared_ptr<const formula_node> node_reader::resolved(const formula_node& tree, const formula_text& from) {
    int depth = 0;
    bool round = false;
    const std::function<std::shared_ptr<const formula_node>(const std::string&)> by = [&](const std::string& n) -> std::shared_ptr<const formula_node> {
        if (const auto found = definition_of(n); found && definitions_[*found].text != &from) {
            round = ++depth > 200;
            return round ? nullptr : resolve(*definitions_[*found].tree, by);
        }
        auto leaf = std::make_shared<formula_node>();
        if (is_own_mark(n)) {
            leaf->kind = formula_node::form::number;
            leaf->value = *node().max;
            return leaf;
        }
        const auto f = fact_in_formula(n, from);
        if (!f) return nullptr;
        leaf->kind = formula_node::form::fact;
        leaf->fact = *f;
        leaf->percent = model_.facts[*f].kind == fact_kind::percent;
        return leaf;
    };
    auto out = resolve(tree, by);
    if (!out && round)
        error("FZ121", from.at, {"这个公式绕回了它自己。", "this formula refers to itself"}, {"检查各个公式之间的引用。", "check what the formulas refer to"});
    return out ? in_percent_points(out) : nullptr;
}

// 满意度×0.1 where the mark is 10, （完成率-60）×0.25: of the two ways to read a percentage, as 0.9 or as 90, the one that comes to the mark at 100%.
std::shared_ptr<const formula_node> node_reader::in_percent_points(std::shared_ptr<const formula_node> tree) {
    const auto bare = as_percent_points(*tree);
    if (!bare) return tree;
    const auto at_hundred = [&](const formula_node& t, std::int64_t percent) {
        return value_of(t, [&](std::size_t f) -> std::optional<number> {
            if (model_.facts[f].kind == fact_kind::percent) return number(percent);
            return std::nullopt;
        });
    };
    const auto scaled = at_hundred(*tree, 100), points = at_hundred(*bare, 100);
    const auto& mark = node().max;
    const bool by_mark = mark && points == *mark && scaled != *mark;
    if (!by_mark && !(subtracts_points(*tree) && scaled != mark)) return tree;
    node().notes.push_back({"公式里的百分率按百分数的数值代入（90%代入90）", "percentages enter the formula as figures: 90% as 90"});
    return bare;
}

std::shared_ptr<const formula_node> node_reader::award_formula(const award_text& a, std::optional<std::size_t> compared) {
    auto tree = parse_formula(a.formula);
    if (!tree) {
        error("FZ120", a.formula_at, {"读不懂这个公式。", "this formula is not understood"},
            {"公式里用＋－×÷、括号、数字和名称，如“得分＝20×基准价÷投标价”。", "use + − × ÷, brackets, numbers and names"});
        return nullptr;
    }
    formula_text from;
    from.name = "得分";
    from.expression = a.formula;
    from.expression_at = a.formula_at;
    from.at = a.at;
    // 计划完成率达到80%的，得分=完成率×15: a shorter name for what the condition compares
    std::vector<std::string> names;
    names_in(*tree, names);
    for (const auto& name : names)
        if (compared && name.size() >= 6 && !definition_of(name) && ends(name_key(model_.facts[*compared].name), name_key(name)))
            formula_facts_[name] = *compared;
    return resolved(*tree, from);
}

// 得分=20×基准价/投标价, with the definitions that stand beside it.
void node_reader::read_formulas(const std::vector<placed_item>& items) {
    for (const auto& p : items) {
        const auto* f = std::get_if<formula_text>(&p.is);
        if (!f || defines_a_quantity(*f, items)) continue;
        auto tree = parse_formula(f->expression);
        if (!tree) {
            error("FZ120", f->expression_at, {"读不懂这个公式。", "this formula is not understood"},
                {"公式里用＋－×÷、括号、数字和名称，如“得分＝20×基准价÷投标价”。", "use + − × ÷, brackets, numbers and names"});
            continue;
        }
        definitions_.push_back({name_key(f->name), std::move(tree), f});
    }
    std::vector<std::string> used;  // by other formulas: those compute no points themselves
    for (const auto& d : definitions_) names_in(*d.tree, used);
    for (const auto& p : items)
        if (const auto* c = std::get_if<clause_text>(&p.is); c && c->award.kind == award_kind::formula)
            if (const auto tree = parse_formula(c->award.formula)) names_in(*tree, used);
    std::vector<std::size_t> inner;
    for (const auto& name : used)
        if (const auto found = definition_of(name)) inner.push_back(*found);
    // facts in the order in which the formulas name them
    for (const auto& d : definitions_) {
        std::vector<std::string> names;
        names_in(*d.tree, names);
        for (const auto& name : names)
            if (!definition_of(name) && !is_own_mark(name) && !fact_in_formula(name, *d.text)) return;
    }
    for (std::size_t n = 0; n < definitions_.size(); ++n) {
        if (std::find(inner.begin(), inner.end(), n) != inner.end()) continue;
        if (auto tree = resolved(*definitions_[n].tree, *definitions_[n].text)) formulas_[definitions_[n].text->at.begin] = formula_rule{std::move(tree)};
    }
    const bool awarded = std::any_of(items.begin(), items.end(), [](const placed_item& p) {
        const auto* c = std::get_if<clause_text>(&p.is);
        return c && c->award.kind == award_kind::formula;
    });
    if (formulas_.empty() && !definitions_.empty() && !awarded && out_.empty())
        error("FZ121", definitions_[0].text->at, {"这个公式绕回了它自己。", "this formula refers to itself"},
            {"检查各个公式之间的引用。", "check what the formulas refer to"});
}

}  // namespace fenze
