#include "interpreter/goal/search.hpp"

#include <algorithm>

#include "interpreter/open_plan.hpp"

namespace fenze {

namespace {

constexpr int most_rounds = 32;

/// The facts that stay, as known values.
fact_values fixed_facts(const move_space& s) {
    fact_values fixed(s.program.facts.size());
    for (std::uint32_t f = 0; f < fixed.size(); ++f)
        if (s.moves[f].may == freedom::locked) fixed[f] = s.start[f];
    return fixed;
}

number least_cost(const move_space& s) {
    std::optional<number> least;
    for (const fact_moves& m : s.moves)
        if (m.may != freedom::locked && (!least || m.cost < *least)) least = m.cost;
    return least.value_or(number(1));
}

}  // namespace

move_space space_of(const plan& p, std::vector<number> start, std::vector<fact_moves> moves) {
    move_space s{p, std::move(start), std::move(moves), {}, false, nullptr};
    for (const constraint& c : p.constraints) s.must.push_back(c.operation);
    return s;
}

std::vector<fact_moves> moves_of_completion(const plan& p, const fact_values& facts) {
    auto moves = default_moves(p, facts);
    for (std::uint32_t f = 0; f < moves.size(); ++f) moves[f].may = facts[f] || p.facts[f].use == fact_use::absence ? freedom::locked : freedom::both;
    return moves;
}

search_result cheapest(
    const move_space& s, std::uint32_t measured, bool higher, const std::function<bool(const front_point&)>& enough, std::int64_t& work, number from) {
    const auto figures = figures_of(s.program);
    front_question q;
    q.program = &s.program;
    q.fixed = fixed_facts(s);
    q.measured = measured;
    q.higher = higher;
    q.must = s.must;
    q.values.resize(s.program.facts.size());
    q.budget = from.sign() > 0 ? from : least_cost(s) * 8;
    search_result out;
    for (int round = 0; round < most_rounds; ++round, q.budget = q.budget * 2) {
        bool cut = false, all = true;
        for (std::uint32_t f = 0; f < q.values.size(); ++f) {
            if (q.fixed[f]) continue;
            auto list = values_to_try(s.program.facts[f], s.start[f], s.moves[f], domain_of(s.program.facts[f]), figures[f], q.budget);
            q.values[f] = std::move(list.values);
            cut = cut || list.cut;
            all = all && list.all;
        }
        if (s.stop && s.stop->load()) work = 0;
        q.work = work;
        q.stop = s.stop;
        q.no_rough = s.no_rough;
        front now = least_costs(q);
        work -= now.work;
        out.budget = q.budget;
        out.exact = now.exact = now.exact && all;
        const auto found = std::find_if(now.points.begin(), now.points.end(), enough);
        const bool done = found != now.points.end();
        if (done) out.found = *found;
        if (now.exact || round == 0) out.looked_at = std::move(now);
        if (done) return out;
        // Within the budget the values may all be there and yet not fit together: what bounds them is their sum.
        number dearest;
        for (const auto& values : q.values) {
            number most;
            for (const priced_value& v : values) most = maximum(most, v.cost);
            dearest = dearest + most;
        }
        if (!cut && dearest <= q.budget) return out;
        if (work <= 0) break;
    }
    out.exact = false;
    return out;
}

fact_values facts_at(const move_space& s, const front_point& at) {
    fact_values facts(s.start.begin(), s.start.end());
    for (const auto& [f, value] : at.facts) facts[f] = value;
    return facts;
}

bounds reach_of(const move_space& s, std::uint32_t operation) {
    plan p = s.program;
    fact_values known = fixed_facts(s);
    for (std::uint32_t f = 0; f < known.size(); ++f) {
        if (known[f] || s.moves[f].may != freedom::up) continue;
        if (p.facts[f].kind == fact_kind::boolean && s.start[f].sign() != 0) known[f] = s.start[f];
        else if (p.facts[f].kind != fact_kind::choice) p.facts[f].min = s.start[f];  // a choice keeps all its options: a wider range is still a range
    }
    plan_node asked;  // an operation that no item shows would be enclosed only
    asked.id = "asked";
    asked.raw = asked.score = operation;
    p.nodes = {asked};
    p.grades.clear();
    p.vetoes.clear();
    p.actions.clear();
    p.total = p.bonus = p.deduction = operation;
    return range(p, known).of[operation];
}

std::optional<std::vector<number>> replayed(const plan& p, const fact_values& facts) {
    if (!broken_constraints(p, facts).empty()) return std::nullopt;
    auto done = evaluate(p, facts);
    if (done.failed) return std::nullopt;
    return std::move(done.values);
}

}  // namespace fenze
