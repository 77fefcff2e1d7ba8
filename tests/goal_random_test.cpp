// Goal seek and completions on random small plans, against all combinations of the facts one by one.

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "interpreter/evaluate.hpp"
#include "interpreter/goal/completion.hpp"
#include "interpreter/goal/seek.hpp"
#include "tests/random_plan.hpp"

using namespace fenze;

namespace {

/// All accepted combinations of the facts that differ from the start where they may.
template <typename each>
void all_ways(const plan& p, const std::vector<number>& start, const std::vector<fact_moves>& moves, fact_values& facts, std::size_t next, each& visit) {
    if (next == p.facts.size()) {
        if (broken_constraints(p, facts).empty()) visit(facts);
        return;
    }
    const auto [from, to] = domain(p.facts[next]);
    for (int v = from; v <= to; ++v) {
        if (moves[next].may == freedom::locked && number(v) != start[next]) continue;
        if (moves[next].may == freedom::up && number(v) < start[next]) continue;
        facts[next] = number(v);
        all_ways(p, start, moves, facts, next + 1, visit);
    }
}

number cost_of(const fact_values& facts, const std::vector<number>& start, const std::vector<fact_moves>& moves) {
    number cost;
    for (std::size_t f = 0; f < facts.size(); ++f) {
        const number away = *facts[f] < start[f] ? start[f] - *facts[f] : *facts[f] - start[f];
        cost = cost + away * moves[f].cost;
    }
    return cost;
}

struct count {
    int plans = 0, found = 0, unreachable = 0, proved = 0, others = 0, curves = 0;
};

void compare(unsigned seed, count& seen) {
    const plan p = random_plan(seed).build();
    std::mt19937 random(seed * 7 + 1);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    goal_request wanted;
    wanted.facts.resize(p.facts.size());
    for (std::size_t f = 0; f < p.facts.size(); ++f) {
        const auto [from, to] = domain(p.facts[f]);
        wanted.facts[f] = number(from + below(to - from + 1));
    }
    if (!broken_constraints(p, wanted.facts).empty()) return;
    wanted.moves = default_moves(p, wanted.facts);
    for (auto& m : wanted.moves) {
        m.step = 1;
        m.cost = number::fraction(1 + below(6), 1 + below(2));
        m.may = below(5) == 0 ? freedom::locked : below(2) == 0 ? freedom::up : freedom::both;
    }
    if (below(3) == 0) {
        wanted.what.is = goal::kind::grade;
        wanted.what.grade = static_cast<std::uint32_t>(below(2));
    } else {
        wanted.what.is = below(3) == 0 ? goal::kind::item : goal::kind::total;
        wanted.what.points = number::fraction(below(40) - 6, 2);
    }
    wanted.curve = true;
    wanted.plans = 3;

    std::vector<number> start;
    for (const auto& value : wanted.facts) start.push_back(*value);
    std::optional<number> least;
    std::vector<std::pair<number, number>> points;  // measured, cost
    struct way {
        number cost;
        std::vector<std::size_t> changed;
    };
    std::vector<way> ways;
    const auto measured = measured_by(p, wanted.what);
    fact_values facts(p.facts.size());
    auto visit = [&](const fact_values& at) {
        const auto done = evaluate(p, at);
        if (done.failed) return;
        const number cost = cost_of(at, start, wanted.moves);
        points.emplace_back(done.values[measured], cost);
        if (!fulfils(p, wanted.what, done.values)) return;
        if (!least || cost < *least) least = cost;
        way w{cost, {}};
        for (std::size_t f = 0; f < at.size(); ++f)
            if (*at[f] != start[f]) w.changed.push_back(f);
        ways.push_back(std::move(w));
    };
    all_ways(p, start, wanted.moves, facts, 0, visit);
    if (points.empty()) return;

    const goal_answer answer = seek(p, wanted);
    INFO(
        "seed " << seed << ", goal " << static_cast<int>(wanted.what.is) << " " << wanted.what.points.text() << ", answer " << static_cast<int>(answer.status));
    ++seen.plans;
    if (!answer.proved) return;  // counted at the end
    ++seen.proved;
    if (!least) {
        REQUIRE((answer.status == goal_status::unreachable || answer.status == goal_status::not_found));
        ++seen.unreachable;
    } else {
        REQUIRE((answer.status == goal_status::found || answer.status == goal_status::reached));
        REQUIRE(!answer.plans.empty());
        REQUIRE(answer.plans.front().cost == *least);
        ++seen.found;
    }
    for (const goal_plan& plan : answer.plans) {  // replayed here once more
        REQUIRE(broken_constraints(p, plan.facts).empty());
        const auto done = evaluate(p, plan.facts);
        REQUIRE_FALSE(done.failed);
        REQUIRE(fulfils(p, wanted.what, done.values));
        REQUIRE(cost_of(plan.facts, start, wanted.moves) == plan.cost);
        REQUIRE(done.values[p.total] == plan.total);
    }
    // Other plans: the cheapest that change no set of facts holding all of an earlier one's.
    if (answer.status == goal_status::found) {
        std::vector<std::vector<std::size_t>> taken;
        for (const goal_plan& plan : answer.plans) {
            std::vector<std::size_t> own;
            for (const change& c : plan.changes) own.push_back(c.fact);
            std::optional<number> best;
            for (const way& w : ways) {
                const bool holds = std::any_of(
                    taken.begin(), taken.end(), [&](const auto& t) { return std::includes(w.changed.begin(), w.changed.end(), t.begin(), t.end()); });
                if (!holds && (!best || w.cost < *best)) best = w.cost;
            }
            REQUIRE(best);
            if (plan.proved) REQUIRE(plan.cost == *best);
            taken.push_back(std::move(own));
            ++seen.others;
        }
        if (answer.plans.size() < wanted.plans && answer.plans.back().proved)
            for (const way& w : ways)
                REQUIRE(std::any_of(
                    taken.begin(), taken.end(), [&](const auto& t) { return std::includes(w.changed.begin(), w.changed.end(), t.begin(), t.end()); }));
    }
    // The curve: of each of its points nothing better is as cheap; complete, it ends at the most.
    number top = points.front().first;
    for (const auto& [value, cost] : points) top = maximum(top, value);
    for (const trade& t : answer.curve)
        for (const auto& [value, cost] : points) {
            if (cost < t.cost) REQUIRE(value < t.points);
            if (cost == t.cost) REQUIRE(value <= t.points);
        }
    if (answer.curve_complete) {
        REQUIRE(answer.curve.back().points == top);
        ++seen.curves;
    }
}

}  // namespace

TEST_CASE("goal seek on random plans agrees with all combinations", "[goal]") {
    count seen;
    for (unsigned seed = 1; seed <= 1500; ++seed) compare(seed, seen);
    INFO(seen.plans << " plans, " << seen.proved << " proved, " << seen.found << " found, " << seen.unreachable << " out of reach, " << seen.others
                    << " plans, " << seen.curves << " curves");
    CHECK(seen.plans >= 400);
    CHECK(seen.proved >= seen.plans * 95 / 100);
    CHECK(seen.found >= 150);
    CHECK(seen.unreachable >= 50);
    CHECK(seen.curves >= 100);
}

TEST_CASE("both ends of a tight range are attained by a completion", "[goal]") {
    int ends = 0, attained = 0;
    for (unsigned seed = 1; seed <= 400; ++seed) {
        const plan p = random_plan(seed).build();
        std::mt19937 random(seed);
        fact_values given(p.facts.size());
        for (std::size_t f = 0; f < given.size(); ++f)
            if (random() % 4 == 0) given[f] = number(domain(p.facts[f]).first);
        std::vector<number> start(p.facts.size());
        std::vector<fact_moves> moves(p.facts.size(), {freedom::both, 1, 1});
        for (std::size_t f = 0; f < given.size(); ++f)
            if (given[f]) start[f] = *given[f], moves[f].may = freedom::locked;
        const std::uint32_t outputs[2] = {p.total, p.nodes.front().score};
        std::optional<number> low[2], high[2];
        fact_values facts(p.facts.size());
        auto visit = [&](const fact_values& at) {
            const auto done = evaluate(p, at);
            if (done.failed) return;
            for (int k = 0; k < 2; ++k) {
                const number& n = done.values[outputs[k]];
                if (!low[k] || n < *low[k]) low[k] = n;
                if (!high[k] || *high[k] < n) high[k] = n;
            }
        };
        all_ways(p, start, moves, facts, 0, visit);
        if (!low[0]) continue;
        INFO("seed " << seed);
        for (int k = 0; k < 2; ++k)
            for (const auto end : {range_end::low, range_end::high}) {
                ++ends;
                const auto found = completion_at(p, given, outputs[k], end);
                if (!found) continue;
                ++attained;
                for (std::size_t f = 0; f < given.size(); ++f)
                    if (given[f]) REQUIRE((*found)[f] == given[f]);
                REQUIRE(broken_constraints(p, *found).empty());
                REQUIRE(evaluate(p, *found).values[outputs[k]] == (end == range_end::low ? *low[k] : *high[k]));
            }
    }
    INFO(attained << " of " << ends << " ends");
    CHECK(ends >= 800);
    CHECK(attained == ends);
}
