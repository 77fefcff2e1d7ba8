#pragma once
// Sums of variables with exact coefficients, and the greatest value of one over what a set of them allows.

#include <cstdint>
#include <optional>
#include <vector>

#include "interpreter/extent.hpp"

namespace fenze {

/// base + Σ by[i] × variable i
struct linear_form {
    number base;
    std::vector<number> by;

    static linear_form constant(const number& value, std::size_t variables) { return {value, std::vector<number>(variables)}; }
    static linear_form variable(std::size_t i, std::size_t variables);
    [[nodiscard]] bool is_constant() const;
    [[nodiscard]] std::optional<std::size_t> only_variable() const;  // where exactly one takes part
    friend bool operator==(const linear_form&, const linear_form&) = default;
};

linear_form operator+(const linear_form& a, const linear_form& b);
linear_form operator-(const linear_form& a, const linear_form& b);
linear_form operator*(const linear_form& a, const number& by);
extent read_extent(const linear_form& f, const std::vector<extent>& box);

enum class relation { at_most, below, exactly };

/// left at_most | below | exactly 0
struct linear_row {
    linear_form left;
    relation is = relation::at_most;
};

/// Exact simplex with bounded variables (Dutertre and de Moura's form), over limits, so that open ends need no care.
/// Smallest-index choice throughout: it cannot cycle.
class linear_program {
public:
    linear_program(const std::vector<extent>& box, const std::vector<linear_row>& rows);

    [[nodiscard]] bool feasible();
    /// Only after feasible(). Nothing: unbounded. The point of the result stays in value().
    std::optional<edge> maximise(const linear_form& goal);
    [[nodiscard]] const edge& value(std::size_t variable) const { return values_[variable]; }
    [[nodiscard]] std::int64_t work() const { return work_; }  // table cells touched

private:
    bool may_move(std::size_t variable, bool up) const;
    void move(std::size_t column, const edge& by);
    void pivot(std::size_t row, std::size_t column);
    void add_row(const linear_form& f, const extent& allowed);
    bool raise(std::size_t row);

    std::vector<extent> allowed_;  // per variable: those of the box, then one per row
    std::vector<edge> values_;
    std::vector<std::vector<number>> table_;  // basic variable of the row = Σ table × side variables
    std::vector<std::size_t> basic_, side_;
    std::int64_t work_ = 0;
};

}  // namespace fenze
