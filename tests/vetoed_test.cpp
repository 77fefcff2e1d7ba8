// What follows from a grade follows for those who have it: a veto takes its place.

#include <catch2/catch.hpp>

#include "dsl/source.hpp"
#include "interpreter/evaluate.hpp"
#include "interpreter/fenze.hpp"

namespace {

fenze::plan plan_of(const std::string& text) {
    const fenze::source written("rubric", text);
    auto made = fenze::compile(written);
    REQUIRE(made.rubrics.size() == 1);
    REQUIRE_FALSE(fenze::has_error(made.problems));
    return std::move(made.rubrics[0].program);
}

bool follows(const fenze::plan& p, const std::string& words, const fenze::fact_values& facts) {
    const auto came_to = fenze::evaluate(p, facts);
    for (const auto& a : p.actions)
        if (a.name.find(words) != std::string::npos) return came_to.values[a.condition] == fenze::number(1);
    FAIL("nothing follows of that name");
    return false;
}

const std::string start = "《考核办法》\n一、工作（100分）\n1. 工作评价（100分）\n90分以上为优秀，60分以上为合格，60分以下为不合格。\n";

}  // namespace

TEST_CASE("who is vetoed is given no reward for the total") {
    const auto p = plan_of(start + "优秀的给予20万元的资金奖励。\n否决：弄虚作假的，一票否决\n");
    REQUIRE(p.facts.size() == 2);
    CHECK(follows(p, "奖励", {fenze::number(95), fenze::number(0)}));
    CHECK_FALSE(follows(p, "奖励", {fenze::number(95), fenze::number(1)}));
    CHECK_FALSE(follows(p, "奖励", {fenze::number(70), fenze::number(0)}));
    REQUIRE(p.rewards.size() == 1);
    CHECK(fenze::evaluate(p, {fenze::number(95), fenze::number(1)}).values[p.rewards[0].allowed] == fenze::number(0));
}

TEST_CASE("a veto that gives a grade brings what follows from that grade") {
    const auto p = plan_of(start + "不合格的限期整改。\n否决：弄虚作假的，等级为不合格\n");
    REQUIRE(p.facts.size() == 2);
    CHECK(follows(p, "限期整改", {fenze::number(95), fenze::number(1)}));
    CHECK(follows(p, "限期整改", {fenze::number(50), fenze::number(0)}));
    CHECK_FALSE(follows(p, "限期整改", {fenze::number(95), fenze::number(0)}));
}

TEST_CASE("where the grades cover every total none of them is never the answer") {
    const auto p = plan_of(start);
    CHECK(fenze::range(p, fenze::fact_values(p.facts.size())).grades == std::vector<std::string>{"优秀", "合格", "不合格"});
    const auto open = plan_of("《考核办法》\n一、工作（100分）\n1. 工作评价（100分）\n90分以上为优秀，60分以上为合格。\n");
    CHECK(fenze::range(open, fenze::fact_values(open.facts.size())).grades == std::vector<std::string>{"优秀", "合格", ""});
}
