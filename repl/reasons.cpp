#include "repl/reasons.hpp"

#include <algorithm>

#include "interpreter/panels/how_joined.hpp"
#include "interpreter/panels/join.hpp"
#include "repl/next_step_text.hpp"

namespace fenze {
namespace {

bool all_yes_no(const plan& p, const plan_rule& rule) {
    return !rule.facts.empty() && std::all_of(rule.facts.begin(), rule.facts.end(), [&](auto f) { return p.facts[f].kind == fact_kind::boolean; });
}

/// What the rule would give at best, were its facts open.
std::optional<number> at_best(const plan& p, const scored& s, const plan_rule& rule) {
    auto open = s.facts;
    for (const auto f : rule.facts) open[f].reset();
    return range(p, open).of[rule.score].high;
}

std::string joined_facts(const plan& p, const scored& s, const plan_rule& rule) {
    std::string out;
    std::uint32_t behind = 0;
    for (const auto f : rule.facts) {
        if (f < behind) continue;
        const auto* judged = panel_from(p, f, behind);
        append(out, judged ? judged->name + " " + panel_text(p, s, *judged, true) : fact_text(p, s, f), "、");
    }
    return out;
}

bool unknown(const scored& s, const plan_rule& rule) {
    return std::any_of(rule.facts.begin(), rule.facts.end(), [&](auto f) { return !s.facts[f]; });
}

bool zero_fact(const scored& s, std::uint32_t fact) { return s.facts[fact] && s.facts[fact]->sign() == 0; }

// The facts that made a condition hold: 弄虚作假, 出勤率 50%, “设立办公室”为否.
void causes(const plan& p, const scored& s, std::uint32_t i, bool zh, std::string& out) {
    const auto& o = p.operations[i];
    const auto say = [&](const std::string& what) {
        if (out.find(what) == std::string::npos) append(out, what, zh ? "、" : ", ");
    };
    if (o.kind == op::any) {
        for (const auto in : o.in)
            if (const auto holds = s.came_to->value(in); holds && holds->sign() != 0) causes(p, s, in, zh, out);
    } else if (o.kind == op::fact) {
        say(fact_text(p, s, o.index));
    } else if (o.kind == op::negate && p.operations[o.in[0]].kind == op::fact) {
        const auto& name = p.facts[p.operations[o.in[0]].index].name;
        say(zh ? "“" + name + "”为否" : "not " + name);
    } else {
        for (const auto in : o.in) causes(p, s, in, zh, out);
    }
}

std::string because_of(const std::string& what, bool zh) { return (zh ? "因" : "because of ") + what + (zh ? "，" : ", "); }

std::string because(const plan& p, const scored& s, const point_step& step, bool zh) {
    std::string out;
    causes(p, s, *step.condition, zh, out);
    return because_of(out, zh);
}

std::string points_said(const number& n, bool zh) { return n.display() + (zh ? "分" : ""); }

// The sentences of a step by their facts: 组织活动、参加活动; only those that gave or took something.
std::string sentences(const plan& p, const scored& s, const plan_node& node, const point_step& step, bool zh) {
    constexpr std::size_t most = 3;
    std::vector<std::string> names;
    for (const auto i : step.rules) {
        const auto& rule = node.rules[i];
        const auto points = s.came_to->value(rule.raw);
        if (rule.facts.empty() || (points && points->sign() == 0)) continue;
        const auto& name = p.facts[rule.facts.front()].name;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    std::string out;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) append(out, names[i], zh ? "、" : ", ");
    if (names.size() > most) out += zh ? "等" : " and others";
    return out;
}

std::string cap_text(const plan_node* node, const point_step& step, bool zh) {
    const bool take = step.bound.sign() < 0;
    const auto points = points_said(take ? -step.bound : step.bound, zh);
    if (!zh) return (step.rules.size() > 1 ? "together " : "this sentence ") + std::string(take ? "takes at most " : "gives at most ") + points;
    // An item of one sentence leaves no doubt which.
    const std::string what = step.rules.size() > 1 ? "合计" : node && node->rules.size() > 1 ? "这一句" : "";
    return what + (take ? "最多扣" : "上限") + points;
}

std::string mark_text(const plan_node* node, const point_step& step, bool zh) {
    if (step.bound.sign() < 0) return (zh ? "本项最多扣" : "the item takes at most ") + points_said(-step.bound, zh);
    if (node && node->bonus) return (zh ? "本项最多加" : "the item adds at most ") + points_said(step.bound, zh);
    if (!node) return (zh ? "总分最高" : "the total is at most ") + points_said(step.bound, zh);
    const bool full = node->max && *node->max == step.bound;
    if (!zh) return (full ? "full mark " : "at most ") + step.bound.display();
    return std::string(full ? "本项满分" : "本项上限") + points_said(step.bound, zh);
}

std::string floor_text(const scored& s, const plan_node* node, bool zh) {
    const bool takes = node && std::any_of(node->rules.begin(), node->rules.end(), [&](const plan_rule& rule) {
        const auto& points = s.came_to->at(rule.raw);
        return points.low && points.low->sign() < 0;
    });
    if (takes) return zh ? "扣完为止" : "not below 0";
    return zh ? "最低0分" : "not below 0";
}

std::string rounding_text(const plan& p, const point_step& step, bool zh) {
    static const char* const digits[] = {"零", "一", "两", "三", "四", "五", "六", "七", "八", "九"};
    const auto& o = p.operations[step.after];
    const auto way = static_cast<rounding>(o.index);
    const bool down = way == rounding::down || way == rounding::floor, up = way == rounding::up || way == rounding::ceiling;
    const auto places = std::to_string(o.places);
    if (!zh) return std::string("rounded ") + (down ? "down " : up ? "up " : "") + "to " + places + (o.places == 1 ? " decimal" : " decimals");
    if (o.places <= 0) return down ? "舍去小数" : up ? "小数进为整数" : "取整数";
    return "保留" + (o.places < 10 ? digits[o.places] : places) + "位小数" + (down ? "，只舍不入" : up ? "，只入不舍" : "");
}

// 80×30%＋90×70%, or nothing where a part is not known.
std::string weights_text(const scored& s, const point_step& step, bool zh) {
    std::string out;
    for (const auto& part : step.parts) {
        const auto points = s.came_to->value(part.operation);
        if (!points) return {};
        const bool plain = part.share == number(1);
        if (plain && points->sign() == 0) continue;
        auto said = points->sign() < 0 ? (-*points).display() : points->display();
        if (!plain) said += "×" + (part.share * number(100)).display() + "%";
        if (points->sign() < 0) out += zh ? "－" : " - ";
        else if (!out.empty()) out += zh ? "＋" : " + ";
        out += said;
    }
    return out;
}

std::string scaled_text(const plan& p, const scored& s, const point_step& step, bool zh) {
    const auto before = s.came_to->value(step.before), applies = s.came_to->value(p.operations[step.after].in[1]);
    std::string out = zh ? "缺项按比例折算" : "scaled to the full mark";
    if (before && applies) out += (zh ? "：" : ": ") + before->display() + "×" + step.bound.display() + "÷" + applies->display();
    return out;
}

std::string absent_text(const plan& p, const scored& s, const plan_node& node, bool zh) {
    const auto points = s.came_to->value(node.score);
    if (points && points->sign() > 0) return zh ? "不适用，得满分" : "does not apply: full mark";
    const auto scales = [](const std::vector<point_step>& steps) {
        return std::any_of(steps.begin(), steps.end(), [](const point_step& step) { return step.is == step_kind::scaled; });
    };
    bool scaled = scales(steps_of_total(p));
    for (auto above = node.parent; above && !scaled; above = p.nodes[*above].parent) scaled = scales(steps_of(p, p.nodes[*above]));
    if (scaled) return zh ? "不适用，其余按比例折算" : "does not apply: the others are scaled";
    return zh ? "不适用，计0分" : "does not apply: 0";
}

}  // namespace

std::string step_reason(const plan& p, const scored& s, const plan_node* node, const point_step& step, bool zh) {
    const auto said = step_text(p, s, node, step, zh);
    const auto before = s.came_to->value(step.before);
    const bool takes = before && before->sign() < 0 && step.bound.sign() < 0;
    std::string all;
    switch (step.is) {
        case step_kind::cap: {
            const auto gives = [&](const plan_rule& rule) { return s.came_to->at(rule.raw).low && s.came_to->at(rule.raw).low->sign() >= 0; };
            const bool others = node && std::any_of(node->rules.begin(), node->rules.end(), [&](const plan_rule& rule) {
                const auto index = static_cast<std::size_t>(&rule - node->rules.data());
                return gives(rule) == !takes && std::find(step.rules.begin(), step.rules.end(), index) == step.rules.end();
            });
            if (step.rules.size() > 1 && others) all = sentences(p, s, *node, step, zh);
            [[fallthrough]];
        }
        case step_kind::mark:
        case step_kind::share:
        case step_kind::rounding:
            break;
        case step_kind::floor:
            if (said == "扣完为止" || !before) return said;
            break;
        case step_kind::part: {
            const auto which = node && step.rules.size() > 1 ? sentences(p, s, *node, step, zh) : std::string();
            if (which.empty()) return said;
            return because(p, s, step, zh) + (zh ? "“" + which + "”不得分" : which + " give nothing");
        }
        default:
            return said;
    }
    const auto was = before ? (takes ? -*before : *before).display() : std::string();
    if (was.empty() || (takes && node && node->rules.size() == 1)) return said;
    if (!zh) return all + (all.empty() ? "" : " ") + was + (takes ? " taken" : " in all") + ", " + said;
    return all + (takes ? "共扣" : "共") + was + "分，" + said;
}

namespace {
/// 每2件得1分 of one 件: ，不足2件.
std::string unit_not_full(const plan& p, const scored& s, const plan_rule& rule, bool zh) {
    const auto* o = &p.operations[rule.raw];
    if (o->kind == op::scale) o = &p.operations[o->in[0]];
    if (o->kind != op::floor_divide || p.operations[o->in[0]].kind != op::fact) return {};
    const auto fact = p.operations[o->in[0]].index;
    if (!s.facts[fact] || !(*s.facts[fact] < o->value)) return {};
    return (zh ? "，不足" : ": less than ") + o->value.display() + p.facts[fact].unit;
}

/// Why a rule that could have given something gave nothing; nothing where its zero speaks for itself.
std::string why_nothing(const plan& p, const scored& s, const plan_rule& rule, bool zh) {
    if (unknown(s, rule) || rule.facts.empty()) return {};
    const bool yes_no = all_yes_no(p, rule);
    const bool counted_none = std::all_of(rule.facts.begin(), rule.facts.end(),
        [&](auto f) { return p.facts[f].kind != fact_kind::choice && p.facts[f].kind != fact_kind::boolean && zero_fact(s, f); });
    if (counted_none) return {};
    const auto best = at_best(p, s, rule);
    if (best && best->sign() <= 0) return {};
    if (yes_no) {
        if (!best) return {};
        std::string names;
        for (const auto f : rule.facts)
            if (zero_fact(s, f)) append(names, p.facts[f].name, "、");
        if (names.empty()) names = p.facts[rule.facts.front()].name;
        return (zh ? "未得：" : "not earned: ") + names + (zh ? "（" : " (") + best->display() + (zh ? "分）" : ")");
    }
    const bool chosen = rule.facts.size() == 1 && p.facts[rule.facts.front()].kind == fact_kind::choice;
    if (chosen) return joined_facts(p, s, rule) + (zh ? "，得0分" : ": 0");
    if (const auto short_of = unit_not_full(p, s, rule, zh); !short_of.empty()) return joined_facts(p, s, rule) + short_of;
    const bool computed = rule.family == "formula" || rule.family == "judged" || rule.family == "mark";
    return joined_facts(p, s, rule) + (computed ? (zh ? "，计0分" : ": 0") : (zh ? "，条件未达到" : ": condition not met"));
}

/// 达到500万元得5分，每增加100万元加1分, at 500: its base gives points, that no step is reached is no news.
bool told_elsewhere(const scored& s, const plan_node& node, const plan_rule& rule) {
    return std::any_of(node.rules.begin(), node.rules.end(), [&](const plan_rule& other) {
        const auto points = s.came_to->value(other.raw);
        if (!points || points->sign() == 0) return false;
        return std::all_of(
            rule.facts.begin(), rule.facts.end(), [&](auto f) { return std::find(other.facts.begin(), other.facts.end(), f) != other.facts.end(); });
    });
}

/// Steps that work on one rule alone.
std::vector<const point_step*> of_its_own(const std::vector<point_step>& steps, std::size_t rule) {
    std::vector<const point_step*> out;
    for (const auto& step : steps)
        if ((step.is == step_kind::cap || step.is == step_kind::part) && step.rules == std::vector<std::size_t>{rule}) out.push_back(&step);
    return out;
}

/// The words of one rule, or nothing where it has no say (zero counted, zero given).
std::string of_rule(const plan& p, const scored& s, const plan_node& node, std::size_t index, const std::vector<point_step>& steps, bool zh) {
    const auto& rule = node.rules[index];
    const auto points = s.came_to->value(rule.raw);
    if (!points) return {};
    if (points->sign() == 0) return told_elsewhere(s, node, rule) ? std::string() : why_nothing(p, s, rule, zh);
    const auto facts = joined_facts(p, s, rule);
    auto out = facts;
    if (points->sign() < 0) out += (zh ? "，扣" : ", minus ") + points_said(-*points, zh);
    for (const auto* step : of_its_own(steps, index)) {
        if (!step_tells(s, *step)) continue;
        auto what = points->sign() < 0 ? step_text(p, s, &node, *step, zh) : step_reason(p, s, &node, *step, zh);
        const auto known = step->is == step_kind::part ? because(p, s, *step, zh) : std::string();
        if (!known.empty() && known == because_of(facts, zh)) what.erase(0, known.size());  // 体检率 40%，这一句不得分
        append(out, what, zh ? "，" : ", ");
    }
    return out;
}

/// Of an item of which nothing else is to be said: what was counted as none, or that nothing was deducted.
std::string of_silence(const plan& p, const scored& s, const plan_node& node, bool zh) {
    const auto score = s.came_to->value(node.score);
    if (!score || node.rules.empty()) return {};
    std::string none;
    bool deducts = false;
    for (const auto& rule : node.rules) {
        if (unknown(s, rule) || rule.facts.empty()) continue;
        const auto best = at_best(p, s, rule);
        if (best && best->sign() <= 0) deducts = true;
        else if (!all_yes_no(p, rule)) append(none, joined_facts(p, s, rule), zh ? "；" : "; ");
    }
    if (score->sign() > 0) return deducts ? (zh ? "未扣分" : "nothing deducted") : "";
    constexpr std::size_t most = 60;  // bytes: a long list of noughts is no news
    if (none.size() > most) return zh ? "数量均为0" : "nothing counted";
    return none;
}

}  // namespace

void append(std::string& to, const std::string& more, const char* between) {
    if (more.empty()) return;
    if (!to.empty()) to += between;
    to += more;
}

std::string label_of(const plan_node& node) {
    const bool spaced = !node.number.empty() && static_cast<unsigned char>(node.number.back()) < 0x80U;
    return node.number + (spaced ? " " : "") + node.title;
}

const panel* panel_from(const plan& p, std::uint32_t fact, std::uint32_t& behind) {
    for (const auto& one : p.panels) {
        if (one.parts.front().facts.front() != fact) continue;
        behind = one.parts.back().facts.back() + 1;
        return &one;
    }
    return nullptr;
}

std::vector<std::optional<number>> marks_of_part(const scored& s, const panel::part& part) {
    std::vector<std::optional<number>> out;
    if (part.any_number) {
        for (const auto& given : s.marks)
            if (given.fact == part.facts.front()) out.assign(given.marks.begin(), given.marks.end());
        return out;
    }
    for (const auto f : part.facts) out.push_back(s.facts[f]);
    return out;
}

std::string panel_text(const plan& p, const scored& s, const panel& of, bool zh) {
    std::string said;
    for (const auto& part : of.parts) {
        const auto given = marks_of_part(s, part);
        std::string one = part.label + (zh ? std::to_string(given.size()) + "名：" : " (" + std::to_string(given.size()) + "): ");
        if (part.any_number && given.empty()) one = how_any_number_joins(part);
        for (std::size_t n = 0; n < given.size(); ++n)
            one += (n > 0 ? "、" : "") + (given[n] ? value_text(p.facts[part.facts[std::min(n, part.facts.size() - 1)]], *given[n])
                                             : zh  ? std::string("未评")
                                                   : std::string("none"));
        const auto falls = fallen_of(part.how, part.drop_high, part.drop_low, given.size());
        if (const auto how = given.empty() ? std::string() : how_marks_join(given.size(), falls.high, falls.low); !how.empty())
            one += "，" + (part.any_number && part.how == joining::middle ? std::string("取中位数") : how);
        if (part.share != number(1)) one += "，占" + (part.share * number(100)).display() + "%";
        append(said, one, "；");
    }
    return points_text(s.came_to->at(of.operation)) + (zh ? "分（" : " (") + said + (zh ? "）" : ")");
}

std::string causes_of(const plan& p, const scored& s, std::uint32_t condition, bool zh) {
    std::string out;
    causes(p, s, condition, zh, out);
    return out;
}

std::string points_text(const bounds& b) {
    if (b.fixed()) return b.low->display();
    return (b.low ? b.low->display() : "－∞") + " … " + (b.high ? b.high->display() : "∞");
}

std::string fact_value_text(const plan& p, const scored& s, std::uint32_t i, bool zh) {
    const auto& f = p.facts[i];
    if (!s.facts[i]) return zh ? "未填" : "not given";
    return amount_text(f, *s.facts[i]);
}

std::string fact_text(const plan& p, const scored& s, std::uint32_t i) {
    const auto& f = p.facts[i];
    if (f.kind == fact_kind::boolean && s.facts[i] && s.facts[i]->sign() != 0) return f.name;
    return f.name + " " + fact_value_text(p, s, i, true);
}

bool absent(const scored& s, const plan_node& node) {
    return node.does_not_apply && s.facts[*node.does_not_apply] && s.facts[*node.does_not_apply]->sign() != 0;
}

bool step_tells(const scored& s, const point_step& step) {
    const auto value = [&](std::uint32_t i) { return s.came_to->value(i); };
    if (step.is == step_kind::absent || step.is == step_kind::start) return false;  // said of the item as a whole, and of each sentence
    if (step.is == step_kind::weights) return true;
    if (step.is == step_kind::best)
        return std::count_if(step.parts.begin(), step.parts.end(), [&](const auto& part) {
            const auto points = value(part.operation);
            return points && points->sign() != 0;
        }) > 1;
    if (step.condition) {
        const auto holds = value(*step.condition);
        return holds && holds->sign() != 0;
    }
    const auto before = value(step.before), after = value(step.after);
    return before && after && !(*before == *after);
}

std::string step_text(const plan& p, const scored& s, const plan_node* node, const point_step& step, bool zh) {
    switch (step.is) {
        case step_kind::cap:
            return cap_text(node, step, zh);
        case step_kind::part:
            return because(p, s, step, zh) +
                   (step.rules.size() > 1 ? (zh ? "这几句不得分" : "these sentences give nothing") : (zh ? "这一句不得分" : "this sentence gives nothing"));
        case step_kind::best:
            return zh ? "取最高" : "the greatest counts";
        case step_kind::weights:
            return weights_text(s, step, zh);
        case step_kind::floor:
            return floor_text(s, node, zh);
        case step_kind::mark:
            return mark_text(node, step, zh);
        case step_kind::share:
            return because(p, s, step, zh) + (zh ? "按" : "taken at ") + (step.bound * number(100)).display() + (zh ? "%计分" : "%");
        case step_kind::zero:
            return because(p, s, step, zh) + (zh ? "本项不得分" : "the item gives nothing");
        case step_kind::rounding:
            return rounding_text(p, step, zh);
        case step_kind::scaled:
            return scaled_text(p, s, step, zh);
        case step_kind::absent:
            return node ? absent_text(p, s, *node, zh) : std::string();
        case step_kind::start:
            return zh ? "从" + step.bound.display() + "分起" : "starts from " + step.bound.display();
    }
    return {};
}

std::string reason(const plan& p, const scored& s, const plan_node& node, bool zh) {
    const auto& r = *s.came_to;
    if (absent(s, node)) return absent_text(p, s, node, zh);
    const auto steps = steps_of(p, node);
    std::string out, missing;
    std::vector<std::string> said;
    const auto say = [&](const std::string& what) {
        if (what.empty() || std::find(said.begin(), said.end(), what) != said.end()) return;
        said.push_back(what);
        append(out, what, zh ? "；" : "; ");
    };
    for (std::size_t i = 0; i < node.rules.size(); ++i) {
        const auto& rule = node.rules[i];
        say(of_rule(p, s, node, i, steps, zh));
        for (const auto f : rule.facts)
            if (!s.facts[f] && std::find(r.missing.begin(), r.missing.end(), f) != r.missing.end() && missing.find(p.facts[f].name) == std::string::npos)
                append(missing, p.facts[f].name, "、");
    }
    if (!missing.empty()) say((zh ? "未填：" : "not given: ") + missing);
    for (const auto& step : steps) {
        const bool own = (step.is == step_kind::cap || step.is == step_kind::part) && step.rules.size() == 1;
        if (!own && step_tells(s, step)) say(step_reason(p, s, &node, step, zh));
    }
    if (out.empty()) say(of_silence(p, s, node, zh));
    if (node.apart) say(zh ? "不计入合计" : "outside the total");
    return out;
}

}  // namespace fenze
