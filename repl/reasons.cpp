#include "repl/reasons.hpp"

#include <algorithm>

namespace fenze {
namespace {

void append(std::string& to, const std::string& more, const char* between) {
    if (more.empty()) return;
    if (!to.empty()) to += between;
    to += more;
}

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
    for (const auto f : rule.facts) append(out, fact_text(p, s, f), "、");
    return out;
}

bool unknown(const scored& s, const plan_rule& rule) {
    return std::any_of(rule.facts.begin(), rule.facts.end(), [&](auto f) { return !s.facts[f]; });
}

/// The words of one rule, or nothing where it has no say (zero counted, zero given).
std::string of_rule(const plan& p, const scored& s, const plan_rule& rule, bool zh) {
    const auto points = s.came_to->value(rule.score);
    if (!points) return {};
    if (points->sign() < 0) return joined_facts(p, s, rule) + (zh ? "，扣" : ", minus ") + (-*points).display() + (zh ? "分" : "");
    if (points->sign() > 0) return joined_facts(p, s, rule);
    if (!all_yes_no(p, rule) || unknown(s, rule)) return {};
    const auto best = at_best(p, s, rule);
    if (!best || best->sign() <= 0) return {};
    return (zh ? "未得：" : "not earned: ") + p.facts[rule.facts.front()].name + (zh ? "（" : " (") + best->display() + (zh ? "分）" : ")");
}

/// What a total has to reach for an outcome: the least bound on it among its conditions; nothing where others matter too.
struct threshold {
    number least;
    bool above = false;  // has to be exceeded
};

std::optional<threshold> threshold_of(const plan& p, std::uint32_t condition) {
    const auto& o = p.operations[condition];
    const auto is_total = [&](std::uint32_t i) { return i == p.total; };
    if (o.kind == op::less || o.kind == op::less_equal) {
        if (is_total(o.in[1]) && p.operations[o.in[0]].kind == op::constant) return threshold{p.operations[o.in[0]].value, o.kind == op::less};
        return std::nullopt;
    }
    if (o.kind == op::equal && p.operations[o.in[0]].kind == op::tier && p.operations[o.in[1]].kind == op::constant) {
        // the piece of the grades' table that gives this grade
        const auto& which = p.operations[o.in[0]];
        if (!is_total(which.in[0])) return std::nullopt;
        for (const auto& piece : p.tiers[which.index].pieces)
            if (piece.value == p.operations[o.in[1]].value) return piece.from ? std::optional(threshold{*piece.from, piece.open}) : std::nullopt;
        return std::nullopt;
    }
    if (o.kind == op::negate) {  // not below 90
        const auto& inner = p.operations[o.in[0]];
        if ((inner.kind == op::less || inner.kind == op::less_equal) && is_total(inner.in[0]) && p.operations[inner.in[1]].kind == op::constant)
            return threshold{p.operations[inner.in[1]].value, inner.kind == op::less_equal};
        return std::nullopt;
    }
    if (o.kind != op::all) return std::nullopt;
    std::optional<threshold> found;
    for (const auto i : o.in) {
        const auto& part = p.operations[i];
        const bool bounds_total = (part.kind == op::less || part.kind == op::less_equal) && is_total(part.in[0]);
        if (bounds_total) continue;  // an upper bound: the next grade begins there
        const auto lower = threshold_of(p, i);
        if (!lower || found) return std::nullopt;
        found = lower;
    }
    return found;
}

std::string next_grade(const plan& p, const number& total, bool zh) {
    const outcome* next = nullptr;
    threshold nearest;
    for (const auto& grade : p.grades) {
        const auto t = threshold_of(p, grade.condition);
        if (!t || !(t->above ? total <= t->least : total < t->least)) continue;
        if (!next || t->least < nearest.least) {
            next = &grade;
            nearest = *t;
        }
    }
    if (!next) return {};
    const auto away = (nearest.least - total).display();
    const std::string more = nearest.above ? (zh ? "以上" : "+") : "";
    return zh ? "距" + next->name + "还差" + away + "分" + more : away + more + " to " + next->name;
}

std::string known_verdict(const plan& p, const result& r, const number& total, bool zh) {
    std::string out = r.grade ? *r.grade : std::string();
    // A veto has nothing to do with points: no distance would mend it.
    const bool by_points = !r.grade || std::any_of(p.grades.begin(), p.grades.end(), [&](const outcome& g) { return g.name == *r.grade; });
    const auto next = by_points ? next_grade(p, total, zh) : std::string();
    if (!next.empty()) out += out.empty() ? next : (zh ? "（" : " (") + next + (zh ? "）" : ")");
    return out;
}

}  // namespace

std::string label_of(const plan_node& node) {
    const bool spaced = !node.number.empty() && static_cast<unsigned char>(node.number.back()) < 0x80U;
    return node.number + (spaced ? " " : "") + node.title;
}

std::string points_text(const bounds& b) {
    if (b.fixed()) return b.low->display();
    return (b.low ? b.low->display() : "－∞") + " … " + (b.high ? b.high->display() : "∞");
}

std::string fact_value_text(const plan& p, const scored& s, std::uint32_t i, bool zh) {
    const auto& f = p.facts[i];
    if (!s.facts[i]) return zh ? "未填" : "not given";
    return value_text(f, *s.facts[i]) + f.unit;
}

std::string fact_text(const plan& p, const scored& s, std::uint32_t i) {
    const auto& f = p.facts[i];
    if (f.kind == fact_kind::boolean && s.facts[i] && s.facts[i]->sign() != 0) return f.name;
    return f.name + " " + fact_value_text(p, s, i, true);
}

std::string reason(const plan& p, const scored& s, const plan_node& node, bool zh) {
    const auto& r = *s.came_to;
    if (node.does_not_apply && s.facts[*node.does_not_apply] && s.facts[*node.does_not_apply]->sign() != 0) return zh ? "不适用" : "does not apply";
    std::string out, missing;
    for (const auto& rule : node.rules) {
        append(out, of_rule(p, s, rule, zh), "；");
        for (const auto f : rule.facts)
            if (!s.facts[f] && std::find(r.missing.begin(), r.missing.end(), f) != r.missing.end() && missing.find(p.facts[f].name) == std::string::npos)
                append(missing, p.facts[f].name, "、");
    }
    if (!missing.empty()) append(out, (zh ? "未填：" : "not given: ") + missing, "；");
    const auto raw = r.value(node.raw), points = r.value(node.score);
    if (raw && points && !(*raw == *points)) {
        const auto was = raw->display(), is = points->display();
        std::string cap;
        if (*points < *raw) cap = zh ? "共" + was + "分，上限" + is + "分" : was + " in all, capped at " + is;
        else cap = zh ? "共" + was + "分，按" + is + "分计" : was + " in all, taken as " + is;
        append(out, cap, "；");
    }
    if (node.apart) append(out, zh ? "不计入合计" : "outside the total", "；");
    return out;
}

std::string verdict(const plan& p, const scored& s, bool zh) {
    const auto& r = *s.came_to;
    const auto total = r.value(p.total);
    std::string out;
    if (r.grade && !total) {
        out = *r.grade;
    } else if (r.grades.size() > 1) {
        for (const auto& grade : r.grades) append(out, grade.empty() ? (zh ? "无等级" : "none") : grade, zh ? "或" : " or ");
    } else if (total) {
        out = known_verdict(p, r, *total, zh);
    }
    if (r.missing.empty()) return out;
    const auto count = std::to_string(r.missing.size());
    std::string missing = zh ? "未填 " + count + " 项" : count + " facts missing";
    if (const auto most = most_influential(p, r)) {
        missing += zh ? "，其中“" + p.facts[most->fact].name + "”影响最大（" + points_text(most->points) + "分）"
                      : ", of which \"" + p.facts[most->fact].name + "\" matters most (" + points_text(most->points) + ")";
    }
    append(out, missing, zh ? "；" : "; ");
    return out;
}

}  // namespace fenze
