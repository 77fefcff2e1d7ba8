#include "interpreter/lower.hpp"

#include <algorithm>

#include "interpreter/formula.hpp"
#include "interpreter/reading.hpp"
#include "interpreter/tiers.hpp"

namespace fenze {
namespace {

using id = std::uint32_t;

class lowering {
public:
    explicit lowering(const model& m) : model_(m) {}

    plan run() {
        take_facts();
        plan_.title = model_.title;
        std::vector<id> scores(model_.nodes.size(), 0);
        // preorder in the model; the plan drops a root that has no rules of its own
        root_counts_ = !model_.nodes.empty() && !model_.nodes[0].rules.empty();
        number_nodes();
        for (std::size_t n = model_.nodes.size(); n-- > 0;) scores[n] = lower_node(n, scores);
        total(scores);
        outcomes();
        limits();
        return std::move(plan_);
    }

private:
    // Where the document first asks for a fact: its item, or for a mark that only a weight names, the weight.
    std::pair<std::uint32_t, std::uint32_t> mentioned(std::size_t f) const {
        const std::uint32_t node = model_.facts[f].node;
        if (node != 0) return {model_.nodes[node].at.begin, node};
        for (const auto& w : model_.total_weights)
            if (w.fact == f) return {w.at.begin, 0};
        return {0, 0};
    }

    void take_facts() {
        fact_.assign(model_.facts.size(), 0);
        std::vector<std::size_t> order;
        for (std::size_t f = 0; f < model_.facts.size(); ++f)
            if (!model_.facts[f].name.empty()) order.push_back(f);
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const fact &x = model_.facts[a], &y = model_.facts[b];
            if ((x.use == fact_use::score) != (y.use == fact_use::score)) return x.use == fact_use::score;
            return mentioned(a) < mentioned(b);
        });
        for (const auto f : order) {
            fact_[f] = static_cast<id>(plan_.facts.size());
            plan_.facts.push_back(model_.facts[f]);
            operation o;
            o.kind = op::fact;
            o.index = fact_[f];
            o.at = model_.facts[f].at;
            plan_.operations.push_back(std::move(o));  // fact i is operation i
        }
    }

    id push(operation o) {
        plan_.operations.push_back(std::move(o));
        return static_cast<id>(plan_.operations.size() - 1);
    }
    id make(op kind, std::vector<id> in, span at) {
        operation o;
        o.kind = kind;
        o.in = std::move(in);
        o.at = at;
        return push(std::move(o));
    }
    id constant(const number& value, span at) {
        operation o;
        o.kind = op::constant;
        o.value = value;
        o.at = at;
        return push(std::move(o));
    }
    id scaled(id in, const number& by, span at) {
        if (by == number(1)) return in;
        operation o;
        o.kind = op::scale;
        o.in = {in};
        o.value = by;
        o.at = at;
        return push(std::move(o));
    }
    id sum(std::vector<id> in, span at) {
        if (in.empty()) return constant(number(0), at);
        if (in.size() == 1) return in[0];
        return make(op::add, std::move(in), at);
    }
    id at_most(id in, const number& bound, span at) { return make(op::min, {in, constant(bound, at)}, at); }
    id at_least(id in, const number& bound, span at) { return make(op::max, {in, constant(bound, at)}, at); }
    id value_of(std::size_t f) { return fact_[f]; }

    id tier_lookup(id in, tier_table table, span at) {
        operation o;
        o.kind = op::tier;
        o.in = {in};
        o.index = static_cast<id>(plan_.tiers.size());
        o.at = at;
        plan_.tiers.push_back(std::move(table));
        return push(std::move(o));
    }

    id holds(const condition& c, span at) {
        using form = condition::form;
        switch (c.kind) {
            case form::always:
                return constant(number(1), at);
            case form::compare:
                return inside(value_of(c.fact), c.is, at);
            case form::truth:
                return c.expected ? value_of(c.fact) : make(op::negate, {value_of(c.fact)}, at);
            case form::option:
                return make(op::equal, {value_of(c.fact), constant(number(static_cast<std::int64_t>(c.option)), at)}, at);
            case form::all:
            case form::any: {
                std::vector<id> parts;
                for (const auto& p : c.parts) parts.push_back(holds(p, at));
                return parts.size() == 1 ? parts[0] : make(c.kind == form::all ? op::all : op::any, std::move(parts), at);
            }
        }
        return constant(number(0), at);
    }
    id inside(id value, const interval& is, span at) {
        std::vector<id> parts;
        if (is.low) parts.push_back(make(is.low->inclusive ? op::less_equal : op::less, {constant(is.low->value, at), value}, at));
        if (is.high) parts.push_back(make(is.high->inclusive ? op::less_equal : op::less, {value, constant(is.high->value, at)}, at));
        if (parts.empty()) return constant(number(1), at);
        return parts.size() == 1 ? parts[0] : make(op::all, std::move(parts), at);
    }
    id give(const award& a, span at) { return a.judged ? value_of(*a.judged) : constant(a.points, at); }

    id lower_tiers(const tiers_rule& r, span at) {
        const bool one_fact = std::all_of(r.tiers.begin(), r.tiers.end(),
            [&](const tier& t) { return t.when.kind == condition::form::compare && t.when.fact == r.tiers[0].when.fact && !t.gives.judged; });
        if (one_fact) {
            const std::size_t f = r.tiers[0].when.fact;
            std::vector<interval> all;
            for (const auto& t : r.tiers) all.push_back(t.when.is);
            tier_table table = winners(all, model_.facts[f].whole);
            std::vector<tier_piece> pieces;
            for (auto& piece : table.pieces) {
                const auto n = *piece.value.to_int();
                piece.value = n < 0 ? r.otherwise : r.tiers[static_cast<std::size_t>(n)].gives.points;
                if (!pieces.empty() && pieces.back().value == piece.value) continue;
                pieces.push_back(piece);
            }
            return tier_lookup(value_of(f), {std::move(pieces)}, at);
        }
        // compound conditions nest likewise: the narrower is asked first
        std::vector<std::size_t> order;
        for (std::size_t n = 0; n < r.tiers.size(); ++n) {
            auto place = order.begin();
            while (place != order.end() &&
                   !(implies(r.tiers[n].when, r.tiers[*place].when, model_.facts) && !implies(r.tiers[*place].when, r.tiers[n].when, model_.facts)))
                ++place;
            order.insert(place, n);
        }
        id out = constant(r.otherwise, at);
        for (auto n = order.rbegin(); n != order.rend(); ++n) {
            const tier& t = r.tiers[*n];
            const id when = holds(t.when, t.at);
            out = r.tiers.size() == 1 && r.otherwise.sign() == 0 && !t.gives.judged ? scaled(when, t.gives.points, at)
                                                                                    : make(op::select, {when, give(t.gives, t.at), out}, at);
        }
        return out;
    }

    id steps(id distance, const number& step, bool up, span at) {
        operation o;
        o.kind = op::floor_divide;
        o.value = step;
        o.at = at;
        if (!up) {
            o.in = {distance};
            return push(std::move(o));
        }
        o.in = {scaled(distance, number(-1), at)};
        const id down = push(std::move(o));
        return scaled(down, number(-1), at);
    }

    id lower_rule(const rule& r) {
        const span at = r.at;
        if (const auto* t = std::get_if<tiers_rule>(&r.is)) return lower_tiers(*t, at);
        if (const auto* c = std::get_if<choice_rule>(&r.is)) {
            operation o;
            o.kind = op::choice;
            o.in = {value_of(c->fact)};
            o.index = static_cast<id>(plan_.choices.size());
            o.at = at;
            std::vector<number> values;
            for (const auto& a : c->awards) values.push_back(a.points);
            plan_.choices.push_back(std::move(values));
            return push(std::move(o));
        }
        if (const auto* p = std::get_if<per_rule>(&r.is)) {
            id count = value_of(p->fact);
            const bool plain = p->each == number(1) && model_.facts[p->fact].whole;
            if (!plain) count = steps(count, p->each, p->round_up, at);
            if (p->most) count = at_most(count, *p->most, at);
            return scaled(count, p->points, at);
        }
        if (const auto* s = std::get_if<steps_rule>(&r.is)) {
            const id x = value_of(s->fact);
            const id from = constant(s->from, at);
            const id distance = s->up ? sum({x, scaled(from, number(-1), at)}, at) : sum({from, scaled(x, number(-1), at)}, at);
            const id over = at_least(distance, number(0), at);
            const bool plain = s->step == number(1) && model_.facts[s->fact].whole;
            return scaled(plain ? over : steps(over, s->step, s->round_up, at), s->points, at);
        }
        if (const auto* j = std::get_if<judged_rule>(&r.is)) return scaled(value_of(j->fact), number(j->sign), at);
        if (const auto* q = std::get_if<ratio_rule>(&r.is)) {
            const auto ratio = [&](const number& target) { return at_most(scaled(value_of(q->fact), *divide(q->points, target), at), q->points, at); };
            if (!q->by_class) return ratio(q->targets[0]);
            id out = ratio(q->targets.back());
            for (std::size_t n = q->targets.size() - 1; n-- > 0;) {
                const id is = make(op::equal, {value_of(*q->by_class), constant(number(static_cast<std::int64_t>(n)), at)}, at);
                out = make(op::select, {is, ratio(q->targets[n]), out}, at);
            }
            return out;
        }
        if (const auto* c = std::get_if<constant_rule>(&r.is)) return constant(c->points, at);
        if (const auto* f = std::get_if<formula_rule>(&r.is)) {
            formula_target target{plan_, fact_};
            return lower_formula(*f->tree, target, at);
        }
        return constant(number(0), at);
    }

    void number_nodes() {
        plan_node_.assign(model_.nodes.size(), 0);
        for (std::size_t n = 0; n < model_.nodes.size(); ++n) {
            if (n == 0 && !root_counts_) continue;
            plan_node_[n] = static_cast<id>(plan_.nodes.size());
            const model_node& from = model_.nodes[n];
            plan_node to;
            to.id = from.id.empty() ? "0" : from.id;
            to.number = from.number_text;
            to.title = from.title.empty() ? model_.title : from.title;
            to.max = from.max;
            to.bonus = from.kind == section_kind::bonus;
            to.deduction = from.kind == section_kind::deduction;
            to.apart = from.apart;
            to.at = from.at;
            to.notes = from.notes;
            if (from.parent && (*from.parent != 0 || root_counts_)) to.parent = plan_node_[*from.parent];
            plan_.nodes.push_back(std::move(to));
            if (plan_.nodes.back().parent) plan_.nodes[*plan_.nodes.back().parent].children.push_back(plan_node_[n]);
            else plan_.roots.push_back(plan_node_[n]);
        }
        for (auto& f : plan_.facts) f.node = f.node == 0 && !root_counts_ ? no_node : plan_node_[f.node];
    }

    struct segment {
        std::size_t first, last;
        id value;
        bool take;
    };

    // What the node's rules come to, beside its starting points and its items.
    id joined(const model_node& n, const std::vector<segment>& rules, const std::vector<id>& around) {
        std::vector<id> parts, best;
        for (const auto& s : rules) (n.how == combination::greatest && !s.take ? best : parts).push_back(s.value);
        if (!best.empty()) parts.push_back(best.size() == 1 ? best[0] : make(op::max, best, n.at));
        parts.insert(parts.end(), around.begin(), around.end());
        return sum(std::move(parts), n.at);
    }

    // Rules of the node, each run under a cap as one; `each` is given them without caps.
    std::vector<segment> capped(const model_node& n, plan_node* out, std::vector<segment>& each) {
        std::vector<segment> all;
        for (std::size_t i = 0; i < n.rules.size(); ++i) {
            const id raw = lower_rule(n.rules[i]);
            all.push_back({i, i + 1, raw, n.rules[i].take});
            if (!out) continue;
            plan_rule r;
            r.at = n.rules[i].at;
            r.text = n.rules[i].text;
            r.family = n.rules[i].family;
            r.reading = reading_of(n.rules[i], n, model_);
            r.raw = r.score = raw;
            r.note = n.rules[i].note;
            for (const auto f : facts_of(n.rules[i], model_)) r.facts.push_back(fact_[f]);
            out->rules.push_back(std::move(r));
        }
        each = all;
        std::vector<cap> caps = n.caps;
        std::stable_sort(caps.begin(), caps.end(), [](const cap& a, const cap& b) { return a.last - a.first < b.last - b.first; });
        for (const auto& c : caps) {
            std::vector<segment> next;
            std::vector<id> inside;
            segment made{c.last, c.first, 0, c.take};
            std::size_t place = 0;
            for (const auto& s : all) {
                const bool covered = s.first < c.last && s.last > c.first && (!c.take || s.take) && (c.take || !s.take || n.how == combination::sum);
                if (covered && !(s.take && !c.take)) {
                    if (inside.empty()) place = next.size();
                    inside.push_back(s.value);
                    made.first = std::min(made.first, s.first);
                    made.last = std::max(made.last, s.last);
                } else {
                    next.push_back(s);
                }
            }
            if (inside.empty()) continue;
            const id together = n.how == combination::greatest && !c.take && inside.size() > 1 ? make(op::max, inside, c.at) : sum(inside, c.at);
            made.value = c.take ? at_least(together, -c.points, c.at) : at_most(together, c.points, c.at);
            if (inside.size() == 1 && out) out->rules[made.first].score = made.value;
            next.insert(next.begin() + static_cast<std::ptrdiff_t>(place), made);
            all = std::move(next);
            if (out) out->notes.push_back({c.take ? "最多扣" + c.points.text() + "分" : "上限" + c.points.text() + "分", "at most " + c.points.text()});
        }
        return all;
    }

    id lower_node(std::size_t index, const std::vector<id>& scores) {
        const model_node& n = model_.nodes[index];
        plan_node* out = index == 0 && !root_counts_ ? nullptr : &plan_.nodes[plan_node_[index]];
        const span at = n.at;
        std::vector<segment> rules;
        const auto segments = capped(n, out, rules);
        std::vector<id> around, bonus, highest;  // highest: 合成：取最高 over the items below
        if (n.start) around.push_back(constant(*n.start, at));
        for (const auto& [child, share] : n.weights) around.push_back(scaled(scores[child], share, at));
        for (const auto c : n.children) {
            const model_node& child = model_.nodes[c];
            if ((child.apart && !n.apart) || n.how == combination::weighted) continue;
            (child.kind != n.kind && child.kind != section_kind::base ? bonus
                : n.how == combination::greatest && n.rules.empty()   ? highest
                                                                      : around)
                .push_back(scores[c]);
        }
        if (!highest.empty()) around.push_back(highest.size() == 1 ? highest[0] : make(op::max, highest, at));
        id value = joined(n, segments, around);
        if (out) out->raw = n.caps.empty() ? value : joined(n, rules, around);
        for (const auto& [when, share] : n.share_when) value = make(op::select, {holds(when, when.at), scaled(value, share, when.at), value}, at);
        if (!n.zero_when.empty()) {
            std::vector<id> zero;
            for (const auto& z : n.zero_when) zero.push_back(holds(z, z.at));
            const id any = zero.size() == 1 ? zero[0] : make(op::any, zero, at);
            value = make(op::select, {any, constant(number(0), at), value}, at);
        }
        if (n.floor) value = at_least(value, number(0), at);
        const auto limit_here = n.ceiling ? n.ceiling : n.max;
        if (limit_here) value = n.kind == section_kind::deduction ? at_least(value, -*limit_here, at) : at_most(value, *limit_here, at);
        if (n.round_places) {
            operation o;
            o.kind = op::round;
            o.in = {value};
            o.index = n.rounding;
            o.places = *n.round_places;
            o.at = at;
            value = push(std::move(o));
        }
        if (!bonus.empty()) {
            bonus.insert(bonus.begin(), value);
            value = sum(std::move(bonus), at);
        }
        if (out) out->score = value;
        return value;
    }

    void collect(std::size_t n, section_kind kind, const std::vector<id>& scores, std::vector<id>& into) const {
        for (const auto c : model_.nodes[n].children) {
            if (model_.nodes[c].apart) continue;
            if (model_.nodes[c].kind == kind) into.push_back(scores[c]);
            else if (model_.nodes[c].kind == section_kind::base) collect(c, kind, scores, into);
        }
    }

    std::optional<number> full_mark(std::size_t n) const {
        const model_node& node = model_.nodes[n];
        if (n != 0 && node.max) return node.max;
        number all;
        bool any = false;
        for (const auto c : node.children) {
            if (model_.nodes[c].kind != section_kind::base || model_.nodes[c].apart) continue;
            const auto m = full_mark(c);
            if (!m) return std::nullopt;
            all = all + *m;
            any = true;
        }
        if (!any || !node.rules.empty()) return std::nullopt;
        return all;
    }

    // The full mark of a weighted total: what its parts come to at best.
    std::optional<number> weighted_mark() const {
        number all;
        for (const auto& w : model_.total_weights) {
            const auto part = w.node ? full_mark(*w.node) : model_.facts[*w.fact].max;
            if (!part) return std::nullopt;
            all = all + *part * w.share;
        }
        return all;
    }

    void total(const std::vector<id>& scores) {
        const span at = model_.nodes.empty() ? span{} : model_.nodes[0].at;
        std::vector<id> bonus, deduction;
        if (!model_.nodes.empty()) {
            collect(0, section_kind::bonus, scores, bonus);
            collect(0, section_kind::deduction, scores, deduction);
        }
        id value = 0;
        if (!model_.total_weights.empty()) {
            std::vector<id> parts;
            for (const auto& w : model_.total_weights) {
                const id part = w.node ? scores[*w.node] : value_of(*w.fact);
                parts.push_back(scaled(part, w.share, w.at));
            }
            value = sum(std::move(parts), at);
            if (!bonus.empty() || !deduction.empty()) {
                std::vector<id> all{value};
                all.insert(all.end(), bonus.begin(), bonus.end());
                all.insert(all.end(), deduction.begin(), deduction.end());
                value = sum(std::move(all), at);
            }
        } else {
            value = model_.nodes.empty() ? constant(number(0), at) : scores[0];
        }
        if (model_.round_places) {
            operation o;
            o.kind = op::round;
            o.in = {value};
            o.index = model_.rounding;
            o.places = *model_.round_places;
            o.at = at;
            value = push(std::move(o));
        }
        plan_.bonus = sum(std::move(bonus), at);
        plan_.deduction = sum(std::move(deduction), at);
        plan_.total = value;
        plan_.max = model_.max ? model_.max : !model_.total_weights.empty() ? weighted_mark() : model_.nodes.empty() ? std::nullopt : full_mark(0);
    }

    void outcomes() {
        std::vector<interval> all;
        for (const auto& g : model_.grades)
            if (g.total) all.push_back(g.on_total);
        if (!all.empty()) {
            const span at = model_.grades[0].at;
            const id which = tier_lookup(plan_.total, winners(all, false), at);
            std::size_t n = 0;
            for (const auto& g : model_.grades) {
                if (!g.total) continue;
                plan_.grades.push_back({g.name, make(op::equal, {which, constant(number(static_cast<std::int64_t>(n)), g.at)}, g.at), g.at});
                ++n;
            }
        }
        for (const auto& v : model_.vetoes) plan_.vetoes.push_back({v.name, holds(v.when, v.at), v.at});
        for (const auto& a : model_.actions) {
            std::vector<id> when;
            for (const auto& g : plan_.grades)
                if (g.name == a.grade) when.push_back(g.condition);
            if (when.empty()) continue;
            for (const auto& c : a.also) when.push_back(holds(c, a.at));
            plan_.actions.push_back({a.name, when.size() == 1 ? when[0] : make(op::all, std::move(when), a.at), a.at});
        }
    }

    // A mark keeps to the range of the condition that holds; where none holds it is zero.
    void limits() {
        for (const auto& l : model_.limits) {
            if (model_.facts[l.score].name.empty()) continue;
            const id mark = value_of(l.score);
            std::vector<id> any;
            std::vector<id> facts{fact_[l.score]};
            for (const auto& p : l.parts) {
                id in_range = 0;
                if (p.range) {
                    in_range = inside(mark, {limit{p.range->first}, limit{p.range->second}}, l.at);
                } else {
                    std::vector<id> values;
                    for (const auto& v : p.values) values.push_back(make(op::equal, {mark, constant(v, l.at)}, l.at));
                    in_range = values.size() == 1 ? values[0] : make(op::any, std::move(values), l.at);
                }
                if (p.when.kind == condition::form::always) any.push_back(in_range);
                else {
                    any.push_back(make(op::all, {holds(p.when, l.at), in_range}, l.at));
                    if (std::find(facts.begin(), facts.end(), fact_[p.when.fact]) == facts.end()) facts.push_back(fact_[p.when.fact]);
                }
            }
            const bool options = !l.parts.empty() && l.parts[0].when.kind == condition::form::option;
            if (l.or_zero) any.push_back(make(op::equal, {mark, constant(number(0), l.at)}, l.at));
            else if (!options && !(l.parts.size() == 1 && l.parts[0].when.kind == condition::form::always)) {
                // between tiers that say nothing the mark is zero
                std::vector<id> none;
                for (const auto& p : l.parts) none.push_back(make(op::negate, {holds(p.when, l.at)}, l.at));
                none.push_back(make(op::equal, {mark, constant(number(0), l.at)}, l.at));
                any.push_back(make(op::all, std::move(none), l.at));
            }
            const std::string& name = model_.facts[l.score].name;
            constraint c;
            c.operation = any.size() == 1 ? any[0] : make(op::any, any, l.at);
            c.message = {"“" + name + "”不在这一档规定的分数范围内", "“" + name + "” is outside the range of its tier"};
            c.facts = facts;
            c.at = l.at;
            plan_.constraints.push_back(std::move(c));
        }
    }

    const model& model_;
    plan plan_;
    std::vector<id> fact_;
    std::vector<id> plan_node_;
    bool root_counts_ = false;
};

}  // namespace

plan lower(const model& m, diagnostics& out) {
    (void)out;
    return lowering(m).run();
}

}  // namespace fenze
