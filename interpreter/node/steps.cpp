// Steps from a base, a target or a rank, above it and below it.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

// 第1名得20分，每降低1个名次递减2分: a lower place is a greater number.
bool node_reader::read_rank_step(const clause_text& c, const placed_item& p) {
    if (!c.each || compound(c) || judged(c.award)) return false;
    const quantity_text& q = *c.each;
    const std::string words_here = c.when.empty() ? std::string() : c.when[0][0].subject + c.when[0][0].rest;
    const bool places = is_any(q.each.unit, {"名", "位", "名次", "位次", "个名次", "个位次"}) || has_any(words_here, {"名次", "位次"});
    const bool down = is_any(q.verb, {"降低", "下降", "降", "低", "后"}) || starts_any(words_here, {"后退", "落后", "后移", "退后", "靠后", "降低", "下降"});
    if (!places || !down) return false;
    const auto is_place = [&](const condition& when) {
        const fact& known = model_.facts[when.fact];
        return (when.kind == condition::form::compare && is_any(known.unit, {"名", "位"}) && when.is.high) ||
               (when.kind == condition::form::truth && has_any(known.name, {"第1名", "第一名", "第1位", "第一位", "排名第一", "排名第1", "首位"}));
    };
    for (auto& r : node().rules) {
        auto* t = std::get_if<tiers_rule>(&r.is);
        if (!t || t->tiers.size() != 1 || !is_place(t->tiers[0].when)) continue;
        const auto points = points_of(c.award, c.at);
        if (!points) return true;  // said already
        const condition when = t->tiers[0].when;
        fact& known = model_.facts[when.fact];
        number from(1);
        if (when.kind == condition::form::compare) {
            from = when.is.high->value;  // 前3名得满分
        } else {
            by_name_.erase(name_key(known.name));
            for (const std::string_view first :
                {"排名第1名", "排名第一名", "排名第1位", "排名第一位", "排名第1", "排名第一", "第1名", "第一名", "第1位", "第一位", "首位"})
                if (const auto at = known.name.find(first); at != std::string::npos) known.name.erase(at, first.size());
            if (known.name.empty()) known.name = title();
            if (!ends(known.name, "名次") && !ends(known.name, "排名")) known.name += "名次";
            by_name_[name_key(known.name)] = when.fact;
            known.kind = fact_kind::number;
            known.unit = "名";
            known.whole = true;
            known.min = number(1);
        }
        r.is = constant_rule{t->tiers[0].gives.points};
        r.family = "start";
        rule down_rule;
        down_rule.is = steps_rule{when.fact, from, number::parse(q.each.value).value_or(number(1)), *points, true, q.rounds_up};
        down_rule.attached = true;
        add_rule(std::move(down_rule), p, "shortfall").attached = true;
        node().floor = true;
        return true;
    }
    return false;
}

// 引进人才2人得4分，每多引进1人加2分: more or less of what the target names.
bool node_reader::read_more_or_less(const clause_text& c, const placed_item& p) {
    if (!c.each || !last_ || last_->tiers.empty() || compound(c) || c.when.empty() || c.when[0][0].is) return false;
    const quantity_text& q = *c.each;
    const std::string words_here = c.when[0][0].subject + c.when[0][0].rest;
    const fact& known = model_.facts[last_->fact];
    const bool late = last_->tiers.back().high && !last_->tiers.back().low && kind_of(q.each.unit) == fact_kind::number &&
                      is_any(words_here, {"延迟", "延误", "超时", "逾期", "推迟", "晚", "迟", "迟到", "拖延", "超期", "滞后", "延期", "耽误"});
    // 多开展一次 leaves 每 out, and its verb with it
    const std::string verb = !q.verb.empty() || !q.implied ? q.verb : starts(words_here, "多") ? "多" : starts(words_here, "少") ? "少" : std::string();
    const bool more = late || is_any(verb, {"多", "超", "再多", "超额"}), less = is_any(verb, {"少", "缺", "欠"});
    if (q.towards != direction::none || !(more || less) || (!late && !starts(words_here, verb))) return false;
    const std::string noun = late ? words_here : words_here.substr(verb.size());
    const bool fits = known.unit == q.each.unit || (known.kind == fact_kind::percent && q.each.unit == "百分点") || same_counter(q.each.unit, known.unit) ||
                      convert(number(1), q.each.unit, known.unit).has_value();
    if (noun.empty() || noun.size() > 12 || !fits || !(late || has(known.name, noun) || has(title(), noun))) return false;
    clause_text step = c;
    step.when.clear();
    step.each->towards = more ? direction::up : direction::down;
    read_step(step, p);
    return true;
}

// 有国家级专科的得6分，每增加1个加2分: what is there is counted, and one of it gives the first points.
bool node_reader::count_from_one(const clause_text& c, const placed_item& p) {
    if (node().rules.empty() || c.award.take || !is_any(c.each->verb, {"增加", "再增加", "多", "增", "再增", "新增加", "多出", "超过", "超"})) return false;
    rule& base = node().rules.back();
    auto* t = std::get_if<tiers_rule>(&base.is);
    const std::string& unit = c.each->each.unit;
    if (!t || base.take || base.family != "flag" || base.segment != p.segment || t->tiers.size() != 1 || unit.empty() || unit == "%" || unit == "百分点" ||
        t->tiers[0].when.kind != condition::form::truth || !t->tiers[0].when.expected)
        return false;
    const std::size_t f = t->tiers[0].when.fact;
    fact& known = model_.facts[f];
    std::string name = known.name;
    bool there_is = false;
    for (const std::string_view verb : {"建有", "设有", "具有", "拥有", "有"})
        if (starts(name, verb) && name.size() > verb.size() + 3) {
            if (is_any(verb, {"具有", "拥有", "有"})) name.erase(0, verb.size());
            there_is = true;
            break;
        }
    there_is = there_is || starts_any(name, {"获", "取得", "承办", "承担", "主持", "参与", "参加", "举办", "引进", "建成", "发表", "入选", "培育", "创建",
                                                "聘请", "签约", "新增"});
    if (!there_is) return false;
    by_name_.erase(name_key(known.name));
    known.name = name;
    known.kind = kind_of(unit);
    known.unit = unit;
    known.whole = known.kind == fact_kind::count;
    known.min = number(0);
    by_name_[name_key(name)] = f;
    condition& when = t->tiers[0].when;
    when.kind = condition::form::compare;
    when.is.low = limit{number(1), true, false};
    base.family = "threshold";
    last_ = leaned_on{f, {when.is}, node().rules.size() - 1, t->tiers[0].gives.points, true};
    return true;
}

// 85%至93%之间得5分；高于93%或低于85%的，每偏离1个百分点扣0.5分: as far as it lies outside, on either side.
bool node_reader::read_deviation(const clause_text& c, const placed_item& p) {
    if (!c.each || c.each->towards != direction::none || !last_ || last_->tiers.size() != 1 || !last_->tiers[0].low || !last_->tiers[0].high) return false;
    const fact& known = model_.facts[last_->fact];
    if (!(known.unit == c.each->each.unit || (known.kind == fact_kind::percent && is_any(c.each->each.unit, {"百分点", "%"})))) return false;
    bool away = false;
    for (const auto& group : c.when)
        for (const auto& atom : group) {
            std::string said = atom.subject + atom.rest;
            for (const std::string_view word : {"偏离", "偏差", "相差"})
                if (ends(said, word)) {
                    said.resize(said.size() - word.size());
                    away = true;
                    break;
                }
            while (ends(said, ",") || ends(said, "的")) said.resize(said.size() - (ends(said, ",") ? 1U : 3U));
            if (!said.empty() &&
                !is_any(said, {"超出范围", "不在范围内", "超出区间", "不在此范围", "超出该范围", "不在区间内", "区间外", "范围外", "超出此范围"}) &&
                !has(name_key(known.name), name_key(said)))
                return false;
        }
    if (!away) return false;
    for (const bool above : {true, false}) {
        clause_text side = c;
        side.when.clear();
        side.each->towards = above ? direction::up : direction::down;
        side.each->verb = above ? "超过" : "低于";
        read_step(side, p);
    }
    return true;
}

void node_reader::read_step(const clause_text& c, const placed_item& p) {
    const quantity_text& q = *c.each;
    const auto points = judged(c.award) ? std::nullopt : points_of(c.award, c.at);
    if (!points) {
        if (judged(c.award))
            error("FZ111", c.at, {"“每…”后面的分值须是一个数。", "a step needs one number of points"}, {"写成“每增加1项加1分”。", "write one number"});
        return;
    }
    if (q.both) {
        // 每增（减）1%加（减）1分: one step above, one below
        const bool told = std::any_of(c.when.begin(), c.when.end(),
            [](const auto& group) { return std::any_of(group.begin(), group.end(), [](const atom_text& a) { return a.is.has_value(); }); });
        const bool fresh = !told && !q.target && (!last_ || last_->tiers.empty());
        if (fresh) {
            // 每高（低）于平均值1个百分点: how far above or below is the fact
            std::string name = c.when.empty() ? std::string() : name_of(c.when.back().back());
            if (name.empty()) name = title();
            const std::size_t f = add_fact(name + "（高为正，低为负）", kind_of(q.each.unit), q.each.unit, c.at, c.words);
            model_.facts[f].min = model_.facts[f].max = std::nullopt;
            interval zero;
            zero.low = limit{number(0), true, false};
            last_ = leaned_on{f, {zero}, node().rules.size(), number(0), true};
        }
        for (const bool above : {true, false}) {
            clause_text side = c;
            side.each->both = side.award.both = false;
            side.each->towards = above ? direction::up : direction::down;
            if (fresh) side.when.clear();  // measured from the fact just made
            if (c.award.both) side.award.take = !above;
            placed_item of_side = p;
            of_side.is = side;
            read_step(side, of_side);
        }
        return;
    }
    const number each = number::parse(q.each.value).value_or(number(1));
    if (refuse_empty_step(each, c)) return;
    bool up = q.towards == direction::up;
    if (!up && last_ && q.verb.size() >= 6 && (has(model_.facts[last_->fact].name, q.verb.size() > 3 && starts(q.verb, "再") ? q.verb.substr(3) : q.verb)) &&
        !last_->tiers.empty() && last_->tiers[0].low)
        up = true;  // 能耗降低40%…每再降低10%
    atom_text atom;
    if (!c.when.empty()) atom = c.when.back().back();
    const auto fits = [&](std::size_t f) {
        const fact& known = model_.facts[f];
        return q.each.unit.empty() || known.unit.empty() || known.unit == q.each.unit || (q.each.unit == "百分点" && known.kind == fact_kind::percent) ||
               (q.each.unit == "%" && known.kind == fact_kind::percent) || convert(number(1), q.each.unit, known.unit).has_value() ||
               same_counter(q.each.unit, known.unit) || q.each.unit == "个" || starts(known.unit, q.each.unit + "/");  // 4批次/千人, 每少0.5批次
    };
    if (c.when.size() == 1 && c.when[0].size() > 1 && c.award.take) {
        // 甲不少于12次，乙不少于4次，每少一次扣0.5分: each has its own target
        const auto& all = c.when[0];
        const bool targets = std::all_of(all.begin(), all.end(), [&](const atom_text& a) {
            return a.is && !a.is->bare && a.is->low.has_value() != a.is->high.has_value() && !a.subject.empty() &&
                   same_counter((a.is->low ? a.is->low : a.is->high)->amount.unit, q.each.unit);
        });
        if (targets) {
            for (const auto& a : all) {
                clause_text one = c;
                one.when = {{a}};
                read_step(one, p);
            }
            return;
        }
    }
    if (c.award.take && !up && !compound(c) && atom.is && atom.is->bare && atom.is->low && atom.is->low->amount.value == "1" &&
        has_any(atom.subject, {"每周", "每月", "每个月", "每季", "每日", "每天", "每半年", "每班"}))
        atom.is.reset();  // 每周巡河1次，每少1次扣0.5分: how often in the whole year it was left out
    rule r;
    bool joined = compound(c);
    if (!atom.is && joined) {
        // 覆盖率须达到95%；覆盖率每少5%扣2分: the target stands in the words before
        for (const auto& group : c.when)
            for (const auto& before : group) {
                if (!before.is || before.is->bare) continue;
                const std::string unit = before.is->low ? before.is->low->amount.unit : before.is->high->amount.unit;
                const bool kin = atom.subject.empty() || has(before.subject, atom.subject) || has(atom.subject, before.subject);
                if (!kin || !(unit == q.each.unit || (unit == "%" && q.each.unit == "百分点") || convert(number(1), q.each.unit, unit) ||
                                same_counter(unit, q.each.unit)))
                    continue;
                atom = before;
                joined = false;
            }
    }
    if (atom.is) {  // the target stands in the same clause: 不少于5家，每少1家扣2分
        const std::string unit = atom.is->low ? atom.is->low->amount.unit : atom.is->high->amount.unit;
        if (joined || !(unit == q.each.unit || unit.empty() || q.each.unit.empty() || (unit == "%" && q.each.unit == "百分点") ||
                          convert(number(1), q.each.unit, unit) || same_counter(unit, q.each.unit) || q.each.unit == "个")) {
            // the figures belong to the name of what is counted
            const std::size_t f = add_fact(without_blanks(text_.slice(c.words_at)), kind_of(q.each.unit), q.each.unit, c.at, c.words);
            r.is = per_rule{f, each, *points, q.rounds_up, std::nullopt};
            add_rule(std::move(r), p, "per_unit");
            return;
        }
        const std::size_t f = quantity_fact(atom, unit, c, last_.has_value());
        const interval is = read_interval(*atom.is, f);
        widen(model_.facts[f], is);
        const auto& edge = up ? (is.low && !is.high ? is.low : is.high) : (is.low ? is.low : is.high);
        if (c.award.take)
            for (auto& before : node().rules) {
                // 达到360学时得6分…；低于360学时的，每少20学时扣1分: the award is where the deduction starts from
                auto* t = std::get_if<tiers_rule>(&before.is);
                if (!t || before.take || t->tiers.size() != 1 || t->tiers[0].when.kind != condition::form::compare || t->tiers[0].when.fact != f) continue;
                const auto& reached = up ? t->tiers[0].when.is.high : t->tiers[0].when.is.low;
                if (!reached || reached->value != edge->value) continue;
                before.is = constant_rule{t->tiers[0].gives.points};
                before.family = "start";
                node().floor = true;
                break;
            }
        if (!c.award.take && up && c.award.plus) go_on_above(f, edge->value);
        r.is = steps_rule{f, edge->value, in_unit({q.each.value, q.each.unit, {}}, f), *points, up, q.rounds_up};
        add_rule(std::move(r), p, c.award.take ? (up ? "excess" : "shortfall") : "step");
        last_ = leaned_on{f, {is}, node().rules.size() - 1, *points, !c.award.take};
        return;
    }
    const bool subject_left_out = atom.subject.empty() && atom.rest.empty();
    // 甲达到5个得6分；有乙的得3分，每增加1个加1分: the statement just before is what goes on, not the figures before it
    const bool behind_statement = subject_left_out && last_ && !node().rules.empty() && node().rules.back().segment == p.segment &&
                                  node().rules.back().family == "flag" && last_->rule < node().rules.size() && node().rules[last_->rule].segment != p.segment;
    if (behind_statement) last_.reset();
    const bool same_subject =
        last_ && !subject_left_out &&
        (ends(name_key(model_.facts[last_->fact].name), name_key(atom.subject)) || ends(name_key(atom.subject), name_key(model_.facts[last_->fact].name)));
    // 四项齐全得4分，每缺一项扣1分: what is missing is counted, not what is there
    const bool of_list = last_ && last_->rule < node().rules.size() && is_any(q.verb, {"缺", "缺少", "少"}) &&
                         has_any(node().rules[last_->rule].text, {"项齐全", "项俱全", "项齐备"});
    if (last_ && !of_list && (subject_left_out || same_subject) && fits(last_->fact) && !last_->tiers.empty()) {
        const std::size_t f = last_->fact;
        std::optional<number> from;
        for (const auto& t : last_->tiers) {
            const auto& edge = up ? (t.low && t.high ? t.high : t.low ? t.low : t.high) : (t.high && !t.low ? t.high : t.low);
            if (!edge) continue;
            if (!from || (up ? edge->value > *from : edge->value < *from)) from = edge->value;
        }
        // a bound from above: every point over it
        if (up && last_->tiers.size() == 1 && last_->tiers[0].high && !last_->tiers[0].low) from = last_->tiers[0].high->value;
        if (from) {
            const number step = q.each.unit.empty() || q.each.unit == "个" ? each : in_unit({q.each.value, q.each.unit, {}}, f);
            auto* base = last_->rule < node().rules.size() ? &node().rules[last_->rule] : nullptr;
            auto* tiers = base ? std::get_if<tiers_rule>(&base->is) : nullptr;
            // 95%以上得10分，每低1个百分点扣1分: the award is where the deduction starts from
            if (c.award.take && tiers && tiers->tiers.size() == 1 && !base->take &&
                ((!up && tiers->tiers[0].when.is.low) || (up && tiers->tiers[0].when.is.high))) {
                const number start = tiers->tiers[0].gives.points;
                base->is = constant_rule{start};
                base->family = "start";
                node().floor = true;
            }
            rule step_rule;
            step_rule.is = steps_rule{f, *from, step, *points, up, q.rounds_up};
            step_rule.attached = true;
            rule& added = add_rule(std::move(step_rule), p, c.award.take ? (up ? "excess" : "shortfall") : "step");
            added.attached = true;
            if (model_.facts[f].kind == fact_kind::percent && up && *from >= number(100)) model_.facts[f].max = std::nullopt;
            return;
        }
    }
    // 与上年持平得5分，每增长1%加0.5分，每下降1%扣0.5分: measured from no change
    if (subject_left_out && !node().rules.empty() && !q.each.unit.empty()) {
        rule& base = node().rules.back();
        const auto* t = std::get_if<tiers_rule>(&base.is);
        const bool level = base.family == "flag" && t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::truth &&
                           has_any(model_.facts[t->tiers[0].when.fact].name, {"持平", "不变", "与上年相同", "与上年相当"});
        if (level && is_any(q.verb, {"增长", "增加", "提高", "上升", "下降", "减少", "降低", "增", "降", "升高", "提升"})) {
            model_.facts[t->tiers[0].when.fact].name.clear();
            const number start = t->tiers[0].gives.points;
            base.is = constant_rule{start};
            base.family = "start";
            node().floor = true;
            const std::size_t f = add_fact(title() + "增减（增为正，减为负）", kind_of(q.each.unit), q.each.unit, c.at, c.words);
            model_.facts[f].min = model_.facts[f].max = std::nullopt;
            interval zero;
            zero.low = limit{number(0), true, false};
            last_ = leaned_on{f, {zero}, node().rules.size() - 1, start, true};
            read_step(c, p);
            return;
        }
    }
    if (subject_left_out && up && count_from_one(c, p)) {
        read_step(c, p);
        return;
    }
    // no target: a count of its own (每缺一项扣1分), named with its verb
    std::string name = subject_left_out ? "" : name_of(atom);
    if (name.empty() && !c.prefix.empty()) name = without_blanks(text_.slice(c.prefix_at));
    if (name.empty()) name = title();
    if (!ends(name, q.verb)) name += q.verb;
    if (subject_left_out && by_name_.count(name_key(name)) != 0 && !node().rules.empty()) {
        // 甲得5分，每增加1个加1分；乙得3分，每增加1个加1分: two counts
        std::string head = without_blanks(node().rules.back().text);
        for (const std::string_view stop : {"的，", "，", "得", "计", "加", "扣"})
            if (const auto cut = head.find(stop); cut != std::string::npos && cut > 0) head.resize(cut);
        name = head + q.verb;
    }
    const std::size_t f = add_fact(name, q.each.unit.empty() ? fact_kind::count : kind_of(q.each.unit), q.each.unit, c.at, c.words);
    if (model_.facts[f].kind == fact_kind::percent) model_.facts[f].max = std::nullopt;
    r.is = per_rule{f, in_unit({q.each.value, q.each.unit, {}}, f), *points, q.rounds_up, std::nullopt};
    add_rule(std::move(r), p, "per_unit");
    affirm(c, plain_subject(c));
}

}  // namespace fenze
