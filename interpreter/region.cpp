#include "interpreter/region.hpp"

namespace fenze {

number common_factor(number a, number b) {
    while (b.sign() != 0) {
        const number rest = a - b * floor(*divide(a, b));
        a = b;
        b = rest;
    }
    return a.sign() < 0 ? -a : a;
}

namespace {

bool restrict_one(region& r, std::size_t i, const linear_form& left, relation is, bool whole) {
    const number at = *divide(-left.base, left.by[i]);
    const number beside = is == relation::below ? number(-left.by[i].sign()) : number(0);
    const edge bound{at, beside};
    extent allowed;
    if (is == relation::exactly || left.by[i].sign() > 0) allowed.high = whole ? edge{floor(bound), 0} : bound;
    if (is == relation::exactly || left.by[i].sign() < 0) allowed.low = whole ? edge{ceiling(bound), 0} : bound;
    r.box[i] = both(r.box[i], allowed);
    return !r.box[i].empty();
}

}  // namespace

linear_row tightened(const linear_form& left, relation is, const std::vector<bool>& whole) {
    number factor;
    for (std::size_t i = 0; i < left.by.size(); ++i) {
        if (left.by[i].sign() == 0) continue;
        if (!whole[i]) return {left, is};
        factor = common_factor(left.by[i], factor);
    }
    linear_form scaled = left * *divide(1, factor);
    if (is == relation::exactly) return {scaled, is};
    const number bound = floor(edge{-scaled.base, is == relation::below ? -1 : 0});
    scaled.base = -bound;
    return {scaled, relation::at_most};
}

bool restrict(region& r, const linear_form& left, relation is, const std::vector<bool>& whole) {
    if (left.is_constant()) {
        const int side = left.base.sign();
        return is == relation::below ? side < 0 : is == relation::at_most ? side <= 0 : side == 0;
    }
    if (const auto only = left.only_variable()) return restrict_one(r, *only, left, is, whole[*only]);
    const linear_row row = tightened(left, is, whole);
    if (is == relation::exactly && !row.left.base.is_integer()) {
        bool all_whole = true;
        for (std::size_t i = 0; i < whole.size(); ++i) all_whole = all_whole && (whole[i] || row.left.by[i].sign() == 0);
        if (all_whole) return false;
    }
    r.rows.push_back(row);
    const extent reach = read_extent(row.left, r.box);
    return !reach.low || sign(*reach.low) <= 0;
}

}  // namespace fenze
