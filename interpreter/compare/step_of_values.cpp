#include "interpreter/compare/step_of_values.hpp"

#include <cstdlib>
#include <numeric>

#include "interpreter/open_plan.hpp"

namespace fenze {
namespace {

using step = std::optional<number>;

step both(const step& a, const step& b) { return a && b ? common_step(*a, *b) : std::nullopt; }

/// Of one operation, from those of its operands.
step step_here(const plan& p, const operation& o, const std::vector<step>& known) {
    const auto of_all = [&](std::size_t from) {
        step out = number(0);
        for (std::size_t k = from; k < o.in.size(); ++k) out = both(out, known[o.in[k]]);
        return out;
    };
    switch (o.kind) {
        case op::constant:
            return common_step(o.value, number(0));
        case op::fact:
            return takes_whole(p.facts[o.index]) || p.facts[o.index].kind == fact_kind::choice ? step(number(1)) : std::nullopt;
        case op::add:
        case op::min:
        case op::max:
            return of_all(0);
        case op::scale:
            return known[o.in[0]] ? common_step(*known[o.in[0]] * o.value, number(0)) : std::nullopt;
        case op::multiply:
            return known[o.in[0]] && known[o.in[1]] ? step(*known[o.in[0]] * *known[o.in[1]]) : std::nullopt;
        case op::divide:
            return std::nullopt;
        case op::select:
            return of_all(1);
        case op::tier: {
            step out = number(0);
            for (const auto& piece : p.tiers[o.index].pieces) out = both(out, piece.value);
            return out;
        }
        case op::choice: {
            step out = number(0);
            for (const auto& value : p.choices[o.index]) out = both(out, value);
            return out;
        }
        case op::round: {
            number places(1);
            for (int n = 0; n < o.places; ++n) places = places * number::fraction(1, 10);
            return places;
        }
        default:  // whole numbers: a floor, or 0 and 1
            return number(1);
    }
}

}  // namespace

std::optional<number> common_step(const number& a, const number& b) {
    constexpr std::int64_t most = 1000000000;
    const auto x = a.as_fraction(), y = b.as_fraction();
    if (!x || !y) return std::nullopt;
    for (const auto n : {x->first, x->second, y->first, y->second})
        if (n > most || n < -most) return std::nullopt;
    const auto up = std::gcd(x->first * y->second, y->first * x->second);
    return number::fraction(up, x->second * y->second);
}

std::optional<number> step_of_values(const plan& p, std::uint32_t operation) {
    std::vector<step> known;
    for (std::uint32_t i = 0; i <= operation; ++i) known.push_back(step_here(p, p.operations[i], known));
    return known[operation];
}

}  // namespace fenze
