#include "interpreter/goal/moves.hpp"

#include <algorithm>

#include "interpreter/evaluate.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {

namespace {

number magnitude(const number& n) { return n.sign() < 0 ? -n : n; }

/// Greatest number of which both are whole multiples.
number common_step(number a, number b) {
    while (b.sign() != 0) {
        const number rest = a - b * floor(*divide(a, b));
        a = b;
        b = rest;
    }
    return magnitude(a);
}

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
    for (const auto* list : {&figures.at, &figures.multiples_of})
        for (const number& n : *list) step = common_step(step, n);
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

std::vector<number> starting_values(const plan& p, const fact_values& facts) {
    fact_values start = facts;
    std::vector<std::uint32_t> choices;
    for (std::uint32_t f = 0; f < p.facts.size(); ++f) {
        if (start[f]) continue;
        const fact& own = p.facts[f];
        const extent domain = domain_of(own);
        number value;
        if (own.kind == fact_kind::choice) {
            if (own.or_none) value = number(static_cast<std::int64_t>(own.options.size()));
            else choices.push_back(f);
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

std::vector<fact_figures> figures_of(const plan& p) {
    std::vector<fact_figures> out(p.facts.size());
    const auto constant = [&](std::uint32_t i) { return p.operations[i].kind == op::constant; };
    for (const operation& o : p.operations)
        for (std::size_t i = 0; i < o.in.size(); ++i) {
            const operation& from = p.operations[o.in[i]];
            if (from.kind != op::fact) continue;
            fact_figures& f = out[from.index];
            switch (o.kind) {
                case op::tier:
                    for (const tier_piece& piece : p.tiers[o.index].pieces)
                        if (piece.from) f.at.push_back(*piece.from);
                    break;
                case op::floor_divide:
                    f.multiples_of.push_back(o.value);
                    break;
                case op::choice:
                    break;  // one option at a time
                case op::less:
                case op::less_equal:
                case op::equal:
                    if (constant(o.in[1 - i])) f.at.push_back(p.operations[o.in[1 - i]].value);
                    else f.compared_only = false;
                    break;
                case op::divide:
                case op::min:
                case op::max:
                    for (const std::uint32_t k : o.in)
                        if (constant(k)) f.at.push_back(p.operations[k].value);
                    f.compared_only = false;
                    break;
                default:
                    f.compared_only = false;
            }
        }
    for (fact_figures& f : out) {
        std::erase_if(f.multiples_of, [](const number& n) { return n.sign() <= 0; });
        for (auto* list : {&f.at, &f.multiples_of}) {
            std::sort(list->begin(), list->end());
            list->erase(std::unique(list->begin(), list->end()), list->end());
        }
    }
    return out;
}

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

    void take_multiples(const number& of) {
        out_.cut = out_.cut || below_ || above_;
        steps_between(of, [&](const number& v) { take_around(v); });
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
    void steps_between(const number& by, each visit) {
        const number from = ceiling(*divide(low_, by)), to = floor(*divide(high_, by));
        if (number(most_values) < to - from) {
            out_.all = false;
            out_.cut = true;
        }
        const number last = minimum(to, from + number(most_values));
        for (number k = from; k <= last; k = k + 1) visit(k * by);
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
        for (const number& n : figures.multiples_of) list.take_multiples(n);
    }
    return list.done();
}

}  // namespace fenze
