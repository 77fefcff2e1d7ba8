// Whom a change of rules moves, and by which part: the shares add up exactly and do not depend on any order.

#include "interpreter/compare/impact.hpp"

#include <catch2/catch.hpp>

#include "interpreter/compare/bind_both.hpp"
#include "interpreter/facts/read.hpp"
#include "tests/compared_pair.hpp"
#include "tests/corpus_rows.hpp"

using namespace fenze;

namespace {

std::vector<number> points_of(const std::vector<share>& all) {
    std::vector<number> out;
    for (const auto& s : all) out.push_back(s.points);
    std::sort(out.begin(), out.end());
    return out;
}

fact_values by_name(const comparison& c, const std::vector<std::pair<std::string, int>>& given) {
    fact_values out(c.joint.both.facts.size());
    for (std::size_t f = 0; f < out.size(); ++f)
        for (const auto& [name, value] : given)
            if (c.joint.both.facts[f].name == name) out[f] = number(value);
    return out;
}

const std::string coupled =
    "《甲》\n一、活动（20分）\n举办培训班，每期得2分；举办讲座，每次得1分；举办展览，每次得3分；累计不超过20分。\n二、制度（10分）\n设立办公室得5分；配备专职人"
    "员得5分。\n";

}  // namespace

TEST_CASE("clauses under one cap share its effect alike, whatever their order", "[impact]") {
    // 2+2 units: both clauses rise by 2 each, the cap leaves 2 of the 4
    const auto rubric = [](const std::string& first, const std::string& second) {
        return "《甲》\n一、活动（10分）\n" + first + "；" + second + "；累计不超过10分。\n";
    };
    const compared_pair p(rubric("举办培训班，每期得4分", "举办讲座，每次得4分"), rubric("举办培训班，每期得6分", "举办讲座，每次得6分"));
    const compared_pair q(rubric("举办讲座，每次得4分", "举办培训班，每期得4分"), rubric("举办讲座，每次得6分", "举办培训班，每期得6分"));
    for (const auto* one : {&p, &q}) {
        const auto shares = attribution(one->came_to.merged, one->came_to.joint).of(by_name(one->came_to, {{"举办培训班", 1}, {"举办讲座", 1}}));
        REQUIRE(shares);
        REQUIRE(points_of(*shares) == std::vector<number>{number(1), number(1)});
    }
}

TEST_CASE("in a plain sum each item moves the total by its own difference", "[impact]") {
    std::string now = coupled;
    now.replace(now.find("每次得3分"), std::string("每次得3分").size(), "每次得5分");
    now.replace(now.find("设立办公室得5分"), std::string("设立办公室得5分").size(), "设立办公室得2分");
    const compared_pair p(coupled, now);
    const auto shares = attribution(p.came_to.merged, p.came_to.joint)
                            .of(by_name(p.came_to, {{"举办培训班", 1}, {"举办讲座", 0}, {"举办展览", 2}, {"设立办公室", 1}, {"配备专职人员", 1}}));
    REQUIRE(shares);
    REQUIRE(points_of(*shares) == std::vector<number>{number(-3), number(4)});
}

TEST_CASE("shares add up to the change for random facts of mutated rubrics", "[impact]") {
    std::size_t looked = 0, several = 0;
    for (const auto& file : corpus::files("stdlib-rubrics", ".fenze")) {
        const auto text = corpus::content(file);
        for (unsigned seed = 11; seed <= 16; ++seed) {
            const compared_pair p(text, with_other_figures(text, seed, 6));
            if (!p.good) continue;
            for (const std::size_t most : {std::size_t{10}, std::size_t{2}}) {  // and where parts are taken together
                const attribution because(p.came_to.merged, p.came_to.joint, most);
                for (unsigned n = 0; n < 40; ++n) {
                    const auto joint = random_facts(p.came_to, seed * 1000 + n);
                    const auto x = evaluate(p.old_plan(), p.came_to.joint.facts_of(before, joint)),
                               y = evaluate(p.new_plan(), p.came_to.joint.facts_of(after, joint));
                    const auto shares = because.of(joint);
                    if (x.failed || y.failed || !shares) continue;
                    number sum;
                    for (const auto& s : *shares) sum = sum + s.points;
                    INFO(file.string() << " seed " << seed << " facts " << n);
                    REQUIRE(sum == y.values[p.new_plan().total] - x.values[p.old_plan().total]);
                    ++looked;
                    several += shares->size() > 1 ? 1 : 0;
                }
            }
        }
    }
    REQUIRE(looked > 500);
    REQUIRE(several > 50);
}

TEST_CASE("clauses and items that come and go, weights and caps: shares add up", "[impact]") {
    const std::string was =
        "《甲》\n一、活动（20分）\n举办培训班，每期得2分；举办讲座，每次得1分；就高不重复。\n二、制度（10分）\n设立办公室得5分；配备专职人员得5分。\n三、宣传（"
        "5分）\n发布报道，每篇得1分。\n";
    const std::string is =
        "《甲》\n一、活动（20分）\n举办培训班，每期得3分；举办展览，每次得2分；就高不重复。\n二、制度（8分）\n设立办公室得5分；配备专职人员得5分；建立台账得2分"
        "。\n四、成果（9分）\n发表论文，每篇得3分。\n";
    const compared_pair p(was, is);
    REQUIRE(p.good);
    const attribution because(p.came_to.merged, p.came_to.joint);
    for (unsigned n = 0; n < 300; ++n) {
        const auto joint = random_facts(p.came_to, n);
        const auto x = evaluate(p.old_plan(), p.came_to.joint.facts_of(before, joint)), y = evaluate(p.new_plan(), p.came_to.joint.facts_of(after, joint));
        const auto shares = because.of(joint);
        REQUIRE(shares);
        number sum;
        for (const auto& s : *shares) sum = sum + s.points;
        REQUIRE(sum == y.values[p.new_plan().total] - x.values[p.old_plan().total]);
    }
}

TEST_CASE("weights and a rounding that goes: the item keeps its own share", "[impact]") {
    const auto rubric = [](const std::string& weights, const std::string& each, const std::string& tail) {
        return "《甲》\n满分：100分\n权重：" + weights + "\n一、业绩（100分）\n完成项目，每个得" + each + "分。\n二、评审（100分）\n专家评分，0-100分。\n" +
               tail;
    };
    const compared_pair p(rubric("业绩40%，评审60%", "10", "取整：保留1位小数\n"), rubric("业绩50%，评审50%", "12", ""));
    REQUIRE(p.good);
    const auto shares = attribution(p.came_to.merged, p.came_to.joint).of(by_name(p.came_to, {{"完成项目", 3}, {"评审", 70}}));
    REQUIRE(shares);
    // old 0.4 × 30 + 0.6 × 70 = 54, new 0.5 × 36 + 0.5 × 70 = 53; the dearer project: (2.4 + 3) / 2
    REQUIRE(points_of(*shares) == std::vector<number>{number::fraction(-37, 10), number::fraction(27, 10)});
}

TEST_CASE("a path of the file is the old rubric's, wherever its fact stands now", "[impact]") {
    const auto rubric = [](bool swapped, const std::string& points) {
        const std::string firms = "、企业（10分）\n1. 培训（10分）\n举办培训，每次得2分。\n",
                          schools = "、高校（20分）\n1. 培训（20分）\n举办培训，每次得" + points + "分。\n";
        return "《甲》\n一" + (swapped ? schools + "二" + firms : firms + "二" + schools);
    };
    const compared_pair p(rubric(false, "5"), rubric(true, "4"));
    REQUIRE(p.good);
    const both_binder binder(p.came_to.joint);
    diagnostics problems;
    const source file("事实.txt", "1.1/举办培训：1\n2.1/举办培训：3\n");
    const auto read = read_facts(file, problems);
    const auto bound = binder.bind(read.records.at(0), file, false, problems);
    binder.joint(bound, "", problems);
    REQUIRE(problems.empty());
    REQUIRE(score(p.old_plan(), bound[before].values).at(p.old_plan().total).low == number(17));
    REQUIRE(score(p.new_plan(), bound[after].values).at(p.new_plan().total).low == number(14));
}

TEST_CASE("a unit that is vetoed takes no rank", "[impact]") {
    std::vector<unit_impact> units(3);
    for (std::size_t n = 0; n < units.size(); ++n)
        for (const side s : {before, after}) units[n].total[s].low = units[n].total[s].high = number(static_cast<int>(30 - n));
    units[0].vetoed[after] = true;
    sum_up(units);
    REQUIRE(units[0].rank == std::array<std::size_t, 2>{1, 0});
    REQUIRE(units[1].rank == std::array<std::size_t, 2>{2, 1});
    REQUIRE(units[2].rank == std::array<std::size_t, 2>{3, 2});
}

TEST_CASE("one record for both rubrics: other names, units and options are carried over", "[impact]") {
    const compared_pair p("《甲》\n一、产值（30分）\n年产值1000万元以上得30分，1000万元以下得0分。\n二、专利（10分）\n获得发明专利授权，每件得5分。\n",
        "《甲》\n一、产值（30分）\n年产值0.2亿元以上得30分，0.2亿元以下得0分。\n二、专利（10分）\n获得的发明专利授权，每件得4分。\n");
    REQUIRE(p.good);
    const both_binder binder(p.came_to.joint);
    const auto record_of = [&](const std::string& text, diagnostics& out) {
        static source file;
        file = source("事实.txt", text);
        const auto read = read_facts(file, out);
        auto bound = binder.bind(read.records.at(0), file, false, out);
        binder.joint(bound, "", out);
        return bound;
    };
    diagnostics problems;
    const auto bound = record_of("年产值：1500\n获得发明专利授权：2\n", problems);
    REQUIRE(problems.empty());
    REQUIRE(*bound[before].values[0] == number(1500));
    REQUIRE(*bound[after].values[0] == number::fraction(15, 100));
    REQUIRE(*bound[after].values[1] == number(2));
    record_of("年产值：1500\n获得发明专利授权：2\n获得的发明专利授权：3\n", problems);
    REQUIRE(problems.size() == 1);
    REQUIRE(problems[0].code == "FZ223");
    problems.clear();
    record_of("年产值：1500\n别的：2\n", problems);
    REQUIRE(problems.size() == 1);
    REQUIRE(problems[0].code == "FZ201");
}
