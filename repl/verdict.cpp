// What the total comes to: the grade, how far the next one is, what is still to be told.

#include <algorithm>
#include <unordered_set>

#include "repl/reasons.hpp"

namespace fenze {
namespace {

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

std::string known_verdict(const plan& p, const scored& s, const number& total, bool zh) {
    const auto& r = *s.came_to;
    std::string out = r.grade ? *r.grade : std::string();
    // A veto says what made it hold, all of it: “经择优推荐”为否
    std::string why;
    for (const auto& veto : p.vetoes)
        if (const auto holds = r.value(veto.condition); r.grade && veto.name == *r.grade && holds && holds->sign() != 0)
            append(why, causes_of(p, s, veto.condition, zh), zh ? "、" : ", ");
    if (!why.empty()) return out + (zh ? "（" : " (") + why + (zh ? "）" : ")");
    // A veto has nothing to do with points: no distance would mend it.
    const bool by_points = !r.grade || std::any_of(p.grades.begin(), p.grades.end(), [&](const outcome& g) { return g.name == *r.grade; });
    const auto next = by_points ? next_grade(p, total, zh) : std::string();
    if (!next.empty()) out += out.empty() ? next : (zh ? "（" : " (") + next + (zh ? "）" : ")");
    return out;
}

/// The facts not given that an operation rests on, in their order.
std::vector<std::uint32_t> open_facts(const plan& p, const scored& s, std::uint32_t from) {
    std::vector<std::uint32_t> out, stack{from};
    std::unordered_set<std::uint32_t> seen;
    while (!stack.empty()) {
        const auto i = stack.back();
        stack.pop_back();
        if (!seen.insert(i).second) continue;
        const auto& o = p.operations[i];
        if (o.kind == op::fact && !s.facts[o.index]) out.push_back(o.index);
        stack.insert(stack.end(), o.in.begin(), o.in.end());
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// “弄虚作假”未填：若是，取消其资格.
std::string undecided(const plan& p, const scored& s, bool zh) {
    // those of one result, and of one polarity, in one piece: “甲”“乙”未填：如有一项为否，不符合申报条件
    struct open_veto {
        std::string name, facts;
        bool denied = false;
        std::size_t count = 0;
    };
    std::vector<open_veto> all;
    for (const auto& veto : p.vetoes) {
        const auto& holds = s.came_to->at(veto.condition);
        if (holds.fixed()) continue;
        std::string names;
        std::size_t count = 0;
        for (const auto f : open_facts(p, s, veto.condition)) append(names, "“" + p.facts[f].name + "”", "、"), ++count;
        if (names.empty()) continue;
        const bool denied = p.operations[veto.condition].kind == op::negate;
        const auto same = std::find_if(all.begin(), all.end(), [&](const open_veto& v) { return denied && v.denied && v.name == veto.name; });
        if (same == all.end()) {
            all.push_back({veto.name, names, denied, count});
        } else {
            same->facts += "、" + names;
            same->count += count;
        }
    }
    std::string out;
    for (const auto& v : all) {
        const std::string when = !v.denied     ? (zh ? "如有" : "if so")
                                 : v.count > 1 ? (zh ? "有一项为否" : "if one of them is not so")
                                               : (zh ? "如为否" : "if not");
        append(out, zh ? v.facts + "未填：" + when + "，" + v.name : v.facts + " not given: " + when + ", " + v.name, zh ? "；" : "; ");
    }
    return out;
}
}  // namespace

// A rubric without grades has outcomes that hold or not: “不符合申报条件”未定 rather than 不符合申报条件或无等级.
std::string grades_text(const plan& p, const scored& s, bool zh) {
    std::string out;
    for (const auto& grade : s.came_to->grades) {
        if (p.grades.empty() && grade.empty()) continue;
        const std::string open = p.grades.empty() ? (zh ? "“" + grade + "”" : "\"" + grade + "\"") : grade.empty() ? (zh ? "无等级" : "none") : grade;
        append(out, open, zh ? "或" : " or ");
    }
    if (p.grades.empty() && s.came_to->grades.size() > 1 && !out.empty()) out += zh ? "未定" : " open";
    return out;
}

std::string verdict(const plan& p, const scored& s, bool zh) {
    const auto& r = *s.came_to;
    const auto total = r.value(p.total);
    std::string out;
    if (r.grade && !total) {
        out = *r.grade;
    } else if (r.grades.size() > 1) {
        out = grades_text(p, s, zh);
        if (total) append(out, undecided(p, s, zh), zh ? "；" : "; ");
    } else if (total) {
        out = known_verdict(p, s, *total, zh);
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

std::string total_reason(const plan& p, const scored& s, bool zh) {
    auto out = verdict(p, s, zh);
    for (const auto& step : steps_of_total(p))
        if (step_tells(s, step)) append(out, step_reason(p, s, nullptr, step, zh), zh ? "；" : "; ");
    for (const auto& judged : p.panels)  // those of an item are told there
        if (judged.node == no_node) append(out, judged.name + " " + panel_text(p, s, judged, zh), zh ? "；" : "; ");
    return out;
}

}  // namespace fenze
