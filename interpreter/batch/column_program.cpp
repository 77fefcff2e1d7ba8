#include "interpreter/batch/column_program.hpp"

#include <algorithm>
#include <numeric>

#include "interpreter/rounding.hpp"

namespace fenze {
namespace {

template <typename Int>
number most_of() {
    const number limit = number(std::int64_t{1} << 61);  // half of the way: two values may still be subtracted
    return sizeof(Int) == 8 ? limit : limit * limit;
}

/// A whole number that fits.
template <typename Int>
Int whole(const number& n) {
    if (const auto small = n.to_int()) return *small;
    const number half = number(std::int64_t{1} << 62), top = floor(*divide(n, half));
    return static_cast<Int>(static_cast<wide_int>(*top.to_int()) * (std::int64_t{1} << 62) + *(n - top * half).to_int());
}

/// What an operation came to: a constant, or column × ratio with bounds of the column; neither: it is not computed here.
struct value {
    std::optional<number> constant;
    std::optional<std::uint32_t> column;
    number ratio = 1, low, high;

    [[nodiscard]] bool known() const { return constant || column; }
};

/// Thrown inside this file alone: the operation cannot be done in whole numbers of this width.
struct not_in_columns {};

}  // namespace

intake intake_of(const fact& f, fineness fine) {
    intake taken;
    number low = number(-fine.most), high = number(fine.most);
    if (f.kind == fact_kind::boolean || f.use == fact_use::absence) low = 0, high = 1;
    else if (f.kind == fact_kind::choice) low = 0, high = number(static_cast<std::int64_t>(f.options.size()));
    const bool in_steps = f.whole || f.kind == fact_kind::count || f.kind == fact_kind::date || f.kind == fact_kind::choice || f.kind == fact_kind::boolean;
    taken.places = in_steps ? 0 : fine.places;
    taken.scale = *power_of_ten(taken.places).to_int();
    if (f.min && *f.min > low) low = *f.min;
    if (f.max && *f.max < high) high = *f.max;
    taken.low = *ceiling(low * number(taken.scale)).to_int();
    taken.high = *floor(high * number(taken.scale)).to_int();
    return taken;
}

namespace {

template <typename Int>
class column_compiler {
    using step = instruction<Int>;
    using what = typename step::what;

public:
    column_compiler(const plan& p, const std::vector<std::uint32_t>& wanted, fineness fine) : plan_(p), wanted_(wanted), fine_(fine) {}

    std::optional<column_program<Int>> run() {
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

private:
    void find_needed() {
        needed_.resize(plan_.operations.size());
        for (const auto i : wanted_) needed_[i] = true;
        for (std::size_t i = needed_.size(); i-- > 0;)
            if (needed_[i])
                for (const auto operand : plan_.operations[i].in) needed_[operand] = true;
    }

    void take_fact(std::uint32_t index) {
        if (index >= plan_.facts.size()) throw not_in_columns();
        auto& taken = out_.facts[index];
        if (taken.column) return;
        const fact& f = plan_.facts[index];
        taken.column = out_.columns++;
        const auto column = taken.column;
        taken = intake_of(f, fine_);
        taken.column = column;
    }

    const value& in(const operation& o, std::size_t i) const { return values_[o.in[i]]; }

    static value of(const number& constant) {
        value v;
        v.constant = constant;
        return v;
    }
    static value truth(bool holds) { return of(number(holds ? 1 : 0)); }

    void fits(const number& low, const number& high) const {
        if (high > most_of<Int>() || low < -most_of<Int>()) throw not_in_columns();
    }

    value emit(step&& s, number ratio, number low, number high) {
        fits(low, high);
        value v;
        v.column = s.into = out_.columns++;
        v.ratio = std::move(ratio);
        v.low = std::move(low);
        v.high = std::move(high);
        out_.code.push_back(std::move(s));
        return v;
    }

    /// The least whole number by which all numbers become whole.
    static number common_denominator(const std::vector<number>& all) {
        number common = 1;
        for (const auto& n : all) {
            const auto parts = n.as_fraction();
            const auto so_far = common.to_int();
            if (!parts || !so_far) throw not_in_columns();
            common = common * number(parts->second / std::gcd(parts->second, *so_far));
        }
        return common;
    }

    static number least_of(const value& v, const number& factor) { return factor.sign() < 0 ? v.high * factor : v.low * factor; }
    static number most_of_value(const value& v, const number& factor) { return factor.sign() < 0 ? v.low * factor : v.high * factor; }

    typename step::term term(const value& v, const number& factor) {
        fits(least_of(v, factor), most_of_value(v, factor));
        fits(-factor, factor);
        fits(factor, -factor);
        return {*v.column, whole<Int>(factor)};
    }

    struct weighed {
        value of;
        number factor;
    };

    /// Σ factor × value, in whole numbers over a common denominator. Equal columns are joined.
    value sum(const std::vector<weighed>& all) {
        number constant;
        std::vector<weighed> columns;
        for (const auto& w : all) {
            if (w.of.constant) {
                constant = constant + *w.of.constant * w.factor;
                continue;
            }
            const number factor = w.of.ratio * w.factor;
            const auto same = std::find_if(columns.begin(), columns.end(), [&](const weighed& c) { return c.of.column == w.of.column; });
            if (same != columns.end()) same->factor = same->factor + factor;
            else columns.push_back({w.of, factor});
        }
        columns.erase(std::remove_if(columns.begin(), columns.end(), [](const weighed& c) { return c.factor.sign() == 0; }), columns.end());
        if (columns.empty()) return of(constant);
        if (columns.size() == 1 && constant.sign() == 0) {
            value v = columns.front().of;
            v.ratio = columns.front().factor;
            return v;
        }
        std::vector<number> factors{constant};
        for (const auto& c : columns) factors.push_back(c.factor);
        const number below = common_denominator(factors);
        step s;
        s.kind = what::sum;
        number low = constant * below, high = low, span = low.sign() < 0 ? -low : low;
        fits(low, high);
        s.constant = whole<Int>(low);
        for (const auto& c : columns) {
            const number factor = c.factor * below, least = least_of(c.of, factor), most = most_of_value(c.of, factor);
            s.in.push_back(term(c.of, factor));
            low = low + least;
            high = high + most;
            span = span + maximum(most, -least) + maximum(-most, least);
        }
        fits(-span, span);  // no sum on the way there may leave either
        return emit(std::move(s), *divide(number(1), below), low, high);
    }

    /// a < b, a ≤ b, a = b: the sign of a − b.
    value compare(const operation& o) {
        const value& a = in(o, 0);
        const value& b = in(o, 1);
        const auto judged = [&](const number& d) { return o.kind == op::less ? d.sign() < 0 : o.kind == op::less_equal ? d.sign() <= 0 : d.sign() == 0; };
        const auto before = out_.code.size();
        const value difference = sum({{a, 1}, {b, -1}});
        if (difference.constant) return truth(judged(*difference.constant));
        step s;
        const auto kind = o.kind == op::less ? what::negative : o.kind == op::less_equal ? what::not_positive : what::zero;
        if (out_.code.size() > before) {
            s = std::move(out_.code.back());  // the sum is used for nothing else
            out_.code.pop_back();
        } else {
            s.in.push_back({*difference.column, difference.ratio.sign() < 0 ? Int(-1) : Int(1)});
        }
        s.kind = kind;
        return emit(std::move(s), 1, 0, 1);
    }

    value extreme(const operation& o, bool least) {
        std::optional<number> constant;
        std::vector<value> columns;
        std::vector<number> ratios;
        for (const auto i : o.in) {
            const value& v = values_[i];
            if (v.constant) {
                if (!constant || (least ? *v.constant < *constant : *v.constant > *constant)) constant = v.constant;
            } else {
                columns.push_back(v);
                ratios.push_back(v.ratio);
            }
        }
        if (columns.empty()) return of(*constant);
        if (constant) ratios.push_back(*constant);
        if (ratios.size() == 1) return columns.front();
        const number below = common_denominator(ratios);
        step s;
        s.kind = least ? what::least : what::greatest;
        std::optional<number> low, high;
        const auto meet = [&](const number& l, const number& h) {
            low = !low ? l : least ? minimum(*low, l) : maximum(*low, l);
            high = !high ? h : least ? minimum(*high, h) : maximum(*high, h);
        };
        if (constant) {
            const number at = *constant * below;
            fits(at, at);
            s.constant = whole<Int>(at);
            s.has_constant = true;
            meet(at, at);
        }
        for (const auto& v : columns) {
            const number factor = v.ratio * below;
            s.in.push_back(term(v, factor));
            meet(least_of(v, factor), most_of_value(v, factor));
        }
        return emit(std::move(s), *divide(number(1), below), *low, *high);
    }

    /// The same value over a positive ratio.
    value upright(const value& v) {
        if (v.ratio.sign() > 0) return v;
        step s;
        s.in.push_back({*v.column, Int(-1)});
        return emit(std::move(s), -v.ratio, -v.high, -v.low);
    }

    value tier(const operation& o) {
        const auto& table = plan_.tiers[o.index];
        if (in(o, 0).constant) return of(table.pieces[piece_of(table, *in(o, 0).constant)].value);
        const value at = upright(in(o, 0));
        std::vector<number> values;
        for (const auto& piece : table.pieces) values.push_back(piece.value);
        const number below = common_denominator(values);
        step s;
        s.kind = what::rises;
        s.in.push_back({*at.column, Int(1)});
        s.constant = whole_of(values.front() * below);
        number low = values.front() * below, high = low;
        for (std::size_t i = 1; i < table.pieces.size(); ++i) {
            const auto& piece = table.pieces[i];
            const number edge = *divide(*piece.from, at.ratio), from = piece.open ? floor(edge) + 1 : ceiling(edge), worth = values[i] * below;
            if (from > at.high) break;  // the value never comes there
            const auto first = whole_of(maximum(from, at.low));
            if (!s.from.empty() && s.from.back() == first) {  // no whole number lies in the piece before
                s.value.back() = whole_of(worth);
            } else {
                s.from.push_back(first);
                s.value.push_back(whole_of(worth));
            }
            low = minimum(low, worth);
            high = maximum(high, worth);
        }
        fits(low, high);
        return emit(std::move(s), *divide(number(1), below), low, high);
    }

    Int whole_of(const number& n) const {
        fits(n, n);
        return whole<Int>(n);
    }

    value choice(const operation& o) {
        const auto& table = plan_.choices[o.index];
        const value& at = in(o, 0);
        if (at.constant) {
            const auto i = at.constant->to_int();
            return of(i && *i >= 0 && static_cast<std::size_t>(*i) < table.size() ? table[static_cast<std::size_t>(*i)] : number());
        }
        if (at.ratio != number(1)) throw not_in_columns();  // no option's index
        const number below = common_denominator(table);
        step s;
        s.kind = what::table;
        s.in.push_back({*at.column, Int(1)});
        number low, high;
        for (const auto& v : table) {
            s.value.push_back(whole_of(v * below));
            low = minimum(low, v * below);
            high = maximum(high, v * below);
        }
        return emit(std::move(s), *divide(number(1), below), low, high);
    }

    value join(const operation& o, bool every) {
        step s;
        s.kind = every ? what::all : what::any;
        for (const auto i : o.in) {
            const value& v = values_[i];
            if (!v.constant) s.in.push_back({*v.column, Int(1)});
            else if ((v.constant->sign() != 0) != every) return truth(!every);
        }
        if (s.in.empty()) return truth(every);
        return emit(std::move(s), 1, 0, 1);
    }

    value select(const operation& o) {
        const value &condition = in(o, 0), &then = in(o, 1), &otherwise = in(o, 2);
        if (condition.constant) return condition.constant->sign() != 0 ? then : otherwise;
        step s;
        s.kind = what::select;
        s.in.push_back({*condition.column, Int(1)});
        std::vector<number> ratios;
        for (const auto* v : {&then, &otherwise}) ratios.push_back(v->constant ? *v->constant : v->ratio);
        const number below = common_denominator(ratios);
        std::optional<number> low, high;
        const auto meet = [&](const number& l, const number& h) {
            low = low ? minimum(*low, l) : l;
            high = high ? maximum(*high, h) : h;
        };
        for (const auto* v : {&then, &otherwise}) {
            const number factor = (v->constant ? *v->constant : v->ratio) * below;
            if (!v->constant) {
                s.in.push_back(term(*v, factor));
                meet(least_of(*v, factor), most_of_value(*v, factor));
                continue;
            }
            meet(factor, factor);
            if (s.has_constant) {
                s.value.push_back(whole_of(factor));  // two constants: the second
                continue;
            }
            s.constant = whole_of(factor);
            s.has_constant = true;
            s.constant_first = v == &then;
        }
        return emit(std::move(s), *divide(number(1), below), *low, *high);
    }

    struct quotient {
        number factor, divisor;
    };
    static quotient quotient_of(const number& ratio) {
        const auto parts = ratio.as_fraction();
        if (!parts) throw not_in_columns();
        return {number(parts->first), number(parts->second)};
    }

    value floor_divide(const operation& o) {
        const value& v = in(o, 0);
        if (v.constant) return of(floor(*divide(*v.constant, o.value)));
        const auto [factor, divisor] = quotient_of(*divide(v.ratio, o.value));
        if (divisor == number(1)) {
            value same = v;
            same.ratio = factor;
            return same;
        }
        step s;
        s.kind = what::floor;
        s.in.push_back(term(v, factor));
        s.divisor = whole_of(divisor);
        return emit(std::move(s), 1, floor(*divide(least_of(v, factor), divisor)), floor(*divide(most_of_value(v, factor), divisor)));
    }

    value round(const operation& o) {
        const value& v = in(o, 0);
        const auto way = static_cast<rounding>(o.index);
        if (v.constant) return of(rounded(*v.constant, way, o.places));
        if (o.places > 15 || o.places < -15) throw not_in_columns();
        const auto [factor, divisor] = quotient_of(v.ratio * power_of_ten(o.places));
        if (divisor == number(1)) return v;
        step s;
        s.kind = what::round;
        s.way = way;
        s.in.push_back(term(v, factor));
        s.divisor = whole_of(divisor);
        const number low = least_of(v, factor), high = most_of_value(v, factor), twice = maximum(high, -low) * 2 + divisor;
        fits(-twice, twice);
        return emit(std::move(s), power_of_ten(-o.places), floor(*divide(low, divisor)) - 1, ceiling(*divide(high, divisor)) + 1);
    }

    value product(const operation& o) {
        const value &a = in(o, 0), &b = in(o, 1);
        if (a.constant) return sum({{b, *a.constant}});
        if (b.constant) return sum({{a, *b.constant}});
        const number ends[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
        step s;
        s.kind = what::product;
        s.in.push_back({*a.column, Int(1)});
        s.in.push_back({*b.column, Int(1)});
        return emit(std::move(s), a.ratio * b.ratio, *std::min_element(std::begin(ends), std::end(ends)), *std::max_element(std::begin(ends), std::end(ends)));
    }

    value read(const operation& o) {
        switch (o.kind) {
            case op::constant:
                return of(o.value);
            case op::fact: {
                const auto& taken = out_.facts[o.index];
                value v;
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
                if (in(o, 0).constant) return truth(in(o, 0).constant->sign() == 0);
                step s;
                s.kind = what::none;
                s.in.push_back({*in(o, 0).column, Int(1)});
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
    void share_columns() {
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

    const plan& plan_;
    const std::vector<std::uint32_t>& wanted_;
    fineness fine_;
    std::vector<bool> needed_;
    std::vector<value> values_;
    std::vector<std::uint32_t> owners_;
    column_program<Int> out_;
};

}  // namespace

template <typename Int>
std::optional<column_program<Int>> columns_of(const plan& p, const std::vector<std::uint32_t>& wanted, fineness fine) {
    return column_compiler<Int>(p, wanted, fine).run();
}
template std::optional<column_program<std::int64_t>> columns_of(const plan&, const std::vector<std::uint32_t>&, fineness);
template std::optional<column_program<wide_int>> columns_of(const plan&, const std::vector<std::uint32_t>&, fineness);

std::optional<column_program<std::int64_t>> narrow_columns(const plan& p, const std::vector<std::uint32_t>& wanted) {
    for (const fineness fine :
        {fineness{6, 1'000'000'000}, {4, 1'000'000'000}, {3, 100'000'000}, {2, 100'000'000}, {2, 1'000'000}, {1, 1'000'000}, {0, 100'000}})
        if (auto program = columns_of<std::int64_t>(p, wanted, fine)) return program;
    return std::nullopt;
}

std::optional<column_program<wide_int>> wide_columns(const plan& p, const std::vector<std::uint32_t>& wanted) {
    for (const fineness fine : {fineness{6, 1'000'000'000'000}, {6, 1'000'000'000}, {4, 100'000'000}})
        if (auto program = columns_of<wide_int>(p, wanted, fine)) return program;
    return std::nullopt;
}

template <typename Int>
number output_value(const column_output& output, Int at) {
    if (output.constant) return *output.constant;
    if constexpr (sizeof(Int) > 8) {
        if (at > INT64_MAX || at < -INT64_MAX) {
            const number half(std::int64_t{1} << 62);
            const Int top = at / (Int(1) << 62), rest = at % (Int(1) << 62);
            return (number(static_cast<std::int64_t>(top)) * half + number(static_cast<std::int64_t>(rest))) * output.ratio;
        }
    }
    return number(static_cast<std::int64_t>(at)) * output.ratio;
}
template number output_value(const column_output&, std::int64_t);
template number output_value(const column_output&, wide_int);

bool divides_by_facts(const plan& p) {
    std::vector<bool> needed(p.operations.size());
    for (const auto i : shown_operations(p)) needed[i] = true;
    for (std::size_t i = needed.size(); i-- > 0;) {
        if (!needed[i]) continue;
        const auto& o = p.operations[i];
        if (o.kind == op::divide && (p.operations[o.in[1]].kind != op::constant || p.operations[o.in[1]].value.sign() == 0)) return true;
        for (const auto operand : o.in) needed[operand] = true;
    }
    return false;
}

std::vector<std::uint32_t> shown_operations(const plan& p) {
    std::vector<std::uint32_t> all{p.total, p.bonus, p.deduction};
    for (const auto& node : p.nodes) {
        all.push_back(node.raw);
        all.push_back(node.score);
        for (const auto& rule : node.rules) {
            all.push_back(rule.raw);
            all.push_back(rule.score);
        }
    }
    for (const auto& c : p.constraints) all.push_back(c.operation);
    for (const auto* list : {&p.vetoes, &p.grades, &p.actions})
        for (const auto& o : *list) all.push_back(o.condition);
    return all;
}

}  // namespace fenze
