// So much for each of what is counted.

#include "dsl/fold.hpp"
#include "dsl/numeral.hpp"
#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/scale.hpp"

namespace fenze {

// 每0项 counts nothing.
bool node_reader::refuse_empty_step(const number& each, const clause_text& c) {
    if (each.sign() > 0) return false;
    // where the slip is named already, once is enough
    for (const auto& d : out_)
        if (d.code == "FZ122" && d.at.begin >= c.at.begin && d.at.begin < c.at.end) return true;
    error("FZ122", c.at, {"“每”后面的数量是0，无法计分。", "a step of zero counts nothing"}, {"写一个大于0的数量，如“每1项”。", "write a step above zero"});
    return true;
}

// 3-5年得4分，5年以上每增加1年加1分: the tier that ends where the steps begin goes on above.
void node_reader::go_on_above(std::size_t fact, const number& from) {
    if (node().rules.empty() || node().rules.back().take) return;
    auto* t = std::get_if<tiers_rule>(&node().rules.back().is);
    if (!t) return;
    for (const auto& one : t->tiers) {
        const auto& is = one.when.is;
        if (one.when.kind != condition::form::compare || one.when.fact != fact || !is.low || !is.high || is.high->value != from) continue;
        tier above = one;
        above.when.is.low = limit{from, !is.high->inclusive, false};
        above.when.is.high.reset();
        t->tiers.push_back(std::move(above));
        return;
    }
}

namespace {
// How many count in full: 超过5件的部分 five, 第三篇起 two.
std::optional<number> counted_in_full(const clause_text& c) {
    if (c.when.size() == 1 && c.when[0].size() == 1 && c.when[0][0].is && c.when[0][0].is->low && !c.when[0][0].is->high) {
        const bound_text& beyond = *c.when[0][0].is->low;
        return c.when[0][0].is->bare ? std::nullopt : number::parse(beyond.amount.value);
    }
    std::string_view said = c.words;
    if (!starts(said, "第") || !has_any(said, {"起", "以后", "及以后", "开始"})) return std::nullopt;
    said.remove_prefix(std::string_view("第").size());
    std::size_t digits = 0;
    while (digits < said.size() && said[digits] >= '0' && said[digits] <= '9') ++digits;
    const auto chinese = digits == 0 ? chinese_prefix(said) : std::nullopt;
    const auto nth = number::parse(chinese ? std::string_view(chinese->value) : said.substr(0, digits));
    return nth && *nth > number(1) ? std::optional(*nth - number(1)) : std::nullopt;
}
}  // namespace

// 每件得2分，超过5件的部分按50%计分; 每篇得3分，第三篇起减半: so many in full, those beyond at a share. What it is a share of must have been said.
bool node_reader::read_rest_at_share(const clause_text& c, const placed_item& p) {
    const std::string said = without_blanks(text_.slice(c.at));
    const bool part = has(said, "部分") && starts_any(c.words, {"超", "多", "高于", "大于", "不足", "低于", "第"});
    if (!part && !(starts(c.words, "第") && has_any(c.words, {"起", "以后", "开始"}))) return false;
    auto* per = node().rules.empty() ? nullptr : std::get_if<per_rule>(&node().rules.back().is);
    const auto full = counted_in_full(c);
    const auto share = c.award.values.empty() ? std::nullopt : number::parse(c.award.values[0]);
    const bool counts =
        per && full && share && !per->most && !per->round_up && per->each == number(1) && per->points.sign() > 0 && node().rules.back().segment == p.segment;
    if (!counts) {
        error("FZ117", c.at, {"“" + c.words + "”按多少计，前面没有写这一部分原来怎样计分。", "nothing says how this part scores before its share is taken"},
            {"写成“每件得2分，超过5件的部分按50%计分”，或直接写这一部分每件得几分。", "write the points for each, then the share of what lies beyond"});
        return true;
    }
    per->most = *full;
    rule rest;
    rest.is = steps_rule{per->fact, *full, per->each, per->points * *share, true, false};
    add_rule(std::move(rest), p, "excess");
    return true;
}

void node_reader::read_per(const clause_text& c, const placed_item& p) {
    if (read_more_or_less(c, p) || read_deviation(c, p)) return;
    quantity_text q;
    if (c.each) q = *c.each;
    atom_text atom;
    if (!c.when.empty()) atom = c.when.back().back();
    if (!c.each && atom.is) {  // 省级孵化器1家计1分; 1项社会力量奖励1分
        q.each = atom.is->low->amount;
        q.at_end = atom.rest.empty();
    }
    const number each = number::parse(q.each.value).value_or(number(1));
    if (refuse_empty_step(each, c)) return;
    // 年龄应在50周岁以下，超龄的每人扣1分: a requirement, and what falls short of it
    const auto comma = c.words.rfind(',');
    const bool required = c.award.take && comma != std::string::npos && !ends(c.words.substr(0, comma), "的");
    for (const auto& group : c.when)
        for (const auto& other : group)
            if (c.each && !required && &other != &c.when.back().back() && other.is && !other.is->bare) {
                // 人数30人以上的，培训每次得1分: the condition would be lost
                error("FZ101", c.at,
                    {"读不懂这一句：“" + c.words + "”是在一个条件下按每个计分，条件和计数合在一句里还不能计。",
                        "so much for each under another condition is not understood"},
                    {"把条件单独写一句，如“人数不足30人的，本项不得分”。", "write the condition in a sentence of its own"});
                return;
            }
    // 超过5件的，每件加1分: steps above a figure of the same unit
    const bool excess = c.each && atom.is && !compound(c) && (atom.rest.empty() || atom.rest == "部分" || atom.rest == "后") && atom.is->low &&
                        !atom.is->high && (!atom.is->low->inclusive || atom.is->reach || atom.rest == "部分") &&
                        (atom.is->low->amount.unit == q.each.unit || q.each.unit.empty() || same_counter(atom.is->low->amount.unit, q.each.unit)) &&
                        !atom.is->bare;
    if (judged(c.award)) {
        // 每项得1-3分: the points of all of them together are a mark of their own
        const std::string name = (atom.subject.empty() && atom.rest.empty() ? title() : name_of(atom)) + (c.award.take ? "扣分" : "得分");
        const std::size_t count = add_fact(atom.subject.empty() && atom.rest.empty() ? title() : name_of(atom), fact_kind::count, q.each.unit, c.at, c.words);
        const std::size_t score = add_fact(name, fact_kind::score, "分", c.at, c.words);
        (void)count;
        rule r;
        r.is = judged_rule{score, c.award.take ? -1 : 1};
        rule& added = add_rule(std::move(r), p, "judged");
        note(added, "每" + q.each.unit + "的分数由评分人在范围内给出，这里填合计");
        return;
    }
    const auto points = points_of(c.award, c.at);
    if (!points) return;
    if (!c.award.verb && !c.award.take && node().kind == section_kind::base &&
        starts_any(plain_subject(c), {"缺", "漏", "迟", "旷", "逾期", "违反", "违规", "违纪", "早退"})) {
        refuse_unsigned(c);
        return;
    }
    if (excess && atom.is->reach && atom.is->low->inclusive && atom.rest.empty() && q.towards == direction::none && !c.award.plus && !c.award.take) {
        error("FZ126", c.at, {"“" + c.words + "”是全部都计，还是只计超出的部分，没有写明。", "does all of it count, or only what exceeds?"},
            {"只计超出部分的，写“超过5年的部分，每年…”；全部都计的，写“每年…，不满5年的不得分”。", "write 超过…的部分 or put the threshold in a 不得分"});
        return;
    }
    if (excess) {
        atom_text beyond = atom;
        beyond.rest.clear();  // 超过20万元的部分
        const std::size_t f = quantity_fact(beyond, atom.is->low->amount.unit, c, last_.has_value());
        for (const auto& before : node().rules)
            if (const auto* per = std::get_if<per_rule>(&before.is); per && per->fact == f && before.take == c.award.take && !c.award.plus && !c.award.more) {
                error("FZ126", c.at,
                    {"“" + c.words + "”是在按每个计分之上再算，还是代替它，没有写明。", "does this add to the points for each, or take their place?"},
                    {"另外再算的，写“再加”“再扣”；代替的，写成“前3天每天扣1分，以后每天扣2分”。", "write 再加 or 再扣, or 前3天每天…，以后每天…"});
                return;
            }
        const number from = in_unit(atom.is->low->amount, f);
        if (!c.award.take && c.award.plus) go_on_above(f, from);
        rule r;
        r.is = steps_rule{f, from, each, *points, true, q.rounds_up};
        add_rule(std::move(r), p, "excess");
        return;
    }
    if (c.each && atom.is && !compound(c) && atom.rest == "部分" && atom.is->high && c.each->towards == direction::none) {
        // 100小时以内的部分，每10小时积1分; 100至200小时的部分: what lies between the bounds
        atom_text whole = atom;
        whole.rest.clear();
        const std::string unit = atom.is->high->amount.unit;
        const std::size_t f = quantity_fact(whole, unit, c, last_.has_value());
        const number high = in_unit(atom.is->high->amount, f), low = atom.is->low ? in_unit(atom.is->low->amount, f) : number(0);
        const number step = q.each.unit.empty() ? each : in_unit(q.each, f);
        const auto steps = divide(high - low, step);
        if (steps && steps->is_integer() && steps->sign() > 0) {
            for (const bool above : {false, true}) {
                rule r;
                r.is = steps_rule{f, above ? high : low, step, above ? -*points : *points, true, q.rounds_up};
                r.attached = above;
                rule& added = add_rule(std::move(r), p, above ? "bracket_end" : "excess");
                added.attached = above;
            }
            interval is;
            is.high = limit{high, true, false};
            last_ = leaned_on{f, {is}, node().rules.size() - 1, *points, !c.award.take};
            return;
        }
    }
    std::vector<std::string> names = c.members;
    if (names.empty()) {
        std::string name;
        if (!c.when.empty()) {
            if (atom.is && c.each) {
                // tiers of objects: 引进重大项目，5个亿以上的，每项计5分
                name = name_of(atom_text{atom.subject, {}, std::nullopt, "", {}, false});
                const std::uint32_t from = c.words_at.begin;
                name = without_blanks(text_.slice({from, atom.is->at.end}));
                if (compound(c)) name = without_blanks(text_.slice({from, c.each->at.begin > from ? c.each->at.begin : atom.is->at.end}));
                name += atom.rest;
            } else {
                name = name_of(atom_text{atom.subject, atom.is ? span{} : atom.subject_at, std::nullopt, atom.rest, {}, false});
            }
        }
        if (name.empty() && !c.prefix.empty()) name = without_blanks(text_.slice(c.prefix_at));
        else if (!c.prefix.empty() && !name.empty()) {
            // the same words under two labels take the label into their names
            if (by_name_.count(name_key(name)) != 0) name = without_blanks(text_.slice(c.prefix_at)) + name;
        }
        if (!name.empty() && !c.scope.empty() && by_name_.count(name_key(name)) != 0) name = c.scope + name;
        if (name.empty()) {
            name = title();
            if (by_name_.count(name_key(name)) != 0 && !node().rules.empty()) name += "（" + q.each.unit + "）";
        }
        // 二等奖每项20分；获省级奖一等奖每项15分，二等奖每项8分: the same short words behind another head are another fact
        const std::string key = name_key(name);
        if (!c.starts_segment && !segment_head_.empty() && named_in_.count(key) != 0 && named_in_[key] != p.segment) name += "（" + segment_head_ + "）";
        named_in_.emplace(name_key(name), p.segment);
        if (c.starts_segment) segment_head_ = name;
        names = {name};
    }
    const fact_kind kind = q.each.unit.empty() ? fact_kind::count : kind_of(q.each.unit);
    for (const auto& name : names) {
        const std::size_t f = add_fact(name, kind, q.each.unit, c.when.empty() ? c.at : (atom.at.empty() ? c.at : atom.at), c.words);
        if (model_.facts[f].kind == fact_kind::percent && has(q.verb, "超")) model_.facts[f].max = std::nullopt;
        per_rule per;
        per.fact = f;
        per.each = q.each.unit.empty() ? each : in_unit(q.each, f);
        per.points = *points;
        per.round_up = q.rounds_up;
        rule r;
        r.is = per;
        add_rule(std::move(r), p, "per_unit");
        carried_ = per;
    }
    affirm(c, plain_subject(c));
    if (q.at_end || !c.members.empty()) carried_.reset();
    carried_unit_ = q.each.unit;
}

}  // namespace fenze
