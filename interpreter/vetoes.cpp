#include "interpreter/vetoes.hpp"

#include <algorithm>
#include <array>

#include "dsl/text.hpp"

namespace fenze {
namespace {

std::size_t earlier_grade(const source& text, model& m, const std::string& name, span at) {
    for (std::size_t f = 0; f < m.facts.size(); ++f)
        if (m.facts[f].use == fact_use::outcome && m.facts[f].name == name) return f;
    fact f;
    f.name = name;
    f.path = "结果/" + name;
    f.use = fact_use::outcome;
    f.kind = fact_kind::choice;
    f.or_none = true;  // not assessed in that year: the run of years is broken
    for (const auto& g : m.grades)
        if (std::find(f.options.begin(), f.options.end(), g.name) == f.options.end()) f.options.push_back(g.name);
    f.node_title = m.title;
    f.at = at;
    f.text = std::string(text.slice(at));
    m.facts.push_back(std::move(f));
    return m.facts.size() - 1;
}

// 对弄虚作假的联盟，一经发现 → 弄虚作假
std::string veto_name(std::string name) {
    for (const std::string_view tail : {",一经发现", ",一经查实", ",一旦发现", ",一经核实", ",经查实", "一经发现", "一经查实"})
        if (ends(name, tail) && name.size() > tail.size()) name.resize(name.size() - tail.size());
    const auto of = name.rfind("的");
    if (starts(name, "对") && of != std::string::npos && of > 3 && name.size() - of <= 15 && !has(name.substr(0, of), "的")) name = name.substr(3, of - 3);
    return name;
}

void veto_of(model& m, const veto_text& v, std::size_t node) {
    fact f;
    for (const char c : veto_name(v.condition)) {
        if (c == ',') f.name += "，";
        else if (c == '(') f.name += "（";
        else if (c == ')') f.name += "）";
        else f.name += c;
    }
    f.path = "结果/" + f.name;
    f.use = fact_use::outcome;
    f.kind = fact_kind::boolean;
    f.node = static_cast<std::uint32_t>(node);
    f.at = v.at;
    f.text = v.condition;
    m.facts.push_back(std::move(f));
    grade_rule made;
    made.name = v.result;
    made.when.kind = condition::form::truth;
    made.when.fact = m.facts.size() - 1;
    made.total = false;
    made.at = v.at;
    m.vetoes.push_back(std::move(made));
}

}  // namespace

bool history(const source& text, model& m, const veto_text& v) {
    static constexpr std::array<std::pair<std::string_view, std::size_t>, 6> spans{
        {{"连续两年", 1}, {"连续二年", 1}, {"连续2年", 1}, {"连续三年", 2}, {"连续3年", 2}, {"连续两个年度", 1}}};
    std::size_t before = 0;
    for (const auto& [words_here, years] : spans)
        if (has(v.condition, words_here)) before = years;
    const grade_rule* grade = nullptr;
    for (const auto& g : m.grades)
        if (has(v.condition, g.name) && (!grade || g.name.size() > grade->name.size())) grade = &g;
    if (before == 0 || !grade) return false;
    action_rule made;
    made.name = v.result;
    made.grade = grade->name;
    made.at = v.at;
    static constexpr std::array<std::string_view, 2> names{"上一年度考核结果", "上上年度考核结果"};
    for (std::size_t year = 0; year < before; ++year) {
        condition c;
        c.kind = condition::form::option;
        c.at = v.at;
        c.fact = earlier_grade(text, m, std::string(names[year]), v.at);
        const auto& options = m.facts[c.fact].options;
        c.option = static_cast<std::size_t>(std::find(options.begin(), options.end(), grade->name) - options.begin());
        made.also.push_back(std::move(c));
    }
    m.actions.push_back(std::move(made));
    return true;
}

void veto(model& m, const veto_text& v, std::size_t node) {
    // 有下列情形之一的，实行一票否决：（1）…（2）…: each of the list
    if (has_any(v.condition, {"下列", "以下情形", "以下情况", "如下", "以下行为", "以下问题"}) && !m.nodes[node].children.empty()) {
        for (const auto child : m.nodes[node].children) {
            if (m.nodes[child].title.empty() || !m.nodes[child].rules.empty()) continue;
            veto_text one = v;
            one.condition = m.nodes[child].title;
            one.at = m.nodes[child].at;
            veto_of(m, one, node);
        }
        return;
    }
    veto_of(m, v, node);
}

}  // namespace fenze
