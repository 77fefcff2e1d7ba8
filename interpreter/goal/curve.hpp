#pragma once
// An operation as a function of one fact, exactly: values at its breakpoints, straight lines between them.

#include <optional>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

/// Between two neighbouring points: base + slope × fact.
struct line_form {
    number base, slope;
    [[nodiscard]] number at(const number& x) const { return base + slope * x; }
    friend bool operator==(const line_form&, const line_form&) = default;
};

/// points.size() == values.size() == lines.size() + 1 (a single point has no line); points ascend.
/// values[i] is the value at points[i]; lines[i] holds strictly between points[i] and points[i + 1].
struct fact_curve {
    std::vector<number> points;
    std::vector<number> values;
    std::vector<line_form> lines;

    [[nodiscard]] number at(const number& x) const;  // x between the first and the last point
};

/// The operation for fact values from `from` to `to`, all other facts as in `facts` (which must give them).
/// Nothing where it is no piecewise straight line (a ratio whose divisor is the fact), cannot be computed, or has more than 4000 pieces.
std::optional<fact_curve> curve_of(const plan& p, const fact_values& facts, std::uint32_t fact, std::uint32_t operation, const number& from, const number& to);

}  // namespace fenze
