#include "interpreter/batch/column_compiler.hpp"

#include <algorithm>

namespace fenze {
namespace {

/// A whole number that fits.
wide_int whole(const number& n) {
    if (const auto small = n.to_int()) return *small;
    const number half = number(std::int64_t{1} << 62), top = floor(*divide(n, half));
    return static_cast<wide_int>(*top.to_int()) * (std::int64_t{1} << 62) + *(n - top * half).to_int();
}

}  // namespace

std::optional<column_program<wide_int>> column_compiler::run() {
    find_needed();
    out_.facts.resize(plan_.facts.size());
    for (std::uint32_t i = 0; i < plan_.operations.size(); ++i)
        if (needed_[i] && plan_.operations[i].kind == op::fact) take_fact(plan_.operations[i].index);
    out_.fact_columns = out_.columns;
    values_.resize(plan_.operations.size());
    try {
        for (std::uint32_t i = 0; i < plan_.operations.size(); ++i)
            if (needed_[i]) values_[i] = read(plan_.operations[i]);
    } catch (const not_in_columns&) {
        return std::nullopt;
    }
    for (const auto i : wanted_) {
        const auto& v = values_[i];
        out_.outputs.push_back({v.constant, v.column.value_or(0), v.ratio});
    }
    share_columns();
    return std::move(out_);
}

void column_compiler::find_needed() {
    needed_.resize(plan_.operations.size());
    for (const auto i : wanted_) needed_[i] = true;
    for (std::size_t i = needed_.size(); i-- > 0;)
        if (needed_[i])
            for (const auto operand : plan_.operations[i].in) needed_[operand] = true;
}

void column_compiler::take_fact(std::uint32_t index) {
    if (index >= plan_.facts.size()) throw not_in_columns();
    auto& taken = out_.facts[index];
    if (taken.column) return;
    const fact& f = plan_.facts[index];
    taken.column = out_.columns++;
    const auto column = taken.column;
    taken = intake_of(f, fine_);
    taken.column = column;
}

void column_compiler::fits(const number& low, const number& high) const {
    if (high > limit_ || low < -limit_) throw not_in_columns();
}

column_value column_compiler::emit(step&& s, number ratio, number low, number high) {
    fits(low, high);
    column_value v;
    v.column = s.into = out_.columns++;
    v.ratio = std::move(ratio);
    v.low = std::move(low);
    v.high = std::move(high);
    out_.code.push_back(std::move(s));
    return v;
}

wide_int column_compiler::whole_of(const number& n) const {
    fits(n, n);
    return whole(n);
}

column_value column_compiler::read(const operation& o) {
    switch (o.kind) {
        case op::constant:
            return column_value::of(o.value);
        case op::fact: {
            const auto& taken = out_.facts[o.index];
            column_value v;
            v.column = taken.column;
            v.ratio = *divide(number(1), number(taken.scale));
            v.low = number(taken.low);
            v.high = number(taken.high);
            return v;
        }
        case op::add: {
            std::vector<weighed> all;
            for (const auto i : o.in) all.push_back({values_[i], 1});
            return sum(all);
        }
        case op::scale:
            return sum({{in(o, 0), o.value}});
        case op::multiply:
            return product(o);
        case op::divide:
            if (!in(o, 1).constant || in(o, 1).constant->sign() == 0) throw not_in_columns();
            return sum({{in(o, 0), *divide(number(1), *in(o, 1).constant)}});
        case op::floor_divide:
            return floor_divide(o);
        case op::min:
            return extreme(o, true);
        case op::max:
            return extreme(o, false);
        case op::tier:
            return tier(o);
        case op::choice:
            return choice(o);
        case op::less:
        case op::less_equal:
        case op::equal:
            return compare(o);
        case op::all:
            return join(o, true);
        case op::any:
            return join(o, false);
        case op::negate: {
            if (in(o, 0).constant) return column_value::truth(in(o, 0).constant->sign() == 0);
            step s;
            s.kind = step::what::none;
            s.in.push_back({*in(o, 0).column, wide_int(1)});
            return emit(std::move(s), 1, 0, 1);
        }
        case op::select:
            return select(o);
        case op::round:
            return round(o);
    }
    throw not_in_columns();
}

/// Columns that nobody reads any more are written again, so that a block stays in the cache.
void column_compiler::share_columns() {
    std::vector<std::size_t> last(out_.columns, 0);
    for (std::size_t i = 0; i < out_.code.size(); ++i)
        for (const auto& t : out_.code[i].in) last[t.column] = i + 1;
    for (const auto& o : out_.outputs)
        if (!o.constant) last[o.column] = out_.code.size() + 1;
    std::vector<std::uint32_t> place(out_.columns), unused;
    for (std::uint32_t c = 0; c < out_.fact_columns; ++c) place[c] = c;
    std::uint32_t next = out_.fact_columns;
    for (std::size_t i = 0; i < out_.code.size(); ++i) {
        auto& s = out_.code[i];
        const auto own = s.into;
        for (auto& t : s.in) t.column = place[t.column];
        if (unused.empty()) place[own] = next++;
        else place[own] = unused.back(), unused.pop_back();
        s.into = place[own];
        owners_.push_back(own);
        for (std::size_t k = 0; k < owners_.size();) {
            if (last[owners_[k]] > i + 1) {
                ++k;
                continue;
            }
            unused.push_back(place[owners_[k]]);
            owners_[k] = owners_.back();
            owners_.pop_back();
        }
    }
    for (auto& o : out_.outputs)
        if (!o.constant) o.column = place[o.column];
    out_.columns = next;
}

}  // namespace fenze
