// The node from its first item to its last: which run begins here, and what stands when all are read.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/problem.hpp"
#include "dsl/text.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/node/clause_edit.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

void node_reader::error(const char* code, span at, words message, words help) { out_.push_back(problem_at(at, code, std::move(message), std::move(help))); }

void node_reader::note(rule& r, const std::string& zh) {
    if (!r.note.empty()) r.note += "；";
    r.note += zh;
}

std::string node_reader::title() const {
    const model_node* n = &node();
    while (n->title.empty() && n->parent) n = &model_.nodes[*n->parent];
    return n->title.empty() ? "得分" : n->title;
}

rule& node_reader::add_rule(rule r, const placed_item& p, const std::string& family) {
    r.family = family;
    r.at = p.at;
    r.text = std::string(text_.slice(p.at));
    r.sentence = p.sentence;
    r.segment = p.segment;
    if (const auto* c = std::get_if<clause_text>(&p.is)) {
        r.take = c->award.take;
        r.plus = c->award.plus;
        r.label = c->scope.empty() ? c->prefix : c->scope;
    }
    if (!r.take && (!std::holds_alternative<constant_rule>(r.is))) takes_only_ = false;
    node().rules.push_back(std::move(r));
    return node().rules.back();
}

void node_reader::read_clause_at(std::size_t& at) {
    const clause_text& c = *clause(at);
    const placed_item& p = item(at);
    const proportional_text* part = at + 1 < items_->size() ? std::get_if<proportional_text>(&item(at + 1).is) : nullptr;
    const shape s = shape_of(c);
    if (announces_bonus(c)) {
        bonus_cap = cap{};
        bonus_cap->at = c.at;
        bonus_cap->points = number::parse(c.award.values[0]).value_or(number(0));
        ++at;
        return;
    }
    if (c.award.distributes && c.award.values.size() > 1 && !c.award.range) {
        error("FZ119", c.at,
            {"“分别”后面的分值有" + std::to_string(c.award.values.size()) + "个，与前面列出的项数对不上。",
                "the points do not pair with what is listed before them"},
            {"逐项写明，如“国家级得5分，省级得3分”。", "write each with its points"});
        ++at;
        return;
    }
    if (!c.prefix.empty() && read_labelled(at)) return;
    if (!c.members.empty() && !c.each) {
        read_members(c, p);
        ++at;
        return;
    }
    if (s == shape::compare && carried_ && (carried_->points.sign() < 0) == c.award.take && !c.starts_sentence && !compound(c) && !c.when[0][0].rest.empty() &&
        !c.when[0][0].is->bare && c.award.kind == award_kind::points && !judged(c.award)) {
        // 每引进1家1亿元以上企业得5分，5000万元以下企业得1分
        if (const auto points = points_of(c.award, c.at)) {
            per_rule per = *carried_;
            per.fact = add_fact(without_blanks(text_.slice(c.words_at)), carried_unit_ ? kind_of(*carried_unit_) : fact_kind::count, carried_unit_.value_or(""),
                c.words_at, c.words);
            per.points = *points;
            rule r;
            r.is = per;
            add_rule(std::move(r), p, "per_unit");
        }
        ++at;
        return;
    }
    if ((s == shape::plain || s == shape::per || s == shape::compare) && read_criteria(c, p)) {
        ++at;
        return;
    }
    if (part && (has(c.words, "超额") || has(c.words, "超过") || c.award.more) &&
        (has(part->subject, "未完成") || has(text_.slice(items_->at(at + 1).at), "未完成")))
        part = nullptr;  // it speaks of the task, not of its excess
    if (part && s != shape::per && s != shape::step && c.award.kind != award_kind::zero && !c.award.take) {
        read_ratio(c, p);
        if (has_any(text_.slice(items_->at(at + 1).at), {"均", "都", "各"})) all_in_proportion(p.sentence);
        at += 2;
        // …，不足按比例赋分，未开展不得分: a denial behind it is the zero of the ratio
        while (const clause_text* next = clause(at)) {
            if (next->award.kind == award_kind::zero && shape_of(*next) == shape::plain && denies(plain_subject(*next), {c.words, "开展", "完成", "达到"})) {
                ++at;
                continue;
            }
            break;
        }
        return;
    }
    if (c.award.kind == award_kind::share && !c.award.take && read_rest_at_share(c, p)) {
        ++at;
        return;
    }
    if (c.each && read_rank_step(c, p)) {
        ++at;
        return;
    }
    switch (s) {
        case shape::per:
            read_per(c, p);
            ++at;
            return;
        case shape::step:
            read_step(c, p);
            ++at;
            return;
        case shape::compare:
            if (judged(c.award) && c.award.take && !compound(c) && has(c.when[0][0].subject, "或")) {
                // 未设置围挡或围挡高度小于2.5m，扣5～10分: one fault in all its words, for a judge to weigh
                const std::size_t f = judged_fact(without_blanks(text_.slice(c.words_at)) + "扣分", c, {c.award});
                limit_mark(f, {}, c.award, c.at);
                allow_zero(f);
                rule fault;
                fault.is = judged_rule{f, -1};
                add_rule(std::move(fault), p, "judged");
                ++at;
                return;
            }
            if (c.award.halves && !node().rules.empty()) {
                // 参训率不足80%的，减半计分
                node().share_when.push_back({read_condition(c.when, c, false), number::fraction(1, 2)});
                node().notes.push_back({"“" + c.words + "”时本项得分减半", "half of the item's points where “" + c.words + "”"});
                ++at;
                return;
            }
            if (c.award.nothing) {
                // 达到95%的不扣分，每下降1%减1分: what the steps are measured from
                if (!compound(c)) read_condition(c.when, c, last_.has_value());
                if (last_) last_->rule = node().rules.size();
                ++at;
                return;
            }
            if (c.award.kind == award_kind::zero && !c.award.take && !compound(c) && !c.when[0][0].is->bare && c.when[0][0].rest.size() >= 6 &&
                !node().rules.empty()) {
                // 发生死亡10人以上责任事故的，本项不得分: the figures say which accident, the statement is yes or no
                condition when;
                when.kind = condition::form::truth;
                when.fact = add_fact(without_blanks(text_.slice(c.words_at)), fact_kind::boolean, "", c.words_at, c.words);
                when.at = c.at;
                zeroes_.push_back({std::move(when), p.segment, true, c.words, p.at});
                ++at;
                return;
            }
            if (c.award.kind == award_kind::zero && !c.award.take && !c.award.nothing && c.when.size() > 1 &&
                std::any_of(c.when.begin(), c.when.end(),
                    [](const auto& group) { return std::any_of(group.begin(), group.end(), [](const atom_text& a) { return !a.is; }); })) {
                // 高于70%或者连续两年亏损的，不得分: whatever the tiers say
                read_zero(c, p);
                ++at;
                return;
            }
            if (c.award.kind == award_kind::zero && !c.award.take) {
                // 低于60%的，不得分 by itself zeroes the node, unless tiers follow it
                const clause_text* next = clause(at + 1);
                const bool tiers_follow = next && shape_of(*next) == shape::compare && next->when[0][0].subject.empty();
                if (!tiers_follow && !node().rules.empty()) {
                    read_zero(c, p);
                    ++at;
                    return;
                }
            }
            read_tiers(at);
            return;
        case shape::plain:
            read_plain(at);
            return;
        case shape::bare:
            read_bare(c, p);
            ++at;
            return;
        case shape::otherwise: {
            // 否则不得分 behind a rule is what the rule already says
            if (c.award.kind != award_kind::zero) {
                if (!node().rules.empty())
                    if (auto* t = std::get_if<tiers_rule>(&node().rules.back().is)) {
                        if (const auto points = points_of(c.award, c.at)) t->otherwise = *points;
                        ++at;
                        return;
                    }
                error("FZ112", c.at, {"“" + c.words + "”得分，但前面没有可与之相对的一档。", "there is nothing that this can be the rest of"},
                    {"写明这一档的条件。", "write the condition"});
            }
            ++at;
            return;
        }
    }
}

// 一般事故扣2分，较大事故5分: the verb of a deduction goes on to the sequels of its segment that have none; over a ； it does not, and no sign is guessed.
void node_reader::carry_take(std::vector<placed_item>& items) {
    const clause_text* before = nullptr;
    std::size_t sentence = 0, segment = 0;
    for (auto& p : items) {
        auto* c = std::get_if<clause_text>(&p.is);
        if (!c) continue;
        if (before && sentence == p.sentence && before->award.take && !c->award.take && !c->award.verb && !c->award.bracketed &&
            c->award.kind == award_kind::points) {
            if (segment != p.segment) {
                refuse_unsigned(*c);
                return;
            }
            c->award.take = true;
        }
        before = c;
        sentence = p.sentence;
        segment = p.segment;
    }
}

void node_reader::refuse_unsigned(const clause_text& c) {
    for (const auto& d : out_)
        if (d.code == "FZ125" && d.at.begin == c.at.begin) return;
    error("FZ125", c.at, {"“" + c.words + "”后面没有写是得分还是扣分。", "does this earn points or lose them?"},
        {"在分值前面写上“扣”或“得”。", "write 扣 or 得 before the points"});
}

void node_reader::read(const std::vector<placed_item>& given) {
    std::vector<placed_item> items = spelled_out(given);
    if (node().kind == section_kind::deduction)
        for (auto& p : items)
            if (auto* c = std::get_if<clause_text>(&p.is); c && !c->award.verb && c->award.kind == award_kind::points) c->award.take = true;  // 扣分项: 每次2分
    carry_take(items);
    refuse_unclear(items);
    items_ = &items;
    read_formulas(items);
    for (const auto& p : items) {
        if (std::holds_alternative<adds_up_text>(p.is)) adds_up_ = true;
        if (std::holds_alternative<floor_text>(p.is) && has(text_.slice(p.at), "扣")) takes_expected_ = p.at;
        if (const auto* c = std::get_if<cap_text>(&p.is); c && c->take) takes_expected_ = p.at;
        if (std::holds_alternative<expert_text>(p.is)) expert_ = true;
        if (std::holds_alternative<floor_text>(p.is)) floor_ = true;
        if (const auto* mark = std::get_if<mark_text>(&p.is); mark && !mark->part && !node().max && (mark->subject.empty() || items.size() > 1))
            node().max = number::parse(mark->points);
    }
    for (std::size_t at = 0; at < items.size();) {
        const placed_item& p = items[at];
        if (std::holds_alternative<clause_text>(p.is)) {
            read_clause_at(at);
            if (rounds_next_ && !node().rules.empty()) {
                // 不足1小时按1小时计，每小时扣1分
                if (auto* per = std::get_if<per_rule>(&node().rules.back().is)) per->round_up = true;
                if (auto* step = std::get_if<steps_rule>(&node().rules.back().is)) step->round_up = true;
                rounds_next_ = false;
            }
            continue;
        }
        if (const auto* limit_here = std::get_if<cap_text>(&p.is)) read_cap(*limit_here, p);
        else if (const auto* b = std::get_if<best_of_text>(&p.is)) {
            if (!b->same_object) read_best_of(p);
            else if (!node().rules.empty()) note(node().rules.back(), "同一对象只按最高计一次，填报数量时请先去重");
        } else if (const auto* s = std::get_if<start_text>(&p.is)) node().start = number::parse(s->points);
        else if (const auto* up = std::get_if<round_up_text>(&p.is)) {
            rounds_next_ = up->up && (node().rules.empty() || !(std::holds_alternative<per_rule>(node().rules.back().is) ||
                                                                  std::holds_alternative<steps_rule>(node().rules.back().is)));
            if (!node().rules.empty() && up->up) {
                if (auto* per = std::get_if<per_rule>(&node().rules.back().is)) per->round_up = true;
                if (auto* step = std::get_if<steps_rule>(&node().rules.back().is)) step->round_up = true;
            }
        } else if (const auto* r = std::get_if<rounding_text>(&p.is)) {
            node().round_places = r->places;
            node().rounding = r->way == "down" ? 1 : 0;
        } else if (const auto* part_mark = std::get_if<mark_text>(&p.is); part_mark && part_mark->part) {
            close_part();
            part_ = cap{node().rules.size(), 0, number::parse(part_mark->points).value_or(number(0)), false, p.at, std::nullopt};
        } else if (const auto* limit_of = std::get_if<mark_text>(&p.is); limit_of && !node().rules.empty() && node().max && cap_of_mark(*limit_of, p)) {
        } else if (const auto* mark = std::get_if<mark_text>(&p.is)) {
            if (!mark->subject.empty() && items.size() > 1 && std::count_if(items.begin(), items.end(), [](const placed_item& q) {
                    const auto* m = std::get_if<mark_text>(&q.is);
                    return m && !m->subject.empty();
                }) >= 2) {
                // 静态风险因素量化分值为40分: a part's mark
                atom_text atom;
                atom.subject = mark->subject;
                if (const auto cut = atom.subject.rfind(','); cut != std::string::npos) atom.subject = atom.subject.substr(cut + 1);
                if (const auto known = by_name_.find(name_key(name_of(atom))); known != by_name_.end() && !formulas_.empty()) {
                    model_.facts[known->second].max = number::parse(mark->points);  // 标准分满分为100分 beside the formula that adds it
                    ++at;
                    continue;
                }
                clause_text made;
                made.at = p.at;
                made.words = mark->subject;
                made.award.values = {mark->points};
                const std::size_t f = judged_fact(name_of(atom), made, {made.award});
                rule rule_here;
                rule_here.is = judged_rule{f, 1};
                add_rule(std::move(rule_here), p, "judged");
            }
        } else if (const auto* part = std::get_if<proportional_text>(&p.is)) {
            // 按完成比例得分 by itself: a share of the mark
            if (const clause_text* next = clause(at + 1); next && node().rules.empty() && (shape_of(*next) == shape::compare) && !next->award.take &&
                                                          (next->award.kind == award_kind::full || next->award.kind == award_kind::points)) {
                // 按…的比例计分，完成100%得满分
                read_ratio(*next, items[at + 1]);
                ++at;
            } else if (const std::size_t base = base_of_proportion(); base < node().rules.size()) {
                // 完成任务得8分；超额完成…加2分；未完成的按比例得分
                auto& t = std::get<tiers_rule>(node().rules[base].is);
                ratio_rule ratio;
                ratio.points = t.tiers[0].gives.points;
                if (t.tiers[0].when.kind == condition::form::compare) {
                    // 完成率达到100%得10分，每超…加…；未达到100%的，按完成比例计分
                    ratio.fact = t.tiers[0].when.fact;
                    ratio.targets = {t.tiers[0].when.is.low->value};
                    node().rules[base].is = ratio;
                    node().rules[base].family = "target";
                    ++at;
                    continue;
                }
                model_.facts[t.tiers[0].when.fact].name.clear();
                by_name_.erase(name_key(model_.facts[t.tiers[0].when.fact].name));
                ratio.fact = add_fact("完成比例", fact_kind::percent, "%", p.at, node().rules[base].text);
                by_name_.emplace(name_key("完成率"), ratio.fact);
                ratio.targets = {number(100)};
                node().rules[base].is = ratio;
                node().rules[base].family = "target";
            } else if (part_in_proportion(p)) {
            } else if (node().max && node().rules.empty()) {
                clause_text made;
                made.at = p.at;
                made.words = part->subject;
                made.award.kind = award_kind::full;
                read_ratio(made, p);
            } else {
                error("FZ117", p.at, {"“按比例”前面没有写达到多少得多少分。", "nothing says what is reached for how many points"},
                    {"写成“达到N项得M分，不足按比例得分”。", "write the target and its points"});
            }
        } else if (std::holds_alternative<interpolation_text>(p.is)) {
            read_interpolation(p);
        } else if (std::holds_alternative<formula_text>(p.is)) {
            if (const auto found = formulas_.find(p.at.begin); found != formulas_.end()) {
                rule computed;
                computed.is = found->second;
                add_rule(std::move(computed), p, "formula");
            }
        } else if (!std::holds_alternative<adds_up_text>(p.is) && !std::holds_alternative<expert_text>(p.is) && !std::holds_alternative<floor_text>(p.is)) {
            outcomes.push_back(p);
        }
        ++at;
    }
    close_part();
    finish();
}

// 达到60家得6分: all the points at a figure, and nothing said of less.
bool node_reader::reaches_target(const rule& r) const {
    const auto* t = std::get_if<tiers_rule>(&r.is);
    return t && t->tiers.size() == 1 && r.family == "threshold" && !r.take && t->fixed() && t->otherwise.sign() == 0 &&
           t->tiers[0].when.kind == condition::form::compare && t->tiers[0].when.is.low && !t->tiers[0].when.is.high &&
           t->tiers[0].when.is.low->value.sign() > 0;
}

// 甲达到2000万元得10分，乙达到60家得6分，丙达到12场得4分，不足的均按比例计分: each of them.
void node_reader::all_in_proportion(std::size_t sentence) {
    for (rule& r : node().rules) {
        if (r.sentence != sentence || !reaches_target(r)) continue;
        const tier& reached = std::get<tiers_rule>(r.is).tiers[0];
        ratio_rule ratio;
        ratio.points = reached.gives.points;
        ratio.fact = reached.when.fact;
        ratio.targets = {reached.when.is.low->value};
        r.is = std::move(ratio);
        r.family = "target";
    }
}

// 每完成1亿元计2分，不足1亿元的部分按比例折算: no whole steps.
bool node_reader::part_in_proportion(const placed_item& p) {
    if (node().rules.empty() || !has(text_.slice(p.at), "不足")) return false;
    rule& r = node().rules.back();
    const auto* per = std::get_if<per_rule>(&r.is);
    if (!per || per->most || per->round_up || r.segment != p.segment || model_.facts[per->fact].kind == fact_kind::count) return false;
    const auto each = divide(per->points, per->each);
    auto given = std::make_shared<formula_node>(), points = std::make_shared<formula_node>(), product = std::make_shared<formula_node>();
    given->kind = formula_node::form::fact;
    given->fact = per->fact;
    points->value = *each;
    product->kind = formula_node::form::multiply;
    product->parts = {std::move(given), std::move(points)};
    r.is = formula_rule{std::move(product)};
    r.family = "formula";
    return true;
}

// The yes/no rule (完成任务得8分) that a later 未完成的按比例得分 makes proportional.
std::size_t node_reader::base_of_proportion() const {
    const auto& rules = node().rules;
    for (std::size_t n = 0; n < rules.size(); ++n) {
        const auto* t = std::get_if<tiers_rule>(&rules[n].is);
        if (reaches_target(rules[n])) return n;
        if (t && t->tiers.size() == 1 && rules[n].family == "flag" && t->tiers[0].when.kind == condition::form::truth && has(rules[n].text, "完成")) return n;
    }
    return rules.size();
}

}  // namespace fenze
