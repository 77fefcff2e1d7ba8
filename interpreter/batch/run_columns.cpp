// The column program, instruction by instruction over all rows: each is a plain loop that compilers turn into vector code.

#include <algorithm>

#include "interpreter/batch/column_program.hpp"

namespace fenze {
namespace {

/// Greatest whole number not above n ÷ d, for d > 0.
template <typename Int>
Int floor_of(Int n, Int d) {
    return n / d - (n % d < 0 ? 1 : 0);
}

template <typename Int>
Int rounded_quotient(Int n, Int d, rounding way) {
    const Int size = n < 0 ? -n : n;
    Int q = 0;
    switch (way) {
        case rounding::half_up:
            q = (2 * size + d) / (2 * d);
            break;
        case rounding::down:
            q = size / d;
            break;
        case rounding::up:
            q = (size + d - 1) / d;
            break;
        case rounding::floor:
            return floor_of(n, d);
        case rounding::ceiling:
            return -floor_of(-n, d);
    }
    return n < 0 ? -q : q;
}

template <typename Int>
class runner {
    using step = instruction<Int>;
    using what = typename step::what;

public:
    runner(Int* data, std::size_t stride, std::size_t rows) : data_(data), stride_(stride), rows_(rows) {}

    void run(const step& s) {
        Int* const to = column(s.into);
        switch (s.kind) {
            case what::sum:
                return add_up(s, to);
            case what::negative:
                add_up(s, to);
                return each(to, [](Int v) { return Int(v < 0); });
            case what::not_positive:
                add_up(s, to);
                return each(to, [](Int v) { return Int(v <= 0); });
            case what::zero:
                add_up(s, to);
                return each(to, [](Int v) { return Int(v == 0); });
            case what::product:
                return product(column(s.in[0].column), column(s.in[1].column), to);
            case what::least:
                return extreme(s, to, [](Int a, Int b) { return b < a ? b : a; });
            case what::greatest:
                return extreme(s, to, [](Int a, Int b) { return b > a ? b : a; });
            case what::all:
                return join(s, to, 1, [](Int so_far, Int v) { return Int(so_far & Int(v != 0)); });
            case what::any:
                return join(s, to, 0, [](Int so_far, Int v) { return Int(so_far | Int(v != 0)); });
            case what::none:
                return from(column(s.in[0].column), to, [](Int v) { return Int(v == 0); });
            case what::select:
                return select(s, to);
            case what::rises:
                return rises(s, to);
            case what::table:
                return table(s, to);
            case what::not_zero:
                return from(column(s.in[0].column), to, [](Int v) { return v; });
            case what::floor:
                return from(column(s.in[0].column), to, [&s](Int v) { return floor_of<Int>(v * s.in[0].factor, s.divisor); });
            case what::round:
                return from(column(s.in[0].column), to, [&s](Int v) { return rounded_quotient<Int>(v * s.in[0].factor, s.divisor, s.way); });
        }
    }

private:
    Int* column(std::uint32_t c) { return data_ + c * stride_; }

    template <typename F>
    void each(Int* to, F&& f) {
        for (std::size_t r = 0; r < rows_; ++r) to[r] = f(to[r]);
    }
    template <typename F>
    void from(const Int* at, Int* __restrict to, F&& f) {
        for (std::size_t r = 0; r < rows_; ++r) to[r] = f(at[r]);
    }
    template <typename F>
    void meet(const Int* at, Int* __restrict to, F&& f) {
        for (std::size_t r = 0; r < rows_; ++r) to[r] = f(to[r], at[r]);
    }

    void add_up(const step& s, Int* to) {
        std::fill(to, to + rows_, s.constant);
        for (const auto& t : s.in) {
            const Int factor = t.factor;
            if (factor == 1) meet(column(t.column), to, [](Int sum, Int v) { return sum + v; });
            else if (factor == -1) meet(column(t.column), to, [](Int sum, Int v) { return sum - v; });
            else meet(column(t.column), to, [factor](Int sum, Int v) { return sum + v * factor; });
        }
    }

    void product(const Int* a, const Int* b, Int* __restrict to) {
        for (std::size_t r = 0; r < rows_; ++r) to[r] = a[r] * b[r];
    }

    template <typename F>
    void extreme(const step& s, Int* to, F&& better) {
        std::size_t first = 0;
        if (s.has_constant) {
            std::fill(to, to + rows_, s.constant);
        } else {
            const Int factor = s.in[first].factor;
            from(column(s.in[first++].column), to, [factor](Int v) { return v * factor; });
        }
        for (; first < s.in.size(); ++first) {
            const Int factor = s.in[first].factor;
            if (factor == 1) meet(column(s.in[first].column), to, better);
            else meet(column(s.in[first].column), to, [&better, factor](Int so_far, Int v) { return better(so_far, v * factor); });
        }
    }

    template <typename F>
    void join(const step& s, Int* to, Int begin, F&& f) {
        std::fill(to, to + rows_, begin);
        for (const auto& t : s.in) meet(column(t.column), to, f);
    }

    void select(const step& s, Int* __restrict to) {
        const Int* const condition = column(s.in[0].column);
        const auto chosen = [&](auto&& then, auto&& otherwise) {
            for (std::size_t r = 0; r < rows_; ++r) {
                const Int mask = -Int(condition[r] != 0), a = then(r), b = otherwise(r);
                to[r] = (a & mask) | (b & ~mask);
            }
        };
        const auto fixed = [](Int v) { return [v](std::size_t) { return v; }; };
        const auto of = [this](const typename step::term& t) { return [at = column(t.column), factor = t.factor](std::size_t r) { return at[r] * factor; }; };
        if (!s.has_constant) chosen(of(s.in[1]), of(s.in[2]));
        else if (!s.value.empty()) chosen(fixed(s.constant), fixed(s.value[0]));
        else if (s.constant_first) chosen(fixed(s.constant), of(s.in[1]));
        else chosen(of(s.in[1]), fixed(s.constant));
    }

    /// A few pieces as a sum of rises, which has no branches; many by search.
    void rises(const step& s, Int* __restrict to) {
        const Int* const at = column(s.in[0].column);
        constexpr std::size_t few = 16;
        if (s.from.size() > few) {
            for (std::size_t r = 0; r < rows_; ++r) {
                const auto above = std::upper_bound(s.from.begin(), s.from.end(), at[r]) - s.from.begin();
                to[r] = above == 0 ? s.constant : s.value[static_cast<std::size_t>(above) - 1];
            }
            return;
        }
        std::fill(to, to + rows_, s.constant);
        Int before = s.constant;
        for (std::size_t i = 0; i < s.from.size(); ++i) {
            const Int edge = s.from[i], rise = s.value[i] - before;
            before = s.value[i];
            meet(at, to, [edge, rise](Int so_far, Int v) { return so_far + (-Int(v >= edge) & rise); });
        }
    }

    void table(const step& s, Int* __restrict to) {
        const Int* const at = column(s.in[0].column);
        const auto size = static_cast<Int>(s.value.size());
        for (std::size_t r = 0; r < rows_; ++r) to[r] = at[r] >= 0 && at[r] < size ? s.value[static_cast<std::size_t>(at[r])] : Int(0);
    }

    Int* data_;
    std::size_t stride_, rows_;
};

}  // namespace

template <typename Int>
void run_columns(const column_program<Int>& program, Int* data, std::size_t stride, std::size_t rows) {
    runner<Int> all(data, stride, rows);
    for (const auto& s : program.code) all.run(s);
}
template void run_columns(const column_program<std::int64_t>&, std::int64_t*, std::size_t, std::size_t);
template void run_columns(const column_program<wide_int>&, wide_int*, std::size_t, std::size_t);

}  // namespace fenze
