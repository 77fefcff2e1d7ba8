#pragma once
// Where a value can lie: an interval with ends that may be open or missing, and every operation read over intervals.

#include <compare>
#include <optional>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

/// `at` plus `beside` times a positive amount smaller than any number: 5 with beside −1 is "just below 5".
/// An open end is then an ordinary value, and nothing else needs a case of its own for it.
struct edge {
    number at;
    number beside;

    friend bool operator==(const edge&, const edge&) = default;
    friend std::strong_ordering operator<=>(const edge& a, const edge& b) {
        const auto order = a.at <=> b.at;
        return order != 0 ? order : a.beside <=> b.beside;
    }
    friend edge operator+(const edge& a, const edge& b) { return {a.at + b.at, a.beside + b.beside}; }
    friend edge operator-(const edge& a, const edge& b) { return {a.at - b.at, a.beside - b.beside}; }
    friend edge operator*(const edge& a, const number& by) { return {a.at * by, a.beside * by}; }
};

[[nodiscard]] int sign(const edge& l);
[[nodiscard]] number floor(const edge& l);
[[nodiscard]] number ceiling(const edge& l);

/// A missing end is unbounded.
struct extent {
    std::optional<edge> low, high;

    static extent of(const number& value) { return {edge{value, 0}, edge{value, 0}}; }
    [[nodiscard]] bool fixed() const { return low && high && *low == *high; }
    [[nodiscard]] bool empty() const { return low && high && *high < *low; }
};

extent operator+(const extent& a, const extent& b);
extent operator*(const extent& a, const number& by);
extent both(const extent& a, const extent& b);    // what lies in each
extent either(const extent& a, const extent& b);  // least interval over the two

/// Encloses the values of one operation when its operands vary freely and independently in `known[operand]`.
/// Exact at the ends where operands are independent, save for tier, choice and equal, which depend on what lies between.
extent read_extent(const plan& p, const operation& o, const std::vector<extent>& known);

}  // namespace fenze
