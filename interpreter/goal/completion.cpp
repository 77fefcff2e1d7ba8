#include "interpreter/goal/completion.hpp"

#include <algorithm>

#include "interpreter/goal/search.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {
namespace {

/// The facts that an operation reads.
std::vector<bool> facts_below(const plan& p, std::uint32_t operation) {
    std::vector<bool> out(p.facts.size()), seen(p.operations.size());
    std::vector<std::uint32_t> open{operation};
    while (!open.empty()) {
        const auto i = open.back();
        open.pop_back();
        if (seen[i]) continue;
        seen[i] = true;
        if (p.operations[i].kind == op::fact) out[p.operations[i].index] = true;
        open.insert(open.end(), p.operations[i].in.begin(), p.operations[i].in.end());
    }
    return out;
}

/// All open facts at their lower ends, or all at their upper ones, where that comes to the bound: marks of many judges come to it so.
std::optional<fact_values> at_a_corner(const plan& p, const move_space& s, std::uint32_t operation, const number& bound) {
    const auto read = facts_below(p, operation);
    for (const bool upper : {false, true}) {
        fact_values all(s.start.begin(), s.start.end());
        for (std::uint32_t f = 0; f < all.size(); ++f) {
            if (!read[f] || s.moves[f].may == freedom::locked) continue;
            const extent domain = domain_of(p.facts[f]);
            const auto& end = upper ? domain.high : domain.low;
            if (end && end->beside.sign() == 0) all[f] = end->at;
        }
        if (const auto values = replayed(p, all); values && (*values)[operation] == bound) return all;
    }
    return std::nullopt;
}

}  // namespace

std::optional<fact_values> completion_at(const plan& p, const fact_values& facts, std::uint32_t operation, range_end end, const std::atomic<bool>* stop) {
    const bool high = end == range_end::high;
    move_space s = space_of(p, starting_values(p, facts), moves_of_completion(p, facts));
    s.stop = stop;
    const bounds reach = reach_of(s, operation);
    const auto& bound = high ? reach.high : reach.low;
    if (!bound) return std::nullopt;
    std::optional<fact_values> attained;
    const auto enough = [&](const front_point& point) {
        if (point.points != *bound) return false;
        auto all = facts_at(s, point);
        const auto values = replayed(p, all);
        if (!values || (*values)[operation] != *bound) return false;
        attained = std::move(all);
        return true;
    };
    // the nearest completion where it is soon found; else a corner, before the search is let run
    std::int64_t work = 20'000;
    s.no_rough = true;
    cheapest(s, operation, high, enough, work);
    s.no_rough = false;
    if (!attained) attained = at_a_corner(p, s, operation, *bound);
    if (attained) return attained;
    work = 5'000'000;
    cheapest(s, operation, high, enough, work);
    return attained;
}

}  // namespace fenze
