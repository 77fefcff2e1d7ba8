#include <catch2/catch.hpp>

#include "interpreter/evaluate.hpp"
#include "tests/plan_builder.hpp"

using namespace fenze;

namespace {

/// "low … high" of the plan's total, ~ in front where it only encloses.
std::string reach_of(plan_builder& b, std::uint32_t operation, fact_values facts = {}) {
    b.total(operation);
    REQUIRE(verify_plan(b.p) == "");
    facts.resize(b.p.facts.size());
    const ranges r = range(b.p, facts);
    const bounds& t = r.of[operation];
    return std::string(r.tight ? "" : "~") + (t.low ? t.low->text() : "") + " … " + (t.high ? t.high->text() : "");
}

using facts_list = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("counts run from zero, and up without end unless capped") {
    plan_builder b;
    const auto patents = b.add(op::scale, {b.count()}, 5), fines = b.add(op::scale, {b.count()}, -2);
    CHECK(reach_of(b, patents) == "0 … ");
    CHECK(reach_of(b, b.add(op::min, {patents, b.constant(10)})) == "0 … 10");
    CHECK(reach_of(b, fines) == " … 0");
    CHECK(reach_of(b, b.add(op::max, {b.constant(0), b.add(op::add, {b.constant(9), fines})})) == "0 … 9");
    CHECK(reach_of(b, b.add(op::add, {patents, fines})) == " … ");
}

TEST_CASE("tiers give the pieces that the fact can meet") {
    plan_builder b;
    const std::vector<tier_piece> pieces{{{}, false, 0}, {number(3), false, 2}, {number(3), true, 9}, {number(4), false, 4}};
    CHECK(reach_of(b, b.tier(b.count(), pieces)) == "0 … 4");  // no whole number lies between 3 and 4
    CHECK(reach_of(b, b.tier(b.given(fact_kind::amount), pieces)) == "0 … 9");
    CHECK(reach_of(b, b.tier(b.given(fact_kind::percent, 3, 5), pieces)) == "2 … 9");
}

TEST_CASE("a fact used twice is one variable") {
    plan_builder b;
    const auto x = b.given(fact_kind::number, 0, 10);
    CHECK(reach_of(b, b.add(op::add, {x, b.add(op::scale, {x}, -1)})) == "0 … 0");
    const auto rise = b.add(op::min, {x, b.constant(4)}), fall = b.add(op::scale, {b.add(op::max, {x, b.constant(6)})}, -1);
    CHECK(reach_of(b, b.add(op::add, {rise, fall})) == "-6 … -2");
    const auto y = b.count();  // 每2件加3分，每3件扣4分
    const auto up = b.add(op::scale, {b.add(op::floor_divide, {y}, 2)}, 3), down = b.add(op::scale, {b.add(op::floor_divide, {y}, 3)}, -4);
    CHECK(reach_of(b, b.add(op::add, {up, down})) == "-1 … ");
}

TEST_CASE("a base and its steps, over all amounts") {
    plan_builder b;  // 达到500万元得1分，每增长500万元加1分，最多6分
    const auto x = b.given(fact_kind::amount);
    const auto steps = b.add(op::floor_divide, {b.add(op::add, {x, b.constant(-500)})}, 500);
    const auto points = b.add(op::select, {b.add(op::less_equal, {b.constant(500), x}), b.add(op::add, {b.constant(1), steps}), b.constant(0)});
    CHECK(reach_of(b, points) == "0 … ");
    CHECK(reach_of(b, b.add(op::min, {points, b.constant(6)})) == "0 … 6");
}

TEST_CASE("a mark is held to its option's range") {
    plan_builder b;
    const auto degree = b.option(2), mark = b.given(fact_kind::score, 0, 10);
    const auto low = b.choice(degree, {7, 3}), high = b.choice(degree, {10, 6});
    b.must(b.add(op::all, {b.add(op::less_equal, {low, mark}), b.add(op::less_equal, {mark, high})}));
    CHECK(reach_of(b, mark) == "3 … 10");
    CHECK(reach_of(b, mark, {number(1)}) == "3 … 6");
    CHECK(range(b.p, {number(1), std::nullopt}).missing == facts_list{1});
    CHECK(range(b.p, {std::nullopt, std::nullopt}).missing == facts_list{0, 1});
    CHECK(reach_of(b, mark, {std::nullopt, number(5)}) == "5 … 5");
    CHECK(range(b.p, {std::nullopt, number(5)}).missing.empty());
}

TEST_CASE("parts and their whole") {
    plan_builder b;
    const auto some = b.count(), rest = b.count(), all = b.given(fact_kind::count, 0, 20, true);
    b.must(b.add(op::equal, {b.add(op::add, {some, rest}), all}));
    CHECK(reach_of(b, b.add(op::add, {b.add(op::scale, {some}, 2), rest})) == "0 … 40");
    CHECK(reach_of(b, rest, {number(4), std::nullopt, number(9)}) == "5 … 5");
    CHECK(reach_of(b, b.add(op::add, {some, rest}), {std::nullopt, number(30)}) == "~30 … ");  // no completion at all
}

TEST_CASE("an end that is neared and not reached is not tight") {
    plan_builder b;
    const auto x = b.given(fact_kind::number, 0, 10);
    const auto below = b.add(op::less, {x, b.constant(5)});
    CHECK(reach_of(b, b.add(op::select, {below, x, b.constant(0)})) == "~0 … 5");
}

TEST_CASE("a guarded division") {
    plan_builder b;
    const auto x = b.count();
    const auto share = b.add(op::select, {b.add(op::equal, {x, b.constant(0)}), b.constant(0), b.add(op::divide, {b.constant(20), x})});
    CHECK(reach_of(b, share).substr(0, 1) == "~");
    CHECK(reach_of(b, share, {number(8)}) == "2.5 … 2.5");
    plan_builder zero;
    zero.total(zero.add(op::divide, {zero.count(), zero.count()}));
    CHECK(range(zero.p, {number(1), number(0)}).failed == 2U);
    CHECK_FALSE(range(zero.p, {number(1), std::nullopt}).failed);
}

TEST_CASE("missing facts are those that can still move the total") {
    plan_builder b;
    const auto known = b.count(), idle = b.count(), open = b.yes_no();
    const auto capped = b.add(op::min, {b.add(op::add, {known, idle}), b.constant(5)});
    b.total(b.add(op::add, {capped, b.add(op::scale, {open}, 2)}));
    CHECK(range(b.p, {number(7), std::nullopt, std::nullopt}).missing == facts_list{2});
    CHECK(range(b.p, {number(4), std::nullopt, std::nullopt}).missing == facts_list{1, 2});
    b.p.facts[2].use = fact_use::outcome;
    CHECK(range(b.p, {number(7), std::nullopt, std::nullopt}).missing.empty());
}

TEST_CASE("grades that may still be the first to hold") {
    plan_builder b;
    const auto points = b.add(op::scale, {b.option(3)}, 40), base = b.add(op::add, {points, b.constant(15)});
    b.total(base);
    const auto at_least = [&](int n) { return b.add(op::less_equal, {b.constant(n), base}); };
    b.p.grades = {{"优秀", at_least(90), {}}, {"良好", at_least(80), {}}, {"合格", at_least(50), {}}};
    using names = std::vector<std::string>;
    CHECK(range(b.p, {std::nullopt}).grades == names{"优秀", "合格", ""});  // 15, 55 or 95
    CHECK(range(b.p, {number(1)}).grades == names{"合格"});
}

TEST_CASE("a large rubric with nothing known is quick and tight") {
    plan_builder b;
    std::vector<std::uint32_t> nodes;
    for (int i = 0; i < 60; ++i) {
        const auto x = b.count(), level = b.option(4);
        const auto rule = b.add(op::min, {b.add(op::scale, {b.add(op::floor_divide, {x}, 2)}, 3), b.constant(9)});
        nodes.push_back(b.add(op::min, {b.add(op::add, {rule, b.choice(level, {6, 4, 2, 0})}), b.constant(12)}));
    }
    CHECK(reach_of(b, b.add(op::add, nodes)) == "0 … 720");
    const auto shared = b.count();  // one fact in two items
    nodes.push_back(b.add(op::min, {shared, b.constant(5)}));
    nodes.push_back(b.add(op::max, {b.add(op::scale, {shared}, -1), b.constant(-8)}));
    CHECK(reach_of(b, b.add(op::add, nodes)) == "-3 … 720");
}

TEST_CASE("what an unknown fact cannot change is known to all that use it") {
    plan_builder b;
    const auto sure = b.add(op::any, {b.given(fact_kind::boolean, 0, 1), b.constant(1)});
    const auto points = b.add(op::select, {sure, b.constant(11), b.constant(2)});
    CHECK(reach_of(b, b.add(op::less_equal, {b.constant(8), points})) == "1 … 1");
    CHECK(reach_of(b, b.add(op::scale, {points}, 3)) == "33 … 33");
}
