#include "interpreter/reading/phrasing.hpp"

#include <algorithm>
#include <array>

#include "dsl/fold.hpp"
#include "interpreter/formula.hpp"

namespace fenze {
namespace {

std::string points(const number& p, bool take) { return (p.sign() < 0 || (take && p.sign() == 0) ? "扣" + (-p).text() : "得" + p.text()) + "分"; }

std::string one_sided(const limit& l, bool low, const std::string& unit) {
    const std::string figure = l.value.text() + unit;
    if (l.named) return figure + (l.inclusive ? "（含）" : "（不含）") + (low ? "以上" : "以下");
    if (l.inclusive) return figure + (low ? "以上" : "以下");
    return (low ? "超过" : "不足") + figure;
}

const mark_limit* limit_of(std::size_t score, const model& m) {
    for (const auto& l : m.limits)
        if (l.score == score) return &l;
    return nullptr;
}

std::string limit_words(const mark_limit::part& p) {
    if (p.range) return p.range->first.text() + "至" + p.range->second.text() + "分" + (p.below_high ? "（不含" + p.range->second.text() + "分）" : "");
    std::string out;
    for (const auto& v : p.values) out += (out.empty() ? "" : "或") + v.text() + "分";
    return out;
}

std::string rounds_up_words(const std::string& step) { return "，不足" + step + "按" + step + "计"; }

}  // namespace

const char* const rounding_words[5] = {"四舍五入", "其余舍去", "有余进一", "向下取", "向上取"};

std::string quoted(std::string_view words) {
    struct exchange {
        std::string_view from, to;
    };
    static constexpr std::array<exchange, 8> all{{{"。", "，"}, {"！", "，"}, {"？", "，"}, {"!", "，"}, {"?", "，"}, {"|", "／"}, {"｜", "／"}, {"#", "号"}}};
    std::string out;
    int depth = 0;
    bool paired = true;
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t n = character_length(words, i);
        std::string_view c = words.substr(i, n);
        i += n;
        for (const auto& e : all)
            if (c == e.from) c = e.to;
        if (c == "“") ++depth;
        if (c == "”") paired = --depth >= 0 && paired;
        out += c;
    }
    if (depth != 0 || !paired)
        for (const std::string_view mark : {"“", "”"})
            for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark)) out.erase(at, mark.size());
    return "“" + out + "”";
}

std::string phrasing::name(std::size_t f) const { return quoted(names_ ? (*names_)[f] : model_.facts[f].name); }

std::string phrasing::option(std::size_t f, std::size_t index) const {
    const auto& all = model_.facts[f].options;
    std::string out = quoted(all.at(index));
    for (std::size_t k = 0; k < index; ++k)
        if (quoted(all[k]) == out) return quoted(all[index] + "（" + std::to_string(index + 1) + "）");
    return out;
}

std::string phrasing::interval_words(const interval& is, const std::string& unit) {
    if (is.low && is.high) {
        const bool plain = is.low->inclusive && is.high->inclusive && !is.low->named && !is.high->named;
        if (plain && is.low->value == is.high->value) return "等于" + is.low->value.text() + unit;
        if (plain) return is.low->value.text() + "至" + is.high->value.text() + unit;
        return one_sided(*is.low, true, unit) + "且" + one_sided(*is.high, false, unit);
    }
    if (is.low) return one_sided(*is.low, true, unit);
    if (is.high) return one_sided(*is.high, false, unit);
    return "任意";
}

std::string phrasing::condition_words(const condition& c) const {
    using form = condition::form;
    switch (c.kind) {
        case form::always:
            return "始终";
        case form::compare:
            return name(c.fact) + interval_words(c.is, model_.facts[c.fact].unit);
        case form::truth:
            return (c.expected ? "" : "非") + name(c.fact);
        case form::option:
            return name(c.fact) + "为" + option(c.fact, c.option);
        case form::all:
        case form::any:
            break;
    }
    std::string out;
    for (const auto& p : c.parts) {
        if (!out.empty()) out += c.kind == form::all ? "且" : "或";
        out += p.kind == form::all || p.kind == form::any ? "（" + condition_words(p) + "）" : condition_words(p);
    }
    return out;
}

std::string phrasing::tiers_words(const tiers_rule& t, bool take) const {
    std::string out;
    std::optional<std::size_t> said;  // the fact that the tier before compares
    for (const auto& one : t.tiers) {
        const bool same = one.when.kind == condition::form::compare && said == one.when.fact;
        out += (out.empty() ? "" : "，") + (same ? interval_words(one.when.is, model_.facts[one.when.fact].unit) : condition_words(one.when)) +
               (one.gives.formula ? "得分＝" + formula_words(*one.gives.formula) : points(one.gives.points, take));
        said = one.when.kind == condition::form::compare ? std::optional(one.when.fact) : std::nullopt;
    }
    if (t.otherwise_formula) out += "，其余得分＝" + formula_words(*t.otherwise_formula);
    else if (t.otherwise.sign() != 0) out += "，其余" + points(t.otherwise, take);
    return out;
}

std::string phrasing::judged_words(const judged_rule& j) const {
    const fact& f = model_.facts[j.fact];
    const mark_limit* limit = limit_of(j.fact, model_);
    const std::string verb = j.sign < 0 ? "扣" : "得";
    if (!limit) {
        const std::string range = f.min && f.max ? "在" + f.min->text() + "至" + f.max->text() + "分之间" : "";
        return name(j.fact) + "由评分人" + range + "评定，" + (j.sign < 0 ? "从得分中扣除" : "计入得分");
    }
    std::string out;
    const condition* before = nullptr;  // what it shares with the next is said once
    for (const auto& part : limit->parts) {
        std::string when = part.when.kind == condition::form::always ? "" : condition_words(part.when) + "时";
        const bool alone = part.when.kind == condition::form::option || part.when.kind == condition::form::compare;
        if (before && alone && before->kind == part.when.kind && before->fact == part.when.fact) when.erase(0, name(part.when.fact).size());
        out += (out.empty() ? "" : "，") + when + verb + limit_words(part);
        before = &part.when;
    }
    return name(j.fact) + "由评分人评定：" + out + (limit->or_zero ? "，或者" + verb + "0分" : "");
}

std::string phrasing::ratio_words(const ratio_rule& q) const {
    const std::string& unit = model_.facts[q.fact].unit;
    const std::string tail = points(q.points, false) + "，不足按比例得分";
    if (!q.by_class) return name(q.fact) + "达到" + q.targets[0].text() + unit + tail;
    std::string out;
    for (std::size_t k = 0; k < q.targets.size(); ++k) out += (k ? "、" : "") + option(*q.by_class, k) + q.targets[k].text() + unit;
    return name(q.fact) + "按" + name(*q.by_class) + "定目标：" + out + "，达到" + tail;
}

std::string phrasing::formula_words(const formula_node& t) const {
    using form = formula_node::form;
    const auto part = [&](std::size_t n) {
        const std::string inner = formula_words(*t.parts[n]);
        const form kind = t.parts[n]->kind;
        return t.parts[n]->parts.empty() || kind == form::least || kind == form::greatest ? inner : "（" + inner + "）";
    };
    switch (t.kind) {
        case form::number:
            return t.value.text();
        case form::name:
            return quoted(t.name);
        case form::fact:
            return name(t.fact);
        case form::add:
            return part(0) + "＋" + part(1);
        case form::subtract:
            return part(0) + "－" + part(1);
        case form::multiply:
            return part(0) + "×" + part(1);
        case form::divide:
            return part(0) + "÷" + part(1);
        case form::least:
            return "最小（" + formula_words(*t.parts[0]) + "、" + formula_words(*t.parts[1]) + "）";
        case form::greatest:
            return "最大（" + formula_words(*t.parts[0]) + "、" + formula_words(*t.parts[1]) + "）";
    }
    return "";
}

std::string phrasing::rule_words(const rule& r) const {
    if (const auto* t = std::get_if<tiers_rule>(&r.is)) return tiers_words(*t, r.take);
    if (const auto* c = std::get_if<choice_rule>(&r.is)) {
        std::string out;
        for (std::size_t k = 0; k < c->awards.size(); ++k) out += (k ? "，" : "") + option(c->fact, k) + points(c->awards[k].points, r.take);
        return name(c->fact) + "择一：" + out;
    }
    if (const auto* p = std::get_if<per_rule>(&r.is)) {
        const std::string& unit = model_.facts[p->fact].unit;
        std::string out = name(p->fact) + "每" + p->each.text() + unit + points(p->points, r.take);
        if (p->most) out += "，最多计" + p->most->text() + (p->each == number(1) ? unit : "份");
        if (p->round_up) out += rounds_up_words(p->each.text() + unit);
        return out;
    }
    if (const auto* s = std::get_if<steps_rule>(&r.is)) {
        const std::string& unit = model_.facts[s->fact].unit;
        std::string out = name(s->fact) + (s->up ? "超过" : "不足") + s->from.text() + unit + "的部分，每" + s->step.text() + unit + points(s->points, r.take);
        if (s->round_up) out += rounds_up_words(s->step.text() + unit);
        return out;
    }
    if (const auto* j = std::get_if<judged_rule>(&r.is)) return judged_words(*j);
    if (const auto* q = std::get_if<ratio_rule>(&r.is)) return ratio_words(*q);
    if (const auto* c = std::get_if<constant_rule>(&r.is)) return "先" + points(c->points, r.take);
    if (const auto* f = std::get_if<formula_rule>(&r.is)) return "得分＝" + formula_words(*f->tree);
    return "";
}

std::string cap_words(const cap& c, const phrasing& say) {
    const std::size_t n = c.last - c.first;
    if (c.zero) return say.condition_words(*c.zero) + "的，" + (n == 1 ? "上一句" : "以上" + std::to_string(n) + "句") + "不得分";
    if (c.best) return n == 1 ? "上一句只取最高" : "以上" + std::to_string(n) + "句只取最高";
    return (n == 1 ? "上一句" : "以上" + std::to_string(n) + "句合计") + (c.take ? "最多扣" : "不超过") + c.points.text() + "分";
}

std::string action_words(const action_rule& a, const phrasing& say) {
    std::string out = a.grade.empty() ? "总分" + phrasing::interval_words(a.on_total, "分") : "评为" + quoted(a.grade);
    for (const auto& c : a.also) {
        const bool joined = c.kind == condition::form::all || c.kind == condition::form::any;
        out += "且" + (joined ? "（" + say.condition_words(c) + "）" : say.condition_words(c));
    }
    return out + "的，处理：" + quoted(a.name);
}

std::vector<std::string> node_words(const model_node& n, const phrasing& say) {
    std::vector<std::string> out;
    const bool takes = std::any_of(n.rules.begin(), n.rules.end(), [](const rule& r) { return r.take; });
    if (n.how == combination::greatest) out.emplace_back("以上各句只取最高");
    if (n.start) out.push_back("从" + n.start->text() + "分起评");
    for (const auto& [when, share] : n.share_when) out.push_back(say.condition_words(when) + "的，本项按" + (share * number(100)).text() + "%计分");
    for (const auto& z : n.zero_when) out.push_back(say.condition_words(z) + "的，本项不得分");
    if (n.floor) out.emplace_back(takes ? "扣完为止" : "本项不低于0分");
    if (n.ceiling) out.push_back((n.kind == section_kind::deduction ? "本项最多扣" : "本项最多得") + n.ceiling->text() + "分");
    if (n.round_places) out.push_back("本项保留" + std::to_string(*n.round_places) + "位小数，" + rounding_words[n.rounding]);
    if (n.apart) out.emplace_back("本项不计入总分");
    return out;
}

}  // namespace fenze
