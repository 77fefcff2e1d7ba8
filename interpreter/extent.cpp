#include "interpreter/extent.hpp"

#include <algorithm>

#include "interpreter/rounding.hpp"

namespace fenze {

int sign(const edge& l) { return l.at.sign() != 0 ? l.at.sign() : l.beside.sign(); }

number floor(const edge& l) {
    const number whole = floor(l.at);
    return l.beside.sign() < 0 && whole == l.at ? whole - 1 : whole;
}

number ceiling(const edge& l) { return -floor(edge{-l.at, -l.beside}); }

extent operator+(const extent& a, const extent& b) {
    extent sum;
    if (a.low && b.low) sum.low = *a.low + *b.low;
    if (a.high && b.high) sum.high = *a.high + *b.high;
    return sum;
}

extent operator*(const extent& a, const number& by) {
    if (by.sign() == 0) return extent::of(0);
    extent product;
    if (a.low) (by.sign() > 0 ? product.low : product.high) = *a.low * by;
    if (a.high) (by.sign() > 0 ? product.high : product.low) = *a.high * by;
    return product;
}

extent both(const extent& a, const extent& b) {
    extent result = a;
    if (b.low && (!result.low || *result.low < *b.low)) result.low = b.low;
    if (b.high && (!result.high || *b.high < *result.high)) result.high = b.high;
    return result;
}

extent either(const extent& a, const extent& b) {
    extent result;
    if (a.low && b.low) result.low = std::min(*a.low, *b.low);
    if (a.high && b.high) result.high = std::max(*a.high, *b.high);
    return result;
}

namespace {

extent truth(bool may_fail, bool may_hold) { return {edge{may_fail ? 0 : 1, 0}, edge{may_hold ? 1 : 0, 0}}; }
bool may_hold(const extent& e) { return !e.high || e.high->at.sign() > 0; }
bool may_fail(const extent& e) { return !e.low || e.low->at < number(1); }

/// An end on a scale that reaches to both infinities: −1 and +1 stand for them.
struct corner {
    int infinite = 0;
    edge value;
};

corner end_of(const std::optional<edge>& end, int side) { return end ? corner{0, *end} : corner{side, {}}; }

/// A zero that is reached makes the product zero whatever the other end; one that is only neared stays open.
corner times(const corner& a, const corner& b) {
    const auto side = [](const corner& c) { return c.infinite != 0 ? c.infinite : sign(c.value); };
    const auto nears_zero = [](const corner& c) { return c.infinite == 0 && c.value.at.sign() == 0; };
    const int signs = side(a) * side(b);
    if (signs == 0) return {};
    if (nears_zero(a) || nears_zero(b)) return {0, {0, signs}};
    if (a.infinite != 0 || b.infinite != 0) return {signs, {}};
    const edge& x = a.value;
    const edge& y = b.value;
    return {0, {x.at * y.at, x.at * y.beside + y.at * x.beside}};
}

extent multiply(const extent& a, const extent& b) {
    extent result;
    bool first = true, below = false, above = false;
    for (const corner& x : {end_of(a.low, -1), end_of(a.high, 1)})
        for (const corner& y : {end_of(b.low, -1), end_of(b.high, 1)}) {
            const corner c = times(x, y);
            below = below || c.infinite < 0;
            above = above || c.infinite > 0;
            if (c.infinite != 0) continue;
            result = first ? extent{c.value, c.value} : either(result, {c.value, c.value});
            first = false;
        }
    if (below || first) result.low.reset();
    if (above || first) result.high.reset();
    return result;
}

/// 1 ÷ e for what of e is not zero.
extent reciprocal(const extent& e) {
    const auto one_over = [](const edge& l) {
        const number inverse = *divide(1, l.at);
        return edge{inverse, -(l.beside * inverse * inverse)};
    };
    const bool positive = e.low && e.low->at.sign() >= 0, negative = e.high && e.high->at.sign() <= 0;
    extent result;
    if (positive == negative) return result;
    if (positive) {
        result.low = e.high ? one_over(*e.high) : edge{0, 1};
        if (e.low->at.sign() > 0) result.high = one_over(*e.low);
    } else {
        result.high = e.low ? one_over(*e.low) : edge{0, -1};
        if (e.high->at.sign() < 0) result.low = one_over(*e.high);
    }
    return result;
}

extent extreme(const operation& o, const std::vector<extent>& known, bool least) {
    extent result = known[o.in.front()];
    for (const std::uint32_t i : o.in) {
        const extent& e = known[i];
        if (least) {
            result.low = result.low && e.low ? std::optional(std::min(*result.low, *e.low)) : std::nullopt;
            if (e.high) result.high = result.high ? std::min(*result.high, *e.high) : *e.high;
        } else {
            result.high = result.high && e.high ? std::optional(std::max(*result.high, *e.high)) : std::nullopt;
            if (e.low) result.low = result.low ? std::max(*result.low, *e.low) : *e.low;
        }
    }
    return result;
}

extent tier(const tier_table& table, const extent& e) {
    const std::size_t first = e.low ? piece_of(table, e.low->at, e.low->beside.sign()) : 0;
    const std::size_t last = e.high ? piece_of(table, e.high->at, e.high->beside.sign()) : table.pieces.size() - 1;
    extent result = extent::of(table.pieces[first].value);
    for (std::size_t i = first; i <= last; ++i) result = either(result, extent::of(table.pieces[i].value));
    return result;
}

extent choice(const std::vector<number>& values, const extent& e) {
    const auto last = static_cast<std::int64_t>(values.size()) - 1;
    const std::int64_t from = std::max<std::int64_t>(0, e.low ? ceiling(*e.low).to_int().value_or(0) : 0);
    const std::int64_t to = std::min(last, e.high ? floor(*e.high).to_int().value_or(last) : last);
    if (from > to) return extent::of(0);
    extent result = extent::of(values[static_cast<std::size_t>(from)]);
    for (std::int64_t i = from; i <= to; ++i) result = either(result, extent::of(values[static_cast<std::size_t>(i)]));
    return result;
}

/// Rounding of an edge, through floors, so that an open end falls on its own side of a step.
number rounded(const edge& l, rounding way, int places) {
    const number scale = power_of_ten(places), unit = power_of_ten(-places);
    const edge scaled = l * scale, half{number::fraction(1, 2), 0};
    const bool positive = sign(l) >= 0;
    switch (way) {
        case rounding::floor:
            return floor(scaled) * unit;
        case rounding::ceiling:
            return ceiling(scaled) * unit;
        case rounding::down:
            return (positive ? floor(scaled) : ceiling(scaled)) * unit;
        case rounding::up:
            return (positive ? ceiling(scaled) : floor(scaled)) * unit;
        case rounding::half_up:
            return (positive ? floor(scaled + half) : ceiling(scaled - half)) * unit;
    }
    return l.at;
}

template <class each>
extent by_ends(const extent& e, each f) {
    extent result;
    if (e.low) result.low = edge{f(*e.low), 0};
    if (e.high) result.high = edge{f(*e.high), 0};
    return result;
}

extent compare(op kind, const extent& a, const extent& b) {
    const auto below = [](const auto& x, const auto& y) { return !x || !y || *x < *y; };
    const auto not_above = [](const auto& x, const auto& y) { return !x || !y || *x <= *y; };
    if (kind == op::less) return truth(not_above(b.low, a.high), below(a.low, b.high));
    if (kind == op::less_equal) return truth(below(b.low, a.high), not_above(a.low, b.high));
    const bool same = a.fixed() && b.fixed() && *a.low == *b.low;
    return truth(!same, not_above(a.low, b.high) && not_above(b.low, a.high));
}

extent logic(const operation& o, const std::vector<extent>& known) {
    bool fail = o.kind == op::any, hold = o.kind == op::all;
    for (const std::uint32_t i : o.in) {
        if (o.kind == op::all) fail = fail || may_fail(known[i]), hold = hold && may_hold(known[i]);
        else fail = fail && may_fail(known[i]), hold = hold || may_hold(known[i]);
    }
    return truth(fail, hold);
}

}  // namespace

extent read_extent(const plan& p, const operation& o, const std::vector<extent>& known) {
    const auto in = [&](std::size_t i) -> const extent& { return known[o.in[i]]; };
    switch (o.kind) {
        case op::constant:
            return extent::of(o.value);
        case op::fact:
            return {};
        case op::add: {
            extent sum = extent::of(0);
            for (const std::uint32_t i : o.in) sum = sum + known[i];
            return sum;
        }
        case op::scale:
            return in(0) * o.value;
        case op::multiply:
            return multiply(in(0), in(1));
        case op::divide:
            return in(1).fixed() && in(1).low->at.sign() == 0 ? extent{} : multiply(in(0), reciprocal(in(1)));
        case op::floor_divide:
            return by_ends(in(0) * *divide(1, o.value), [](const edge& l) { return floor(l); });
        case op::min:
        case op::max:
            return extreme(o, known, o.kind == op::min);
        case op::tier:
            return tier(p.tiers[o.index], in(0));
        case op::choice:
            return choice(p.choices[o.index], in(0));
        case op::less:
        case op::less_equal:
        case op::equal:
            return compare(o.kind, in(0), in(1));
        case op::all:
        case op::any:
            return logic(o, known);
        case op::negate:
            return truth(may_hold(in(0)), may_fail(in(0)));
        case op::select:
            if (!may_fail(in(0))) return in(1);
            return may_hold(in(0)) ? either(in(1), in(2)) : in(2);
        case op::round:
            return by_ends(in(0), [&](const edge& l) { return rounded(l, static_cast<rounding>(o.index), o.places); });
    }
    return {};
}

}  // namespace fenze
