// Goals in words, moves, obstacles; amounts in steps against all values of the grid.

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "interpreter/evaluate.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/goal/next_step.hpp"
#include "interpreter/goal/seek.hpp"
#include "tests/plan_builder.hpp"
#include "tests/small_plan.hpp"

using namespace fenze;

namespace {

goal_request request(const plan& p, const goal& what, fact_values facts) {
    goal_request wanted;
    wanted.what = what;
    wanted.moves = default_moves(p, facts);
    wanted.facts = std::move(facts);
    return wanted;
}

goal total_of(const number& points) {
    goal g;
    g.points = points;
    return g;
}

/// What a fact can come to alone, in ways that rubrics have.
std::uint32_t random_points(plan_builder& b, std::mt19937& random, std::uint32_t f) {
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    switch (below(4)) {
        case 0: {
            const int from = 3 + below(20), to = from + 1 + below(25);
            return b.tier(
                f, {{{}, false, number(below(4))}, {number(from), below(2) == 0, number(3 + below(5))}, {number(to), below(2) == 0, number(6 + below(9))}});
        }
        case 1: {
            const auto past = b.add(op::max, {b.add(op::add, {f, b.constant(-(3 + below(10)))}), b.constant(0)});
            return b.add(op::min, {b.add(op::scale, {b.add(op::floor_divide, {past}, number(2 + below(6)))}, number(1 + below(3))), b.constant(8 + below(6))});
        }
        case 2:
            return b.add(op::select, {b.add(op::less, {b.constant(5 + below(40)), f}), b.constant(2 + below(9)), b.constant(below(2))});
        default:
            return b.add(op::min, {b.add(op::scale, {f}, number::fraction(1, 2 + below(4))), b.constant(6 + below(8))});
    }
}

}  // namespace

TEST_CASE("goals are read from words", "[goal]") {
    const plan p = small_plan();
    const auto grade = read_goal(p, "优秀");
    REQUIRE(grade.what);
    CHECK(grade.what->is == goal::kind::grade);
    for (const char* words : {"8", "8分", "总分8", "总分 8", "总分＝8分", "合计：8"}) {
        INFO(words);
        const auto total = read_goal(p, words);
        REQUIRE(total.what);
        CHECK(total.what->is == goal::kind::total);
        CHECK(total.what->points == number(8));
    }
    for (const char* words : {"1.2=5", "知识产权 5分", "知识产权=满分", "1.2 满分"}) {
        INFO(words);
        const auto item = read_goal(p, words);
        REQUIRE(item.what);
        CHECK(item.what->is == goal::kind::item);
        CHECK(p.nodes[item.what->node].title == "知识产权");
        CHECK(item.what->points == number(5));
    }
    CHECK(read_goal(p, "很好").problem == goal_problem::unknown_words);
    CHECK(read_goal(p, "9.9=3").problem == goal_problem::unknown_item);
    CHECK(read_goal(p, "知识产权").problem == goal_problem::no_points);
    CHECK(read_goal(p, "知识产权=很多").problem == goal_problem::no_points);
    CHECK(read_goal(p, "满分").what->points == number(9));
}

TEST_CASE("a goal out of reach names what stands in the way", "[goal]") {
    const plan p = small_plan();
    // 办公室 是, 会议 否, 发明 1, 实用新型 0, 特色工作 1, 弄虚作假 否: 2 + 2 + 1
    const fact_values facts{number(1), number(0), number(1), number(0), number(1), number(0)};
    auto wanted = request(p, total_of(12), facts);
    CHECK(seek(p, wanted).status == goal_status::found);
    wanted.what.points = 13;
    auto answer = seek(p, wanted);
    CHECK(answer.status == goal_status::unreachable);
    REQUIRE(answer.because);
    CHECK(answer.because->best == number(12));
    CHECK(answer.because->exact);
    CHECK(answer.because->releases.empty());
    wanted.what.points = 12;
    wanted.moves[1].may = freedom::locked;
    answer = seek(p, wanted);
    CHECK(answer.status == goal_status::unreachable);
    CHECK(answer.because->best == number(10));
    REQUIRE(answer.because->releases.size() == 1);
    CHECK(answer.because->releases.front().fact == 1);
    CHECK(answer.because->releases.front().reaches);
}

TEST_CASE("a veto that holds is beyond all points, and one that is free is not walked into", "[goal]") {
    const plan p = small_plan();
    goal g;
    g.is = goal::kind::grade;
    fact_values facts{number(1), number(0), number(1), number(0), number(1), number(1)};
    auto answer = seek(p, request(p, g, facts));
    CHECK(answer.status == goal_status::unreachable);
    REQUIRE(answer.because);
    CHECK(answer.because->vetoes == std::vector<std::uint32_t>{0});
    facts[5].reset();
    answer = seek(p, request(p, g, facts));
    REQUIRE(answer.status == goal_status::found);
    CHECK(answer.proved);
    CHECK(answer.plans.front().facts[5] == number(0));
    CHECK(std::find(answer.assumed.begin(), answer.assumed.end(), 5U) != answer.assumed.end());
}

TEST_CASE("the step of an amount is what its figures ask for", "[goal]") {
    plan_builder b;
    const auto tiers = b.given(fact_kind::amount, number(0)), steps = b.given(fact_kind::amount, number(0)), share = b.given(fact_kind::amount, number(0)),
               count = b.count(), rate = b.given(fact_kind::percent, number(0), number(100));
    const auto by_tier = b.tier(tiers, {{{}, false, 0}, {number(1000), false, 10}, {number(1300), false, 16}, {number(1600), false, 22}});
    const auto past = b.add(op::add, {steps, b.constant(-500)});
    const auto by_steps = b.add(op::floor_divide, {b.add(op::max, {past, b.constant(0)})}, number(500));
    const auto by_share = b.add(op::min, {b.add(op::divide, {share, b.constant(5000)}), b.constant(1)});
    const plan p = b.total(b.add(op::add, {by_tier, by_steps, by_share, count, rate}));
    const auto moves = default_moves(p, fact_values(5));
    CHECK(moves[0].step == number(100));
    CHECK(moves[1].step == number(500));
    CHECK(moves[2].step == number(500));
    CHECK(moves[3].step == number(1));
    CHECK(moves[4].step == number(1));
    CHECK(moves[0].may == freedom::up);
    CHECK(moves[4].may == freedom::both);
    const auto figures = figures_of(p);
    CHECK(figures[0].compared_only);
    CHECK(figures[1].compared_only);
    CHECK_FALSE(figures[2].compared_only);
    CHECK_FALSE(figures[3].compared_only);
}

TEST_CASE("amounts in steps agree with every value of the grid", "[goal]") {
    int found = 0, unreachable = 0;
    for (unsigned seed = 1; seed <= 120; ++seed) {
        std::mt19937 random(seed);
        const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
        plan_builder b;
        std::vector<std::uint32_t> parts;
        for (int i = 0; i < 3; ++i) parts.push_back(random_points(b, random, b.given(fact_kind::amount, number(0), number(50))));
        const plan p = b.total(b.add(op::min, {b.add(op::add, parts), b.constant(14 + below(18))}));
        goal_request wanted;
        std::vector<std::set<std::string>> seen(3);
        std::vector<std::vector<number>> grid(3);
        for (std::size_t f = 0; f < 3; ++f) {
            const number start = number::fraction(below(80), 2);
            wanted.facts.emplace_back(start);
            const fact_moves m{below(3) == 0 ? freedom::both : freedom::up, number::fraction(2 + below(9), 2), number(1 + below(4))};
            wanted.moves.push_back(m);
            std::vector<number> values{start, number(0), number(50)};
            for (number v = 0; v <= number(50); v = v + m.step) values.push_back(v);
            for (const number& v : values)
                if ((m.may == freedom::both || start <= v) && seen[f].insert(v.text()).second) grid[f].push_back(v);
        }
        wanted.what.points = number(4 + below(26));
        std::optional<number> least;
        for (const number& x : grid[0])
            for (const number& y : grid[1])
                for (const number& z : grid[2]) {
                    const fact_values facts{x, y, z};
                    number cost;
                    for (std::size_t f = 0; f < 3; ++f) {
                        const number away = *facts[f] < *wanted.facts[f] ? *wanted.facts[f] - *facts[f] : *facts[f] - *wanted.facts[f];
                        cost = cost + *divide(away, wanted.moves[f].step) * wanted.moves[f].cost;
                    }
                    if (least && *least <= cost) continue;
                    if (evaluate(p, facts).values[p.total] >= wanted.what.points) least = cost;
                }
        const goal_answer answer = seek(p, wanted);
        INFO("seed " << seed << ", goal " << wanted.what.points.text());
        REQUIRE(answer.proved);
        REQUIRE(least.has_value() == !answer.plans.empty());
        ++(least ? found : unreachable);
        if (least) REQUIRE(answer.plans.front().cost == *least);
    }
    CHECK(found > 40);
    CHECK(unreachable > 5);
}

TEST_CASE("a fact that ties all items is taken one value at a time", "[goal]") {
    plan_builder b;
    const auto kind = b.option(2);
    std::vector<std::uint32_t> items;
    for (int i = 0; i < 12; ++i) {  // target 5 or 10, points by share
        const auto target = b.choice(kind, {number(5), number(10)});
        items.push_back(b.add(op::min, {b.add(op::divide, {b.count(), target}), b.constant(1)}));
    }
    const plan p = b.total(b.add(op::scale, {b.add(op::add, items)}, number(10)));
    goal_request wanted = request(p, total_of(60), fact_values(13, number(0)));
    wanted.facts[0] = number(1);
    wanted.moves[0].cost = 3;
    wanted.moves[0].may = freedom::both;
    const auto answer = seek(p, wanted);
    REQUIRE(answer.status == goal_status::found);
    CHECK(answer.proved);
    CHECK(answer.plans.front().cost == number(33));  // the kind of five each, and thirty counts; else sixty
    CHECK(answer.plans.front().facts[0] == number(0));
}

TEST_CASE("a search that is broken off proves nothing", "[goal]") {
    const plan p = small_plan();
    const std::atomic<bool> stop{true};
    auto wanted = request(p, total_of(8), fact_values(p.facts.size()));
    const auto whole = seek(p, wanted);
    REQUIRE(whole.proved);
    wanted.stop = &stop;
    const auto broken = seek(p, wanted);
    CHECK_FALSE(broken.proved);
}

TEST_CASE("places count from the first, start behind all figures and may improve", "[goal]") {
    const auto came_to =
        compile(source("", "《考核》\n1. 排名（20分）\n考核排名第1-3名得20分，第4-10名得10分，其余得5分。\n2. 进步（10分）\n位次每前进1位得1分，最高10分。\n"));
    REQUIRE(came_to.rubrics.size() == 1);
    const plan& p = came_to.rubrics.front().program;
    REQUIRE(p.facts.size() == 2);
    CHECK(is_place(p.facts[0]));
    CHECK(p.facts[0].min == number(1));
    CHECK_FALSE(is_place(p.facts[1]));  // by how many places
    const fact_values none(p.facts.size());
    CHECK(starting_values(p, none)[0] == number(11));
    CHECK(default_moves(p, none)[0].may == freedom::both);
    const auto answer = seek(p, request(p, total_of(20), {number(6), number(0)}));
    REQUIRE(answer.plans.size() == 1);
    CHECK(answer.plans.front().cost == number(3));
    REQUIRE(answer.plans.front().changes.size() == 1);
    CHECK(answer.plans.front().changes.front().to == number(3));
}
