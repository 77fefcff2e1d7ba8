#include "interpreter/emitter.hpp"

#include <algorithm>

#include "interpreter/formula.hpp"
#include "interpreter/tiers.hpp"

namespace fenze {

using id = operation_id;

id emitter::push(operation o) {
    plan_.operations.push_back(std::move(o));
    return static_cast<id>(plan_.operations.size() - 1);
}

id emitter::make(op kind, std::vector<id> in, span at) {
    operation o;
    o.kind = kind;
    o.in = std::move(in);
    o.at = at;
    return push(std::move(o));
}

id emitter::constant(const number& value, span at) {
    operation o;
    o.kind = op::constant;
    o.value = value;
    o.at = at;
    return push(std::move(o));
}

id emitter::scaled(id in, const number& by, span at) {
    if (by == number(1)) return in;
    operation o;
    o.kind = op::scale;
    o.in = {in};
    o.value = by;
    o.at = at;
    return push(std::move(o));
}

id emitter::sum(std::vector<id> in, span at) {
    if (in.empty()) return constant(number(0), at);
    if (in.size() == 1) return in[0];
    return make(op::add, std::move(in), at);
}

id emitter::joined_marks(std::vector<id> marks, std::size_t drop_high, std::size_t drop_low, span at) {
    for (std::size_t n = 0; n < drop_high; ++n) drop(marks, op::max, op::min, at);
    for (std::size_t n = 0; n < drop_low; ++n) drop(marks, op::min, op::max, at);
    return scaled(sum(marks, at), number::fraction(1, static_cast<std::int64_t>(marks.size())), at);
}

// One pass along the marks carries the extreme one to the end, where it falls out.
void emitter::drop(std::vector<id>& left, op extreme, op other, span at) {
    id carried = left.front();
    for (std::size_t n = 1; n < left.size(); ++n) {
        const id next = left[n];
        left[n - 1] = make(other, {carried, next}, at);
        carried = make(extreme, {carried, next}, at);
    }
    left.pop_back();
}

id emitter::rounded(id in, int places, std::uint32_t way, span at) {
    operation o;
    o.kind = op::round;
    o.in = {in};
    o.index = way;
    o.places = places;
    o.at = at;
    return push(std::move(o));
}

id emitter::tier_lookup(id in, tier_table table, span at) {
    operation o;
    o.kind = op::tier;
    o.in = {in};
    o.index = static_cast<id>(plan_.tiers.size());
    o.at = at;
    plan_.tiers.push_back(std::move(table));
    return push(std::move(o));
}

id emitter::steps(id distance, const number& step, bool up, span at) {
    operation o;
    o.kind = op::floor_divide;
    o.value = step;
    o.at = at;
    o.in = {up ? scaled(distance, number(-1), at) : distance};
    const id whole = push(std::move(o));
    return up ? scaled(whole, number(-1), at) : whole;
}

id emitter::inside(id value, const interval& is, span at) {
    std::vector<id> parts;
    if (is.low) parts.push_back(make(is.low->inclusive ? op::less_equal : op::less, {constant(is.low->value, at), value}, at));
    if (is.high) parts.push_back(make(is.high->inclusive ? op::less_equal : op::less, {value, constant(is.high->value, at)}, at));
    if (parts.empty()) return constant(number(1), at);
    return parts.size() == 1 ? parts[0] : make(op::all, std::move(parts), at);
}

id emitter::holds(const condition& c, span at) {
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

id emitter::of(const tiers_rule& r, span at) {
    const bool one_fact = std::all_of(r.tiers.begin(), r.tiers.end(),
        [&](const tier& t) { return t.when.kind == condition::form::compare && t.when.fact == r.tiers[0].when.fact && !t.gives.judged; });
    if (one_fact && !r.fixed()) return computed_tiers(r, at);
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
    id out = otherwise(r, at);
    for (auto n = order.rbegin(); n != order.rend(); ++n) {
        const tier& t = r.tiers[*n];
        const id when = holds(t.when, t.at);
        out = r.tiers.size() == 1 && r.otherwise.sign() == 0 && r.fixed() ? scaled(when, t.gives.points, at)
                                                                          : make(op::select, {when, give(t.gives, t.at), out}, at);
    }
    return out;
}

// Which tier holds is asked once. In the formula of a tier its quantity is held to the tier, which changes nothing where the tier
// holds, and keeps the bounds of the formula to values that it can take.
id emitter::computed_tiers(const tiers_rule& r, span at) {
    const std::size_t f = r.tiers[0].when.fact;
    std::vector<interval> all;
    for (const auto& t : r.tiers) all.push_back(t.when.is);
    const tier_table table = winners(all, model_.facts[f].whole);
    const id which = tier_lookup(value_of(f), table, at);
    const auto points = [&](std::size_t n) {
        const bool rest = n == r.tiers.size();
        const auto& formula = rest ? r.otherwise_formula : r.tiers[n].gives.formula;
        if (!formula) return constant(rest ? r.otherwise : r.tiers[n].gives.points, at);
        const number here = rest ? number(-1) : number(static_cast<std::int64_t>(n));
        // the tier's pieces from the first to the last: a piece reaches up to the bound of the one before it
        std::optional<number> low, high;
        bool first = true, open_below = false, open_above = false;
        for (std::size_t k = 0; k < table.pieces.size(); ++k) {
            if (table.pieces[k].value != here) continue;
            if (first) {
                low = table.pieces[k].from;
                open_below = !low;
                first = false;
            }
            high = k + 1 < table.pieces.size() ? table.pieces[k + 1].from : std::nullopt;
            open_above = !high;
        }
        const id given = value_of(f);
        id held = given;
        if (low && !open_below) held = at_least(held, *low, at);
        if (high && !open_above) held = at_most(held, *high, at);
        fact_[f] = held;
        const id out = computed(*formula, at);
        fact_[f] = given;
        return out;
    };
    id out = points(r.tiers.size());
    for (std::size_t n = r.tiers.size(); n-- > 0;)
        out = make(op::select, {make(op::equal, {which, constant(number(static_cast<std::int64_t>(n)), at)}, at), points(n), out}, at);
    return out;
}

id emitter::give(const award& a, span at) {
    if (a.judged) return value_of(*a.judged);
    return a.formula ? computed(*a.formula, at) : constant(a.points, at);
}

id emitter::computed(const formula_node& tree, span at) {
    formula_target target{plan_, fact_};
    return lower_formula(tree, target, at);
}

id emitter::of(const choice_rule& r, span at) {
    operation o;
    o.kind = op::choice;
    o.in = {value_of(r.fact)};
    o.index = static_cast<id>(plan_.choices.size());
    o.at = at;
    std::vector<number> values;
    for (const auto& a : r.awards) values.push_back(a.points);
    if (model_.facts[r.fact].or_none) values.emplace_back(0);
    plan_.choices.push_back(std::move(values));
    return push(std::move(o));
}

id emitter::of(const per_rule& r, span at) {
    id count = value_of(r.fact);
    const auto& low = model_.facts[r.fact].min;
    if (!low || low->sign() < 0) count = at_least(count, number(0), at);  // a fall earns nothing
    const bool plain = r.each == number(1) && model_.facts[r.fact].whole;
    if (!plain) count = steps(count, r.each, r.round_up, at);
    if (r.most) count = at_most(count, *r.most, at);
    return scaled(count, r.points, at);
}

id emitter::of(const steps_rule& r, span at) {
    const id x = value_of(r.fact);
    const id from = constant(r.from, at);
    const id distance = r.up ? sum({x, scaled(from, number(-1), at)}, at) : sum({from, scaled(x, number(-1), at)}, at);
    const id over = at_least(distance, number(0), at);
    const bool plain = r.step == number(1) && model_.facts[r.fact].whole;
    return scaled(plain ? over : steps(over, r.step, r.round_up, at), r.points, at);
}

id emitter::of(const judged_rule& r, span at) { return scaled(value_of(r.fact), number(r.sign), at); }

id emitter::of(const ratio_rule& r, span at) {
    const auto ratio = [&](const number& target) { return at_most(scaled(value_of(r.fact), *divide(r.points, target), at), r.points, at); };
    if (!r.by_class) return ratio(r.targets[0]);
    id out = ratio(r.targets.back());
    for (std::size_t n = r.targets.size() - 1; n-- > 0;) {
        const id is = make(op::equal, {value_of(*r.by_class), constant(number(static_cast<std::int64_t>(n)), at)}, at);
        out = make(op::select, {is, ratio(r.targets[n]), out}, at);
    }
    return out;
}

id emitter::of(const constant_rule& r, span at) { return constant(r.points, at); }

id emitter::of(const formula_rule& r, span at) { return computed(*r.tree, at); }

id emitter::rule_points(const rule& r) {
    return std::visit([&](const auto& is) { return of(is, r.at); }, r.is);
}

}  // namespace fenze
