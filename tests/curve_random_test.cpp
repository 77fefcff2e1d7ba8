// Curves and next steps of random small plans, against the evaluator at many values.

#include <catch2/catch.hpp>
#include <random>

#include "interpreter/evaluate.hpp"
#include "interpreter/goal/completion.hpp"
#include "interpreter/goal/curve.hpp"
#include "interpreter/goal/missing.hpp"
#include "interpreter/goal/next_step.hpp"
#include "tests/random_plan.hpp"

using namespace fenze;

namespace {

fact_values some_facts(const plan& p, std::mt19937& random) {
    fact_values facts;
    for (const fact& f : p.facts) {
        const auto [from, to] = domain(f);
        facts.emplace_back(from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1)));
    }
    return facts;
}

number value_at(const plan& p, fact_values facts, std::uint32_t f, const number& x, std::uint32_t operation) {
    facts[f] = x;
    return evaluate(p, facts).values[operation];
}

bool is_number(const fact& f) { return f.kind != fact_kind::choice && f.kind != fact_kind::boolean; }

}  // namespace

TEST_CASE("a curve is the evaluator at every value", "[goal]") {
    int curves = 0, none = 0;
    for (unsigned seed = 1; seed <= 600; ++seed) {
        const plan p = random_plan(seed).build();
        std::mt19937 random(seed);
        const fact_values facts = some_facts(p, random);
        for (std::uint32_t f = 0; f < p.facts.size(); ++f) {
            if (!is_number(p.facts[f])) continue;
            const auto [from, to] = domain(p.facts[f]);
            const auto c = curve_of(p, facts, f, p.total, number(from - 2), number(to + 3));
            ++(c ? curves : none);
            if (!c) continue;  // the fact times itself
            INFO("seed " << seed << " fact " << f);
            REQUIRE(c->points.size() == c->values.size());
            REQUIRE(c->lines.size() + 1 == c->points.size());
            for (int k = 0; k <= (to - from + 5) * 6; ++k) {
                const number x = number(from - 2) + number::fraction(k, 6);
                REQUIRE(c->at(x) == value_at(p, facts, f, x, p.total));
            }
            for (std::size_t i = 0; i < c->points.size(); ++i) REQUIRE(c->values[i] == value_at(p, facts, f, c->points[i], p.total));
        }
    }
    CHECK(curves > 1000);
    CHECK(none * 5 < curves);
}

TEST_CASE("a next step is the nearest value with more points", "[goal]") {
    int steps = 0, ends = 0;
    for (unsigned seed = 1; seed <= 600; ++seed) {
        const plan p = random_plan(seed).build();
        std::mt19937 random(seed + 5000);
        const fact_values facts = some_facts(p, random);
        const number now = evaluate(p, facts).values[p.total];
        for (std::uint32_t f = 0; f < p.facts.size(); ++f) {
            const auto [from, to] = domain(p.facts[f]);
            const fact_moves moves{random() % 2 == 0 ? freedom::up : freedom::both, 1, 1};
            if (is_number(p.facts[f]) && !curve_of(p, facts, f, p.total, number(from), number(to))) continue;
            std::optional<number> nearest;
            for (int v = from; v <= to; ++v) {
                if (moves.may == freedom::up && number(v) < *facts[f]) continue;
                if (value_at(p, facts, f, number(v), p.total) <= now) continue;
                const number away = number(v) < *facts[f] ? *facts[f] - number(v) : number(v) - *facts[f];
                if (!nearest || away < *nearest) nearest = away;
            }
            const auto found = next_step_of(p, facts, f, p.total, moves);
            INFO("seed " << seed << " fact " << f);
            REQUIRE(found.has_value() == nearest.has_value());
            ++(found ? steps : ends);
            if (!found) continue;
            REQUIRE(found->away == *nearest);
            REQUIRE_FALSE(found->just_above);
            REQUIRE(found->gain == value_at(p, facts, f, found->to, p.total) - now);
            REQUIRE(found->total_gain == found->gain);
        }
    }
    CHECK(steps > 300);
    CHECK(ends > 300);
}

TEST_CASE("missing facts settle what fixing them narrows", "[goal]") {
    int ranked = 0, idle = 0;
    for (unsigned seed = 1; seed <= 300; ++seed) {
        const plan p = random_plan(seed).build();
        fact_values none(p.facts.size());
        const result now = score(p, none);
        const auto& whole = now.at(p.total);
        if (!whole.low || !whole.high || !now.tight) continue;
        const auto report = missing_facts(p, none, now);
        INFO("seed " << seed);
        if (report.lowest) REQUIRE(evaluate(p, *report.lowest).values[p.total] == *whole.low);
        if (report.highest) REQUIRE(evaluate(p, *report.highest).values[p.total] == *whole.high);
        std::optional<number> before;
        for (const missing_fact& m : report.moving) {
            REQUIRE(m.settles);
            if (before) REQUIRE(*m.settles <= *before);
            before = m.settles;
            ++ranked;
            bool attained = false;
            const auto [from, to] = domain(p.facts[m.fact]);
            for (int v = from; v <= to; ++v) {
                fact_values with = none;
                with[m.fact] = number(v);
                const bounds left = range(p, with).of[p.total];
                const number gone = *whole.high - *whole.low - (*left.high - *left.low);
                attained = attained || gone == *m.settles;
            }
            REQUIRE((attained || m.settles->sign() == 0));
        }
        for (const idle_fact& i : report.idle) {
            ++idle;
            const auto [from, to] = domain(p.facts[i.fact]);
            for (int v = from; v <= to; ++v) {
                fact_values with = none;
                with[i.fact] = number(v);
                const ranges left = range(p, with);
                if (!left.tight || !completion_at(p, with, p.total, range_end::low)) continue;  // a value that no completion takes
                REQUIRE(left.of[p.total].low == whole.low);
                REQUIRE(left.of[p.total].high == whole.high);
            }
        }
    }
    CHECK(ranked > 300);
    CHECK(idle > 50);
}
