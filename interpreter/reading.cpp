#include "interpreter/reading.hpp"

#include <algorithm>

#include "interpreter/formula.hpp"

namespace fenze {
namespace {

std::string quoted(const fact& f) { return "“" + f.name + "”"; }

std::string points(const number& p) { return (p.sign() < 0 ? "扣" + (-p).text() : "得" + p.text()) + "分"; }

std::string interval_words(const interval& is, const std::string& unit) {
    if (is.low && is.high) {
        if (is.low->value == is.high->value) return "等于" + is.low->value.text() + unit;
        if (is.low->inclusive && is.high->inclusive) return is.low->value.text() + "-" + is.high->value.text() + unit;
        return (is.low->inclusive ? "不少于" : "超过") + is.low->value.text() + unit + "且" + (is.high->inclusive ? "不超过" : "不足") + is.high->value.text() + unit;
    }
    if (is.low) return is.low->inclusive ? (is.low->named ? is.low->value.text() + unit + "（含）以上" : is.low->value.text() + unit + "以上") : "超过" + is.low->value.text() + unit;
    if (is.high) return is.high->inclusive ? (is.high->named ? is.high->value.text() + unit + "（含）以下" : is.high->value.text() + unit + "以下") : "不足" + is.high->value.text() + unit;
    return "";
}

std::string condition_words(const condition& c, const model& m) {
    using form = condition::form;
    switch (c.kind) {
        case form::always: return "";
        case form::compare: return quoted(m.facts[c.fact]) + interval_words(c.is, m.facts[c.fact].unit);
        case form::truth: return quoted(m.facts[c.fact]);
        case form::option: return m.facts[c.fact].options.at(c.option);
        case form::all:
        case form::any: {
            std::string out;
            for (const auto& p : c.parts) {
                if (!out.empty()) out += c.kind == form::all ? "且" : "或者";
                out += condition_words(p, m);
            }
            return out;
        }
    }
    return "";
}

void collect(const condition& c, std::vector<std::size_t>& out) {
    if (c.kind == condition::form::compare || c.kind == condition::form::truth || c.kind == condition::form::option)
        if (std::find(out.begin(), out.end(), c.fact) == out.end()) out.push_back(c.fact);
    for (const auto& p : c.parts) collect(p, out);
}

const mark_limit* limit_of(std::size_t score, const model& m) {
    for (const auto& l : m.limits)
        if (l.score == score) return &l;
    return nullptr;
}

std::string limit_words(const mark_limit::part& p) {
    if (p.range) return p.range->first.text() + "-" + p.range->second.text() + "分";
    std::string out;
    for (const auto& v : p.values) out += (out.empty() ? "" : "、") + v.text() + "分";
    return out;
}

}  // namespace

std::vector<std::size_t> facts_of(const rule& r, const model& m) {
    std::vector<std::size_t> out;
    const auto add = [&](std::size_t f) {
        if (std::find(out.begin(), out.end(), f) == out.end()) out.push_back(f);
    };
    if (const auto* t = std::get_if<tiers_rule>(&r.is))
        for (const auto& one : t->tiers) collect(one.when, out);
    else if (const auto* c = std::get_if<choice_rule>(&r.is)) add(c->fact);
    else if (const auto* p = std::get_if<per_rule>(&r.is)) add(p->fact);
    else if (const auto* s = std::get_if<steps_rule>(&r.is)) add(s->fact);
    else if (const auto* j = std::get_if<judged_rule>(&r.is)) {
        if (const auto* l = limit_of(j->fact, m))
            for (const auto& part : l->parts) collect(part.when, out);
        add(j->fact);
    } else if (const auto* q = std::get_if<ratio_rule>(&r.is)) {
        if (q->by_class) add(*q->by_class);
        add(q->fact);
    } else if (const auto* f = std::get_if<formula_rule>(&r.is)) facts_in(*f->tree, out);
    return out;
}

std::string reading_of(const rule& r, const model_node& n, const model& m) {
    (void)n;
    if (const auto* t = std::get_if<tiers_rule>(&r.is)) {
        std::string out;
        bool one = t->tiers.size() > 1;
        for (const auto& tier_here : t->tiers) one = one && tier_here.when.kind == condition::form::compare && tier_here.when.fact == t->tiers[0].when.fact;
        if (one) {
            const fact& f = m.facts[t->tiers[0].when.fact];
            out = quoted(f);
            bool first = true;
            for (const auto& tier_here : t->tiers) {
                out += (first ? "" : "，") + interval_words(tier_here.when.is, f.unit) + points(tier_here.gives.points);
                first = false;
            }
        } else {
            for (const auto& tier_here : t->tiers) out += (out.empty() ? "" : "，") + condition_words(tier_here.when, m) + points(tier_here.gives.points);
        }
        if (t->otherwise.sign() != 0) out += "，其余" + points(t->otherwise);
        return out;
    }
    if (const auto* c = std::get_if<choice_rule>(&r.is)) {
        const fact& f = m.facts[c->fact];
        std::string out = quoted(f) + "择一：";
        for (std::size_t k = 0; k < c->awards.size(); ++k) out += (k ? "，" : "") + ("“" + f.options[k] + "”") + points(c->awards[k].points);
        return out;
    }
    if (const auto* p = std::get_if<per_rule>(&r.is)) {
        const fact& f = m.facts[p->fact];
        std::string out = quoted(f) + "每" + p->each.text() + f.unit + points(p->points);
        if (p->most) out += "，最多计" + p->most->text() + f.unit;
        if (p->round_up) out += "，不足" + p->each.text() + f.unit + "按" + p->each.text() + f.unit + "计";
        return out;
    }
    if (const auto* s = std::get_if<steps_rule>(&r.is)) {
        const fact& f = m.facts[s->fact];
        std::string out = quoted(f) + (s->up ? "超过" : "不足") + s->from.text() + f.unit + "，每" + (s->up ? "增加" : "减少") + s->step.text() + f.unit + points(s->points);
        if (s->round_up) out += "，不足" + s->step.text() + f.unit + "按" + s->step.text() + f.unit + "计";
        return out;
    }
    if (const auto* j = std::get_if<judged_rule>(&r.is)) {
        const fact& f = m.facts[j->fact];
        const mark_limit* l = limit_of(j->fact, m);
        std::string out = quoted(f) + "由评分人";
        if (!l) return out + (j->sign < 0 ? "扣" : "得") + (f.min ? f.min->text() : "0") + "-" + (f.max ? f.max->text() : "") + "分";
        bool first = true;
        for (const auto& part : l->parts) {
            out += (first ? "" : "，") + condition_words(part.when, m) + (j->sign < 0 ? "扣" : "得") + limit_words(part);
            first = false;
        }
        return out;
    }
    if (const auto* q = std::get_if<ratio_rule>(&r.is)) {
        const fact& f = m.facts[q->fact];
        if (!q->by_class) return quoted(f) + "达到" + q->targets[0].text() + f.unit + points(q->points) + "，不足按比例得分";
        std::string out;
        for (std::size_t k = 0; k < q->targets.size(); ++k) out += (k ? "，" : "") + m.facts[*q->by_class].options[k] + "达到" + q->targets[k].text() + f.unit;
        return quoted(f) + out + points(q->points) + "，不足按比例得分";
    }
    if (const auto* c = std::get_if<constant_rule>(&r.is)) return "从" + c->points.text() + "分起评";
    if (const auto* f = std::get_if<formula_rule>(&r.is)) return "得分＝" + formula_text_of(*f->tree, m.facts);
    return "";
}

std::string canonical_text(const model& m) {
    std::string out = "《" + m.title + "》\n";
    std::vector<std::size_t> depth(m.nodes.size(), 0);
    for (std::size_t n = 0; n < m.nodes.size(); ++n) {
        const model_node& node = m.nodes[n];
        if (node.parent) depth[n] = depth[*node.parent] + 1;
        if (n != 0) {
            out += node.id + " " + node.title + (node.max ? "（" + node.max->text() + "分）" : "") + "\n";
        }
        for (const auto& r : node.rules) out += reading_of(r, node, m) + "。\n";
        for (const auto& c : node.caps) out += std::string(c.take ? "最多扣" : "累计不超过") + c.points.text() + "分。\n";
    }
    return out;
}

}  // namespace fenze
