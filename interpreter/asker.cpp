#include "interpreter/asker.hpp"

#include <algorithm>

#include "interpreter/tiers.hpp"

namespace fenze {

// Where the document first asks for a fact: its item, or for a mark that only a weight names, the weight.
std::pair<std::uint32_t, std::uint32_t> asker::mentioned(std::size_t f) const {
    const std::uint32_t node = model_.facts[f].node;
    if (node != 0) return {model_.nodes[node].at.begin, node};
    for (const auto& w : model_.total_weights)
        if (w.fact == f) return {w.at.begin, 0};
    return {0, 0};
}

void asker::take_facts() {
    fact_.assign(model_.facts.size(), 0);
    asked_.assign(model_.facts.size(), {});
    std::vector<std::size_t> order;
    for (std::size_t f = 0; f < model_.facts.size(); ++f)
        if (!model_.facts[f].name.empty()) order.push_back(f);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const fact &x = model_.facts[a], &y = model_.facts[b];
        if ((x.use == fact_use::score) != (y.use == fact_use::score)) return x.use == fact_use::score;
        return mentioned(a) < mentioned(b);
    });
    for (const auto f : order) {
        const auto judged = std::find_if(model_.panels.begin(), model_.panels.end(), [&](const judging& j) { return j.fact == f; });
        if (judged != model_.panels.end()) ask_judges(*judged);
        else fact_[f] = ask(f, model_.facts[f]);
    }
    for (const auto& j : model_.panels) join_marks(j);
}

asker::id asker::ask(std::size_t f, fact asked) {
    const auto place = static_cast<id>(plan_.facts.size());
    asked_[f].push_back(place);
    operation o;
    o.kind = op::fact;
    o.index = place;
    o.at = asked.at;
    plan_.facts.push_back(std::move(asked));
    plan_.operations.push_back(std::move(o));  // fact i is operation i
    return place;
}

// A fact for each judge in the place of the one mark: 评审评价/评委1. For any number of them the mark stays one, and for several groups one each.
void asker::ask_judges(const judging& j) {
    const fact& mark = model_.facts[j.fact];
    for (const auto& part : j.parts) {
        if (part.seats == 0) {
            fact one = mark;
            one.whole = false;
            if (j.parts.size() > 1) one.name += "/" + part.label, one.path += "/" + part.label;
            ask(j.fact, std::move(one));
            continue;
        }
        for (std::size_t seat = 1; seat <= part.seats; ++seat) {
            fact one = mark;
            const std::string who = "/" + part.label + (part.seats > 1 || part.label == "评委" ? std::to_string(seat) : "");
            one.name += who;
            one.path += who;
            ask(j.fact, std::move(one));
        }
    }
}

// The mark that the judges come to.
void asker::join_marks(const judging& j) {
    panel made;
    made.name = model_.facts[j.fact].name;
    made.path = model_.facts[j.fact].path;
    made.at = j.at;
    std::vector<id> parts;
    std::size_t next = 0;
    for (const auto& from : j.parts) {
        panel::part part{from.label, {}, from.drop_high, from.drop_low, from.share, from.seats == 0, from.how, from.least, from.most, false};
        part.whole = part.any_number && model_.facts[j.fact].whole;
        for (std::size_t seat = 0; seat < std::max<std::size_t>(from.seats, 1); ++seat) part.facts.push_back(asked_[j.fact][next++]);
        id value = part.any_number ? part.facts.front() : joined_marks(part.facts, from.drop_high, from.drop_low, j.at);
        if (from.places) value = rounded(value, *from.places, from.rounding, j.at);
        parts.push_back(scaled(value, from.share, j.at));
        made.parts.push_back(std::move(part));
    }
    fact_[j.fact] = made.operation = sum(std::move(parts), j.at);
    plan_.panels.push_back(std::move(made));
}

// Tiers of one quantity that nest: the one that holds is the narrowest, as for fixed points.
std::optional<asker::id> asker::tier_of(const mark_limit& l) {
    std::vector<interval> all;
    for (const auto& p : l.parts) {
        if (p.when.kind != condition::form::compare || p.when.fact != l.parts[0].when.fact) return std::nullopt;
        all.push_back(p.when.is);
    }
    if (all.size() < 2) return std::nullopt;
    return tier_lookup(value_of(l.parts[0].when.fact), winners(all, model_.facts[l.parts[0].when.fact].whole), l.at);
}

void asker::limits() {
    for (const auto& l : model_.limits) {
        if (model_.facts[l.score].name.empty()) continue;
        for (const id asked : asked_[l.score]) limit_mark(l, asked);  // each judge's own
    }
}

void asker::limit_mark(const mark_limit& l, id asked) {
    std::vector<id> any;
    std::vector<id> facts{asked};
    const auto tier = tier_of(l);
    for (std::size_t n = 0; n < l.parts.size(); ++n) {
        const auto& p = l.parts[n];
        id in_range = 0;
        if (p.range) {
            in_range = inside(asked, {limit{p.range->first}, limit{p.range->second, !p.below_high}}, l.at);
        } else {
            std::vector<id> values;
            for (const auto& v : p.values) values.push_back(make(op::equal, {asked, constant(v, l.at)}, l.at));
            in_range = values.size() == 1 ? values[0] : make(op::any, std::move(values), l.at);
        }
        if (p.when.kind == condition::form::always) any.push_back(in_range);
        else {
            const id here = tier ? make(op::equal, {*tier, constant(number(static_cast<std::int64_t>(n)), l.at)}, l.at) : holds(p.when, l.at);
            any.push_back(make(op::all, {here, in_range}, l.at));
            for (const auto f : asked_[p.when.fact])
                if (std::find(facts.begin(), facts.end(), f) == facts.end()) facts.push_back(f);
        }
    }
    const bool options = !l.parts.empty() && l.parts[0].when.kind == condition::form::option;
    if (l.or_zero) any.push_back(make(op::equal, {asked, constant(number(0), l.at)}, l.at));
    else if (!options && !(l.parts.size() == 1 && l.parts[0].when.kind == condition::form::always)) {
        // between tiers that say nothing the mark is zero
        std::vector<id> none;
        for (const auto& p : l.parts) none.push_back(make(op::negate, {holds(p.when, l.at)}, l.at));
        none.push_back(make(op::equal, {asked, constant(number(0), l.at)}, l.at));
        any.push_back(make(op::all, std::move(none), l.at));
    }
    const std::string& name = plan_.facts[asked].name;
    constraint c;
    c.operation = any.size() == 1 ? any[0] : make(op::any, any, l.at);
    c.message = {"“" + name + "”不在这一档规定的分数范围内", "“" + name + "” is outside the range of its tier"};
    c.facts = facts;
    c.at = l.at;
    plan_.constraints.push_back(std::move(c));
}

}  // namespace fenze
