// Tiers, ladders and thresholds: runs of clauses that compare one quantity, or the same quantities together.

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

// 30家及以上得8分，每增加5家加1分；少于30家的得4分: the tiers go on behind the steps of the first.
bool node_reader::only_attached_since(std::size_t rule) const {
    const auto& rules = node().rules;
    for (std::size_t n = rule + 1; n < rules.size(); ++n)
        if (!rules[n].attached) return false;
    return rule <= rules.size();  // 90%以上不扣分，80%-90%扣2分: nothing stands between
}

// ≥98%得满分；95%-98%扣5分；<90%不得分: deductions between the full mark and nothing are tiers of what is left.
bool node_reader::left_of_mark(const clause_text& head, const clause_text& c) const {
    const auto& max = node().max;
    if (!max || head.award.take || compound(head) || compound(c) || judged(c.award)) return false;
    const bool full = head.award.kind == award_kind::full ||
                      (head.award.kind == award_kind::points && !head.award.values.empty() && number::parse(head.award.values[0]) == *max);
    return full && c.award.take && c.award.kind == award_kind::points && c.when[0][0].is && !c.when[0][0].is->bare;
}

void node_reader::read_tiers(std::size_t& at) {
    const std::size_t first = at;
    std::vector<std::size_t> run;
    std::optional<std::size_t> otherwise, partly;
    const clause_text& head = *clause(first);
    const bool ladder_head = bare_number(head);
    std::string head_unit = head.when[0][0].is ? (head.when[0][0].is->low ? head.when[0][0].is->low->amount.unit : head.when[0][0].is->high->amount.unit) : "";
    const std::string head_subject = name_key(compound(head) ? std::string() : head.when[0][0].subject + head.when[0][0].rest);
    std::size_t i = first;
    for (; i < items_->size(); ++i) {
        const clause_text* c = clause(i);
        if (!c) break;
        const shape s = shape_of(*c);
        // 余高：0-2mm得4分；>2mm得2分。 / 宽度差：≤2mm得4分: another label begins another quantity
        if (i > first && !c->prefix.empty() && clause(run.back())->prefix.empty() && name_key(c->prefix) != name_key(head.prefix)) break;
        if (i == first) {
            run.push_back(i);
            continue;
        }
        if (c->award.take != head.award.take && c->award.kind != award_kind::zero && !(s == shape::compare && left_of_mark(head, *c))) break;
        // 扣3分，3次及以上不得分: in a list of deductions 不得分 is the whole item, not nothing
        if (head.award.take && c->award.kind == award_kind::zero && !c->award.nothing) break;
        // 同时满足的得10分，满足其中一项的得5分，均不满足的不得分
        if (compound(head) && head.when.size() == 1 && !c->award.take) {
            const std::string& w = c->words;
            if (has(w, "其中一项") || has(w, "其中之一") || has(w, "之一") || has(w, "任一") || has(w, "其中1项") || has(w, "一项的") || w == "满足一项" ||
                is_any(w,
                    {"一个达到", "一项达到", "一项达标", "一个达标", "仅一项达到", "只有一项达到", "有一项达到", "有一个达到", "一项达到要求", "仅一项达标"}) ||
                w == "符合一项") {
                if (head.when[0].size() > 2 && has_any(w, {"未", "不"})) {
                    error("FZ118", c->at,
                        {"“" + w + "”要数满足了几项，现在还不能这样计分。", "this counts how many of the conditions hold, which cannot be scored yet"},
                        {"写成“满足1项得…分，满足2项得…分”，由填报人填满足的项数。", "score the number of conditions that hold instead"});
                    break;
                }
                partly = i;
                continue;
            }
            if (c->award.kind == award_kind::zero && (has(w, "均不") || has(w, "都不") || has(w, "均未") || has(w, "都未") || has(w, "全不"))) {
                otherwise = i;
                ++i;
                break;
            }
        }
        if (s == shape::otherwise) {
            otherwise = i;
            ++i;
            break;
        }
        if (s == shape::plain && c->award.kind == award_kind::formula &&
            starts_any(plain_subject(*c), {"其余", "其他", "未达到", "未达标", "达不到", "未完成", "低于", "不足"})) {
            otherwise = i;
            ++i;
            break;
        }
        if (s == shape::plain && (c->award.kind == award_kind::zero || c->award.kind == award_kind::points) && !judged(c->award)) {
            // 其余不得分, 未达到的不得分, 无…的0分 close the list
            const std::string subject = plain_subject(*c);
            if (c->award.kind == award_kind::zero &&
                (denies(subject, {head.when[0][0].subject}) || starts(subject, "其余") || starts(subject, "其他") || subject == "以下" ||
                    starts(subject, "未达到") || starts(subject, "达不到") || starts(subject, "低于") || starts(subject, "不足"))) {
                otherwise = i;
                ++i;
            } else if (starts(subject, "其余") || is_any(subject, {"其他", "其它", "其他名次", "其他位次", "其它名次", "其他单位", "其他的"}) ||
                       starts(subject, "其他情况")) {
                otherwise = i;
                ++i;
            }
            break;
        }
        if (s != shape::compare || c->award.more) break;
        if (c->award.plus && !head.award.plus && !head.award.take && !c->award.take && c->award.kind == award_kind::points) {
            error("FZ126", c->at, {"“" + c->words + "”是在前一档上再加，还是单独一档，没有写明。", "is this added to the tier before, or a tier of its own?"},
                {"在前一档上再加的，写“再加”；单独一档的，写“得”。", "write 再加 or 得"});
            break;
        }
        if (compound(*c) || compound(head)) {
            if (compound(*c) != compound(head)) break;
            // the same facts again, in the same order
            std::vector<std::string> a, b;
            for (const auto& group : head.when)
                for (const auto& atom : group) a.push_back(name_key(atom.subject + atom.rest));
            for (const auto& group : c->when)
                for (const auto& atom : group) b.push_back(name_key(atom.subject + atom.rest));
            bool same = a.size() == b.size();
            std::size_t alike = 0;
            for (std::size_t k = 0; same && k < a.size(); ++k) {
                const bool kin = b[k].empty() || ends(a[k], b[k]) || ends(b[k], a[k]);
                if (kin) ++alike;
                same = kin || b[k].size() <= 12;  // 占比 for 占营业收入比重: a short word in the same place
            }
            if (!same || alike == 0) break;
            run.push_back(i);
            continue;
        }
        const atom_text& atom = c->when[0][0];
        const std::string subject = name_key(atom.subject + atom.rest);
        const std::string unit = atom.is->low ? atom.is->low->amount.unit : atom.is->high->amount.unit;
        const bool label = !subject.empty() && ends(name_key(head.prefix), subject);              // 比例Rhw：20%≤Rhw…；Rhw≥80%
        const bool part_of_head = label || (subject.size() <= 12 && has(head_subject, subject));  // 召开理事会2次以上…，召开1次
        if (!subject.empty() && subject != head_subject && !ends(head_subject, subject) && !part_of_head) break;
        if (!(unit == head_unit || unit.empty() || head_unit.empty() || convert(number(1), unit, head_unit) ||
                (subject.empty() && same_counter(unit, head_unit))))
            break;
        const auto& figure = atom.is->low ? atom.is->low->amount.value : atom.is->high->amount.value;
        if (unit.empty() && head_unit == "%" && figure != "0") {
            error("FZ123", c->at, {"“" + c->words + "”没有写“%”，前面几档都有。", "the percent sign is missing here"},
                {"补上“%”；若是另一个量，请写明名称和单位。", "write the percent sign, or name the other quantity and its unit"});
            break;
        }
        if (bare_one(*c) && !ladder_head &&
            !(unit == head_unit && !c->starts_sentence && (c->when[0][0].rest.empty() || has(head_subject, name_key(c->when[0][0].rest)))))
            break;
        run.push_back(i);
    }
    at = i;
    // 1项社会力量奖励1分: a single 1 with a unit is per unit
    // …, unless a step goes on from it: 具有1个得2分，每增加1个加2分
    const clause_text* next = clause(at);
    const bool goes_on = next && next->each && !next->award.take && !head.award.take &&
                         (next->each->towards == direction::up || (!next->when.empty() && next->when[0][0].is && !next->when[0][0].is->bare)) &&
                         (next->when.empty() || next->when[0][0].subject.empty());
    if (run.size() == 1 && bare_one(head) && !otherwise && !goes_on) {
        read_per(head, item(first));
        return;
    }
    const bool any_judged = std::any_of(run.begin(), run.end(), [&](std::size_t n) { return judged(clause(n)->award); });
    tiers_rule tiers;
    span covered = item(first).at;
    std::vector<award_text> awards;
    std::optional<leaned_on> lean;
    std::optional<std::size_t> score;
    if (any_judged) {
        for (const auto n : run) awards.push_back(clause(n)->award);
        if (otherwise) awards.push_back(clause(*otherwise)->award);
    }
    std::vector<condition> whens;
    const bool labelled = run.size() > 1 && std::all_of(run.begin(), run.end(), [&](std::size_t n) { return !clause(n)->prefix.empty(); });
    for (const auto n : run) {
        clause_text c = *clause(n);
        if (labelled || (n != first && !c.prefix.empty())) c.prefix.clear();
        if (n != first && compound(c) && c.when.size() == head.when.size())
            for (std::size_t g = 0; g < c.when.size(); ++g)
                for (std::size_t k = 0; k < c.when[g].size() && k < head.when[g].size(); ++k) {
                    atom_text& atom = c.when[g][k];
                    const atom_text& same_place = head.when[g][k];
                    if (!atom.is || !same_place.is || atom.subject.size() > 12) continue;
                    atom.subject = same_place.subject;
                    atom.subject_at = same_place.subject_at;
                    atom.rest = same_place.rest;
                }
        covered = cover(covered, item(n).at);
        if (n == first && !lean && last_ && c.when[0][0].subject.empty() && c.prefix.empty() && !c.starts_sentence && last_->give == !c.award.take) {
            // a sequel without a subject after another rule leans on it only if the units agree
        }
        condition when = read_condition(c.when, c,
            n != first || (!head.starts_sentence && last_.has_value() && only_attached_since(last_->rule) &&
                              (head_subject.empty() || (head_subject.size() <= 12 && has(name_key(model_.facts[last_->fact].name), head_subject)))));
        if (last_) {
            if (!lean) lean = last_;
            else if (lean->fact == last_->fact) lean->tiers.push_back(last_->tiers[0]);
        }
        tier t;
        t.when = when;
        t.at = item(n).at;
        whens.push_back(when);
        if (!any_judged) {
            if (c.award.kind == award_kind::formula) {
                t.gives.formula = award_formula(c.award, t.when.kind == condition::form::compare ? std::optional(t.when.fact) : std::nullopt);
                if (!t.gives.formula) return;
                tiers.tiers.push_back(std::move(t));
                continue;
            }
            const auto points = points_of(c.award, c.at);
            if (!points) return;
            t.gives.points = c.award.take && !head.award.take ? *node().max + *points : *points;
            if (lean) lean->points = *points;
        }
        tiers.tiers.push_back(std::move(t));
    }
    if (any_judged) {
        const std::string base = lean ? model_.facts[lean->fact].name : title();
        score = judged_fact(base + (head.award.take ? "扣分" : "得分"), head, awards);
        for (std::size_t n = 0; n < run.size(); ++n) limit_mark(*score, whens[n], clause(run[n])->award, item(run[n]).at);
        rule r;
        r.is = judged_rule{*score, head.award.take ? -1 : 1};
        rule& added = add_rule(std::move(r), item(first), "judged");
        added.at = covered;
        added.text = std::string(text_.slice(covered));
        return;
    }
    if (partly) {
        const auto points = points_of(clause(*partly)->award, clause(*partly)->at);
        if (points && !tiers.tiers.empty() && tiers.tiers[0].when.kind == condition::form::all) {
            tier t;
            t.when = tiers.tiers[0].when;
            t.when.kind = condition::form::any;
            t.gives.points = *points;
            t.at = item(*partly).at;
            tiers.tiers.push_back(std::move(t));
            covered = cover(covered, item(*partly).at);
        }
    }
    if (run.size() == 1 && !any_judged && head.award.kind == award_kind::points && !head.award.more && !head.award.plus && !compound(head))
        for (const auto& before : node().rules) {
            const auto* per = std::get_if<per_rule>(&before.is);
            const auto* steps = std::get_if<steps_rule>(&before.is);
            const std::size_t counted = per                                                                  ? per->fact
                                        : steps && steps->up && !before.take && node().rules.back().attached ? steps->fact
                                                                                                             : model_.facts.size();
            if (whens[0].kind != condition::form::compare || counted != whens[0].fact || before.take != head.award.take) continue;
            if (steps && !(whens[0].is.low && whens[0].is.low->value > steps->from)) continue;
            error("FZ126", head.at,
                {"“" + head.words + "”是在按每个计分之上再算，还是代替它，没有写明。", "does this add to the points for each, or take their place?"},
                {"另外再算的，写“再加”“再扣”；代替的，写成分档，如“1至2件每件…，3件以上得…”。", "write 再加 or 再扣, or write tiers"});
            break;
        }
    if (otherwise) {
        const award_text& last = clause(*otherwise)->award;
        if (last.kind == award_kind::formula)
            tiers.otherwise_formula = award_formula(last, whens[0].kind == condition::form::compare ? std::optional(whens[0].fact) : std::nullopt);
        else if (const auto points = points_of(last, clause(*otherwise)->at)) tiers.otherwise = *points;
        covered = cover(covered, item(*otherwise).at);
    }
    for (std::size_t n = 0; n + 1 < tiers.tiers.size() && !compound(head); ++n) {
    }
    rule r;
    r.is = std::move(tiers);
    rule& added = add_rule(std::move(r), item(first), run.size() == 1 ? "threshold" : "tiers");
    added.at = covered;
    added.text = std::string(text_.slice(covered));
    if (lean) {
        lean->rule = node().rules.size() - 1;
        last_ = lean;
    }
    affirm(head, head.words);
}

}  // namespace fenze
