#pragma once
// The compiler from a plan to a program over columns, for the files that make it up: what stays in whole numbers, and with which bounds.

#include <optional>
#include <utility>
#include <vector>

#include "interpreter/batch/column_program.hpp"

namespace fenze {

/// What an operation came to: a constant, or column × ratio with bounds of the column; neither: it is not computed here.
struct column_value {
    std::optional<number> constant;
    std::optional<std::uint32_t> column;
    number ratio = 1, low, high;

    static column_value of(const number& constant) {
        column_value v;
        v.constant = constant;
        return v;
    }
    static column_value truth(bool holds) { return of(number(holds ? 1 : 0)); }
    /// The column of another value, with a ratio of its own.
    static column_value again(const column_value& v, number ratio) { return {std::nullopt, v.column, std::move(ratio), v.low, v.high}; }
};

/// Thrown between these files alone: the operation cannot be done in whole numbers of this width.
struct not_in_columns {};

class column_compiler {
public:
    /// `limit`: what every value stays within.
    column_compiler(const plan& p, const std::vector<std::uint32_t>& wanted, fineness fine, number limit)
        : plan_(p), wanted_(wanted), fine_(fine), limit_(std::move(limit)) {}

    /// Nothing where it cannot be done.
    std::optional<column_program<wide_int>> run();

private:
    using step = instruction<wide_int>;
    struct weighed {
        column_value of;
        number factor;
    };

    void find_needed();
    void take_fact(std::uint32_t index);
    column_value read(const operation& o);
    void share_columns();

    [[nodiscard]] const column_value& in(const operation& o, std::size_t i) const { return values_[o.in[i]]; }
    void fits(const number& low, const number& high) const;
    [[nodiscard]] wide_int whole_of(const number& n) const;
    step::term term(const column_value& v, const number& factor);
    column_value emit(step&& s, number ratio, number low, number high);

    // column_sums.cpp
    /// Σ factor × value, in whole numbers over a common denominator.
    column_value sum(const std::vector<weighed>& all);
    /// a < b, a ≤ b, a = b: the sign of a − b.
    column_value compare(const operation& o);
    column_value extreme(const operation& o, bool least);
    column_value product(const operation& o);

    // column_tables.cpp
    /// The same value over a positive ratio.
    column_value upright(const column_value& v);
    column_value tier(const operation& o);
    column_value choice(const operation& o);
    column_value join(const operation& o, bool every);
    column_value select(const operation& o);
    column_value floor_divide(const operation& o);
    column_value round(const operation& o);

    /// The least whole number by which all numbers become whole.
    static number common_denominator(const std::vector<number>& all);
    static number least_of(const column_value& v, const number& factor) { return factor.sign() < 0 ? v.high * factor : v.low * factor; }
    static number most_of(const column_value& v, const number& factor) { return factor.sign() < 0 ? v.low * factor : v.high * factor; }

    const plan& plan_;
    const std::vector<std::uint32_t>& wanted_;
    fineness fine_;
    number limit_;
    std::vector<bool> needed_;
    std::vector<column_value> values_;
    std::vector<std::uint32_t> owners_;
    column_program<wide_int> out_;
};

}  // namespace fenze
