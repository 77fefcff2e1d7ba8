#pragma once
// A small rubric with its plan built by hand: reports can be tested without the language.

#include <string>

#include "interpreter/plan.hpp"

namespace fenze {

inline const std::string& small_text() {
    static const std::string text =
        "《小考核》\n"                                                 // 1
        "一、制度建设（9分）\n"                                        // 2
        "1. 办公条件（4分）\n"                                         // 3
        "设立专门办公室计2分；定期召开会议计2分。\n"                   // 4
        "2. 知识产权（5分）\n"                                         // 5
        "获得发明专利授权每件得2分，实用新型每件得1分，上限为5分。\n"  // 6
        "加分项\n"                                                     // 7
        "1. 特色工作\n"                                                // 8
        "专家评分，0-3分。\n"                                          // 9
        "8分以上为优秀，5分以上为合格，低于5分为不合格。\n"            // 10
        "弄虚作假的，取消资格。优秀的给予奖励。\n";                    // 11
    return text;
}

/// Where words stand in the small text.
inline span words_at(const std::string& words) {
    const auto at = small_text().find(words);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

inline fact small_fact(const char* name, fact_kind kind, const char* unit, std::uint32_t node) {
    fact f;
    f.name = f.path = name;
    f.kind = kind;
    f.unit = unit;
    f.node = node;
    f.at = words_at(name);
    f.text = name;
    return f;
}

class small_plan_builder {
public:
    plan build() {
        p_.title = "小考核";
        p_.max = number(9);
        nodes();
        facts();
        score();
        outcomes();
        return std::move(p_);
    }

private:
    std::uint32_t add(op kind, std::vector<std::uint32_t> in = {}, number value = {}, std::uint32_t index = 0) {
        operation o;
        o.kind = kind;
        o.in = std::move(in);
        o.value = std::move(value);
        o.index = index;
        o.at = words_at("小考核");
        p_.operations.push_back(o);
        return static_cast<std::uint32_t>(p_.operations.size() - 1);
    }

    void node(const char* id, const char* written, const char* title, std::optional<number> max, std::optional<std::uint32_t> parent) {
        plan_node n;
        n.id = id;
        n.number = written;
        n.title = title;
        n.max = std::move(max);
        n.parent = parent;
        n.at = words_at(title);
        const auto own = static_cast<std::uint32_t>(p_.nodes.size());
        if (parent) p_.nodes[*parent].children.push_back(own);
        else p_.roots.push_back(own);
        p_.nodes.push_back(n);
    }

    void nodes() {
        node("1", "一、", "制度建设", number(9), std::nullopt);
        node("1.1", "1.", "办公条件", number(4), 0);
        node("1.2", "2.", "知识产权", number(5), 0);
        node("2", "", "加分项", std::nullopt, std::nullopt);
        node("2.1", "1.", "特色工作", std::nullopt, 3);
        p_.nodes[3].bonus = true;
    }

    void facts() {
        p_.facts = {small_fact("设立专门办公室", fact_kind::boolean, "", 1), small_fact("定期召开会议", fact_kind::boolean, "", 1),
            small_fact("获得发明专利授权", fact_kind::count, "件", 2), small_fact("实用新型", fact_kind::count, "件", 2),
            small_fact("特色工作", fact_kind::score, "分", 4), small_fact("弄虚作假", fact_kind::boolean, "", 3)};
        for (const auto i : {2U, 3U, 4U}) p_.facts[i].min = number(0);
        p_.facts[2].whole = p_.facts[3].whole = true;
        p_.facts[4].max = number(3);
        p_.facts[5].use = fact_use::outcome;
    }

    void rule(std::uint32_t node, std::uint32_t fact, const char* text, const char* family, const char* reading, std::uint32_t points) {
        plan_rule r;
        r.at = words_at(text);
        r.text = text;
        r.family = family;
        r.reading = reading;
        r.facts = {fact};
        r.raw = r.score = points;
        p_.nodes[node].rules.push_back(r);
    }

    void score() {
        for (std::uint32_t i = 0; i < p_.facts.size(); ++i) given_.push_back(add(op::fact, {}, {}, i));
        const auto office = add(op::scale, {given_[0]}, number(2)), meeting = add(op::scale, {given_[1]}, number(2));
        rule(1, 0, "设立专门办公室计2分", "flag", "设立专门办公室：2分", office);
        rule(1, 1, "定期召开会议计2分", "flag", "定期召开会议：2分", meeting);
        const auto one = add(op::add, {office, meeting});
        p_.nodes[1].raw = p_.nodes[1].score = one;
        const auto patents = add(op::scale, {given_[2]}, number(2)), models = add(op::scale, {given_[3]}, number(1));
        rule(2, 2, "获得发明专利授权每件得2分", "per_unit", "获得发明专利授权：每1件2分", patents);
        rule(2, 3, "实用新型每件得1分", "per_unit", "实用新型：每1件1分", models);
        const auto raw = add(op::add, {patents, models}), cap = add(op::constant, {}, number(5));
        p_.nodes[2].raw = raw;
        p_.nodes[2].score = add(op::min, {raw, cap});
        p_.nodes[2].notes.push_back({"上限为5分", "capped at 5"});
        p_.nodes[0].raw = p_.nodes[0].score = add(op::add, {one, p_.nodes[2].score});
        rule(4, 4, "专家评分，0-3分", "judged", "专家评分，0至3分", given_[4]);
        for (const auto n : {3U, 4U}) p_.nodes[n].raw = p_.nodes[n].score = given_[4];
        p_.bonus = given_[4];
        p_.deduction = add(op::constant);
        p_.total = add(op::add, {p_.nodes[0].score, given_[4]});
    }

    void outcomes() {
        const auto eight = add(op::constant, {}, number(8)), five = add(op::constant, {}, number(5));
        const auto excellent = add(op::less_equal, {eight, p_.total}), passed = add(op::less_equal, {five, p_.total}), failed = add(op::less, {p_.total, five});
        p_.grades = {{"优秀", excellent, {}}, {"合格", passed, {}}, {"不合格", failed, {}}};
        p_.vetoes = {{"取消资格", given_[5], words_at("弄虚作假的，取消资格")}};
        p_.actions = {{"给予奖励", excellent, words_at("优秀的给予奖励")}};
        // More models than patents allow: a constraint to break.
        const auto limit = add(op::constant, {}, number(100)), all = add(op::add, {given_[2], given_[3]});
        p_.constraints.push_back(
            {add(op::less_equal, {all, limit}), {"知识产权合计不能超过100件。", "no more than 100 in all."}, {2, 3}, words_at("知识产权")});
    }

    plan p_;
    std::vector<std::uint32_t> given_;
};

inline plan small_plan() { return small_plan_builder().build(); }

}  // namespace fenze
