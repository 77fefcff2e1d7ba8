#include "interpreter/goal/moves.hpp"

#include <algorithm>

#include "interpreter/evaluate.hpp"
#include "interpreter/open_plan.hpp"
#include "interpreter/region.hpp"

namespace fenze {

namespace {

/// 1, 2 or 5 and zeroes, not above n.
number round_step(const number& n) {
    number unit = 1;
    while (unit * 10 <= n) unit = unit * 10;
    while (n < unit) unit = *divide(unit, 10);
    return n >= unit * 5 ? unit * 5 : n >= unit * 2 ? unit * 2 : unit;
}

number default_step(const fact& f, const fact_figures& figures) {
    if (takes_whole(f) || f.kind == fact_kind::date || f.kind == fact_kind::text) return 1;
    const bool by_one = f.kind == fact_kind::percent || f.kind == fact_kind::score;
    number step = by_one ? 1 : 0;
    for (const number& n : figures.at) step = common_factor(step, n);
    for (const fact_figures::repeated& r : figures.every) step = common_factor(common_factor(step, r.by), r.from);
    if (step.sign() == 0) return 1;
    return by_one || figures.compared_only ? step : round_step(*divide(step, 10));
}

/// A choice that rules of several items ask for says what kind of unit this is.
bool names_a_kind(const plan& p, std::uint32_t f) {
    if (p.facts[f].kind != fact_kind::choice) return false;
    const auto asks = [&](const plan_node& node) {
        return std::any_of(
            node.rules.begin(), node.rules.end(), [&](const plan_rule& r) { return std::find(r.facts.begin(), r.facts.end(), f) != r.facts.end(); });
    };
    return std::count_if(p.nodes.begin(), p.nodes.end(), asks) > 1;
}

freedom default_freedom(const plan& p, std::uint32_t f) {
    if (p.facts[f].use == fact_use::absence || names_a_kind(p, f)) return freedom::locked;
    if (is_place(p.facts[f])) return freedom::both;
    switch (p.facts[f].kind) {
        case fact_kind::date:
        case fact_kind::text:
            return freedom::locked;
        case fact_kind::count:
        case fact_kind::amount:
        case fact_kind::boolean:
            return freedom::up;
        default:
            return freedom::both;
    }
}

/// The first place behind every figure of the rubric; where places are counted in steps without an end, far behind.
number last_place(const fact_figures& figures) {
    constexpr int far = 100;
    number last = 1;
    for (const number& n : figures.at) last = maximum(last, floor(n) + 1);
    for (const fact_figures::repeated& r : figures.every) last = maximum(last, r.from + r.by * far);
    return last;
}

/// What the sentences that ask for the fact come to.
number points_around(const plan& p, const std::vector<number>& values, std::uint32_t f) {
    number points;
    for (const plan_node& node : p.nodes)
        for (const plan_rule& rule : node.rules)
            if (std::find(rule.facts.begin(), rule.facts.end(), f) != rule.facts.end()) points = points + values[rule.score];
    return points;
}

}  // namespace

std::vector<fact_moves> default_moves(const plan& p, const fact_values&) {
    const auto figures = figures_of(p);
    std::vector<fact_moves> moves;
    for (std::uint32_t f = 0; f < p.facts.size(); ++f) moves.push_back({default_freedom(p, f), default_step(p.facts[f], figures[f]), 1});
    return moves;
}

namespace {
/// 申报条件: what refuses the unit is that it is not so.
bool condition_to_be_met(const plan& p, std::uint32_t fact) {
    return std::any_of(p.vetoes.begin(), p.vetoes.end(), [&](const outcome& veto) {
        const auto& o = p.operations[veto.condition];
        return o.kind == op::negate && p.operations[o.in[0]].kind == op::fact && p.operations[o.in[0]].index == fact;
    });
}
}  // namespace

std::vector<number> starting_values(const plan& p, const fact_values& facts) {
    fact_values start = facts;
    std::vector<std::uint32_t> choices;
    std::vector<fact_figures> figures;
    for (std::uint32_t f = 0; f < p.facts.size(); ++f) {
        if (start[f]) continue;
        const fact& own = p.facts[f];
        const extent domain = domain_of(own);
        number value;
        if (own.kind == fact_kind::choice) {
            if (own.or_none) value = number(static_cast<std::int64_t>(own.options.size()));
            else choices.push_back(f);
        } else if (is_place(own)) {
            if (figures.empty()) figures = figures_of(p);
            value = last_place(figures[f]);
            if (domain.high && domain.high->at < value) value = domain.high->at;
        } else if (own.use == fact_use::outcome && condition_to_be_met(p, f)) {
            value = number(1);  // who plans for points means to be admitted
        } else if (domain.low && value < domain.low->at) {
            value = domain.low->at;
        } else if (domain.high && domain.high->at < value) {
            value = domain.high->at;
        }
        start[f] = value;
    }
    for (const auto f : choices) {  // the option that gives least; of several the last, as scales go from good to bad
        const auto options = static_cast<std::int64_t>(p.facts[f].options.size());
        std::optional<number> least;
        number chosen;
        for (std::int64_t i = 0; i < options; ++i) {
            start[f] = number(i);
            const number points = points_around(p, evaluate(p, start).values, f);
            if (!least || points <= *least) least = points, chosen = number(i);
        }
        start[f] = chosen;
    }
    std::vector<number> values;
    for (const auto& value : start) values.push_back(*value);
    return values;
}

namespace {

/// slope × fact + base, or in parts of the line a constant.
struct shifted_fact {
    std::uint32_t fact = 0;
    number slope = 1, base;

    [[nodiscard]] number fact_at(const number& value) const { return *divide(value - base, slope); }
};

class figure_reading {
public:
    explicit figure_reading(const plan& p) : p_(p), out_(p.facts.size()), as_(p.operations.size()) {}

    std::vector<fact_figures> run() {
        for (std::uint32_t i = 0; i < p_.operations.size(); ++i) read(i);
        for (const plan_node& n : p_.nodes) {
            gives_points(n.score);
            for (const plan_rule& r : n.rules) gives_points(r.score);
        }
        gives_points(p_.total);
        for (fact_figures& f : out_) {
            std::sort(f.at.begin(), f.at.end());
            f.at.erase(std::unique(f.at.begin(), f.at.end()), f.at.end());
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] const operation& of(std::uint32_t i) const { return p_.operations[i]; }
    [[nodiscard]] bool constant(std::uint32_t i) const { return of(i).kind == op::constant; }
    void gives_points(std::uint32_t i) {
        if (i < as_.size() && as_[i]) out_[as_[i]->fact].compared_only = false;
    }

    void read(std::uint32_t i) {
        const operation& o = of(i);
        if (o.kind == op::fact) {
            as_[i] = shifted_fact{o.index, 1, 0};
            return;
        }
        std::vector<std::uint32_t> moving;
        for (const std::uint32_t operand : o.in)
            if (as_[operand]) moving.push_back(operand);
        if (moving.empty() || carried(i, o, moving)) return;
        for (const std::uint32_t operand : moving) look(o, *as_[operand]);
    }

    /// Sums with constants, multiples and bounds go on as the fact itself; what bounds it is a figure.
    bool carried(std::uint32_t i, const operation& o, const std::vector<std::uint32_t>& moving) {
        if (moving.size() != 1) return false;
        const shifted_fact& f = *as_[moving.front()];
        number constants;
        for (const std::uint32_t operand : o.in) {
            if (operand == moving.front()) continue;
            if (!constant(operand) && o.kind != op::select) return false;
            if (constant(operand)) constants = constants + of(operand).value;
        }
        switch (o.kind) {
            case op::add:
                as_[i] = shifted_fact{f.fact, f.slope, f.base + constants};
                return true;
            case op::scale:
                if (o.value.sign() == 0) return false;
                as_[i] = shifted_fact{f.fact, f.slope * o.value, f.base * o.value};
                return true;
            case op::min:
            case op::max:
                for (const std::uint32_t operand : o.in)
                    if (operand != moving.front()) out_[f.fact].at.push_back(f.fact_at(of(operand).value));
                as_[i] = f;
                return true;
            case op::select:
                if (o.in[0] == moving.front() || (!constant(o.in[1]) && !constant(o.in[2]))) return false;
                as_[i] = f;
                return true;
            default:
                return false;
        }
    }

    void look(const operation& o, const shifted_fact& f) {
        fact_figures& own = out_[f.fact];
        switch (o.kind) {
            case op::tier:
                for (const tier_piece& piece : p_.tiers[o.index].pieces)
                    if (piece.from) own.at.push_back(f.fact_at(*piece.from));
                break;
            case op::floor_divide: {
                const number by = *divide(o.value, f.slope);
                own.every.push_back({by.sign() < 0 ? -by : by, f.fact_at(0)});
                break;
            }
            case op::choice:
                break;  // one option at a time
            case op::less:
            case op::less_equal:
            case op::equal: {
                bool figure = false;
                for (const std::uint32_t operand : o.in)
                    if (constant(operand)) own.at.push_back(f.fact_at(of(operand).value)), figure = true;
                own.compared_only = own.compared_only && figure;
                break;
            }
            case op::divide:
                if (constant(o.in[1])) own.at.push_back(of(o.in[1]).value);
                own.compared_only = false;
                break;
            default:
                own.compared_only = own.compared_only && p_.facts[f.fact].kind == fact_kind::boolean;
        }
    }

    const plan& p_;
    std::vector<fact_figures> out_;
    std::vector<std::optional<shifted_fact>> as_;
};

}  // namespace

std::vector<fact_figures> figures_of(const plan& p) { return figure_reading(p).run(); }

namespace {

constexpr std::int64_t most_values = 20'000;

class value_lister {
public:
    value_lister(const number& start, const fact_moves& moves, const extent& domain, const number& budget) : start_(start), moves_(moves) {
        const number radius = *divide(budget * moves.step, moves.cost);
        low_ = start - radius;
        high_ = start + radius;
        if (moves.may == freedom::up) low_ = start;
        if (domain.low && domain.low->at > low_) low_ = domain.low->at, low_open_ = domain.low->beside.sign() != 0;
        else below_ = moves.may == freedom::both;
        if (domain.high && domain.high->at < high_) high_ = domain.high->at, high_open_ = domain.high->beside.sign() != 0;
        else above_ = true;
    }

    void take(const number& v) {
        const bool inside = (low_open_ ? low_ < v : low_ <= v) && (high_open_ ? v < high_ : v <= high_);
        if (!inside && v != start_) {
            out_.cut = out_.cut || (below_ && v < low_) || (above_ && high_ < v);
            return;
        }
        const number away = v < start_ ? start_ - v : v - start_;
        out_.values.push_back({v, *divide(away, moves_.step) * moves_.cost});
    }

    void take_steps() {
        out_.cut = below_ || above_;
        steps_between(moves_.step, [&](const number& v) { take(v); });
    }

    /// The nearest steps on either side of a figure.
    void take_around(const number& figure) {
        const number at = *divide(figure, moves_.step);
        for (const number& k : {floor(at), ceiling(at), floor(at) + 1, ceiling(at) - 1}) take(k * moves_.step);
    }

    void take_repeated(const fact_figures::repeated& r) {
        out_.cut = out_.cut || below_ || above_;
        steps_between(
            r.by, [&](const number& v) { take_around(v); }, r.from);
    }

    value_list done() {
        take(start_);
        take(low_), take(high_);  // the ends of the allowed range need not be whole steps
        if (below_) std::erase_if(out_.values, [&](const priced_value& v) { return v.value == low_ && !step(v.value) && v.value != start_; });
        if (above_) std::erase_if(out_.values, [&](const priced_value& v) { return v.value == high_ && !step(v.value) && v.value != start_; });
        std::sort(out_.values.begin(), out_.values.end(), [](const priced_value& a, const priced_value& b) { return a.value < b.value; });
        const auto same = [](const priced_value& a, const priced_value& b) { return a.value == b.value; };
        out_.values.erase(std::unique(out_.values.begin(), out_.values.end(), same), out_.values.end());
        return std::move(out_);
    }

private:
    [[nodiscard]] bool step(const number& v) const { return divide(v, moves_.step)->is_integer(); }

    template <typename each>
    void steps_between(const number& by, each visit, const number& shift = 0) {
        const number from = ceiling(*divide(low_ - shift, by)), to = floor(*divide(high_ - shift, by));
        if (number(most_values) < to - from) {
            out_.all = false;
            out_.cut = true;
        }
        const number last = minimum(to, from + number(most_values));
        for (number k = from; k <= last; k = k + 1) visit(k * by + shift);
    }

    const number& start_;
    const fact_moves& moves_;
    number low_, high_;
    bool low_open_ = false, high_open_ = false;
    bool below_ = false, above_ = false;  // the budget, not the fact, ends the range on this side
    value_list out_;
};

}  // namespace

value_list values_to_try(const fact& f, const number& start, const fact_moves& moves, const extent& domain, const fact_figures& figures, const number& budget) {
    if (moves.may == freedom::locked) return {{{start, 0}}, false, true};
    fact_moves own = moves;
    if (f.kind == fact_kind::choice || f.kind == fact_kind::boolean) own.step = 1;
    value_lister list(start, own, domain, budget);
    if (!figures.compared_only || own.may == freedom::locked || f.kind == fact_kind::choice || f.kind == fact_kind::boolean) {
        list.take_steps();
    } else {
        for (const number& n : figures.at) list.take_around(n);
        for (const fact_figures::repeated& r : figures.every) list.take_repeated(r);
    }
    return list.done();
}

}  // namespace fenze
