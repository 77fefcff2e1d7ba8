// Sums, products, comparisons and extremes in whole numbers over a common denominator.

#include <algorithm>
#include <numeric>

#include "interpreter/batch/column_compiler.hpp"

namespace fenze {

number column_compiler::common_denominator(const std::vector<number>& all) {
    number common = 1;
    for (const auto& n : all) {
        const auto parts = n.as_fraction();
        const auto so_far = common.to_int();
        if (!parts || !so_far) throw not_in_columns();
        common = common * number(parts->second / std::gcd(parts->second, *so_far));
    }
    return common;
}

column_compiler::step::term column_compiler::term(const column_value& v, const number& factor) {
    fits(least_of(v, factor), most_of(v, factor));
    fits(-factor, factor);
    fits(factor, -factor);
    return {*v.column, whole_of(factor)};
}

/// Equal columns are joined.
column_value column_compiler::sum(const std::vector<weighed>& all) {
    number constant;
    std::vector<weighed> columns;
    for (const auto& w : all) {
        if (w.of.constant) {
            constant = constant + *w.of.constant * w.factor;
            continue;
        }
        const number factor = w.of.ratio * w.factor;
        const auto same = std::find_if(columns.begin(), columns.end(), [&](const weighed& c) { return c.of.column == w.of.column; });
        if (same != columns.end()) same->factor = same->factor + factor;
        else columns.push_back({w.of, factor});
    }
    columns.erase(std::remove_if(columns.begin(), columns.end(), [](const weighed& c) { return c.factor.sign() == 0; }), columns.end());
    if (columns.empty()) return column_value::of(constant);
    if (columns.size() == 1 && constant.sign() == 0) return column_value::again(columns.front().of, columns.front().factor);
    std::vector<number> factors{constant};
    for (const auto& c : columns) factors.push_back(c.factor);
    const number below = common_denominator(factors);
    step s;
    s.kind = step::what::sum;
    number low = constant * below, high = low, span = low.sign() < 0 ? -low : low;
    fits(low, high);
    s.constant = whole_of(low);
    for (const auto& c : columns) {
        const number factor = c.factor * below, least = least_of(c.of, factor), most = most_of(c.of, factor);
        s.in.push_back(term(c.of, factor));
        low = low + least;
        high = high + most;
        span = span + maximum(most, -least) + maximum(-most, least);
    }
    fits(-span, span);  // no sum on the way there may leave either
    return emit(std::move(s), *divide(number(1), below), low, high);
}

column_value column_compiler::compare(const operation& o) {
    const column_value& a = in(o, 0);
    const column_value& b = in(o, 1);
    const auto judged = [&](const number& d) { return o.kind == op::less ? d.sign() < 0 : o.kind == op::less_equal ? d.sign() <= 0 : d.sign() == 0; };
    const auto before = out_.code.size();
    const column_value difference = sum({{a, 1}, {b, -1}});
    if (difference.constant) return column_value::truth(judged(*difference.constant));
    step s;
    const auto kind = o.kind == op::less ? step::what::negative : o.kind == op::less_equal ? step::what::not_positive : step::what::zero;
    if (out_.code.size() > before) {
        s = std::move(out_.code.back());  // the sum is used for nothing else
        out_.code.pop_back();
    } else {
        s.in.push_back({*difference.column, difference.ratio.sign() < 0 ? wide_int(-1) : wide_int(1)});
    }
    s.kind = kind;
    return emit(std::move(s), 1, 0, 1);
}

column_value column_compiler::extreme(const operation& o, bool least) {
    std::optional<number> constant;
    std::vector<column_value> columns;
    std::vector<number> ratios;
    for (const auto i : o.in) {
        const column_value& v = values_[i];
        if (v.constant) {
            if (!constant || (least ? *v.constant < *constant : *v.constant > *constant)) constant = v.constant;
        } else {
            columns.push_back(v);
            ratios.push_back(v.ratio);
        }
    }
    if (columns.empty()) return column_value::of(*constant);
    if (constant) ratios.push_back(*constant);
    if (ratios.size() == 1) return columns.front();
    const number below = common_denominator(ratios);
    step s;
    s.kind = least ? step::what::least : step::what::greatest;
    std::optional<number> low, high;
    const auto meet = [&](const number& l, const number& h) {
        low = !low ? l : least ? minimum(*low, l) : maximum(*low, l);
        high = !high ? h : least ? minimum(*high, h) : maximum(*high, h);
    };
    if (constant) {
        const number at = *constant * below;
        fits(at, at);
        s.constant = whole_of(at);
        s.has_constant = true;
        meet(at, at);
    }
    for (const auto& v : columns) {
        const number factor = v.ratio * below;
        s.in.push_back(term(v, factor));
        meet(least_of(v, factor), most_of(v, factor));
    }
    return emit(std::move(s), *divide(number(1), below), *low, *high);
}

column_value column_compiler::product(const operation& o) {
    const column_value &a = in(o, 0), &b = in(o, 1);
    if (a.constant) return sum({{b, *a.constant}});
    if (b.constant) return sum({{a, *b.constant}});
    const number ends[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    step s;
    s.kind = step::what::product;
    s.in.push_back({*a.column, wide_int(1)});
    s.in.push_back({*b.column, wide_int(1)});
    return emit(std::move(s), a.ratio * b.ratio, *std::min_element(std::begin(ends), std::end(ends)), *std::max_element(std::begin(ends), std::end(ends)));
}

}  // namespace fenze
