#include "interpreter/prove/z3_reading.hpp"

#ifdef FENZE_Z3

#include <z3++.h>

#include "interpreter/open_plan.hpp"

namespace fenze {
namespace {

/// One operation as an expression of the sort that it has by nature: boolean, integer or real.
class z3_reading {
public:
    z3_reading(const question& q, z3::context& c, z3::solver& s) : plan_(q.about), c_(c), s_(s) {
        for (const auto& f : plan_.facts) take_fact(f);
        for (const auto& o : plan_.operations) {
            made_.push_back(read(o));
            fault_.push_back(fault(o));
        }
        for (const auto& rule : plan_.constraints) must(rule.operation);
        must(q.goal);
    }

    std::optional<fact_values> values(const z3::model& found) {
        fact_values out;
        for (auto& f : facts_) {
            const z3::expr value = found.eval(f, true);
            if (!value.is_numeral()) return std::nullopt;
            const auto parsed = number::parse(Z3_get_numeral_string(c_, value));
            if (!parsed) return std::nullopt;
            out.emplace_back(*parsed);
        }
        return out;
    }

private:
    void must(std::uint32_t i) {
        s_.add(truth(i));
        if (fault_[i]) s_.add(!*fault_[i]);
    }

    /// Where the operation cannot be computed: a division by zero spoils what uses it, but not a selection that takes its other branch.
    std::optional<z3::expr> fault(const operation& o) {
        const auto join = [](std::optional<z3::expr> a, const std::optional<z3::expr>& b) { return !a ? b : !b ? a : std::optional(*a || *b); };
        if (o.kind == op::select) {
            const z3::expr when = truth(o.in[0]), none = c_.bool_val(false);
            const auto &yes = fault_[o.in[1]], &no = fault_[o.in[2]];
            const auto branch = yes || no ? std::optional(z3::ite(when, yes.value_or(none), no.value_or(none))) : std::nullopt;
            return join(fault_[o.in[0]], branch);
        }
        std::optional<z3::expr> out;
        for (const auto i : o.in) out = join(std::move(out), fault_[i]);
        if (o.kind == op::divide) out = join(std::move(out), real(in(o, 1)) == c_.real_val(0));
        return out;
    }

    z3::expr constant(const number& n) {
        const std::string text = n.text();
        // decimal text is a number of its own sort: whole ones stay integers
        return n.is_integer() ? c_.int_val(text.c_str()) : c_.real_val(text.c_str());
    }

    void take_fact(const fact& f) {
        const std::string name = "f" + std::to_string(facts_.size());
        facts_.push_back(takes_whole(f) ? c_.int_const(name.c_str()) : c_.real_const(name.c_str()));
        const extent domain = domain_of(f);
        if (domain.low) s_.add(real(facts_.back()) >= real(constant(domain.low->at)));
        if (domain.high) s_.add(real(facts_.back()) <= real(constant(domain.high->at)));
    }

    z3::expr real(const z3::expr& e) {
        if (e.is_bool()) return z3::ite(e, c_.real_val(1), c_.real_val(0));
        return e.is_int() ? z3::expr(c_, Z3_mk_int2real(c_, e)) : e;
    }
    z3::expr figure(const z3::expr& e) { return e.is_bool() ? z3::ite(e, c_.int_val(1), c_.int_val(0)) : e; }
    z3::expr in(const operation& o, std::size_t i) { return figure(made_[o.in[i]]); }
    z3::expr truth(std::uint32_t i) { return made_[i].is_bool() ? made_[i] : made_[i] != (made_[i].is_int() ? c_.int_val(0) : c_.real_val(0)); }

    /// Both of one sort: whole where both are.
    void match(z3::expr& a, z3::expr& b) {
        if (a.is_int() == b.is_int()) return;
        a = real(a);
        b = real(b);
    }
    z3::expr plus(z3::expr a, z3::expr b) {
        match(a, b);
        return a + b;
    }
    z3::expr times(z3::expr a, z3::expr b) {
        match(a, b);
        return a * b;
    }
    z3::expr choose(const z3::expr& when, z3::expr a, z3::expr b) {
        match(a, b);
        return z3::ite(when, a, b);
    }
    z3::expr less(z3::expr a, z3::expr b) {
        match(a, b);
        return a < b;
    }
    z3::expr whole_part(const z3::expr& e) { return e.is_int() ? e : z3::expr(c_, Z3_mk_real2int(c_, e)); }

    z3::expr steps(const z3::expr& x, const number& each) {
        if (x.is_int() && each.is_integer()) return x / constant(each);  // of integers, rounding down: `each` is positive
        return whole_part(real(x) / real(constant(each)));
    }

    z3::expr lookup(const z3::expr& x, const tier_table& table) {
        z3::expr out = constant(table.pieces.front().value);
        for (std::size_t n = 1; n < table.pieces.size(); ++n) {
            const tier_piece& p = table.pieces[n];
            z3::expr from = constant(*p.from), at = x;
            match(from, at);
            out = choose(p.open ? from < at : from <= at, constant(p.value), out);
        }
        return out;
    }

    z3::expr option(const z3::expr& x, const std::vector<number>& values) {
        z3::expr out = c_.int_val(0);
        for (std::size_t n = 0; n < values.size(); ++n) out = choose(x == c_.int_val(static_cast<int>(n)), constant(values[n]), out);
        return out;
    }

    z3::expr rounded_to(const z3::expr& x, rounding way, int places) {
        number unit(1);
        for (int n = 0; n < places; ++n) unit = unit * number(10);
        for (int n = 0; n > places; --n) unit = unit * number::fraction(1, 10);
        const z3::expr y = real(x) * real(constant(unit)), half = c_.real_val(1, 2), zero = c_.real_val(0);
        const auto down = [&](const z3::expr& e) { return real(whole_part(e)); };
        const auto away = [&](const z3::expr& e) { return -down(-e); };
        z3::expr out = y;
        switch (way) {
            case rounding::half_up:
                out = z3::ite(y >= zero, down(y + half), -down(half - y));
                break;
            case rounding::down:
                out = z3::ite(y >= zero, down(y), -down(-y));
                break;
            case rounding::up:
                out = z3::ite(y >= zero, away(y), -away(-y));
                break;
            case rounding::floor:
                out = down(y);
                break;
            case rounding::ceiling:
                out = away(y);
                break;
        }
        return out / real(constant(unit));
    }

    z3::expr extreme(const operation& o, bool least) {
        z3::expr best = in(o, 0);
        for (std::size_t n = 1; n < o.in.size(); ++n) {
            const z3::expr next = in(o, n);
            best = choose(least ? less(next, best) : less(best, next), next, best);
        }
        return best;
    }

    z3::expr read(const operation& o) {
        switch (o.kind) {
            case op::constant:
                return constant(o.value);
            case op::fact:
                return facts_[o.index];
            case op::add: {
                z3::expr sum = c_.int_val(0);
                for (std::size_t n = 0; n < o.in.size(); ++n) sum = n == 0 ? in(o, 0) : plus(sum, in(o, n));
                return sum;
            }
            case op::scale:
                return times(in(o, 0), constant(o.value));
            case op::multiply:
                return times(in(o, 0), in(o, 1));
            case op::divide:
                return real(in(o, 0)) / real(in(o, 1));
            case op::floor_divide:
                return steps(in(o, 0), o.value);
            case op::min:
                return extreme(o, true);
            case op::max:
                return extreme(o, false);
            case op::tier:
                return lookup(in(o, 0), plan_.tiers[o.index]);
            case op::choice:
                return option(whole_part(in(o, 0)), plan_.choices[o.index]);
            case op::less:
                return less(in(o, 0), in(o, 1));
            case op::less_equal:
                return !less(in(o, 1), in(o, 0));
            case op::equal: {
                z3::expr a = in(o, 0), b = in(o, 1);
                match(a, b);
                return a == b;
            }
            case op::all:
            case op::any: {
                z3::expr_vector parts(c_);
                for (const auto i : o.in) parts.push_back(truth(i));
                return o.kind == op::all ? z3::mk_and(parts) : z3::mk_or(parts);
            }
            case op::negate:
                return !truth(o.in[0]);
            case op::select:
                return choose(truth(o.in[0]), in(o, 1), in(o, 2));
            case op::round:
                return rounded_to(in(o, 0), static_cast<rounding>(o.index), o.places);
        }
        return c_.int_val(0);
    }

    const plan& plan_;
    z3::context& c_;
    z3::solver& s_;
    std::vector<z3::expr> facts_, made_;
    std::vector<std::optional<z3::expr>> fault_;
};

}  // namespace

bool solver_available() { return true; }

solved solve(const question& q, unsigned milliseconds) {
    try {
        z3::context c;
        z3::solver s(c);
        s.set("timeout", milliseconds);
        z3_reading reading(q, c, s);
        const z3::check_result said = s.check();
        if (said == z3::unsat) return {verdict::no, {}};
        if (said == z3::unknown) return {};
        auto values = reading.values(s.get_model());
        if (!values) return {};
        return {verdict::yes, std::move(*values)};
    } catch (const z3::exception&) {
        return {};  // what the solver cannot take in is not decided
    }
}

}  // namespace fenze

#else

namespace fenze {

bool solver_available() { return false; }
solved solve(const question& q, unsigned milliseconds) {
    (void)q;
    (void)milliseconds;
    return {};
}

}  // namespace fenze

#endif
