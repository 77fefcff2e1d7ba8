#include "interpreter/sql/quotients.hpp"

#include <algorithm>

namespace fenze {

/// top ÷ below with the sign and the ratio of the divisor taken into the top.
quotient_value quotient_columns::over(column_value top, column_value below) {
    if (below.constant) {
        if (below.constant->sign() == 0) throw not_in_columns();
        return {scaled(top, *fenze::divide(number(1), *below.constant)), std::nullopt};
    }
    top = scaled(top, *fenze::divide(number(1), below.ratio));
    below.ratio = 1;
    if (below.low.sign() < 0) {
        const auto size = maximum(below.high, -below.low);
        const auto negative = compare(op::less, below, constant_value(0));
        top = select(negative, scaled(top, -1), top);
        below = select(negative, scaled(below, -1), below);
        below.low = 0;
        below.high = size;
    }
    if (below.low.sign() == 0) {
        const auto of = below;
        step s;
        s.kind = what::not_zero;
        s.in.push_back({*of.column, number(1)});
        below = emit(std::move(s), 1, of.whole ? number(1) : minimum(least_, of.high), of.high, of.whole);
    }
    return {top, below};
}

quotient_value quotient_columns::divide(const quotient_value& a, const quotient_value& b) {
    return over(times(a.top, b.below), a.below ? product(b.top, *a.below) : b.top);
}

/// Those that stand over the same column are added first.
quotient_value quotient_columns::total(const many& in) {
    many groups;
    for (const auto& v : in) {
        const auto same = std::find_if(groups.begin(), groups.end(),
            [&](const quotient_value& g) { return g.below.has_value() == v.below.has_value() && (!g.below || g.below->column == v.below->column); });
        if (same == groups.end()) groups.push_back(v);
        else same->top = sum({{same->top, 1}, {v.top, 1}});
    }
    auto so_far = groups.front();
    for (std::size_t i = 1; i < groups.size(); ++i) {
        const auto& next = groups[i];
        so_far.top = sum({{times(so_far.top, next.below), 1}, {times(next.top, so_far.below), 1}});
        if (next.below) so_far.below = so_far.below ? product(*so_far.below, *next.below) : *next.below;
    }
    return so_far;
}

/// Both sides times both divisors, which are greater than zero.
column_value quotient_columns::order(op kind, const quotient_value& a, const quotient_value& b) {
    return compare(kind, times(a.top, b.below), times(b.top, a.below));
}

quotient_value quotient_columns::choose(const column_value& condition, const quotient_value& then, const quotient_value& otherwise) {
    if (condition.constant) return condition.constant->sign() != 0 ? then : otherwise;
    quotient_value chosen{select(condition, then.top, otherwise.top), std::nullopt};
    if (!then.below && !otherwise.below) return chosen;
    const auto one = constant_value(1);
    const auto& a = then.below ? *then.below : one;
    const auto& b = otherwise.below ? *otherwise.below : one;
    chosen.below = then.below && otherwise.below && a.column == b.column ? a : select(condition, a, b);
    return chosen;
}

quotient_value quotient_columns::tiers(const tier_table& table, const quotient_value& at) {
    quotient_value worth{constant_value(table.pieces.front().value), std::nullopt};
    for (std::size_t i = 1; i < table.pieces.size(); ++i) {
        const auto& piece = table.pieces[i];
        const auto begun = order(piece.open ? op::less : op::less_equal, {constant_value(*piece.from), std::nullopt}, at);
        worth = choose(begun, {constant_value(piece.value), std::nullopt}, worth);
    }
    return worth;
}

/// Whole factors of top and divisor; `size` is a bound of the quotient.
quotient_columns::step quotient_columns::divided(typename step::what kind, const column_value& top, const column_value& below, number& size) {
    const auto [factor, divisor] = quotient_of(top.ratio);
    step s;
    s.kind = kind;
    s.in.push_back(term(top, factor));
    s.in.push_back(term(below, divisor));
    size = *fenze::divide(maximum(top.high, -top.low) * maximum(factor, -factor), below.low * divisor) + 2;
    return s;
}

column_value quotient_columns::whole_part(const quotient_value& v, const number& by) {
    if (!v.below) return floor_divide(v.top, by);
    number size;
    if (v.top.constant) return whole_part({select(compare(op::less, constant_value(0), *v.below), v.top, constant_value(0)), v.below}, by);
    auto s = divided(what::floor, scaled(v.top, *fenze::divide(number(1), by)), *v.below, size);
    return emit(std::move(s), 1, -size, size);
}

column_value quotient_columns::to_places(const quotient_value& v, rounding way, int places) {
    if (!v.below) return round(v.top, way, places);
    if (v.top.constant) return to_places({select(compare(op::less, constant_value(0), *v.below), v.top, constant_value(0)), v.below}, way, places);
    if (places > 15 || places < -15) throw not_in_columns();
    number size;
    auto s = divided(what::round, scaled(v.top, power_of_ten(places)), *v.below, size);
    s.way = way;
    fits(-size * 2, size * 2);
    return emit(std::move(s), power_of_ten(-places), -size, size);
}

quotient_value quotient_columns::read_exactly(const plan& p, const operation& o, const many& in) {
    const bool plain = std::none_of(in.begin(), in.end(), [](const quotient_value& v) { return v.below.has_value(); });
    if (plain && (o.kind != op::divide || in[1].top.constant)) {
        std::vector<column_value> tops;
        for (const auto& v : in) tops.push_back(v.top);
        return {read(p, o, tops), std::nullopt};
    }
    switch (o.kind) {
        case op::add:
            return total(in);
        case op::scale:
            return {scaled(in[0].top, o.value), in[0].below};
        case op::multiply: {
            const auto below = !in[0].below ? in[1].below : !in[1].below ? in[0].below : std::optional(product(*in[0].below, *in[1].below));
            return {product(in[0].top, in[1].top), below};
        }
        case op::divide:
            return divide(in[0], in[1]);
        case op::floor_divide:
            return {whole_part(in[0], o.value), std::nullopt};
        case op::min:
        case op::max: {
            auto best = in.front();
            for (std::size_t i = 1; i < in.size(); ++i)
                best = o.kind == op::min ? choose(order(op::less_equal, best, in[i]), best, in[i]) : choose(order(op::less_equal, in[i], best), best, in[i]);
            return best;
        }
        case op::tier:
            return tiers(p.tiers[o.index], in[0]);
        case op::less:
        case op::less_equal:
        case op::equal:
            return {order(o.kind, in[0], in[1]), std::nullopt};
        case op::select:
            if (in[0].below) throw not_in_columns();
            return choose(in[0].top, in[1], in[2]);
        case op::round:
            return {to_places(in[0], static_cast<rounding>(o.index), o.places), std::nullopt};
        default:
            throw not_in_columns();  // truths and options are no quotients
    }
}

}  // namespace fenze
