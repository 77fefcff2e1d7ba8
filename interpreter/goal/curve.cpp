#include "interpreter/goal/curve.hpp"

#include <algorithm>

#include "interpreter/open_plan.hpp"
#include "interpreter/rounding.hpp"

namespace fenze {

namespace {

constexpr std::size_t most_points = 4000;

using curve = std::optional<fact_curve>;

number between(const number& a, const number& b, int thirds) { return a + (b - a) * number::fraction(thirds, 3); }

/// The same function with more points named.
fact_curve refined(const fact_curve& c, const std::vector<number>& points) {
    fact_curve out;
    std::size_t i = 0;
    for (const number& x : points) {
        while (i + 1 < c.points.size() && c.points[i + 1] <= x) ++i;
        const bool named = c.points[i] == x;
        if (!out.points.empty()) out.lines.push_back(c.lines[named ? i - 1 : i]);
        out.points.push_back(x);
        out.values.push_back(named ? c.values[i] : c.lines[i].at(x));
    }
    return out;
}

/// Without points that say nothing: on the line before and the line behind, which are one.
fact_curve plain(const fact_curve& c) {
    fact_curve out;
    for (std::size_t i = 0; i < c.points.size(); ++i) {
        const bool inner = i > 0 && i + 1 < c.points.size();
        if (inner && c.lines[i - 1] == c.lines[i] && c.lines[i].at(c.points[i]) == c.values[i]) continue;
        if (!out.points.empty()) out.lines.push_back(c.lines[i - 1]);
        out.points.push_back(c.points[i]);
        out.values.push_back(c.values[i]);
    }
    return out;
}

class curve_reading {
public:
    curve_reading(const open_plan& open, std::uint32_t fact, const number& from, const number& to)
        : ops_(open.program.operations), open_(open), fact_(fact), from_(from), to_(to) {
        values_.resize(ops_.size());
        curves_.resize(ops_.size());
    }

    curve of(std::uint32_t operation) {
        for (const std::uint32_t i : cone_of(open_.program, {operation})) curves_[i] = read(i);
        return curves_[operation];
    }

private:
    [[nodiscard]] fact_curve straight(const line_form& line) const {
        fact_curve out{{from_}, {line.at(from_)}, {}};
        if (from_ == to_) return out;
        out.points.push_back(to_);
        out.values.push_back(line.at(to_));
        out.lines.push_back(line);
        return out;
    }

    curve read(std::uint32_t i) {
        const operation& o = ops_[i];
        if (open_.known[i]) return straight({*open_.known[i], 0});
        if (o.kind == op::fact) return o.index == fact_ ? curve(straight({0, 1})) : std::nullopt;  // another that is not given
        for (const std::uint32_t operand : o.in)
            if (!curves_[operand]) return std::nullopt;
        std::vector<number> points = common_points(o);
        if (points.size() > most_points) return std::nullopt;
        refine_operands(o, points);
        if (!add_corners(o, points)) return std::nullopt;
        refine_operands(o, points);
        return compute(i, points);
    }

    std::vector<number> common_points(const operation& o) const {
        std::vector<number> points{from_, to_};
        for (const std::uint32_t operand : o.in) points.insert(points.end(), curves_[operand]->points.begin(), curves_[operand]->points.end());
        return tidy(std::move(points));
    }

    static std::vector<number> tidy(std::vector<number> points) {
        std::sort(points.begin(), points.end());
        points.erase(std::unique(points.begin(), points.end()), points.end());
        return points;
    }

    void refine_operands(const operation& o, const std::vector<number>& points) {
        operands_.clear();
        for (const std::uint32_t operand : o.in) operands_.push_back(refined(*curves_[operand], points));
    }

    /// Points between the named ones where the operation turns or jumps; false where they are too many, or it is no line between them.
    bool add_corners(const operation& o, std::vector<number>& points) const {
        std::vector<number> more;
        for (std::size_t s = 0; s + 1 < points.size(); ++s) {
            const auto line = [&](std::size_t k) -> const line_form& { return operands_[k].lines[s]; };
            const auto meet = [&](const line_form& f, const number& value) {
                if (f.slope.sign() == 0) return;
                const number x = *divide(value - f.base, f.slope);
                if (points[s] < x && x < points[s + 1]) more.push_back(x);
            };
            const auto steps = [&](const line_form& f, const number& by) {
                if (f.slope.sign() == 0) return true;
                const number a = f.at(points[s]), b = f.at(points[s + 1]);
                const number first = ceiling(*divide(minimum(a, b), by)), last = floor(*divide(maximum(a, b), by));
                if (number(static_cast<std::int64_t>(most_points)) < last - first) return false;
                for (number k = first; k <= last; k = k + 1) meet(f, k * by);
                return true;
            };
            switch (o.kind) {
                case op::min:
                case op::max:
                case op::less:
                case op::less_equal:
                case op::equal:
                    for (std::size_t a = 0; a < o.in.size(); ++a)
                        for (std::size_t b = a + 1; b < o.in.size(); ++b) meet({line(a).base - line(b).base, line(a).slope - line(b).slope}, 0);
                    break;
                case op::tier:
                    for (const tier_piece& piece : open_.program.tiers[o.index].pieces)
                        if (piece.from) meet(line(0), *piece.from);
                    break;
                case op::floor_divide:
                    if (!steps(line(0), o.value)) return false;
                    break;
                case op::round:  // every way of rounding jumps at whole units or at their halves
                    if (!steps(line(0), power_of_ten(-o.places) * number::fraction(1, 2))) return false;
                    break;
                case op::choice:
                    if (!steps(line(0), 1)) return false;
                    break;
                case op::multiply:
                    if (line(0).slope.sign() != 0 && line(1).slope.sign() != 0) return false;
                    break;
                case op::divide:
                    if (line(1).slope.sign() != 0 || line(1).base.sign() == 0) return false;
                    break;
                default:
                    break;
            }
            if (more.size() > most_points) return false;
        }
        points.insert(points.end(), more.begin(), more.end());
        points = tidy(std::move(points));
        return points.size() <= most_points;
    }

    /// At the points by the evaluator, and between two of them, where the operation is a line, from two values of that line.
    curve compute(std::uint32_t i, const std::vector<number>& points) {
        const operation& o = ops_[i];
        const auto value = [&](const auto& of_operand) {
            for (std::size_t k = 0; k < o.in.size(); ++k) values_[o.in[k]] = of_operand(k);
            return evaluate_one(open_.program, i, values_);
        };
        fact_curve out;
        for (std::size_t s = 0; s < points.size(); ++s) {
            const auto here = value([&](std::size_t k) { return operands_[k].values[s]; });
            if (!here) return std::nullopt;
            out.points.push_back(points[s]);
            out.values.push_back(*here);
            if (s + 1 == points.size()) break;
            const number x = between(points[s], points[s + 1], 1), y = between(points[s], points[s + 1], 2);
            const auto at_x = value([&](std::size_t k) { return operands_[k].lines[s].at(x); });
            const auto at_y = value([&](std::size_t k) { return operands_[k].lines[s].at(y); });
            if (!at_x || !at_y) return std::nullopt;
            const number slope = *divide(*at_y - *at_x, y - x);
            out.lines.push_back({*at_x - slope * x, slope});
        }
        return plain(out);
    }

    const std::vector<operation>& ops_;
    const open_plan& open_;
    std::uint32_t fact_;
    const number &from_, &to_;
    std::vector<number> values_;
    std::vector<curve> curves_;
    std::vector<fact_curve> operands_;
};

}  // namespace

number fact_curve::at(const number& x) const {
    const auto here = std::lower_bound(points.begin(), points.end(), x);
    const auto i = static_cast<std::size_t>(here - points.begin());
    return here != points.end() && *here == x ? values[i] : lines[i == 0 ? 0 : std::min(i - 1, lines.size() - 1)].at(x);
}

std::optional<fact_curve> curve_of(const plan& p, const fact_values& facts, std::uint32_t fact, std::uint32_t operation, const number& from, const number& to) {
    if (to < from) return std::nullopt;
    fact_values others = facts;
    others[fact].reset();
    const open_plan open = open_part(p, others);
    return curve_reading(open, fact, from, to).of(open.at[operation]);
}

}  // namespace fenze
