// 事实： at the top of a document: one fact for several items, whatever unit or order of options each of them writes.

#include <catch2/catch.hpp>

#include "interpreter/evaluate.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/reading.hpp"
#include "interpreter/understanding.hpp"

using namespace fenze;

namespace {

compiled read(const std::string& words) { return compile(source("细则.fenze", words)); }

std::vector<std::string> paths(const compiled& file) {
    std::vector<std::string> out;
    for (const auto& f : file.rubrics.at(0).program.facts) out.push_back(f.path);
    return out;
}

number total(const compiled& file, const std::vector<number>& values) {
    fact_values facts(values.begin(), values.end());
    const plan& p = file.rubrics.at(0).program;
    REQUIRE(facts.size() == p.facts.size());
    return evaluate(p, facts).values[p.total];
}

const std::string output = "1. 规模（20分）\n工业总产值达到2亿元得10分，每增加1亿元加5分。\n2. 贡献（10分）\n工业总产值每1000万元得1分。\n";
const std::string by_formula = "1. 规模（20分）\n产值达到2亿元得10分，每增加1亿元加5分。\n2. 份额（10分）\n公式：得分＝产值÷10\n";

}  // namespace

TEST_CASE("a fact declared above the items is one for all of them", "[declared]") {
    const auto apart = read("《细则》\n" + output), one = read("《细则》\n事实：工业总产值\n" + output);
    CHECK(paths(apart) == std::vector<std::string>{"1/工业总产值", "2/工业总产值"});
    REQUIRE(paths(one) == std::vector<std::string>{"工业总产值"});
    CHECK(one.rubrics[0].program.facts[0].node == no_node);
    for (const auto& value : {number(0), *number::parse("0.35"), number(1), number(2), *number::parse("2.5"), number(4)})
        CHECK(total(one, {value}) == total(apart, {value, value * number(10000)}));
    // both items hang on one variable: 2亿元 is the least that gives the second its mark, and the first has its ten points there
    const auto open = range(one.rubrics[0].program, fact_values(1));
    CHECK(*open.of[one.rubrics[0].program.total].high == number(30));
}

TEST_CASE("the unit declared is the unit asked for, and the points stay", "[declared]") {
    const auto plain = read("《细则》\n" + output);
    const auto one = read("《细则》\n事实：工业总产值（0-90000万元）\n" + output);
    const fact& f = one.rubrics[0].program.facts.at(0);
    CHECK(f.unit == "万元");
    CHECK(f.max == std::optional(number(90000)));
    for (const auto& value : {number(1999), number(2000), number(19999), number(20000), number(39999), number(40000), number(90000)}) {
        const number in_whole = value * number::fraction(1, 10000);
        CHECK(total(one, {value}) == total(plain, {in_whole, value}));
    }
}

TEST_CASE("a fact that one item alone asks for keeps its path", "[declared]") {
    const std::string one = "1. 培训（10分）\n每举办1次培训得2分。\n2. 宣传（10分）\n每发布1篇稿件得1分。\n";
    const auto with = read("《细则》\n事实：举办培训（0-50次）\n" + one);
    CHECK(paths(with) == paths(read("《细则》\n" + one)));
    CHECK(with.rubrics[0].program.facts[0].max == std::optional(number(50)));
}

TEST_CASE("options pair by their words", "[declared]") {
    const auto file = read(
        "《细则》\n事实：制度建设\n一、协会（10分）\n1. 制度建设（10分）\n很完善得10分，比较完善得6分，不完善得0分。\n"
        "二、会员（6分）\n1. 制度建设（6分）\n不完善得0分，比较完善得3分，很完善得6分。\n");
    REQUIRE(paths(file) == std::vector<std::string>{"制度建设"});
    CHECK(total(file, {number(0)}) == number(16));
    CHECK(total(file, {number(1)}) == number(9));
    CHECK(total(file, {number(2)}) == number(0));
}

TEST_CASE("a formula computes as before in the unit declared", "[declared]") {
    const auto plain = read("《细则》\n" + by_formula);
    const auto one = read("《细则》\n事实：产值（万元）\n" + by_formula);
    REQUIRE_FALSE(has_error(one.problems));
    REQUIRE(one.rubrics[0].program.facts.size() == 1);
    CHECK(total(one, {number(30000)}) == total(plain, {number(3), number(3)}));
}

TEST_CASE("what is not the same thing cannot be declared as one", "[declared]") {
    const auto file = read("《细则》\n事实：主持课题\n1. 数量（10分）\n主持课题每项得2分。\n2. 质量（10分）\n主持课题50万元以上得10分，不足50万元得0分。\n");
    REQUIRE(has_error(file.problems));
    CHECK(file.problems.front().code == "FZ149");
    const auto unit = read("《细则》\n事实：举办培训（万元）\n1. 培训（10分）\n每举办1次培训得2分。\n");
    REQUIRE(has_error(unit.problems));
    CHECK(unit.problems.front().code == "FZ149");
}

TEST_CASE("a shared fact read back in canonical words is shared", "[declared]") {
    const auto one = read("《细则》\n事实：工业总产值\n" + output);
    const auto back = read(canonical_text(one.rubrics[0].understood->meaning));
    REQUIRE_FALSE(has_error(back.problems));
    CHECK(paths(back) == paths(one));
    CHECK(total(back, {number(3)}) == total(one, {number(3)}));
}
