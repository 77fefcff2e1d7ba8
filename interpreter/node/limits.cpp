// Caps over the rules before them.

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

// 综合成绩＝…＋附加分，附加分最高不超过20分: the cap is of what the formula adds.
bool node_reader::cap_operand(const number& most, const placed_item& p) {
    auto* formula = node().rules.empty() ? nullptr : std::get_if<formula_rule>(&node().rules.back().is);
    if (!formula) return false;
    const std::string words_here = name_key(text_.slice(p.at));
    std::vector<std::size_t> used;
    facts_in(*formula->tree, used);
    for (const auto f : used) {
        if (model_.facts[f].name.size() < 6 || !starts(words_here, name_key(model_.facts[f].name))) continue;
        const std::function<std::shared_ptr<const formula_node>(const formula_node&)> capped = [&](const formula_node& t) {
            auto out = std::make_shared<formula_node>(t);
            if (t.kind == formula_node::form::fact && t.fact == f) {
                auto bound = std::make_shared<formula_node>();
                bound->value = most;
                auto least = std::make_shared<formula_node>();
                least->kind = formula_node::form::least;
                least->parts = {out, bound};
                return std::shared_ptr<const formula_node>(least);
            }
            for (auto& part : out->parts) part = capped(*part);
            return std::shared_ptr<const formula_node>(out);
        };
        formula->tree = capped(*formula->tree);
        return true;
    }
    return false;
}

// The text before the first item of the whole rubric.
bool node_reader::heads_all() const { return node_ == 0 && model_.nodes[node_].rules.empty() && !written_.children.empty(); }

// 满分100分，另设加分10分。考核实行百分制，另设附加分20分。 before all items: no award, but what all additions come to at most
bool node_reader::announces_bonus(const clause_text& c) const {
    if (!heads_all() || c.award.kind != award_kind::points || c.award.take || c.award.range || c.award.values.size() != 1 || compound(c) || c.each)
        return false;
    std::string_view words = c.words;
    const auto cut = [&](std::initializer_list<std::string_view> any) {
        for (const auto word : any)
            if (words.ends_with(word)) {
                words.remove_suffix(word.size());
                return true;
            }
        return false;
    };
    if (!cut({"加分项目", "附加分项", "奖励加分项", "加分项", "附加分", "附加项", "奖励加分", "奖励分", "加分"})) return false;
    cut({"另行设置", "另设置", "另设立", "同时设置", "同时设立", "另设有", "另外设", "另设", "另有", "另外", "外加", "并设", "还设", "设置", "设立", "同时设",
        "其中", "另", "设", "附"});
    return words.empty() || words.ends_with(",") || words.ends_with("，");
}

void node_reader::read_cap(const cap_text& is, const placed_item& p) {
    auto& rules = node().rules;
    cap c;
    c.at = p.at;
    c.take = is.take;
    if (!is.count.empty()) {
        // 最多计3项: so many of what the last rule counts
        const number most = number::parse(is.count).value_or(number(0));
        if (!rules.empty())
            if (auto* per = std::get_if<per_rule>(&rules.back().is)) {
                per->most = most;
                rules.back().at = cover(rules.back().at, p.at);
                rules.back().text = std::string(text_.slice(rules.back().at));
                return;
            }
        error("FZ116", p.at,
            {"“" + std::string(text_.slice(p.at)) + "”限的是数量，但前面没有按数量计分的一句。", "this limits a count, but nothing is counted before it"},
            {"写成“最多得N分”。", "write a cap in points"});
        return;
    }
    if (!is.share.empty()) {
        if (!node().max) {
            error("FZ110", p.at, {"上限按分值的比例，但这一项没有分值。", "the cap is a share of a mark that is not given"},
                {"在标题里写上分值。", "give the item a mark"});
            return;
        }
        c.points = *node().max * number::parse(is.share).value_or(number(0));
    } else {
        c.points = number::parse(is.points).value_or(number(0));
    }
    const std::string said = name_key(text_.slice(p.at));
    const bool whole_sentence = rules.empty() || rules.back().sentence != p.sentence;
    const bool above_mark = node_ == 0 || (node().max && *node().max < c.points);  // else it is the item's own total
    if (!is.take && is.count.empty() && is.share.empty() && whole_sentence && above_mark &&
        (starts_any(said, {"总分", "总得分", "最终得分", "考核总分", "总成绩"}))) {
        const number most = number::parse(is.points).value_or(number(0));
        model_.most = model_.most ? minimum(*model_.most, most) : most;
        node().notes.push_back({"总分最多" + most.text() + "分", "the total is at most " + most.text()});
        return;
    }
    if (heads_all() && !is.take && is.count.empty() && is.share.empty() && (is.adds || starts_any(said, {"加分", "附加分", "附加项", "奖励分", "奖励加分"}))) {
        bonus_cap = c;  // 满分100分，加分项最高10分。 before all items
        return;
    }
    if (is.leaves && c.points.sign() > 0) {
        const auto& from = node().start ? node().start : node().max;
        if (!from || *from < c.points) {
            error("FZ110", p.at, {"扣到多少分为止，要有起扣的分值，这一项没有分值。", "what deductions leave needs a mark to take from"},
                {"在标题里写上分值。", "give the item a mark"});
            return;
        }
        if (std::none_of(rules.begin(), rules.end(), [](const rule& r) { return r.take; })) {
            error("FZ125", p.at,
                {"前面没有扣分，“" + std::string(text_.slice(p.at)) + "”是至少给多少分，现在还不能这样计分。",
                    "a least score without deductions cannot be scored yet"},
                {"写明什么情形得这么多分，如“…的，得1分”。", "say what earns so many points"});
            return;
        }
        c.points = *from - c.points;
        c.take = true;
    }
    if (!is.take && cap_operand(c.points, p)) return;
    c.last = rules.size();
    if (is.scope == cap_scope::node || is.own_sentence) {
        c.first = 0;
    } else {
        // the rules of its sentence, from the cap before on; a step takes its base along
        c.first = rules.size();
        std::size_t since = 0;
        // caps and rules stand in order: those of this segment are the last
        for (auto earlier = node().caps.rbegin(); earlier != node().caps.rend() && since == 0; ++earlier) {
            if (earlier->last == 0 || earlier->last > rules.size()) continue;
            if (rules[earlier->last - 1].segment != p.segment) break;
            since = earlier->last;
        }
        while (c.first > since && (rules[c.first - 1].segment == p.segment || (c.first < rules.size() && rules[c.first].attached))) --c.first;
        if (c.first == rules.size() && c.first > 0) c.first = rules.size() - 1;
        // 制定方案得2分，召开会议每次1分、最多3分: the cap listed with one award is its own
        if (is.listed && !is.both_ways && rules.size() > 1) {
            c.first = rules.size() - 1;
            while (c.first > since && rules[c.first].attached) --c.first;
        }
        // 建立制度得2分，…每个得0.5分，最多2分: what the fixed awards before it already reach, it cannot be meant to limit
        number fixed;
        std::size_t fixed_rules = 0;
        for (std::size_t n = c.first; n + 1 < rules.size(); ++n) {
            const auto* t = std::get_if<tiers_rule>(&rules[n].is);
            if (rules[n].take || rules[n + 1].attached || !t || t->tiers.empty()) continue;
            number most;
            for (const auto& one : t->tiers) most = maximum(most, one.gives.points);
            fixed = fixed + most;
            ++fixed_rules;
        }
        const bool open_ended = !rules.empty() && (std::holds_alternative<per_rule>(rules.back().is) || std::holds_alternative<steps_rule>(rules.back().is));
        if (!is.take && open_ended && fixed_rules > 0 && fixed >= c.points && !rules.back().attached) {
            c.first = rules.size() - 1;
            note(rules.back(), "上限只管这一句：前面几项的分值之和已达到它");
        }
    }
    if (is.both_ways) {
        // 加减分均不超过4分: so much above, so much below
        cap_text side = is;
        side.both_ways = false;
        for (const bool take : {false, true}) {
            side.take = take;
            side.of_additions = !take;
            read_cap(side, p);
        }
        return;
    }
    // 每次扣2分，最多6分: what caps nothing but deductions caps what they take
    const bool only_takes = c.first < c.last && std::all_of(rules.begin() + static_cast<std::ptrdiff_t>(c.first),
                                                    rules.begin() + static_cast<std::ptrdiff_t>(c.last), [](const rule& r) { return r.take; });
    if (!is.take && !c.take && only_takes && !is.leaves && !has(said, "得")) c.take = true;
    if (is.take || c.take) {
        while (c.first < c.last && !rules[c.first].take) ++c.first;
    }
    if ((is.adds || is.of_additions) && !rules.empty() && rules.back().attached) {
        // 达到…得5分，每增加…加1分，最多加3分: the additions alone
        c.first = rules.size() - 1;
        while (c.first > 0 && rules[c.first - 1].attached) --c.first;
        if (c.first > 0 && rules[c.first - 1].plus && !rules[c.first - 1].take && rules[c.first - 1].segment == p.segment)
            --c.first;  // 1篇加5分，每增加1篇再加2分
    }
    if ((is.adds || is.of_additions) && c.first < rules.size() && !rules.back().attached) {
        // 达到要求得5分，多开展一次加0.5分，最多加1分: the additions alone
        std::size_t first = rules.size();
        while (first > 0 && (rules[first - 1].plus || rules[first - 1].take)) --first;
        if (first < rules.size()) c.first = std::max(c.first, first);
    }
    if (!is.subject.empty()) {
        // 每件2分，最多6分，其中发明专利不超过4分: one of the facts alone
        const std::string key = name_key(is.subject);
        std::size_t found = rules.size();
        for (std::size_t n = 0; n < rules.size(); ++n)
            if (const auto* per = std::get_if<per_rule>(&rules[n].is); per && has(name_key(model_.facts[per->fact].name), key)) found = n;
        if (found == rules.size()) {
            error("FZ116", p.at, {"“其中" + is.subject + "”的上限管哪一句，前面没有写明。", "nothing before it counts what this caps"},
                {"把“" + is.subject + "”单独写成一句，再写它的上限。", "score it in a sentence of its own, with its cap"});
            return;
        }
        c.first = found;
        c.last = found + 1;
    }
    if (!rules.empty() && node().max && (is.adds || (is.of_additions && !is.both_ways && rules.back().attached))) {
        // 每超额10%加3分，最多加9分: beyond the item's mark
        number base;
        for (std::size_t n = 0; n < rules.size(); ++n) {
            if (const auto* t = std::get_if<tiers_rule>(&rules[n].is))
                for (const auto& one : t->tiers) base = maximum(base, one.gives.points);
            if (const auto* t = std::get_if<constant_rule>(&rules[n].is)) base = maximum(base, t->points);
            if (const auto* t = std::get_if<ratio_rule>(&rules[n].is)) base = maximum(base, t->points);
        }
        if (base >= *node().max) {
            adds_cap_ = c.points;
            c.first = rules.size() - 1;
            note(rules.back(), "加分可超出本项分值，最多超出" + c.points.text() + "分");
        }
    }
    if (rules.empty()) {
        loose_caps_.push_back(c);
        truncates_ = is.truncates;
        return;
    }
    node().caps.push_back(c);
}

// 担任校级干部加8分，院级加6分，按最高职务计。献血一次加5分: behind a comma a best-of governs its sentence, in one of its own all before it, as caps do;
// what stands behind it is not chosen among.
void node_reader::read_best_of(const placed_item& p) {
    const auto& rules = node().rules;
    cap made;
    made.best = true;
    made.at = p.at;
    made.last = rules.size();
    while (made.first < rules.size() && rules[made.first].segment != p.segment) ++made.first;
    if (made.first == made.last) made.first = 0;
    if (made.last == 0) best_of_ = true;  // 就高计分：… before all rules governs them
    else bests_.push_back(std::move(made));
}

void node_reader::settle_bests() {
    if (bests_.size() == 1 && bests_[0].last == node().rules.size()) {
        best_of_ = true;  // at the end of the item: of all of it
    } else {
        for (const auto& b : bests_)
            if (b.last - b.first > 1) node().caps.push_back(b);
    }
}

// Whether a best-of phrase chooses among the statements that end at item `last`.
bool node_reader::best_governs(std::size_t last) const {
    bool before = false;
    for (std::size_t i = 0; i < items_->size(); ++i) {
        if (clause(i)) before = true;
        if (!std::holds_alternative<best_of_text>(item(i).is)) continue;
        if (!before) return true;
        if (i < last) continue;
        bool own = true, behind = false;
        for (std::size_t k = 0; k < items_->size(); ++k) {
            own = own && !(clause(k) && item(k).segment == item(i).segment);
            behind = behind || (clause(k) && k > i);
        }
        if (own || !behind || item(i).segment == item(last).segment) return true;
    }
    return false;
}

}  // namespace fenze
