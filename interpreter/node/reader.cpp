// The node from its first item to its last: which run begins here, and what stands when all are read.

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

void node_reader::error(const char* code, span at, words message, words help) {
    diagnostic d;
    d.code = code;
    d.at = at;
    d.message = std::move(message);
    d.help = std::move(help);
    out_.push_back(std::move(d));
}

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
    if (s == shape::compare && carried_ && !c.starts_sentence && !compound(c) && !c.when[0][0].rest.empty() && !c.when[0][0].is->bare &&
        c.award.kind == award_kind::points && !judged(c.award)) {
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
                    const bool complement = [&] {
                        if (!last_ || compound(c)) return false;
                        const atom_text& atom = c.when[0][0];
                        return (atom.subject.empty() || ends(name_key(model_.facts[last_->fact].name), name_key(atom.subject))) &&
                               std::holds_alternative<tiers_rule>(node().rules.back().is);
                    }();
                    read_zero(c, p);
                    (void)complement;
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

void node_reader::read(const std::vector<placed_item>& given) {
    std::vector<placed_item> items = halve(first_and_rest(spell_signs(ladders(pair_up(given)))));
    if (node().kind == section_kind::deduction)
        for (auto& p : items)
            if (auto* c = std::get_if<clause_text>(&p.is); c && !c->award.verb && c->award.kind == award_kind::points) c->award.take = true;  // 扣分项: 每次2分
    items_ = &items;
    read_formulas(items);
    for (const auto& p : items) {
        if (std::holds_alternative<best_of_text>(p.is)) chooses_best_ = true;
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
            continue;
        }
        if (const auto* limit_here = std::get_if<cap_text>(&p.is)) read_cap(*limit_here, p);
        else if (const auto* b = std::get_if<best_of_text>(&p.is)) {
            if (!b->same_object) best_of_ = true;
            else if (!node().rules.empty()) note(node().rules.back(), "同一对象只按最高计一次，填报数量时请先去重");
        } else if (const auto* s = std::get_if<start_text>(&p.is)) node().start = number::parse(s->points);
        else if (const auto* up = std::get_if<round_up_text>(&p.is)) {
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
                model_.facts[t.tiers[0].when.fact].name.clear();
                by_name_.erase(name_key(model_.facts[t.tiers[0].when.fact].name));
                ratio.fact = add_fact("完成比例", fact_kind::percent, "%", p.at, node().rules[base].text);
                ratio.targets = {number(100)};
                node().rules[base].is = ratio;
                node().rules[base].family = "target";
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

// 每个2分，满分6分；每个另加1分，满分4分: the mark of a sentence caps it, where the item has a greater one.
bool node_reader::cap_of_mark(const mark_text& mark, const placed_item& p) {
    const auto points = number::parse(mark.points);
    if (!points || !mark.subject.empty() || !(*points < *node().max)) return false;
    cap c;
    c.points = *points;
    c.at = p.at;
    c.last = c.first = node().rules.size();
    while (c.first > 0 && node().rules[c.first - 1].segment == p.segment && !node().rules[c.first - 1].take) --c.first;
    if (c.first == c.last) return false;
    node().caps.push_back(std::move(c));
    return true;
}

// The item's words are the cap and nothing else.
bool node_reader::only_a_cap() const {
    if (!node().parent || written_.mark) return false;
    const std::string_view said_here = text_.slice(loose_caps_[0].at);
    if (starts(said_here, "（") || starts(said_here, "(")) return false;  // 成果价值（≤3分）: what is before the bracket has a mark
    std::size_t all = 0;
    for (const auto& p : written_.text) all += without_blanks(text_.slice(p.at)).size();
    const std::size_t said = without_blanks(text_.slice(loose_caps_[0].at)).size();
    return all <= said + 12;
}

// The yes/no rule (完成任务得8分) that a later 未完成的按比例得分 makes proportional.
std::size_t node_reader::base_of_proportion() const {
    const auto& rules = node().rules;
    for (std::size_t n = 0; n < rules.size(); ++n) {
        const auto* t = std::get_if<tiers_rule>(&rules[n].is);
        if (t && t->tiers.size() == 1 && rules[n].family == "flag" && t->tiers[0].when.kind == condition::form::truth && has(rules[n].text, "完成")) return n;
    }
    return rules.size();
}

// 经济效益指标（20分）：…；社会效益指标（10分）：…: the rules of a part keep to its mark.
void node_reader::close_part() {
    if (part_ && part_->first < node().rules.size()) {
        part_->last = node().rules.size();
        node().caps.push_back(*part_);
    }
    part_.reset();
}

namespace {
// 迟报扣2分: a deduction on a yes/no.
bool takes_on_words(const rule& r) {
    const auto* t = std::get_if<tiers_rule>(&r.is);
    return r.take && t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::truth;
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
        const bool flag = base.family == "flag" && t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::truth && !t->tiers[0].gives.judged;
        const bool started = std::holds_alternative<constant_rule>(base.is) && !base.take;
        if (!flag && !started) continue;
        std::size_t last = i + 1;
        while (last < rules.size() && rules[last].take && rules[last].segment == base.segment &&
               (std::holds_alternative<per_rule>(rules[last].is) || std::holds_alternative<steps_rule>(rules[last].is) || takes_on_words(rules[last])))
            ++last;
        if (last == i + 1) continue;
        if (flag) {
            const std::string& said = model_.facts[t->tiers[0].when.fact].name;
            const bool state =
                ends_any(said,
                    {"齐全", "完整", "及时", "按时", "按期", "完善", "规范", "到位", "健全", "准确", "无误", "达标", "符合要求", "全员参加", "按要求完成"}) ||
                has_any(said, {"按时", "按期", "及时", "如期", "准时", "齐全", "完成", "全员", "日前", "月底前", "时限内", "期限内", "规定时间"});
            const bool faults =
                std::all_of(rules.begin() + static_cast<std::ptrdiff_t>(i) + 1, rules.begin() + static_cast<std::ptrdiff_t>(last), [](const rule& r) {
                    return has_any(r.text, {"缺", "少", "漏", "未", "不", "逾", "迟", "延", "晚", "超", "错", "推"});
                });
            if (!state || !faults) continue;
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
        // 每缺一项扣2分；获市级表彰的加1分: a bonus beside deductions leaves the mark to start from
        if (n.max && n.kind == section_kind::base && !gives.empty() && !started && std::all_of(gives.begin(), gives.end(), [&](std::size_t i) {
                return rules[i].plus && !rules[i].attached && (rules.front().take || rules[i].family == "flag");
            })) {
            n.start = *n.max;
            note(rules[gives.front()], "从本项满分起扣，加分后不超过满分");
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
    if (best_of_ && rules.size() > 1) n.how = combination::greatest;
    if (adds_cap_ && n.max) n.ceiling = *n.max + *adds_cap_;
}

}  // namespace fenze
