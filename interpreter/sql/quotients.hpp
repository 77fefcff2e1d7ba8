#pragma once
// Values that divide by facts, as two columns: value = top ÷ below, and below is greater than zero, or nothing where the plan divides by zero.

#include "interpreter/batch/column_values.hpp"

namespace fenze {

struct quotient_value {
    column_value top;
    std::optional<column_value> below;  // a column over ratio 1
};

/// The columns of `column_values`, of any size, and quotients over them.
class quotient_columns : public column_values<number> {
public:
    /// `least`: no divisor that is not zero is smaller.
    quotient_columns(number most, number least) : column_values(std::move(most)), least_(std::move(least)) {}

    quotient_value read_exactly(const plan& p, const operation& o, const std::vector<quotient_value>& in);

private:
    using many = std::vector<quotient_value>;
    quotient_value over(column_value top, column_value below);
    quotient_value total(const many& in);
    quotient_value divide(const quotient_value& a, const quotient_value& b);
    column_value order(op kind, const quotient_value& a, const quotient_value& b);
    quotient_value choose(const column_value& condition, const quotient_value& then, const quotient_value& otherwise);
    quotient_value tiers(const tier_table& table, const quotient_value& at);
    column_value whole_part(const quotient_value& v, const number& by);
    column_value to_places(const quotient_value& v, rounding way, int places);
    column_value times(const column_value& v, const std::optional<column_value>& by) { return by ? product(v, *by) : v; }
    step divided(typename step::what kind, const column_value& top, const column_value& below, number& size);

    number least_;
};

}  // namespace fenze
