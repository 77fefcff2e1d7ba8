// Tiers, options, conditions and steps in whole numbers.

#include <algorithm>

#include "interpreter/batch/column_compiler.hpp"
#include "interpreter/rounding.hpp"

namespace fenze {

column_value column_compiler::upright(const column_value& v) {
    if (v.ratio.sign() > 0) return v;
    step s;
    s.in.push_back({*v.column, wide_int(-1)});
    return emit(std::move(s), -v.ratio, -v.high, -v.low);
}

column_value column_compiler::tier(const operation& o) {
    const auto& table = plan_.tiers[o.index];
    if (in(o, 0).constant) return column_value::of(table.pieces[piece_of(table, *in(o, 0).constant)].value);
    const column_value at = upright(in(o, 0));
    std::vector<number> values;
    for (const auto& piece : table.pieces) values.push_back(piece.value);
    const number below = common_denominator(values);
    step s;
    s.kind = step::what::rises;
    s.in.push_back({*at.column, wide_int(1)});
    s.constant = whole_of(values.front() * below);
    number low = values.front() * below, high = low;
    for (std::size_t i = 1; i < table.pieces.size(); ++i) {
        const auto& piece = table.pieces[i];
        const number edge = *divide(*piece.from, at.ratio), from = piece.open ? floor(edge) + 1 : ceiling(edge), worth = values[i] * below;
        if (from > at.high) break;  // the value never comes there
        const auto first = whole_of(maximum(from, at.low));
        if (!s.from.empty() && s.from.back() == first) {  // no whole number lies in the piece before
            s.value.back() = whole_of(worth);
        } else {
            s.from.push_back(first);
            s.value.push_back(whole_of(worth));
        }
        low = minimum(low, worth);
        high = maximum(high, worth);
    }
    fits(low, high);
    return emit(std::move(s), *divide(number(1), below), low, high);
}

column_value column_compiler::choice(const operation& o) {
    const auto& table = plan_.choices[o.index];
    const column_value& at = in(o, 0);
    if (at.constant) {
        const auto i = at.constant->to_int();
        return column_value::of(i && *i >= 0 && static_cast<std::size_t>(*i) < table.size() ? table[static_cast<std::size_t>(*i)] : number());
    }
    if (at.ratio != number(1)) throw not_in_columns();  // no option's index
    const number below = common_denominator(table);
    step s;
    s.kind = step::what::table;
    s.in.push_back({*at.column, wide_int(1)});
    number low, high;
    for (const auto& v : table) {
        s.value.push_back(whole_of(v * below));
        low = minimum(low, v * below);
        high = maximum(high, v * below);
    }
    return emit(std::move(s), *divide(number(1), below), low, high);
}

column_value column_compiler::join(const operation& o, bool every) {
    step s;
    s.kind = every ? step::what::all : step::what::any;
    for (const auto i : o.in) {
        const column_value& v = values_[i];
        if (!v.constant) s.in.push_back({*v.column, wide_int(1)});
        else if ((v.constant->sign() != 0) != every) return column_value::truth(!every);
    }
    if (s.in.empty()) return column_value::truth(every);
    return emit(std::move(s), 1, 0, 1);
}

column_value column_compiler::select(const operation& o) {
    const column_value &condition = in(o, 0), &then = in(o, 1), &otherwise = in(o, 2);
    if (condition.constant) return condition.constant->sign() != 0 ? then : otherwise;
    step s;
    s.kind = step::what::select;
    s.in.push_back({*condition.column, wide_int(1)});
    std::vector<number> ratios;
    for (const auto* v : {&then, &otherwise}) ratios.push_back(v->constant ? *v->constant : v->ratio);
    const number below = common_denominator(ratios);
    std::optional<number> low, high;
    const auto meet = [&](const number& l, const number& h) {
        low = low ? minimum(*low, l) : l;
        high = high ? maximum(*high, h) : h;
    };
    for (const auto* v : {&then, &otherwise}) {
        const number factor = (v->constant ? *v->constant : v->ratio) * below;
        if (!v->constant) {
            s.in.push_back(term(*v, factor));
            meet(least_of(*v, factor), most_of(*v, factor));
            continue;
        }
        meet(factor, factor);
        if (s.has_constant) {
            s.value.push_back(whole_of(factor));  // two constants: the second
            continue;
        }
        s.constant = whole_of(factor);
        s.has_constant = true;
        s.constant_first = v == &then;
    }
    return emit(std::move(s), *divide(number(1), below), *low, *high);
}

namespace {

struct quotient {
    number factor, divisor;
};
quotient quotient_of(const number& ratio) {
    const auto parts = ratio.as_fraction();
    if (!parts) throw not_in_columns();
    return {number(parts->first), number(parts->second)};
}

}  // namespace

column_value column_compiler::floor_divide(const operation& o) {
    const column_value& v = in(o, 0);
    if (v.constant) return column_value::of(floor(*divide(*v.constant, o.value)));
    const auto [factor, divisor] = quotient_of(*divide(v.ratio, o.value));
    if (divisor == number(1)) return column_value::again(v, factor);
    step s;
    s.kind = step::what::floor;
    s.in.push_back(term(v, factor));
    s.divisor = whole_of(divisor);
    return emit(std::move(s), 1, floor(*divide(least_of(v, factor), divisor)), floor(*divide(most_of(v, factor), divisor)));
}

column_value column_compiler::round(const operation& o) {
    const column_value& v = in(o, 0);
    const auto way = static_cast<rounding>(o.index);
    if (v.constant) return column_value::of(rounded(*v.constant, way, o.places));
    if (o.places > 15 || o.places < -15) throw not_in_columns();
    const auto [factor, divisor] = quotient_of(v.ratio * power_of_ten(o.places));
    if (divisor == number(1)) return v;
    step s;
    s.kind = step::what::round;
    s.way = way;
    s.in.push_back(term(v, factor));
    s.divisor = whole_of(divisor);
    const number low = least_of(v, factor), high = most_of(v, factor), twice = maximum(high, -low) * 2 + divisor;
    fits(-twice, twice);
    return emit(std::move(s), power_of_ten(-o.places), floor(*divide(low, divisor)) - 1, ceiling(*divide(high, divisor)) + 1);
}

}  // namespace fenze
