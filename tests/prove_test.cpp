// The solver's reading of the plan against all completions, and what is said where it cannot tell.

#include <catch2/catch.hpp>

#include "interpreter/check/direction.hpp"
#include "interpreter/evaluate.hpp"
#include "interpreter/prove/ask.hpp"
#include "tests/random_plan.hpp"

using namespace fenze;

namespace {

question about(plan p, std::uint32_t goal) {
    question q;
    for (std::uint32_t f = 0; f < p.facts.size(); ++f) q.of.emplace_back(f);
    p.total = p.bonus = p.deduction = goal;
    q.about = std::move(p);
    q.goal = goal;
    return q;
}

bool possible(const plan& p, std::uint32_t goal, fact_values& facts, std::size_t next = 0) {
    if (next == facts.size()) return holds_for(p, goal, facts);
    const auto [from, to] = domain(p.facts[next]);
    for (int v = from; v <= to; ++v) {
        facts[next] = number(v);
        if (possible(p, goal, facts, next + 1)) return true;
    }
    return false;
}

/// Appends “at least so much” to the plan.
std::uint32_t no_less(plan& p, std::uint32_t what, const number& least) {
    fenze::operation figure, compare;
    figure.value = least;
    p.operations.push_back(figure);
    compare.kind = op::less_equal;
    compare.in = {static_cast<std::uint32_t>(p.operations.size() - 1), what};
    p.operations.push_back(compare);
    return static_cast<std::uint32_t>(p.operations.size() - 1);
}

}  // namespace

TEST_CASE("the solver agrees with all completions of random plans", "[prove]") {
    int yes = 0, no = 0, undecided = 0;
    for (unsigned seed = 1; seed <= 250; ++seed) {
        plan p = random_plan(seed).build();
        const auto goal = no_less(p, p.total, number(static_cast<int>(seed % 17) - 2));
        fact_values facts(p.facts.size());
        const bool wanted = possible(p, goal, facts);
        const question q = about(p, goal);
        INFO("seed " << seed);
        const solved said = solve(q, 2000);
        if (!solver_available()) {
            REQUIRE(said.is == verdict::undecided);
            continue;
        }
        if (said.is == verdict::undecided) {
            ++undecided;
            continue;
        }
        REQUIRE((said.is == verdict::yes) == wanted);
        if (said.is == verdict::yes) REQUIRE(holds_for(q.about, q.goal, said.facts));
        ++(wanted ? yes : no);
    }
    if (!solver_available()) return;
    CHECK(yes > 30);
    CHECK(no > 30);
    CHECK(undecided < 10);
}

TEST_CASE("an answer is replayed, and a no is never a guess", "[prove]") {
    for (unsigned seed = 1; seed <= 250; ++seed) {
        plan p = random_plan(seed).build();
        const auto goal = no_less(p, p.total, number(static_cast<int>(seed % 13) - 1));
        fact_values facts(p.facts.size());
        const bool wanted = possible(p, goal, facts);
        const question q = about(p, goal);
        asking how;
        const answer said = ask(q, p.facts.size(), how);
        INFO("seed " << seed);
        if (said.is == verdict::yes) {
            REQUIRE(wanted);
            REQUIRE(holds_for(q.about, q.goal, said.own));
        }
        if (said.is == verdict::no) REQUIRE_FALSE(wanted);
    }
}

TEST_CASE("a division that a condition guards is no hindrance", "[prove]") {
    plan_builder b;
    const auto price = b.given(fact_kind::number, number(0), number(10), true);
    const auto zero = b.constant(0);
    const auto free = b.add(op::equal, {price, zero});
    const auto share = b.add(op::divide, {b.constant(20), price});
    const auto points = b.add(op::select, {free, b.constant(50), share});
    plan p = b.total(points);
    const auto goal = no_less(p, points, number(50));
    const question q = about(p, goal);
    asking how;
    CHECK(ask(q, 1, how).is == verdict::yes);
    const solved said = solve(q, 1000);
    if (!solver_available()) return;
    REQUIRE(said.is == verdict::yes);
    CHECK(*said.facts[0] == number(0));
    const auto more = no_less(p, points, number(51));
    CHECK(solve(about(p, more), 1000).is == verdict::no);
}

TEST_CASE("a question takes out what it needs", "[prove]") {
    plan_builder b;
    const auto patents = b.count(), papers = b.count();
    const auto points = b.add(op::min, {b.add(op::scale, {patents}, number(5)), b.constant(10)});
    plan p = b.total(b.add(op::add, {points, papers}));
    question_maker maker(p);
    const auto with = maker.take(points);
    const auto goal = maker.make(op::equal, {with, maker.constant(number(10))});
    const question q = maker.ask(goal);
    CHECK(q.about.facts.size() == 1);
    asking how;
    const answer said = ask(q, p.facts.size(), how);
    REQUIRE(said.is == verdict::yes);
    CHECK(*said.facts[0] == number(2));  // the plainest of those that do
    CHECK_FALSE(said.facts[1]);
    CHECK(how.asked == 0);
}

TEST_CASE("directions are told where the form tells them", "[prove]") {
    plan_builder b;
    const auto x = b.count(), y = b.count();
    const auto rises = b.add(op::min, {b.add(op::scale, {x}, number(2)), b.constant(10)});
    const auto falls = b.add(op::max, {b.add(op::add, {b.constant(10), b.add(op::scale, {x}, number(-3))}), b.constant(0)});
    const auto both = b.add(op::add, {rises, falls});
    const auto other = b.add(op::floor_divide, {y}, number(2));
    plan p = b.total(both);
    const auto along = directions(p, 0, range(p, fact_values(p.facts.size())));
    CHECK(along[rises] == direction_of::up);
    CHECK(along[falls] == direction_of::down);
    CHECK(along[both] == direction_of::unknown);
    CHECK(along[other] == direction_of::still);
}

TEST_CASE("the signs of their parts tell the direction of products and quotients", "[prove]") {
    plan_builder b;
    const auto x = b.count(), y = b.count();
    const auto below = b.add(op::add, {x, b.constant(-5)});  // on both sides of zero
    const auto square = b.add(op::multiply, {x, x}), product = b.add(op::multiply, {x, below});
    const auto lost = b.add(op::multiply, {x, b.add(op::scale, {y}, number(-1))});
    const auto above_one = b.add(op::add, {y, b.constant(1)}), share = b.add(op::divide, {x, above_one});
    const auto inverse = b.add(op::divide, {b.constant(20), b.add(op::add, {x, b.constant(1)})}), jumps = b.add(op::divide, {b.constant(20), below});
    const auto chosen = b.add(op::select, {b.add(op::less, {y, b.constant(3)}), x, inverse});
    plan p = b.total(square);
    const auto along = directions(p, 0, range(p, fact_values(p.facts.size())));
    CHECK(along[square] == direction_of::up);
    CHECK(along[product] == direction_of::unknown);
    CHECK(along[lost] == direction_of::down);
    CHECK(along[share] == direction_of::up);
    CHECK(along[inverse] == direction_of::down);
    CHECK(along[jumps] == direction_of::unknown);
    CHECK(along[chosen] == direction_of::unknown);
    const auto other = directions(p, 1, range(p, fact_values(p.facts.size())));
    CHECK(other[share] == direction_of::down);
    CHECK(other[square] == direction_of::still);
}
