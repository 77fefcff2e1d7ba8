#include "interpreter/goal/next_step.hpp"

#include <algorithm>
#include <numeric>

#include "interpreter/evaluate.hpp"
#include "interpreter/goal/curve.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {

namespace {

number magnitude(const number& n) { return n.sign() < 0 ? -n : n; }

/// Where a curve first rises above a value, seen from one end.
struct rise {
    number at;
    bool beside = false;   // not at `at` itself, but directly behind it
    bool gradual = false;  // from where we stand on
};

/// The first whole number strictly between a and b, in the order of walking, for which the line is above `now`.
std::optional<number> first_whole(const line_form& line, const number& a, const number& b, const number& now, bool up) {
    number low = floor(a) + 1, high = ceiling(b) - 1;  // a < b
    if (line.slope.sign() != 0) {
        const number even = *divide(now - line.base, line.slope);
        if (line.slope.sign() > 0) low = maximum(low, floor(even) + 1);
        else high = minimum(high, ceiling(even) - 1);
    } else if (line.base <= now) {
        return std::nullopt;
    }
    return low <= high ? std::optional(up ? low : high) : std::nullopt;
}

class walker {
public:
    walker(const fact_curve& c, const number& now, bool whole, bool up) : c_(c), now_(now), whole_(whole), up_(up) {}

    [[nodiscard]] std::optional<rise> first() const {
        const std::size_t n = c_.points.size();
        for (std::size_t k = 0; k < n; ++k) {
            const std::size_t i = up_ ? k : n - 1 - k;
            if (k > 0 && (!whole_ || c_.points[i].is_integer()) && now_ < c_.values[i]) return rise{c_.points[i], false, false};
            if (k + 1 == n) break;
            if (const auto found = within(up_ ? i : i - 1, k == 0)) return found;
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] std::optional<rise> within(std::size_t line, bool first) const {
        const line_form& f = c_.lines[line];
        const number &a = c_.points[line], &b = c_.points[line + 1];
        if (whole_) {
            const auto x = first_whole(f, a, b, now_, up_);
            return x ? std::optional(rise{*x, false, false}) : std::nullopt;
        }
        const number& here = up_ ? a : b;
        const number at = f.at(here);
        if (now_ < at) return rise{here, true, false};
        const bool climbs = f.slope.sign() != 0 && (f.slope.sign() > 0) == up_;
        if (!climbs) return std::nullopt;
        const number even = *divide(now_ - f.base, f.slope);
        if (a <= even && even < b && up_) return rise{even, true, first && even == here};
        if (a < even && even <= b && !up_) return rise{even, true, first && even == here};
        return std::nullopt;
    }

    const fact_curve& c_;
    const number& now_;
    bool whole_, up_;
};

class step_search {
public:
    step_search(const plan& p, const fact_values& facts, std::uint32_t fact, std::uint32_t operation, const fact_moves& moves)
        : p_(p), facts_(facts), fact_(fact), operation_(operation), moves_(moves), from_(*facts[fact]), domain_(domain_of(p.facts[fact])) {
        const auto values = evaluate(p, facts).values;
        now_ = values[operation];
        total_now_ = values[p.total];
    }

    std::optional<next_step> run() const {
        if (moves_.may == freedom::locked) return std::nullopt;
        const fact_kind kind = p_.facts[fact_].kind;
        if (kind == fact_kind::choice || kind == fact_kind::boolean) return by_levels();
        const auto up = walk(true);
        if (moves_.may != freedom::both) return up;
        const auto down = walk(false);
        if (!up || !down) return up ? up : down;
        return down->away < up->away ? down : up;
    }

private:
    std::optional<next_step> by_levels() const {
        std::optional<next_step> best;
        const std::int64_t low = domain_.low->at.to_int().value_or(0), high = domain_.high->at.to_int().value_or(0);
        for (std::int64_t v = low; v <= high; ++v) {
            if (moves_.may == freedom::up && number(v) < from_) continue;
            const auto at = step_to(number(v), false);
            if (!at || at->gain.sign() <= 0) continue;
            if (!best || at->away < best->away || (at->away == best->away && best->gain < at->gain)) best = at;
        }
        return best;
    }

    std::optional<next_step> walk(bool up) const {
        constexpr int most_rounds = 6;
        number reach = moves_.step * 16;
        for (int round = 0; round < most_rounds; ++round, reach = reach * 16) {
            number end = up ? from_ + reach : from_ - reach;
            const auto& limit = up ? domain_.high : domain_.low;
            const bool last = limit && (up ? limit->at <= end : end <= limit->at);
            if (last) end = limit->at;
            if (up ? end <= from_ : from_ <= end) return std::nullopt;
            const auto c = curve_of(p_, facts_, fact_, operation_, minimum(from_, end), maximum(from_, end));
            if (!c) return std::nullopt;
            if (const auto found = walker(*c, now_, takes_whole(p_.facts[fact_]), up).first()) return step_at(*found, end, up);
            if (last) return std::nullopt;
        }
        return std::nullopt;
    }

    std::optional<next_step> step_at(const rise& r, const number& end, bool up) const {
        if (!r.beside) return step_to(r.at, false);
        if (!r.gradual) return step_to(r.at, true);
        number to = up ? (floor(*divide(from_, moves_.step)) + 1) * moves_.step : (ceiling(*divide(from_, moves_.step)) - 1) * moves_.step;
        if (up ? end < to : to < end) to = end;
        auto out = step_to(to, false);
        if (out) out->gradual = true;
        return out;
    }

    std::optional<next_step> step_to(const number& to, bool beside) const {
        next_step out;
        out.fact = fact_;
        out.from = from_;
        out.to = to;
        out.away = magnitude(to - from_);
        out.down = beside && to == from_ ? false : to < from_;
        out.just_above = beside;
        const auto at = [&](std::uint32_t operation) -> std::optional<number> {
            if (!beside) {
                auto with = facts_;
                with[fact_] = to;
                const auto done = evaluate(p_, with);
                return done.failed ? std::nullopt : std::optional(done.values[operation]);
            }
            const number one = out.down ? to - moves_.step : to + moves_.step;
            const auto c = curve_of(p_, facts_, fact_, operation, minimum(to, one), maximum(to, one));
            if (!c || c->lines.empty()) return std::nullopt;
            return (out.down ? c->lines.back() : c->lines.front()).at(to);
        };
        const auto own = at(operation_), total = at(p_.total);
        if (!own || !total) return std::nullopt;
        out.gain = *own - now_;
        out.total_gain = *total - total_now_;
        return out;
    }

    const plan& p_;
    const fact_values& facts_;
    std::uint32_t fact_, operation_;
    const fact_moves& moves_;
    const number& from_;
    extent domain_;
    number now_, total_now_;
};

/// The least count that gives the item what it has, where the clause itself goes on counting.
std::optional<number> counted(const plan& p, const fact_values& facts, const plan_node& node, const plan_rule& rule, std::uint32_t fact) {
    const number& now = *facts[fact];
    if (!p.facts[fact].whole || now.sign() <= 0) return std::nullopt;
    const auto item = curve_of(p, facts, fact, node.score, 0, now);
    const auto own = curve_of(p, facts, fact, rule.raw, 0, now);
    if (!item || !own) return std::nullopt;
    number least = now;
    for (std::size_t i = item->points.size() - 1; i-- > 0;) {
        const line_form& line = item->lines[i];
        if (line.slope.sign() != 0 || line.base != item->values.back()) break;
        least = item->values[i] == item->values.back() ? ceiling(item->points[i]) : floor(item->points[i]) + 1;
        if (item->values[i] != item->values.back()) break;
    }
    if (least == now || own->at(least) == own->values.back()) return std::nullopt;
    return least;
}

}  // namespace

std::optional<next_step> next_step_of(const plan& p, const fact_values& facts, std::uint32_t fact, std::uint32_t operation, const fact_moves& moves) {
    return step_search(p, facts, fact, operation, moves).run();
}

std::vector<clause_step> next_steps(const plan& p, const fact_values& facts, std::uint32_t node, const std::vector<fact_moves>& moves) {
    std::vector<clause_step> out;
    const plan_node& item = p.nodes[node];
    fact_values all = facts;  // those of other items do not matter here
    const auto start = starting_values(p, facts);
    for (std::size_t f = 0; f < all.size(); ++f)
        if (!all[f]) all[f] = start[f];
    for (std::size_t r = 0; r < item.rules.size(); ++r) {
        const plan_rule& rule = item.rules[r];
        if (rule.facts.empty()) continue;
        clause_step step;
        step.node = node;
        step.rule = r;
        if (std::any_of(rule.facts.begin(), rule.facts.end(), [&](std::uint32_t f) { return !facts[f]; })) {
            step.why_not = no_step::unknown;
            out.push_back(std::move(step));
            continue;
        }
        bool counts = false;
        for (const std::uint32_t f : rule.facts) {
            if (const auto most = counted(p, all, item, rule, f); most && !step.counted_to) step.counted_to = most, step.counted_to_fact = f;
            auto next = next_step_of(p, all, f, rule.score, moves[f]);
            if (!next) continue;
            counts = counts || next->total_gain.sign() > 0 || next_step_of(p, all, f, item.score, moves[f]).has_value();
            step.next.push_back(std::move(*next));
        }
        if (step.next.empty()) {
            fact_values open = all;
            for (const std::uint32_t f : rule.facts) open[f].reset();
            const auto most = range(p, open).of[rule.score].high;
            const auto now = evaluate(p, all).values[rule.score];
            const auto if_free = [&](std::uint32_t f) {
                return moves[f].may == freedom::up && next_step_of(p, all, f, rule.score, {freedom::both, moves[f].step, 1}).has_value();
            };
            const bool past = std::any_of(rule.facts.begin(), rule.facts.end(), if_free);
            step.why_not = most && now >= *most ? no_step::full : past ? no_step::past : no_step::other;
        } else if (!counts) {
            step.why_not = no_step::capped;
        }
        out.push_back(std::move(step));
    }
    const auto filling = std::count_if(out.begin(), out.end(), [&](const clause_step& c) {
        const auto& own = item.rules[c.rule];
        return c.counted_to || (c.why_not == no_step::capped && !own.facts.empty() && all[own.facts.front()]->sign() > 0);
    });
    for (clause_step& c : out) c.counted_with_others = filling > 1;
    return out;
}

std::vector<marginal_gain> marginal_gains(const plan& p, const fact_values& facts, const std::vector<fact_moves>& moves) {
    const auto start = starting_values(p, facts);
    const fact_values all(start.begin(), start.end());
    const number total = evaluate(p, all).values[p.total];
    std::vector<marginal_gain> found;
    for (std::uint32_t f = 0; f < p.facts.size(); ++f) {
        if (p.facts[f].use != fact_use::score || moves[f].may == freedom::locked) continue;
        marginal_gain gain;
        gain.fact = f;
        const extent domain = domain_of(p.facts[f]);
        const bool levels = p.facts[f].kind == fact_kind::choice || p.facts[f].kind == fact_kind::boolean;
        const number step = levels ? number(1) : moves[f].step;
        for (const number& to : {start[f] + step, start[f] - step}) {
            if (to < start[f] && moves[f].may != freedom::both) continue;
            if ((domain.low && to < domain.low->at) || (domain.high && domain.high->at < to)) continue;
            fact_values with = all;
            with[f] = to;
            if (!broken_constraints(p, with).empty()) continue;
            const auto done = evaluate(p, with);
            if (!done.failed) gain.one_step = maximum(gain.one_step, done.values[p.total] - total);
        }
        gain.next = next_step_of(p, all, f, p.total, moves[f]);
        if (gain.next) {
            number away = *divide(gain.next->away, step);
            if (gain.next->just_above) away = floor(away) + 1;
            gain.per_step = *divide(gain.next->total_gain, maximum(away, number::fraction(1, 1000000)));
        }
        found.push_back(std::move(gain));
    }
    std::vector<std::size_t> order(found.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return found[b].per_step < found[a].per_step; });
    std::vector<marginal_gain> out;
    for (const std::size_t i : order) out.push_back(found[i]);
    return out;
}

}  // namespace fenze
