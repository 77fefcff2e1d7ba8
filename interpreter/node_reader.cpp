#include "interpreter/node_reader.hpp"

#include <algorithm>
#include <array>

#include "dsl/fold.hpp"
#include "dsl/lead.hpp"
#include "interpreter/formula.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/scale.hpp"

namespace fenze {
namespace {

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }
bool ends(std::string_view text, std::string_view with) { return text.size() >= with.size() && text.substr(text.size() - with.size()) == with; }
bool has(std::string_view text, std::string_view what) { return text.find(what) != std::string_view::npos; }

enum class shape { per, step, compare, plain, bare, otherwise };

bool compound(const clause_text& c) { return c.when.size() > 1 || (!c.when.empty() && c.when.front().size() > 1); }
bool compares(const clause_text& c) {
    for (const auto& group : c.when)
        for (const auto& atom : group)
            if (atom.is) return true;
    return false;
}

bool counted_unit(std::string_view unit) {
    if (unit.empty()) return true;
    static constexpr std::array<std::string_view, 32> measured{"小时", "学时", "课时", "分钟", "秒", "秒钟", "周岁", "岁", "公里", "千米", "米", "m", "m2", "㎡", "平方米", "立方米", "亩", "公顷", "吨", "公斤", "千克", "克", "kg", "km", "度", "℃", "倍", "升", "dB", "平方公里", "厘米", "毫米"};
    return unit != "%" && unit != "百分点" && unit != "‰" && unit != "分" && !is_money(unit) && std::find(measured.begin(), measured.end(), unit) == measured.end();
}

bool duration_unit(std::string_view unit) {
    static constexpr std::array<std::string_view, 20> all{"年", "周年", "个月", "月", "天", "日", "周", "星期", "个星期", "个工作日", "工作日", "小时", "分钟", "秒", "季度", "个季度", "学期", "个学期", "年度", "个年度"};
    return std::find(all.begin(), all.end(), unit) != all.end();
}

fact_kind kind_of(std::string_view unit) {
    if (unit == "%" || unit == "百分点" || unit == "‰") return fact_kind::percent;
    if (is_money(unit)) return fact_kind::amount;
    if (unit == "分" || unit == "学分" || unit.empty() || has(unit, "/") || (unit.size() > 3 && (starts(unit, "万") || starts(unit, "亿") || starts(unit, "千")))) return fact_kind::number;
    if (duration_unit(unit) || !counted_unit(unit)) return fact_kind::number;
    return fact_kind::count;
}

shape shape_of(const clause_text& c) {
    if (c.otherwise) return shape::otherwise;
    if (c.each && c.each->towards != direction::none) return shape::step;
    if (c.each) return shape::per;
    if (compares(c)) return shape::compare;
    if (!c.when.empty()) return shape::plain;
    return shape::bare;
}

bool bare_number(const clause_text& c) { return !compound(c) && !c.when.empty() && c.when[0][0].is && c.when[0][0].is->bare; }
bool bare_one(const clause_text& c) {
    if (!bare_number(c)) return false;
    const amount_text& a = c.when[0][0].is->low->amount;
    return a.value == "1" && !a.unit.empty() && a.unit != "%" && a.unit != "分" && !is_money(a.unit);
}

std::string plain_subject(const clause_text& c) {
    std::string out = c.prefix;
    for (const auto& group : c.when)
        for (const auto& atom : group) {
            if (!out.empty()) out += ",";
            out += atom.subject + atom.rest;
        }
    return out;
}

// Points words for judged marks: a range or a list of values.
bool judged(const award_text& a) { return a.kind == award_kind::points && (a.range || a.values.size() > 1); }

std::vector<std::string> split_list(std::string_view s) {
    std::vector<std::string> out;
    std::size_t from = 0;
    int depth = 0;
    for (std::size_t i = 0; i < s.size();) {
        const auto n = character_length(s, i);
        const auto c = s.substr(i, n);
        if (c == "(") ++depth;
        if (c == ")") --depth;
        if (depth == 0 && (c == "、" || c == "/" || (c == "," && has(s, ",")))) {
            out.emplace_back(s.substr(from, i - from));
            from = i + n;
        }
        i += n;
    }
    out.emplace_back(s.substr(from));
    if (out.size() >= 2) {
        for (const std::string_view joint : {"以及", "和", "及", "与"}) {
            std::string& last = out.back();
            if (const auto at = last.find(joint); at != std::string::npos && at > 0 && at + joint.size() < last.size()) {
                std::string tail = last.substr(at + joint.size());
                last.resize(at);
                out.push_back(std::move(tail));
                break;
            }
        }
    }
    return out;
}

// 国家级、省级、市级分别得5分、3分、1分 → one clause for each pair.
std::vector<placed_item> pair_up(const std::vector<placed_item>& items) {
    std::vector<placed_item> out;
    for (const auto& p : items) {
        const auto* c = std::get_if<clause_text>(&p.is);
        if (!c || c->award.kind != award_kind::points || c->award.range || c->award.values.size() < 2 || c->when.size() != 1 || c->when[0].size() != 1 || c->when[0][0].is) {
            out.push_back(p);
            continue;
        }
        std::string subject = c->when[0][0].subject;
        std::string head;
        if (ends(subject, "分别")) subject.resize(subject.size() - 6);
        const auto parts = split_list(subject);
        if (parts.size() != c->award.values.size()) {
            out.push_back(p);
            continue;
        }
        for (std::size_t n = 0; n < parts.size(); ++n) {
            placed_item one = p;
            auto& clause = std::get<clause_text>(one.is);
            clause.award.values = {c->award.values[n]};
            if (clause.award.values[0] == "0") clause.award.kind = award_kind::zero;
            clause.when[0][0].subject = parts[n];
            clause.when[0][0].subject_at = {};
            out.push_back(std::move(one));
        }
    }
    return out;
}

std::vector<std::size_t> facts_of_rule(const rule& r) {
    std::vector<std::size_t> out;
    if (const auto* t = std::get_if<tiers_rule>(&r.is))
        for (const auto& one : t->tiers)
            if (one.when.kind == condition::form::truth) out.push_back(one.when.fact);
    return out;
}

}  // namespace

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

std::string node_reader::name_of(const atom_text& atom) const {
    if (atom.rest.empty() && !atom.subject_at.empty() && !has(text_.slice(atom.subject_at), "每")) {
        const std::string whole = without_blanks(text_.slice(atom.subject_at));
        if (name_key(whole) == name_key(atom.subject)) return whole;
    }
    std::string out;
    const std::string folded_words = atom.subject + atom.rest;
    for (const char c : folded_words) {
        switch (c) {
            case ',': out += "，"; break;
            case ';': out += "；"; break;
            case ':': out += "："; break;
            case '(': out += "（"; break;
            case ')': out += "）"; break;
            default: out += c;
        }
    }
    return out;
}

std::size_t node_reader::add_fact(const std::string& name, fact_kind kind, const std::string& unit, span at, const std::string& clause_words) {
    const std::string key = name_key(name);
    if (const auto found = by_name_.find(key); found != by_name_.end()) {
        const fact& f = model_.facts[found->second];
        const auto numeric = [](fact_kind k) { return k == fact_kind::count || k == fact_kind::amount || k == fact_kind::percent || k == fact_kind::number; };
        if (f.kind == kind || (numeric(f.kind) && numeric(kind) && (unit.empty() || f.unit.empty() || f.unit == unit || convert(number(1), unit, f.unit)))) return found->second;
    }
    fact f;
    f.name = name;
    f.kind = kind;
    f.unit = unit == "百分点" ? "%" : unit;
    f.node = static_cast<std::uint32_t>(node_);
    f.node_title = title();
    f.at = at;
    f.text = clause_words;
    f.whole = kind == fact_kind::count;
    switch (kind) {
        case fact_kind::count:
        case fact_kind::amount:
        case fact_kind::score: f.min = number(0); break;
        case fact_kind::number: f.min = number(0); break;
        case fact_kind::percent: {
            f.min = number(0);
            f.max = number(100);
            for (const std::string_view beyond : {"增长", "增幅", "增速", "利润率", "超额", "超出", "回报率", "收益率", "负债", "提高", "上升", "涨", "超过", "完成率", "下降率", "降低率", "产销率", "增加值率", "增长率"})
                if (has(name, beyond)) f.min = f.max = std::nullopt;
            if (has(name, "完成率")) f.min = number(0);
            break;
        }
        default: break;
    }
    model_.facts.push_back(std::move(f));
    by_name_[key] = model_.facts.size() - 1;
    return model_.facts.size() - 1;
}

number node_reader::in_unit(const amount_text& amount, std::size_t f) const {
    const number value = number::parse(amount.value).value_or(number(0));
    const std::string& unit = model_.facts[f].unit;
    if (amount.unit.empty() || amount.unit == unit || unit.empty()) return value;
    if (amount.unit == "百分点" && unit == "%") return value;
    return convert(value, amount.unit, unit).value_or(value);
}

interval node_reader::read_interval(const interval_text& is, std::size_t f) const {
    interval out;
    if (is.low) out.low = limit{in_unit(is.low->amount, f), is.low->inclusive, is.low->named};
    if (is.high) out.high = limit{in_unit(is.high->amount, f), is.high->inclusive, is.high->named};
    return out;
}

std::size_t node_reader::quantity_fact(const atom_text& atom, const std::string& unit, const clause_text& c, bool may_lean) {
    std::string name = name_of(atom);
    if (name.empty() && !c.prefix.empty()) name = without_blanks(text_.slice(c.prefix_at));
    if (may_lean && last_) {
        const fact& f = model_.facts[last_->fact];
        const bool same_measure = unit.empty() || f.unit == unit || (unit == "百分点" && f.unit == "%") || convert(number(1), unit, f.unit).has_value() || same_counter(unit, f.unit);
        if (same_measure && (name.empty() || ends(name_key(f.name), name_key(name)) || (name.size() <= 12 && has(name_key(f.name), name_key(name))))) return last_->fact;
    }
    if (may_lean && !name.empty()) {
        // the same quantity under a shorter name: 上年度工资薪金收入 … 工资薪金收入
        std::optional<std::size_t> only;
        for (const auto& [key, known] : by_name_) {
            const fact& f = model_.facts[known];
            const bool numeric = f.kind == fact_kind::count || f.kind == fact_kind::amount || f.kind == fact_kind::percent || f.kind == fact_kind::number;
            if (!numeric || !ends(key, name_key(name)) || !(unit.empty() || f.unit == unit || convert(number(1), unit, f.unit))) continue;
            if (only && *only != known) {
                only.reset();
                break;
            }
            only = known;
        }
        if (only) return *only;
    }
    if (name.empty()) name = title();
    const std::size_t f = add_fact(name, kind_of(unit), unit, atom.at.empty() ? c.at : atom.at, c.words);
    return f;
}

namespace {

// Figures outside 0–100 in the words themselves widen a percent's range.
void widen(fact& f, const interval& is) {
    if (f.kind != fact_kind::percent) return;
    const bool above = (is.low && is.low->value >= number(100) && !(is.low->value == number(100) && is.low->inclusive)) || (is.high && is.high->value > number(100));
    const bool below = (is.high && is.high->value <= number(0)) || (is.low && is.low->value < number(0));
    if (above) f.max = std::nullopt;
    if (below) f.min = f.max = std::nullopt;
}

}  // namespace

condition node_reader::read_condition(const condition_text& when, const clause_text& c, bool may_lean) {
    condition any;
    any.kind = condition::form::any;
    any.at = c.at;
    for (const auto& group : when) {
        condition all;
        all.kind = condition::form::all;
        all.at = c.at;
        for (const auto& atom : group) {
            condition one;
            one.at = atom.at;
            if (atom.is) {
                const std::string unit = atom.is->low ? atom.is->low->amount.unit : atom.is->high->amount.unit;
                one.kind = condition::form::compare;
                one.fact = quantity_fact(atom, unit, c, may_lean || any.parts.size() + all.parts.size() > 0);
                one.is = read_interval(*atom.is, one.fact);
                widen(model_.facts[one.fact], one.is);
                if (one.fact < model_.facts.size() && atom.is->high && !atom.is->low && c.award.take) {
                    // 超时1分钟以内扣0.5分: no overtime at all is no fault
                    const std::string& name = model_.facts[one.fact].name;
                    for (const std::string_view fault : {"超时", "迟到", "逾期", "延迟", "延误", "缺时", "旷", "漏", "误", "超期", "拖欠", "超标", "早退", "缺勤", "缺席", "违约", "滞后", "超出", "超过", "误差", "偏差"})
                        if (has(name, fault)) one.is.low = limit{number(0), false, false};
                }
                last_ = leaned_on{one.fact, {one.is}, node().rules.size(), number(0), !c.award.take};
            } else {
                one.kind = condition::form::truth;
                one.fact = add_fact(name_of(atom), fact_kind::boolean, "", atom.at, c.words);
            }
            all.parts.push_back(std::move(one));
        }
        any.parts.push_back(all.parts.size() == 1 ? all.parts[0] : std::move(all));
    }
    return any.parts.size() == 1 ? any.parts[0] : any;
}

std::optional<number> node_reader::points_of(const award_text& a, span at) {
    const auto& max = node().max;
    number points;
    switch (a.kind) {
        case award_kind::zero: return number(0);
        case award_kind::points:
            if (a.values.empty()) return std::nullopt;
            points = number::parse(a.values[0]).value_or(number(0));
            break;
        case award_kind::full:
            if (!max && !formulas_.empty()) return number(0);
            if (!max) {
                error("FZ110", at, {"“满分”是多少没有写明：这一项没有分值。", "the full mark is not given"}, {"在标题里写上分值，如“（10分）”。", "give the item a mark, such as （10分）"});
                return std::nullopt;
            }
            points = *max;
            break;
        case award_kind::share: {
            number base;
            if (max) base = *max;
            else {
                // the greatest award so far stands in for the mark
                for (const auto& r : node().rules)
                    if (const auto* t = std::get_if<tiers_rule>(&r.is))
                        for (const auto& one : t->tiers) base = maximum(base, one.gives.points);
                if (base.sign() == 0) {
                    error("FZ110", at, {"按比例的分值没有基数：这一项没有分值。", "a share needs a mark"}, {"在标题里写上分值，如“（10分）”。", "give the item a mark, such as （10分）"});
                    return std::nullopt;
                }
            }
            points = base * number::parse(a.values.at(0)).value_or(number(0));
            break;
        }
    }
    return a.take ? -points : points;
}

rule& node_reader::add_rule(rule r, const placed_item& p, const std::string& family) {
    r.family = family;
    r.at = p.at;
    r.text = std::string(text_.slice(p.at));
    r.sentence = p.sentence;
    r.segment = p.segment;
    if (const auto* c = std::get_if<clause_text>(&p.is)) r.take = c->award.take;
    if (!r.take && (!std::holds_alternative<constant_rule>(r.is))) takes_only_ = false;
    node().rules.push_back(std::move(r));
    return node().rules.back();
}

std::size_t node_reader::judged_fact(const std::string& name, const clause_text& c, const std::vector<award_text>& all) {
    const std::size_t f = add_fact(name, fact_kind::score, "分", c.at, c.words);
    std::optional<number> low, high;
    for (const auto& a : all) {
        std::vector<number> values;
        if (a.kind == award_kind::points)
            for (const auto& v : a.values) values.push_back(number::parse(v).value_or(number(0)));
        else if (a.kind == award_kind::zero) values.emplace_back(0);
        else if (node().max) values.push_back(a.kind == award_kind::full ? *node().max : *node().max * number::parse(a.values.at(0)).value_or(number(0)));
        for (const auto& v : values) {
            if (!low || v < *low) low = v;
            if (!high || v > *high) high = v;
        }
    }
    model_.facts[f].min = all.size() == 1 || c.award.take ? number(0) : low;
    model_.facts[f].max = high;
    return f;
}

void node_reader::limit_mark(std::size_t score, const condition& when, const award_text& a, span at) {
    mark_limit::part part;
    part.when = when;
    if (a.kind == award_kind::points && a.range) {
        part.range = {number::parse(a.values[0]).value_or(number(0)), number::parse(a.values[1]).value_or(number(0))};
        if (part.range->second < part.range->first) std::swap(part.range->first, part.range->second);
    } else if (a.kind == award_kind::points) {
        for (const auto& v : a.values) part.values.push_back(number::parse(v).value_or(number(0)));
    } else if (const auto p = points_of(a, at)) {
        part.values.push_back(a.take ? -*p : *p);
    }
    auto found = std::find_if(model_.limits.begin(), model_.limits.end(), [&](const mark_limit& l) { return l.score == score; });
    if (found == model_.limits.end()) {
        mark_limit l;
        l.score = score;
        l.at = at;
        model_.limits.push_back(std::move(l));
        found = model_.limits.end() - 1;
    }
    found->parts.push_back(std::move(part));
}

// ---- per unit

void node_reader::read_per(const clause_text& c, const placed_item& p) {
    quantity_text q;
    if (c.each) q = *c.each;
    atom_text atom;
    if (!c.when.empty()) atom = c.when.back().back();
    if (!c.each && atom.is) {  // 省级孵化器1家计1分; 1项社会力量奖励1分
        q.each = atom.is->low->amount;
        q.at_end = atom.rest.empty();
    }
    const number each = number::parse(q.each.value).value_or(number(1));
    // 超过5件的，每件加1分: steps above a figure of the same unit
    const bool excess = c.each && atom.is && !compound(c) && atom.rest.empty() && atom.is->low && !atom.is->high && (!atom.is->low->inclusive || atom.is->reach) &&
                        (atom.is->low->amount.unit == q.each.unit || q.each.unit.empty() || same_counter(atom.is->low->amount.unit, q.each.unit)) && !atom.is->bare;
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
    if (excess) {
        const std::size_t f = quantity_fact(atom, atom.is->low->amount.unit, c, false);
        rule r;
        r.is = steps_rule{f, in_unit(atom.is->low->amount, f), each, *points, true, q.rounds_up};
        add_rule(std::move(r), p, "excess");
        return;
    }
    std::vector<std::string> names = c.members;
    if (names.empty()) {
        std::string name;
        if (!c.when.empty()) {
            if (atom.is && c.each) {
                // tiers of objects: 引进重大项目，5个亿以上的，每项计5分
                name = name_of(atom_text{atom.subject, {}, std::nullopt, "", {}});
                const std::uint32_t from = c.words_at.begin;
                name = without_blanks(text_.slice({from, atom.is->at.end}));
                if (compound(c)) name = without_blanks(text_.slice({from, c.each->at.begin > from ? c.each->at.begin : atom.is->at.end}));
                name += atom.rest;
            } else {
                name = name_of(atom_text{atom.subject, atom.is ? span{} : atom.subject_at, std::nullopt, atom.rest, {}});
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
            if (by_name_.count(name_key(name)) != 0 && !affirmed_.empty()) name += "（" + q.each.unit + "）";
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
    affirmed_.push_back(plain_subject(c));
    if (q.at_end || !c.members.empty()) carried_.reset();
    carried_unit_ = q.each.unit;
}

// ---- steps

void node_reader::read_step(const clause_text& c, const placed_item& p) {
    const quantity_text& q = *c.each;
    const auto points = judged(c.award) ? std::nullopt : points_of(c.award, c.at);
    if (!points) {
        if (judged(c.award)) error("FZ111", c.at, {"“每…”后面的分值须是一个数。", "a step needs one number of points"}, {"写成“每增加1项加1分”。", "write one number"});
        return;
    }
    const number each = number::parse(q.each.value).value_or(number(1));
    bool up = q.towards == direction::up;
    if (!up && last_ && (has(model_.facts[last_->fact].name, q.verb.size() > 3 && starts(q.verb, "再") ? q.verb.substr(3) : q.verb)) && !last_->tiers.empty() && last_->tiers[0].low) up = true;  // 能耗降低40%…每再降低10%
    atom_text atom;
    if (!c.when.empty()) atom = c.when.back().back();
    const auto fits = [&](std::size_t f) {
        const fact& known = model_.facts[f];
        return q.each.unit.empty() || known.unit.empty() || known.unit == q.each.unit || (q.each.unit == "百分点" && known.kind == fact_kind::percent) || (q.each.unit == "%" && known.kind == fact_kind::percent) ||
               convert(number(1), q.each.unit, known.unit).has_value() || same_counter(q.each.unit, known.unit) || q.each.unit == "个";
    };
    rule r;
    if (atom.is) {  // the target stands in the same clause: 不少于5家，每少1家扣2分
        const std::string unit = atom.is->low ? atom.is->low->amount.unit : atom.is->high->amount.unit;
        if (compound(c) || !(unit == q.each.unit || unit.empty() || q.each.unit.empty() || (unit == "%" && q.each.unit == "百分点") || convert(number(1), q.each.unit, unit) || same_counter(unit, q.each.unit) || q.each.unit == "个")) {
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
        r.is = steps_rule{f, edge->value, in_unit({q.each.value, q.each.unit, {}}, f), *points, up, q.rounds_up};
        add_rule(std::move(r), p, c.award.take ? (up ? "excess" : "shortfall") : "step");
        last_ = leaned_on{f, {is}, node().rules.size() - 1, *points, !c.award.take};
        return;
    }
    const bool subject_left_out = atom.subject.empty() && atom.rest.empty();
    const bool same_subject = last_ && !subject_left_out && (ends(name_key(model_.facts[last_->fact].name), name_key(atom.subject)) || ends(name_key(atom.subject), name_key(model_.facts[last_->fact].name)));
    if (last_ && (subject_left_out || same_subject) && fits(last_->fact) && !last_->tiers.empty()) {
        const std::size_t f = last_->fact;
        std::optional<number> from;
        for (const auto& t : last_->tiers) {
            const auto& edge = up ? (t.low ? t.low : t.high) : (t.high && !t.low ? t.high : t.low);
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
            if (c.award.take && tiers && tiers->tiers.size() == 1 && !base->take && ((!up && tiers->tiers[0].when.is.low) || (up && tiers->tiers[0].when.is.high))) {
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
    // no target: a count of its own (每缺一项扣1分), named with its verb
    std::string name = subject_left_out ? "" : name_of(atom);
    if (name.empty() && !c.prefix.empty()) name = without_blanks(text_.slice(c.prefix_at));
    if (name.empty()) name = title();
    if (!ends(name, q.verb)) name += q.verb;
    const std::size_t f = add_fact(name, q.each.unit.empty() ? fact_kind::count : kind_of(q.each.unit), q.each.unit, c.at, c.words);
    if (model_.facts[f].kind == fact_kind::percent) model_.facts[f].max = std::nullopt;
    r.is = per_rule{f, in_unit({q.each.value, q.each.unit, {}}, f), *points, q.rounds_up, std::nullopt};
    add_rule(std::move(r), p, "per_unit");
    affirmed_.push_back(plain_subject(c));
}

// ---- tiers

void node_reader::read_tiers(std::size_t& at) {
    const std::size_t first = at;
    std::vector<std::size_t> run;
    std::optional<std::size_t> otherwise;
    const clause_text& head = *clause(first);
    const bool ladder_head = bare_number(head);
    std::string head_unit = head.when[0][0].is ? (head.when[0][0].is->low ? head.when[0][0].is->low->amount.unit : head.when[0][0].is->high->amount.unit) : "";
    const std::string head_subject = name_key(compound(head) ? std::string() : head.when[0][0].subject + head.when[0][0].rest);
    std::size_t i = first;
    for (; i < items_->size(); ++i) {
        const clause_text* c = clause(i);
        if (!c) break;
        const shape s = shape_of(*c);
        if (i == first) {
            run.push_back(i);
            continue;
        }
        if (c->award.take != head.award.take && c->award.kind != award_kind::zero) break;
        if (s == shape::otherwise) {
            otherwise = i;
            ++i;
            break;
        }
        if (s == shape::plain && (c->award.kind == award_kind::zero || c->award.kind == award_kind::points) && !judged(c->award)) {
            // 其余不得分, 未达到的不得分, 无…的0分 close the list
            const std::string subject = plain_subject(*c);
            if (c->award.kind == award_kind::zero && (denies(subject, {head.when[0][0].subject}) || starts(subject, "其余") || starts(subject, "其他") || subject == "以下" || starts(subject, "未达到") || starts(subject, "达不到") || starts(subject, "低于") || starts(subject, "不足"))) {
                otherwise = i;
                ++i;
            } else if (starts(subject, "其余") || subject == "其他" || starts(subject, "其他情况")) {
                otherwise = i;
                ++i;
            }
            break;
        }
        if (s != shape::compare || c->award.more) break;
        if (compound(*c) || compound(head)) {
            if (compound(*c) != compound(head)) break;
            // the same facts again, in the same order
            std::vector<std::string> a, b;
            for (const auto& group : head.when)
                for (const auto& atom : group) a.push_back(name_key(atom.subject + atom.rest));
            for (const auto& group : c->when)
                for (const auto& atom : group) b.push_back(name_key(atom.subject + atom.rest));
            bool same = a.size() == b.size();
            for (std::size_t k = 0; same && k < a.size(); ++k) same = b[k].empty() || ends(a[k], b[k]) || ends(b[k], a[k]);
            if (!same) break;
            run.push_back(i);
            continue;
        }
        const atom_text& atom = c->when[0][0];
        const std::string subject = name_key(atom.subject + atom.rest);
        const std::string unit = atom.is->low ? atom.is->low->amount.unit : atom.is->high->amount.unit;
        const bool part_of_head = subject.size() <= 12 && has(head_subject, subject);  // 召开理事会2次以上…，召开1次
        if (!subject.empty() && subject != head_subject && !ends(head_subject, subject) && !part_of_head) break;
        if (!(unit == head_unit || unit.empty() || head_unit.empty() || convert(number(1), unit, head_unit) || (subject.empty() && same_counter(unit, head_unit)))) break;
        if (bare_one(*c) && !ladder_head && !(unit == head_unit && !c->starts_sentence && (c->when[0][0].rest.empty() || has(head_subject, name_key(c->when[0][0].rest))))) break;
        run.push_back(i);
    }
    at = i;
    // 1项社会力量奖励1分: a single 1 with a unit is per unit
    if (run.size() == 1 && bare_one(head) && !otherwise) {
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
        covered = cover(covered, item(n).at);
        if (n == first && !lean && last_ && c.when[0][0].subject.empty() && c.prefix.empty() && !c.starts_sentence && last_->give == !c.award.take) {
            // a sequel without a subject after another rule leans on it only if the units agree
        }
        condition when = read_condition(c.when, c, n != first || (!head.starts_sentence && head_subject.empty() && last_.has_value() && last_->rule + 1 == node().rules.size()));
        if (last_) {
            if (!lean) lean = last_;
            else if (lean->fact == last_->fact) lean->tiers.push_back(last_->tiers[0]);
        }
        tier t;
        t.when = when;
        t.at = item(n).at;
        whens.push_back(when);
        if (!any_judged) {
            const auto points = points_of(c.award, c.at);
            if (!points) return;
            t.gives.points = *points;
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
    if (otherwise) {
        const auto points = points_of(clause(*otherwise)->award, clause(*otherwise)->at);
        if (points) tiers.otherwise = *points;
        covered = cover(covered, item(*otherwise).at);
    }
    for (std::size_t n = 0; n + 1 < tiers.tiers.size() && !compound(head); ++n) {}
    rule r;
    r.is = std::move(tiers);
    rule& added = add_rule(std::move(r), item(first), run.size() == 1 ? "threshold" : "tiers");
    added.at = covered;
    added.text = std::string(text_.slice(covered));
    if (lean) {
        lean->rule = node().rules.size() - 1;
        last_ = lean;
    }
    affirmed_.push_back(head.words);
}

// ---- words without figures

void node_reader::read_zero(const clause_text& c, const placed_item& p) {
    condition when = read_condition(c.when, c, false);
    node().zero_when.push_back(std::move(when));
    node().notes.push_back({"“" + c.words + "”时本项计0分", "the item scores 0 where “" + c.words + "”"});
    (void)p;
}

void node_reader::read_plain(std::size_t& at) {
    const std::size_t first = at;
    std::vector<std::size_t> run;
    std::size_t i = first;
    const bool take = clause(first)->award.take;
    for (; i < items_->size(); ++i) {
        const clause_text* c = clause(i);
        if (!c) break;
        const shape s = shape_of(*c);
        if (s == shape::otherwise && !run.empty()) {
            run.push_back(i);
            ++i;
            break;
        }
        if (s != shape::plain || compound(*c) || !c->members.empty()) break;
        if (i != first && (has(c->words, "下列") || has(c->words, "以下情形") || has(c->words, "以下条件"))) break;
        if (i != first && c->award.take != take && c->award.kind != award_kind::zero && clause(first)->award.kind != award_kind::zero) break;
        if (i + 1 < items_->size() && std::holds_alternative<proportional_text>(item(i + 1).is)) break;
        if (i != first && c->award.more) break;
        run.push_back(i);
    }
    if (run.empty()) {  // compound conditions of words, or one followed by a proportional sequel
        at = first + 1;
        const clause_text& c = *clause(first);
        if (c.award.kind == award_kind::zero) {
            if (!denies(plain_subject(c), affirmed_)) read_zero(c, item(first));
            return;
        }
        const auto points = points_of(c.award, c.at);
        if (!points) return;
        tiers_rule t;
        t.tiers.push_back({read_condition(c.when, c, false), {*points, std::nullopt}, c.at});
        rule r;
        r.is = std::move(t);
        add_rule(std::move(r), item(first), "flag");
        affirmed_.push_back(plain_subject(c));
        return;
    }
    at = i;
    std::vector<std::string> raw, options;
    for (const auto n : run) raw.push_back(clause(n)->otherwise ? (clause(n)->words.empty() ? "其他" : clause(n)->words) : plain_subject(*clause(n)));
    for (std::size_t n = 0; n < run.size(); ++n) {
        std::vector<std::string> others;
        for (std::size_t k = 0; k < raw.size(); ++k)
            if (k != n) others.push_back(raw[k]);
        options.push_back(n == 0 && !clause(run[n])->option ? option_of(raw[n], others) : raw[n]);
    }
    if (run.size() >= 2 && options[0] == raw[0]) {
        // 创新性强得16-20分，较强…: the title stands before the first option
        const std::string name = name_key(title());
        for (std::size_t cut = 0; cut < name.size() && options[0] == raw[0]; cut += character_length(name, cut)) {
            const std::string tail = name.substr(cut);
            if (tail.size() < 6 || !starts(raw[0], tail) || raw[0].size() == tail.size()) continue;
            std::vector<std::string> trial = options;
            trial[0] = raw[0].substr(tail.size());
            if (judge_scale(trial) == scale_kind::degrees) options = trial;
        }
    }
    // a positive statement and its denial are one yes/no
    const auto positive = [&](std::size_t n) { return clause(run[n])->award.kind != award_kind::zero; };
    std::vector<std::string> awarded;
    for (std::size_t n = 0; n < run.size(); ++n)
        if (positive(n)) awarded.push_back(options[n]);
    const bool listed_option = std::all_of(run.begin(), run.end(), [&](std::size_t n) { return clause(n)->option; });
    const bool any_judged = std::any_of(run.begin(), run.end(), [&](std::size_t n) { return judged(clause(n)->award); });
    bool choice = false;
    std::string reason;
    const auto& max = node().max;
    if (expert_ && std::all_of(run.begin(), run.end(), [&](std::size_t n) { return clause(n)->award.bracketed; })) {
        // 行业现状清楚（2.5分）… 专家评分即为得分
        for (const auto n : run) {
            const clause_text& c = *clause(n);
            std::string name = name_of(c.when[0][0]);
            if (const auto cut = name.rfind("，"); cut != std::string::npos) name = name.substr(cut + std::string("，").size());
            const std::size_t f = judged_fact(name, c, {c.award});
            rule r;
            r.is = judged_rule{f, 1};
            add_rule(std::move(r), item(n), "judged");
        }
        return;
    }
    const clause_text& head = *clause(run[0]);
    const bool carries = carried_ && !head.starts_sentence && head.prefix.empty() && (!head.starts_segment || plain_subject(head).size() <= 24) && !any_judged;
    if (!carries) carried_.reset();
    // 优：…；良：…: parallel labels of one scale are the options
    std::vector<std::string> labels;
    for (const auto n : run)
        if (!clause(n)->prefix.empty()) labels.push_back(clause(n)->prefix);
    if (labels.size() == run.size() && run.size() >= 2 && judge_scale(labels) != scale_kind::none && judge_scale(labels) != scale_kind::terse) options = labels;
    if (run.size() >= 2 && !carries) {
        const scale_kind kind = judge_scale(options);
        number sum, greatest;
        for (const auto n : run) {
            const award_text& a = clause(n)->award;
            std::optional<number> p;
            if (a.kind == award_kind::points && !a.values.empty()) p = number::parse(a.values.back());
            if (a.kind == award_kind::full && max) p = *max;
            if (a.kind == award_kind::share && max) p = *max * number::parse(a.values[0]).value_or(number(0));
            if (p) {
                sum = sum + *p;
                greatest = maximum(greatest, *p);
            }
        }
        const bool best_follows = [&] {
            for (const auto& p : *items_)
                if (const auto* b = std::get_if<best_of_text>(&p.is); b != nullptr) return true;
            return false;
        }();
        const bool two_and_denied = run.size() == 2 && awarded.size() == 1 && denies(options[positive(0) ? 1 : 0], {options[positive(0) ? 0 : 1]});
        if (listed_option) choice = true;
        else if (two_and_denied) choice = false;
        else if (kind == scale_kind::degrees || kind == scale_kind::bearer) choice = true;
        else if (best_follows && !take) choice = true;
        else if (kind == scale_kind::terse && max && !take && awarded.size() >= 2) {
            if (sum == *max) reason = "各项分值相加等于本项分值，按各自成立、相加计分";
            else if (greatest == *max) {
                choice = true;
                reason = "最高一项等于本项分值，按择一计分";
            }
        } else if (max && !take && awarded.size() >= 2 && greatest == *max && sum > *max && [&] {
                       std::optional<number> before;
                       for (const auto n : run) {
                           const award_text& a = clause(n)->award;
                           const number p = a.kind == award_kind::points && !a.values.empty() ? number::parse(a.values.back()).value_or(number(0)) : a.kind == award_kind::full ? *max : number(0);
                           if (a.kind == award_kind::share) return true;
                           if (before && !(p < *before)) return false;
                           before = p;
                       }
                       return true;
                   }()) {
            choice = true;
            reason = "最高一项等于本项分值，按择一计分";
        } else if (any_judged && max && greatest == *max && sum > *max && kind != scale_kind::none) {
            choice = true;
        }
    }
    if (choice) {
        const clause_text& c0 = *clause(run[0]);
        std::string name = title();
        // 管理制度建设很完善得3分: what stands before the degree names the fact where it is a phrase of its own
        const std::string head_text = options == labels ? options[0] : raw[0];
        if (run.size() >= 2 && options[0].size() < head_text.size() && head_text.find(',') == std::string::npos && !c0.prefix.empty()) name = without_blanks(text_.slice(c0.prefix_at));
        else if (run.size() >= 2 && options[0].size() + 6 <= head_text.size() && head_text.find(',') == std::string::npos && node().rules.size() + run.size() > run.size()) name = head_text.substr(0, head_text.size() - options[0].size());
        if (by_name_.count(name_key(name)) != 0) {
            std::string other = head_text.substr(0, head_text.size() - options[0].size());
            if (!other.empty()) name = other;
            else name += "（" + options[0] + "…）";
        }
        const std::size_t f = add_fact(name, fact_kind::choice, "", c0.at, c0.words);
        model_.facts[f].options.clear();
        std::vector<std::string> shown;
        for (std::size_t n = 0; n < run.size(); ++n) {
            const clause_text& c = *clause(run[n]);
            std::string o = options[n];
            if (labels.size() == run.size() && options == labels) o = without_blanks(text_.slice(c.prefix_at));
            else if (!c.when.empty() && c.when[0].size() == 1 && raw[n] == o && c.prefix.empty()) o = name_of(c.when[0][0]);
            if (listed_option && !c.prefix.empty()) o = without_blanks(text_.slice(c.prefix_at));
            shown.push_back(o);
        }
        model_.facts[f].options = shown;
        span covered = item(run[0]).at;
        for (const auto n : run) covered = cover(covered, item(n).at);
        rule r;
        if (any_judged) {
            std::vector<award_text> all;
            for (const auto n : run) all.push_back(clause(n)->award);
            const std::size_t score = judged_fact(name + (take ? "扣分" : "得分"), c0, all);
            for (std::size_t n = 0; n < run.size(); ++n) {
                condition when;
                when.kind = condition::form::option;
                when.fact = f;
                when.option = n;
                limit_mark(score, when, clause(run[n])->award, item(run[n]).at);
            }
            r.is = judged_rule{score, take ? -1 : 1};
        } else {
            choice_rule choose;
            choose.fact = f;
            for (const auto n : run) {
                const auto points = points_of(clause(n)->award, clause(n)->at);
                if (!points) return;
                choose.awards.push_back({*points, std::nullopt});
            }
            r.is = std::move(choose);
        }
        rule& added = add_rule(std::move(r), item(run[0]), any_judged ? "judged_choice" : "choice");
        added.at = covered;
        added.text = std::string(text_.slice(covered));
        if (!reason.empty()) note(added, reason);
        return;
    }
    // statements of their own: each a yes/no that adds up
    std::vector<std::string> before = affirmed_;
    for (std::size_t n = 0; n < run.size(); ++n) {
        const clause_text& c = *clause(run[n]);
        if (c.award.kind == award_kind::zero) {
            std::vector<std::string> said = before;
            for (std::size_t k = 0; k < run.size(); ++k)
                if (positive(k)) said.push_back(raw[k]);
            if (c.otherwise || denies(raw[n], said)) {
                if (!node().rules.empty()) node().rules.back().at = cover(node().rules.back().at, item(run[n]).at);
                continue;
            }
            read_zero(c, item(run[n]));
            continue;
        }
        if (c.otherwise) {
            error("FZ112", c.at, {"“" + c.words + "”得分，但前面没有可与之相对的一档。", "there is nothing that this can be the rest of"}, {"写明这一档的条件。", "write the condition"});
            continue;
        }
        // 每承担1项国际标准得3分，国家标准得2分: 每 before its subject carries on
        if (carried_ && c.prefix.empty() && !judged(c.award) && c.award.kind == award_kind::points) {
            const auto points = points_of(c.award, c.at);
            if (!points) continue;
            const std::size_t f = add_fact(name_of(c.when[0][0]), carried_unit_ ? kind_of(*carried_unit_) : fact_kind::count, carried_unit_.value_or(""), c.when[0][0].at, c.words);
            per_rule per = *carried_;
            per.fact = f;
            per.points = *points;
            rule r;
            r.is = per;
            add_rule(std::move(r), item(run[n]), "per_unit");
            affirmed_.push_back(raw[n]);
            continue;
        }
        std::string name = c.when[0][0].subject.empty() && c.when[0][0].rest.empty() ? title() : name_of(c.when[0][0]);
        if (!c.prefix.empty() && name_key(c.prefix) != name_key(name) && by_name_.count(name_key(name)) != 0) name = without_blanks(text_.slice(c.prefix_at)) + name;
        rule r;
        if (judged(c.award)) {
            const std::size_t f = judged_fact(name + (take ? "扣分" : "得分"), c, {c.award});
            condition always;
            limit_mark(f, always, c.award, c.at);
            for (auto& l : model_.limits)
                if (l.score == f) l.or_zero = true;
            r.is = judged_rule{f, take ? -1 : 1};
            add_rule(std::move(r), item(run[n]), "judged");
            affirmed_.push_back(raw[n]);
            continue;
        }
        const auto points = points_of(c.award, c.at);
        if (!points) continue;
        const std::size_t f = add_fact(name, fact_kind::boolean, "", c.when[0][0].at.empty() ? c.at : c.when[0][0].at, c.words);
        condition when;
        when.kind = condition::form::truth;
        when.fact = f;
        when.at = c.at;
        tiers_rule t;
        t.tiers.push_back({when, {*points, std::nullopt}, c.at});
        r.is = std::move(t);
        rule& added = add_rule(std::move(r), item(run[n]), c.award.take ? "deduction" : "flag");
        if (!reason.empty() && n == 0) note(added, reason);
        affirmed_.push_back(raw[n]);
    }
}

// ---- the rest

void node_reader::read_bare(const clause_text& c, const placed_item& p) {
    rule r;
    if (judged(c.award)) {
        const std::size_t f = judged_fact(by_name_.count(name_key(title())) ? title() + (c.award.take ? "扣分" : "得分") : title(), c, {c.award});
        limit_mark(f, {}, c.award, c.at);
        for (auto& l : model_.limits)
            if (l.score == f) l.or_zero = true;
        r.is = judged_rule{f, c.award.take ? -1 : 1};
        add_rule(std::move(r), p, "judged");
        return;
    }
    if (c.award.kind == award_kind::zero) {
        error("FZ113", c.at, {"“" + std::string(text_.slice(c.award.at)) + "”前面没有写是什么情形。", "nothing says when this holds"}, {"写明情形，如“未建立制度的，不得分”。", "write the condition"});
        return;
    }
    if (expert_) {
        const std::size_t f = judged_fact(title(), c, {c.award});
        r.is = judged_rule{f, 1};
        add_rule(std::move(r), p, "judged");
        return;
    }
    const auto points = points_of(c.award, c.at);
    if (!points) return;
    const std::size_t f = add_fact(title(), fact_kind::boolean, "", c.at, c.words);
    condition when;
    when.kind = condition::form::truth;
    when.fact = f;
    when.at = c.at;
    tiers_rule t;
    t.tiers.push_back({when, {*points, std::nullopt}, c.at});
    r.is = std::move(t);
    add_rule(std::move(r), p, "flag");
}

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
                error("FZ114", cell, {"目标“" + std::string(text_.slice(cell)) + "”里没有数量。", "the target holds no figure"}, {"写成“10项”“5-9个”这样的数量。", "write a figure with its unit"});
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
                if (model_.facts[f].kind == fact_kind::choice && model_.facts[f].name == name && model_.facts[f].options.size() == written_.targets.size()) known = f;
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
    r.is = std::move(ratio);
    add_rule(std::move(r), p, "target");
    affirmed_.push_back(c.words);
}

// 符合其中一项的，得1分; 每符合一项得1分; 满足下列条件之一的，得5分; 有下列情形之一的，不得分.
bool node_reader::read_criteria(const clause_text& c, const placed_item& p) {
    const std::string& w = c.words;
    const auto any_of = [&](std::initializer_list<std::string_view> all) { return std::any_of(all.begin(), all.end(), [&](std::string_view x) { return has(w, x); }); };
    std::string article;
    if (const auto at = w.find("第"); at != std::string::npos) {
        const auto end = w.find("条", at);
        if (end != std::string::npos && end - at < 20) article = w.substr(at, end + 3 - at);
    }
    const bool listed = std::any_of(written_.children.begin(), written_.children.end(), [](const outline_node& n) { return n.mark == std::nullopt; }) || written_.text.size() > 1;
    if (!listed && article.empty()) return false;
    const bool refers = any_of({"下列", "以下", "上述", "如下", "所列", "所述", "前述", "前款"});
    const bool per_item = c.each.has_value() && any_of({"每符合", "每满足", "每具备", "每达到", "每有", "每做到", "每完成", "每出现", "每发生", "每存在"});
    const bool inside = any_of({"其中一项", "其中之一", "其中任", "之一", "任一", "任意一", "任何一"});
    if (!(refers || (per_item && has(w, "一项")) || (per_item && has(w, "1项")) || (inside && !article.empty()) || (inside && has(w, "符合")) || (inside && has(w, "满足")))) return false;
    if (refers && article.empty() && w.size() > 120) return false;
    criteria found;
    found.article = article;
    found.at = p.at;
    found.text = std::string(text_.slice(p.at));
    found.sentence = p.sentence;
    found.segment = p.segment;
    found.take = c.award.take;
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

// 有固定场所、有专职人员，每项均得2分: every member of the list is a yes/no of its own.
void node_reader::read_members(const clause_text& c, const placed_item& p) {
    const auto points = points_of(c.award, c.at);
    if (!points) return;
    for (const auto& member : c.members) {
        atom_text atom;
        atom.subject = member;
        const std::size_t f = add_fact(name_of(atom), fact_kind::boolean, "", c.at, c.words);
        condition when;
        when.kind = condition::form::truth;
        when.fact = f;
        when.at = c.at;
        tiers_rule t;
        t.tiers.push_back({when, {*points, std::nullopt}, c.at});
        rule r;
        r.is = std::move(t);
        add_rule(std::move(r), p, c.award.take ? "deduction" : "flag");
    }
    affirmed_.push_back(c.words);
}

// 得分=20×基准价/投标价, with the definitions that stand beside it.
void node_reader::read_formulas(const std::vector<placed_item>& items) {
    struct definition {
        std::string name;
        std::shared_ptr<const formula_node> tree;
        const formula_text* text = nullptr;
    };
    std::vector<definition> all;
    for (const auto& p : items) {
        const auto* f = std::get_if<formula_text>(&p.is);
        if (!f) continue;
        auto tree = parse_formula(f->expression);
        if (!tree) {
            error("FZ120", f->expression_at, {"读不懂这个公式。", "this formula is not understood"}, {"公式里用＋－×÷、括号、数字和名称，如“得分＝20×基准价÷投标价”。", "use + − × ÷, brackets, numbers and names"});
            continue;
        }
        all.push_back({name_key(f->name), std::move(tree), f});
    }
    std::map<std::string, std::size_t> defined, facts;
    for (std::size_t n = 0; n < all.size(); ++n) defined[all[n].name] = n;
    std::vector<std::string> used;
    for (const auto& d : all) {
        std::vector<std::string> names;
        names_in(*d.tree, names);
        for (const auto& name : names) {
            used.push_back(name_key(name));
            if (defined.count(name_key(name)) || facts.count(name)) continue;
            fact_kind kind = fact_kind::number;
            std::string unit;
            if (has(name, "权值") || has(name, "权重") || has(name, "比例") || has(name, "比率") || has(name, "占比") || ends(name, "率")) {
                kind = fact_kind::percent;
                unit = "%";
            } else if (ends(name, "价") || has(name, "报价") || has(name, "金额")) {
                kind = fact_kind::amount;
                unit = "元";
            } else if (has(name, "得分") || has(name, "分数") || has(name, "分值") || has(name, "成绩") || has(name, "评分") || ends(name, "分")) {
                kind = fact_kind::score;
                unit = "分";
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
        if (std::find(used.begin(), used.end(), d.name) != used.end()) continue;
        int depth = 0;
        const std::function<std::shared_ptr<const formula_node>(const std::string&)> by = [&](const std::string& n) -> std::shared_ptr<const formula_node> {
            if (const auto found = defined.find(name_key(n)); found != defined.end()) {
                if (++depth > 200) return nullptr;
                return resolve(*all[found->second].tree, by);
            }
            auto leaf = std::make_shared<formula_node>();
            leaf->kind = formula_node::form::fact;
            leaf->fact = facts.at(n);
            leaf->percent = model_.facts[leaf->fact].kind == fact_kind::percent;
            return leaf;
        };
        auto tree = resolve(*d.tree, by);
        if (!tree) {
            error("FZ121", d.text->at, {"这个公式绕回了它自己。", "this formula refers to itself"}, {"检查各个公式之间的引用。", "check what the formulas refer to"});
            continue;
        }
        formulas_[d.text->at.begin] = formula_rule{std::move(tree)};
    }
    if (formulas_.empty() && !all.empty() && out_.empty()) error("FZ121", all[0].text->at, {"这个公式绕回了它自己。", "this formula refers to itself"}, {"检查各个公式之间的引用。", "check what the formulas refer to"});
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
        error("FZ116", p.at, {"“" + std::string(text_.slice(p.at)) + "”限的是数量，但前面没有按数量计分的一句。", "this limits a count, but nothing is counted before it"}, {"写成“最多得N分”。", "write a cap in points"});
        return;
    }
    if (!is.share.empty()) {
        if (!node().max) {
            error("FZ110", p.at, {"上限按分值的比例，但这一项没有分值。", "the cap is a share of a mark that is not given"}, {"在标题里写上分值。", "give the item a mark"});
            return;
        }
        c.points = *node().max * number::parse(is.share).value_or(number(0));
    } else {
        c.points = number::parse(is.points).value_or(number(0));
    }
    c.last = rules.size();
    if (is.scope == cap_scope::node || is.own_sentence) {
        c.first = 0;
    } else {
        c.first = rules.size();
        while (c.first > 0 && (rules[c.first - 1].segment == p.segment || rules[c.first].attached)) {
            --c.first;
            if (c.first > 0 && rules[c.first].attached) continue;
        }
        if (c.first == rules.size() && c.first > 0) c.first = rules.size() - 1;
    }
    if (is.take) {
        while (c.first < c.last && !rules[c.first].take) ++c.first;
    }
    if (is.adds && !rules.empty() && rules.back().attached) {
        // 达到…得5分，每增加…加1分，最多加3分: the additions alone
        c.first = rules.size() - 1;
        while (c.first > 0 && rules[c.first - 1].attached) --c.first;
    }
    if (is.adds && node().max) {
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

void node_reader::read_clause_at(std::size_t& at) {
    const clause_text& c = *clause(at);
    const placed_item& p = item(at);
    const proportional_text* part = at + 1 < items_->size() ? std::get_if<proportional_text>(&item(at + 1).is) : nullptr;
    const shape s = shape_of(c);
    if (!c.members.empty() && !c.each) {
        read_members(c, p);
        ++at;
        return;
    }
    if (s == shape::compare && carried_ && !c.starts_sentence && !compound(c) && !c.when[0][0].rest.empty() && !c.when[0][0].is->bare && c.award.kind == award_kind::points && !judged(c.award)) {
        // 每引进1家1亿元以上企业得5分，5000万元以下企业得1分
        if (const auto points = points_of(c.award, c.at)) {
            per_rule per = *carried_;
            per.fact = add_fact(without_blanks(text_.slice(c.words_at)), carried_unit_ ? kind_of(*carried_unit_) : fact_kind::count, carried_unit_.value_or(""), c.words_at, c.words);
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
            if (c.award.kind == award_kind::zero && !c.award.take) {
                // 低于60%的，不得分 by itself zeroes the node, unless tiers follow it
                const clause_text* next = clause(at + 1);
                const bool tiers_follow = next && shape_of(*next) == shape::compare && next->when[0][0].subject.empty();
                if (!tiers_follow && !node().rules.empty()) {
                    const bool complement = [&] {
                        if (!last_ || compound(c)) return false;
                        const atom_text& atom = c.when[0][0];
                        return (atom.subject.empty() || ends(name_key(model_.facts[last_->fact].name), name_key(atom.subject))) && std::holds_alternative<tiers_rule>(node().rules.back().is);
                    }();
                    read_zero(c, p);
                    (void)complement;
                    ++at;
                    return;
                }
            }
            read_tiers(at);
            return;
        case shape::plain: read_plain(at); return;
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
                error("FZ112", c.at, {"“" + c.words + "”得分，但前面没有可与之相对的一档。", "there is nothing that this can be the rest of"}, {"写明这一档的条件。", "write the condition"});
            }
            ++at;
            return;
        }
    }
}

void node_reader::read(const std::vector<placed_item>& given) {
    const std::vector<placed_item> items = pair_up(given);
    items_ = &items;
    read_formulas(items);
    for (const auto& p : items) {
        if (std::holds_alternative<expert_text>(p.is)) expert_ = true;
        if (std::holds_alternative<floor_text>(p.is)) floor_ = true;
        if (const auto* mark = std::get_if<mark_text>(&p.is); mark && !node().max && (mark->subject.empty() || items.size() > 1)) node().max = number::parse(mark->points);
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
        } else if (const auto* mark = std::get_if<mark_text>(&p.is)) {
            if (!mark->subject.empty() && items.size() > 1 && std::count_if(items.begin(), items.end(), [](const placed_item& q) { const auto* m = std::get_if<mark_text>(&q.is); return m && !m->subject.empty(); }) >= 2) {
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
            if (node().max && node().rules.empty()) {
                clause_text made;
                made.at = p.at;
                made.words = part->subject;
                made.award.kind = award_kind::full;
                read_ratio(made, p);
            } else {
                error("FZ117", p.at, {"“按比例”前面没有写达到多少得多少分。", "nothing says what is reached for how many points"}, {"写成“达到N项得M分，不足按比例得分”。", "write the target and its points"});
            }
        } else if (std::holds_alternative<formula_text>(p.is)) {
            if (const auto found = formulas_.find(p.at.begin); found != formulas_.end()) {
                rule computed;
                computed.is = found->second;
                add_rule(std::move(computed), p, "formula");
            }
        } else if (!std::holds_alternative<expert_text>(p.is) && !std::holds_alternative<floor_text>(p.is)) {
            outcomes.push_back(p);
        }
        ++at;
    }
    finish();
}

void node_reader::finish() {
    auto& n = node();
    auto& rules = n.rules;
    // 建立了…机制（≤5分）: only a cap: a mark from 0 to it
    if (rules.empty() && !loose_caps_.empty() && !found_criteria.empty()) {
        n.ceiling = loose_caps_[0].points;
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
        if (n.kind == section_kind::deduction || (!n.max && !n.start && !floor_ && !constant)) {
            // zero or less
        } else {
            n.floor = true;
        }
        if (floor_) n.floor = n.kind != section_kind::deduction;
    }
    if (n.start && !takes && !rules.empty() && n.max) n.floor = true;
    if (best_of_ && rules.size() > 1) n.how = combination::greatest;
    if (adds_cap_ && n.max) n.ceiling = *n.max + *adds_cap_;
}

}  // namespace fenze
