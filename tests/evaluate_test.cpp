#include <catch2/catch.hpp>

#include "interpreter/evaluate.hpp"
#include "tests/plan_builder.hpp"

using namespace fenze;

namespace {

/// The plan's total, as text.
std::string total(plan_builder& b, std::uint32_t operation, const fact_values& facts = {}) {
    b.total(operation);
    REQUIRE(verify_plan(b.p) == "");
    const evaluation e = evaluate(b.p, facts);
    return e.failed ? "failed at " + std::to_string(*e.failed) : e.values[operation].text();
}

std::string of(op kind, std::vector<number> operands, const number& value = {}, std::uint32_t index = 0, int places = 0) {
    plan_builder b;
    std::vector<std::uint32_t> in;
    for (const number& n : operands) in.push_back(b.constant(n));
    return total(b, b.add(kind, in, value, index, places));
}

number part(std::int64_t a, std::int64_t b) { return number::fraction(a, b); }

}  // namespace

TEST_CASE("each operation is exact") {
    CHECK(of(op::add, {}) == "0");
    CHECK(of(op::add, {part(1, 10), part(1, 5)}) == "0.3");
    CHECK(of(op::scale, {25}, part(3, 7)) == "75/7");
    CHECK(of(op::multiply, {part(2, 3), part(3, 4)}) == "0.5");
    CHECK(of(op::divide, {20, 3}) == "20/3");
    CHECK(of(op::floor_divide, {7}, 2) == "3");
    CHECK(of(op::floor_divide, {-7}, 2) == "-4");
    CHECK(of(op::floor_divide, {1500}, 500) == "3");
    CHECK(of(op::min, {3, 1, 2}) == "1");
    CHECK(of(op::max, {3, 1, 2}) == "3");
    CHECK(of(op::less, {1, 1}) == "0");
    CHECK(of(op::less_equal, {1, 1}) == "1");
    CHECK(of(op::equal, {part(2, 4), part(1, 2)}) == "1");
    CHECK(of(op::all, {}) == "1");
    CHECK(of(op::all, {1, 0}) == "0");
    CHECK(of(op::any, {}) == "0");
    CHECK(of(op::any, {1, 0}) == "1");
    CHECK(of(op::negate, {1}) == "0");
    CHECK(of(op::select, {1, 5, 6}) == "5");
    CHECK(of(op::select, {0, 5, 6}) == "6");
}

TEST_CASE("rounding goes the way it is named") {
    const auto way = [](rounding r) { return static_cast<std::uint32_t>(r); };
    CHECK(of(op::round, {part(25, 10)}, {}, way(rounding::half_up)) == "3");
    CHECK(of(op::round, {part(-25, 10)}, {}, way(rounding::half_up)) == "-3");
    CHECK(of(op::round, {part(-25, 10)}, {}, way(rounding::down)) == "-2");
    CHECK(of(op::round, {part(21, 10)}, {}, way(rounding::up)) == "3");
    CHECK(of(op::round, {part(-21, 10)}, {}, way(rounding::floor)) == "-3");
    CHECK(of(op::round, {part(-29, 10)}, {}, way(rounding::ceiling)) == "-2");
    CHECK(of(op::round, {part(1, 3)}, {}, way(rounding::half_up), 2) == "0.33");
    CHECK(of(op::round, {1250}, {}, way(rounding::floor), -2) == "1200");
}

TEST_CASE("a tier holds its own beginning unless it begins just above") {
    const auto points = [](const number& x) {  // 低于300得0分，300以上得2分，超过700得5分，800以上得6分
        plan_builder b;
        return total(b, b.tier(b.constant(x), {{{}, false, 0}, {number(300), false, 2}, {number(700), true, 5}, {number(800), false, 6}}));
    };
    CHECK(points(-5) == "0");
    CHECK(points(part(2999, 10)) == "0");
    CHECK(points(300) == "2");
    CHECK(points(700) == "2");
    CHECK(points(part(7001, 10)) == "5");
    CHECK(points(800) == "6");
}

TEST_CASE("facts, choices and one value between two neighbouring pieces") {
    plan_builder b;
    const auto degree = b.option(3), count = b.count();
    const auto one = b.tier(count, {{{}, false, 0}, {number(3), false, 4}, {number(3), true, 1}});
    const auto sum = b.add(op::add, {b.choice(degree, {9, 6, 3}), one});
    CHECK(total(b, sum, {number(1), number(3)}) == "10");
    CHECK(total(b, sum, {number(2), number(4)}) == "4");
}

TEST_CASE("division by zero fails what uses it, and nothing else") {
    plan_builder b;
    const auto price = b.count();
    const auto ratio = b.add(op::divide, {b.constant(10), price});
    const auto none = b.add(op::equal, {price, b.constant(0)});
    const auto guarded = b.add(op::select, {none, b.constant(0), ratio});
    CHECK(total(b, guarded, {number(0)}) == "0");
    CHECK(total(b, guarded, {number(4)}) == "2.5");
    CHECK(total(b, b.add(op::scale, {ratio}, 2), {number(0)}) == "failed at 2");
}

TEST_CASE("constraints are judged where their facts are known") {
    plan_builder b;
    const auto part_of = b.count(), whole = b.count();
    b.must(b.add(op::less_equal, {part_of, whole}));
    b.must(b.add(op::less_equal, {part_of, b.constant(9)}));
    b.total(part_of);
    using broken = std::vector<std::uint32_t>;
    CHECK(broken_constraints(b.p, {number(3), number(5)}) == broken{});
    CHECK(broken_constraints(b.p, {number(6), number(5)}) == broken{0});
    CHECK(broken_constraints(b.p, {number(10), std::nullopt}) == broken{1});
    CHECK(broken_constraints(b.p, {std::nullopt, number(5)}) == broken{});
}

TEST_CASE("a broken promise of a plan is named") {
    plan_builder b;
    const auto x = b.count();
    b.total(b.add(op::floor_divide, {x}, 0));
    CHECK(verify_plan(b.p) == "operation 1: step is not positive");
    plan_builder late;
    late.total(late.add(op::add, {7}));
    CHECK(verify_plan(late.p) == "operation 0: an operand does not come before it");
    plan_builder untrue;
    untrue.total(untrue.add(op::negate, {untrue.count()}));
    CHECK(verify_plan(untrue.p) == "operation 1: an operand is not a boolean");
    plan_builder unsorted;
    unsorted.total(unsorted.tier(unsorted.count(), {{{}, false, 0}, {number(3), false, 1}, {number(2), false, 2}}));
    CHECK(verify_plan(unsorted.p) == "tier table 0: not in ascending order");
}
