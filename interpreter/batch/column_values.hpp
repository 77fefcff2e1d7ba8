#pragma once
// What an operation comes to over columns: a constant, or a column times a ratio that the plan knows beforehand, with bounds. The one
// analysis behind the column program of batch (64 and 128 bits) and the SQL reading (any size): which instruction, over which common
// denominator, how large it can become.

#include "interpreter/batch/column_program.hpp"
#include "interpreter/rounding.hpp"

namespace fenze {

/// Thrown while columns are made: the operation cannot be done within the given limit.
struct not_in_columns {};

/// A constant, or column × ratio with bounds of the column; neither: it is not computed here.
struct column_value {
    std::optional<number> constant;
    std::optional<std::uint32_t> column;
    number ratio = 1, low, high;
    bool whole = true;  // the column holds whole numbers

    [[nodiscard]] bool known() const { return constant || column; }
};

inline column_value constant_value(const number& constant) {
    column_value v;
    v.constant = constant;
    return v;
}
inline column_value truth_value(bool holds) { return constant_value(number(holds ? 1 : 0)); }

/// Makes columns, one method for each kind of operation; equal values over the same column share it.
template <typename Int>
class column_values {
public:
    using value = column_value;
    using step = instruction<Int>;
    using what = typename step::what;

    struct weighed {
        value of;
        number factor;
    };

    explicit column_values(number most) : most_(std::move(most)) {}

    std::vector<step> code;
    std::vector<value> made;  // of each column, over ratio 1
    std::uint32_t columns = 0;

    value fact_column(number ratio, number low, number high, bool whole);

    /// Σ factor × value, over a common denominator. Equal columns are joined.
    value sum(const std::vector<weighed>& all);

    value scaled(const value& v, const number& factor) { return sum({{v, factor}}); }

    /// a < b, a ≤ b, a = b: the sign of a − b.
    value compare(op kind, const value& a, const value& b);

    value extreme(const std::vector<value>& all, bool least);

    value tier(const tier_table& table, const value& of);

    value choice(const std::vector<number>& table, const value& at);

    value join(const std::vector<value>& all, bool every);

    value negate(const value& v);

    value select(const value& condition, const value& then, const value& otherwise);

    value floor_divide(const value& v, const number& by);

    value round(const value& v, rounding way, int places);

    value product(const value& a, const value& b);

    /// What an operation that is no fact comes to; division is by a constant other than zero only.
    value read(const plan& p, const operation& o, const std::vector<value>& in);

protected:
    void fits(const number& low, const number& high) const;

    Int whole_of(const number& n) const;

    value next(number ratio, number low, number high, bool whole);

    value emit(step&& s, number ratio, number low, number high, bool whole = true);

    /// The least whole number by which all numbers become whole.
    static number common_denominator(const std::vector<number>& all);

    static number least_of(const value& v, const number& factor) { return factor.sign() < 0 ? v.high * factor : v.low * factor; }
    static number most_of_value(const value& v, const number& factor) { return factor.sign() < 0 ? v.low * factor : v.high * factor; }

    typename step::term term(const value& v, const number& factor);

    /// The same value over a positive ratio.
    value upright(const value& v);

    struct quotient {
        number factor, divisor;
    };
    static quotient quotient_of(const number& ratio);

private:
    number most_;
};

extern template class column_values<std::int64_t>;
extern template class column_values<wide_int>;
extern template class column_values<number>;

}  // namespace fenze
