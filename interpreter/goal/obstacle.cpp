#include "interpreter/goal/obstacle.hpp"

#include <algorithm>
#include <numeric>

#include "interpreter/open_plan.hpp"

namespace fenze {

namespace {

bool certain(const bounds& b) { return b.low && b.low->sign() > 0; }
bool possible(const bounds& b) { return !b.high || b.high->sign() > 0; }

/// Facts that decide an operation.
std::vector<std::uint32_t> deciding(const plan& p, const std::vector<std::uint32_t>& tops) {
    std::vector<std::uint32_t> facts;
    for (const std::uint32_t i : cone_of(p, tops))
        if (p.operations[i].kind == op::fact) facts.push_back(p.operations[i].index);
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    return facts;
}

/// No items below, and as much as its mark allows.
bool is_full(const plan& p, const plan_node& node, const std::vector<number>& values) {
    return node.children.empty() && node.max && !node.deduction && !node.apart && !p.operations.empty() && values[node.score] == *node.max;
}

}  // namespace

obstacle obstacle_of(const move_space& s, const plan& p, std::uint32_t measured, std::uint32_t reached, std::int64_t& work) {
    obstacle out;
    const bounds reach = reach_of(s, measured);
    out.best = reach.high;
    std::vector<number> values;
    const auto best = cheapest(
        s, measured, true,
        [&](const front_point& point) {
            auto facts = facts_at(s, point);
            const auto done = replayed(s.program, facts);
            if (!done || (reach.high && (*done)[measured] < *reach.high)) return false;
            if (!reach.high) return false;
            out.best_facts = std::move(facts);
            values = *done;
            return true;
        },
        work);
    out.exact = best.found.has_value();
    if (out.exact)
        for (std::uint32_t n = 0; n < p.nodes.size(); ++n)
            if (is_full(p, p.nodes[n], values)) out.full.push_back(n);
    for (std::uint32_t v = 0; v < p.vetoes.size(); ++v)
        if (certain(reach_of(s, p.vetoes[v].condition))) out.vetoes.push_back(v);
    const auto better = [](const std::optional<number>& a, const std::optional<number>& b) { return b && (!a || *b < *a); };  // none: without bound
    std::vector<obstacle::release> found;
    for (const std::uint32_t f : deciding(s.program, {measured, reached})) {
        if (s.moves[f].may == freedom::both || p.facts[f].use == fact_use::absence) continue;
        move_space with = s;
        with.moves[f].may = freedom::both;
        const bool reaches = possible(reach_of(with, reached));
        const bounds high = reach_of(with, measured);
        if (reaches || better(high.high, reach.high)) found.push_back({f, high.high, reaches});
    }
    std::vector<std::size_t> order(found.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (found[a].reaches != found[b].reaches) return found[a].reaches;
        return better(found[a].best, found[b].best);
    });
    for (const std::size_t i : order) out.releases.push_back(found[i]);
    return out;
}

}  // namespace fenze
