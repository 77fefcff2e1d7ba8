#include "interpreter/batch/column_values.hpp"

#include <algorithm>
#include <numeric>

namespace fenze {
namespace {

/// A whole number that fits; `number` itself takes any.
template <typename Int>
Int as_whole(const number& n) {
    if constexpr (std::is_same_v<Int, number>) {
        return n;
    } else {
        if (const auto small = n.to_int()) return *small;
        const number half = number(std::int64_t{1} << 62), top = floor(*divide(n, half));
        return static_cast<Int>(static_cast<wide_int>(*top.to_int()) * (std::int64_t{1} << 62) + *(n - top * half).to_int());
    }
}

}  // namespace

template <typename Int>
column_value column_values<Int>::fact_column(number ratio, number low, number high, bool whole) {
    fits(low, high);
    return next(std::move(ratio), std::move(low), std::move(high), whole);
}

template <typename Int>
column_value column_values<Int>::sum(const std::vector<weighed>& all) {
    number constant;
    std::vector<weighed> terms;
    for (const auto& w : all) {
        if (w.of.constant) {
            constant = constant + *w.of.constant * w.factor;
            continue;
        }
        const number factor = w.of.ratio * w.factor;
        const auto same = std::find_if(terms.begin(), terms.end(), [&](const weighed& c) { return c.of.column == w.of.column; });
        if (same != terms.end()) same->factor = same->factor + factor;
        else terms.push_back({w.of, factor});
    }
    terms.erase(std::remove_if(terms.begin(), terms.end(), [](const weighed& c) { return c.factor.sign() == 0; }), terms.end());
    if (terms.empty()) return constant_value(constant);
    if (terms.size() == 1 && constant.sign() == 0) {
        value v = terms.front().of;
        v.ratio = terms.front().factor;
        return v;
    }
    std::vector<number> factors{constant};
    for (const auto& c : terms) factors.push_back(c.factor);
    const number below = common_denominator(factors);
    step s;
    s.kind = what::sum;
    number low = constant * below, high = low, span = low.sign() < 0 ? -low : low;
    fits(low, high);
    s.constant = as_whole<Int>(low);
    bool whole = true;
    for (const auto& c : terms) {
        const number factor = c.factor * below, least = least_of(c.of, factor), most = most_of_value(c.of, factor);
        s.in.push_back(term(c.of, factor));
        low = low + least;
        high = high + most;
        span = span + maximum(most, -least) + maximum(-most, least);
        whole = whole && c.of.whole;
    }
    fits(-span, span);  // no sum on the way there may leave either
    return emit(std::move(s), *divide(number(1), below), low, high, whole);
}

template <typename Int>
column_value column_values<Int>::compare(op kind, const value& a, const value& b) {
    const auto judged = [&](const number& d) { return kind == op::less ? d.sign() < 0 : kind == op::less_equal ? d.sign() <= 0 : d.sign() == 0; };
    const auto before = code.size();
    const value difference = sum({{a, 1}, {b, -1}});
    if (difference.constant) return truth_value(judged(*difference.constant));
    step s;
    if (code.size() > before) {
        s = std::move(code.back());  // the sum is used for nothing else
        code.pop_back();
    } else {
        s.in.push_back({*difference.column, difference.ratio.sign() < 0 ? Int(-1) : Int(1)});
    }
    s.kind = kind == op::less ? what::negative : kind == op::less_equal ? what::not_positive : what::zero;
    return emit(std::move(s), 1, 0, 1);
}

template <typename Int>
column_value column_values<Int>::extreme(const std::vector<value>& all, bool least) {
    std::optional<number> constant;
    std::vector<value> in;
    std::vector<number> ratios;
    for (const auto& v : all) {
        if (v.constant) {
            if (!constant || (least ? *v.constant < *constant : *v.constant > *constant)) constant = v.constant;
        } else {
            in.push_back(v);
            ratios.push_back(v.ratio);
        }
    }
    if (in.empty()) return constant_value(*constant);
    if (constant) ratios.push_back(*constant);
    if (ratios.size() == 1) return in.front();
    if (in.size() == 1 && (least ? most_of_value(in.front(), in.front().ratio) <= *constant : least_of(in.front(), in.front().ratio) >= *constant))
        return in.front();  // a cap that is never met
    const number below = common_denominator(ratios);
    step s;
    s.kind = least ? what::least : what::greatest;
    std::optional<number> low, high;
    const auto meet = [&](const number& l, const number& h) {
        low = !low ? l : least ? minimum(*low, l) : maximum(*low, l);
        high = !high ? h : least ? minimum(*high, h) : maximum(*high, h);
    };
    if (constant) {
        const number at = *constant * below;
        s.constant = whole_of(at);
        s.has_constant = true;
        meet(at, at);
    }
    bool whole = true;
    for (const auto& v : in) {
        const number factor = v.ratio * below;
        s.in.push_back(term(v, factor));
        meet(least_of(v, factor), most_of_value(v, factor));
        whole = whole && v.whole;
    }
    return emit(std::move(s), *divide(number(1), below), *low, *high, whole);
}

template <typename Int>
column_value column_values<Int>::tier(const tier_table& table, const value& of) {
    if (of.constant) return constant_value(table.pieces[piece_of(table, *of.constant)].value);
    const value at = upright(of);
    std::vector<number> values;
    for (const auto& piece : table.pieces) values.push_back(piece.value);
    const number below = common_denominator(values);
    step s;
    s.kind = what::rises;
    s.in.push_back({*at.column, Int(1)});
    s.constant = whole_of(values.front() * below);
    number low = values.front() * below, high = low;
    for (std::size_t i = 1; i < table.pieces.size(); ++i) {
        const auto& piece = table.pieces[i];
        const number edge = *divide(*piece.from, at.ratio), worth = values[i] * below;
        // Over whole numbers a piece begins at a whole number, and includes it.
        const number from = !at.whole ? edge : piece.open ? floor(edge) + 1 : ceiling(edge);
        if (from > at.high) break;  // the value never comes there
        const number first = maximum(from, at.low);
        const bool open = !at.whole && piece.open && from >= at.low;
        if (!s.from.empty() && s.from.back() == whole_of(first) && (at.whole || s.open.back() == open)) {  // nothing lies in the piece before
            s.value.back() = whole_of(worth);
        } else {
            s.from.push_back(whole_of(first));
            s.value.push_back(whole_of(worth));
            if (!at.whole) s.open.push_back(open);
        }
        low = minimum(low, worth);
        high = maximum(high, worth);
    }
    fits(low, high);
    return emit(std::move(s), *divide(number(1), below), low, high);
}

template <typename Int>
column_value column_values<Int>::choice(const std::vector<number>& table, const value& at) {
    if (at.constant) {
        const auto i = at.constant->to_int();
        return constant_value(i && *i >= 0 && static_cast<std::size_t>(*i) < table.size() ? table[static_cast<std::size_t>(*i)] : number());
    }
    if (at.ratio != number(1)) throw not_in_columns();  // no option's index
    const number below = common_denominator(table);
    step s;
    s.kind = what::table;
    s.in.push_back({*at.column, Int(1)});
    number low, high;
    for (const auto& v : table) {
        s.value.push_back(whole_of(v * below));
        low = minimum(low, v * below);
        high = maximum(high, v * below);
    }
    return emit(std::move(s), *divide(number(1), below), low, high);
}

template <typename Int>
column_value column_values<Int>::join(const std::vector<value>& all, bool every) {
    step s;
    s.kind = every ? what::all : what::any;
    for (const auto& v : all) {
        if (!v.constant) s.in.push_back({*v.column, Int(1)});
        else if ((v.constant->sign() != 0) != every) return truth_value(!every);
    }
    if (s.in.empty()) return truth_value(every);
    return emit(std::move(s), 1, 0, 1);
}

template <typename Int>
column_value column_values<Int>::negate(const value& v) {
    if (v.constant) return truth_value(v.constant->sign() == 0);
    step s;
    s.kind = what::none;
    s.in.push_back({*v.column, Int(1)});
    return emit(std::move(s), 1, 0, 1);
}

template <typename Int>
column_value column_values<Int>::select(const value& condition, const value& then, const value& otherwise) {
    if (condition.constant) return condition.constant->sign() != 0 ? then : otherwise;
    step s;
    s.kind = what::select;
    s.in.push_back({*condition.column, Int(1)});
    std::vector<number> ratios;
    for (const auto* v : {&then, &otherwise}) ratios.push_back(v->constant ? *v->constant : v->ratio);
    const number below = common_denominator(ratios);
    std::optional<number> low, high;
    const auto meet = [&](const number& l, const number& h) {
        low = low ? minimum(*low, l) : l;
        high = high ? maximum(*high, h) : h;
    };
    bool whole = true;
    for (const auto* v : {&then, &otherwise}) {
        const number factor = (v->constant ? *v->constant : v->ratio) * below;
        if (!v->constant) {
            s.in.push_back(term(*v, factor));
            meet(least_of(*v, factor), most_of_value(*v, factor));
            whole = whole && v->whole;
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
    return emit(std::move(s), *divide(number(1), below), *low, *high, whole);
}

template <typename Int>
column_value column_values<Int>::floor_divide(const value& v, const number& by) {
    if (v.constant) return constant_value(floor(*divide(*v.constant, by)));
    const auto [factor, divisor] = quotient_of(*divide(v.ratio, by));
    if (divisor == number(1) && v.whole) return {std::nullopt, v.column, factor, v.low, v.high, v.whole};
    step s;
    s.kind = what::floor;
    s.in.push_back(term(v, factor));
    s.divisor = whole_of(divisor);
    return emit(std::move(s), 1, floor(*divide(least_of(v, factor), divisor)), floor(*divide(most_of_value(v, factor), divisor)));
}

template <typename Int>
column_value column_values<Int>::round(const value& v, rounding way, int places) {
    if (v.constant) return constant_value(rounded(*v.constant, way, places));
    if (places > 15 || places < -15) throw not_in_columns();
    const auto [factor, divisor] = quotient_of(v.ratio * power_of_ten(places));
    if (divisor == number(1) && v.whole) return v;
    step s;
    s.kind = what::round;
    s.way = way;
    s.in.push_back(term(v, factor));
    s.divisor = whole_of(divisor);
    const number low = least_of(v, factor), high = most_of_value(v, factor), twice = maximum(high, -low) * 2 + divisor;
    fits(-twice, twice);
    return emit(std::move(s), power_of_ten(-places), floor(*divide(low, divisor)) - 1, ceiling(*divide(high, divisor)) + 1);
}

template <typename Int>
column_value column_values<Int>::product(const value& a, const value& b) {
    if (a.constant) return scaled(b, *a.constant);
    if (b.constant) return scaled(a, *b.constant);
    const number ends[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    step s;
    s.kind = what::product;
    s.in.push_back({*a.column, Int(1)});
    s.in.push_back({*b.column, Int(1)});
    return emit(std::move(s), a.ratio * b.ratio, *std::min_element(std::begin(ends), std::end(ends)), *std::max_element(std::begin(ends), std::end(ends)),
        a.whole && b.whole);
}

template <typename Int>
column_value column_values<Int>::read(const plan& p, const operation& o, const std::vector<value>& in) {
    switch (o.kind) {
        case op::constant:
            return constant_value(o.value);
        case op::add: {
            std::vector<weighed> all;
            for (const auto& v : in) all.push_back({v, 1});
            return sum(all);
        }
        case op::scale:
            return scaled(in[0], o.value);
        case op::multiply:
            return product(in[0], in[1]);
        case op::divide:
            if (!in[1].constant || in[1].constant->sign() == 0) throw not_in_columns();
            return scaled(in[0], *fenze::divide(number(1), *in[1].constant));
        case op::floor_divide:
            return floor_divide(in[0], o.value);
        case op::min:
            return extreme(in, true);
        case op::max:
            return extreme(in, false);
        case op::tier:
            return tier(p.tiers[o.index], in[0]);
        case op::choice:
            return choice(p.choices[o.index], in[0]);
        case op::less:
        case op::less_equal:
        case op::equal:
            return compare(o.kind, in[0], in[1]);
        case op::all:
            return join(in, true);
        case op::any:
            return join(in, false);
        case op::negate:
            return negate(in[0]);
        case op::select:
            return select(in[0], in[1], in[2]);
        case op::round:
            return round(in[0], static_cast<rounding>(o.index), o.places);
        default:
            throw not_in_columns();  // a fact is no instruction
    }
}

template <typename Int>
void column_values<Int>::fits(const number& low, const number& high) const {
    if (high > most_ || low < -most_) throw not_in_columns();
}

template <typename Int>
Int column_values<Int>::whole_of(const number& n) const {
    fits(n, n);
    return as_whole<Int>(n);
}

template <typename Int>
column_value column_values<Int>::next(number ratio, number low, number high, bool whole) {
    value v;
    v.column = columns++;
    v.low = std::move(low);
    v.high = std::move(high);
    v.whole = whole;
    made.push_back(v);
    v.ratio = std::move(ratio);
    return v;
}

template <typename Int>
column_value column_values<Int>::emit(step&& s, number ratio, number low, number high, bool whole) {
    fits(low, high);
    s.into = columns;
    code.push_back(std::move(s));
    return next(std::move(ratio), std::move(low), std::move(high), whole);
}

template <typename Int>
number column_values<Int>::common_denominator(const std::vector<number>& all) {
    number common = 1;
    for (const auto& n : all) {
        const auto parts = n.as_fraction();
        const auto so_far = common.to_int();
        if (!parts || !so_far) throw not_in_columns();
        common = common * number(parts->second / std::gcd(parts->second, *so_far));
    }
    return common;
}

template <typename Int>
typename instruction<Int>::term column_values<Int>::term(const value& v, const number& factor) {
    fits(least_of(v, factor), most_of_value(v, factor));
    fits(-factor, factor);
    fits(factor, -factor);
    return {*v.column, as_whole<Int>(factor)};
}

template <typename Int>
column_value column_values<Int>::upright(const value& v) {
    if (v.ratio.sign() > 0) return v;
    step s;
    s.in.push_back({*v.column, Int(-1)});
    return emit(std::move(s), -v.ratio, -v.high, -v.low, v.whole);
}

template <typename Int>
typename column_values<Int>::quotient column_values<Int>::quotient_of(const number& ratio) {
    const auto parts = ratio.as_fraction();
    if (!parts) throw not_in_columns();
    return {number(parts->first), number(parts->second)};
}

template class column_values<std::int64_t>;
template class column_values<wide_int>;
template class column_values<number>;

}  // namespace fenze
