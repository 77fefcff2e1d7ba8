// The read-back, compiled again, gives the plan of the document: for every row of the corpora and every rubric of the library.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "dsl/reread.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/same_plan.hpp"
#include "tests/corpus_rows.hpp"

namespace {

using fenze::compile;
using fenze::compiled;
using fenze::diagnostics;
using fenze::source;
using namespace fenze::corpus;

// Why the read-back of the first rubric in the text is another plan; empty where it is the same, nothing where the text has errors.
std::optional<std::string> broken(const std::string& text, std::size_t which = 0) {
    const source written("rubric", text);
    diagnostics said;
    const auto rewritten = fenze::reread(written, said);
    if (has_error(said)) return std::nullopt;
    const source& first = rewritten ? *rewritten : written;
    const compiled once = compile(first);
    if (has_error(once.problems) || which >= once.rubrics.size()) return std::nullopt;
    const auto& rubric = once.rubrics[which];
    const source second("canonical", rubric.canonical);
    const compiled again = compile(second);
    if (has_error(again.problems)) return again.problems.front().code + " " + again.problems.front().message.zh + "\n" + rubric.canonical;
    if (again.rubrics.size() != 1) return "rubrics\n" + rubric.canonical;
    std::string why;
    if (!fenze::same_plan(rubric.program, again.rubrics[0].program, fenze::plan_likeness::operations, why)) return why + "\n" + rubric.canonical;
    if (again.rubrics[0].canonical != rubric.canonical) return "read back twice, the words differ\n" + rubric.canonical + again.rubrics[0].canonical;
    return "";
}

}  // namespace

TEST_CASE("the read-back of every corpus row gives the same plan", "[roundtrip]") {
    std::size_t rows = 0, same = 0;
    std::ostringstream rest;
    for (const auto& file : files("tests/corpora", ".jsonl")) {
        for (const auto& row : rows_of(file)) {
            if (!row.contains("text") || !row.contains("item")) continue;
            const auto why = broken(rubric_of(row));
            if (!why) continue;
            ++rows;
            if (why->empty()) ++same;
            else rest << words(row["id"]) << ": " << *why << "\n";
        }
    }
    if (std::getenv("FENZE_ROUNDTRIP") != nullptr) std::cout << rest.str();
    INFO(same << " of " << rows << "\n" << rest.str());
    CHECK(rows > 500);
    CHECK(same == rows);
}

TEST_CASE("the read-back of every rubric of the library gives the same plan", "[roundtrip]") {
    for (const auto& file : files("stdlib-rubrics", ".fenze")) {
        const std::string text = content(file);
        const std::size_t rubrics = compile(source("rubric", text)).rubrics.size();
        for (std::size_t n = 0; n < rubrics; ++n) {
            const auto why = broken(text, n);
            INFO(file.filename().string());
            REQUIRE(why.has_value());
            CHECK(*why == "");
        }
    }
}

TEST_CASE("the read-back of every seed document that has no error gives the same plan", "[roundtrip]") {
    for (const auto& file : files("tests/seeds", ".txt")) {
        const std::string text = content(file);
        const std::size_t rubrics = compile(source("seed", text)).rubrics.size();
        for (std::size_t n = 0; n < rubrics; ++n) {
            // the .check.txt beside them are listings of the program: nonsense as rubrics, and so a good trial of odd names
            INFO(file.filename().string());
            CHECK(broken(text, n).value_or("") == "");
        }
    }
}

TEST_CASE("canonical words are read as they stand", "[roundtrip]") {
    // what the grammar of documents would read in another way, or not at all
    const std::string text =
        "《甲》\n一、“发展每年3次以上的项目，得5分”（12分）\n填报“获奖，每项得2分”：件数（项），整数，不小于0。\n填报“时长”：数值（年），不小于0。\n填报“级别”"
        "：选项“国家级”、“无”。\n"
        "“获奖，每项得2分”每2项得3/"
        "7分，不足2项按2项计。\n（“级别”为“国家级”且“时长”超过1.5年）或“获奖，每项得2分”等于7项得4分，其余得1分。\n以上2句合计不超过5分。\n";
    const compiled once = compile(source("exact", text));
    REQUIRE(once.problems.empty());
    REQUIRE(once.rubrics.size() == 1);
    CHECK(once.rubrics[0].program.facts.size() == 3);
    CHECK(once.rubrics[0].program.nodes[0].title == "发展每年3次以上的项目，得5分");
    CHECK(once.rubrics[0].canonical == text);
}

TEST_CASE("read shows every sentence of the document, prose included, in its order", "[roundtrip]") {
    const compiled once = compile(source("lines",
        "《甲》\n一、总则\n1. "
        "为规范考核，制定本办法。\n二、制度（10分）\n制度由理事会通过。建立制度得4分；每召开1次会议得1分，最多3分。（提供材料）\n弄虚作假的，本项不得分。\n"));
    REQUIRE(once.rubrics.size() == 1);
    std::vector<std::string> said;
    for (const auto& line : once.rubrics[0].lines) said.push_back(line.text + "=" + line.reading);
    CHECK(
        said == std::vector<std::string>{"一、 总则=", "1. 为规范考核，制定本办法=", "二、 制度（10分）=", "制度由理事会通过=", "建立制度得4分=“建立制度”得4分",
                    "每召开1次会议得1分=“召开会议”每1次得1分", "最多3分=上一句不超过3分", "（提供材料）=", "弄虚作假的，本项不得分=“弄虚作假”的，本项不得分"});
}

TEST_CASE("judges, conditions of eligibility and the budget are read back", "[roundtrip]") {
    for (const char* text : {"《甲》\n评委：5名，去掉一个最高分和一个最低分后平均，保留两位小数\n1. 答辩（60分）\n2. 材料（40分）\n",
             "《甲》\n评委：管理部门3名占30%，平均；专家5名占70%，取中位数\n1. 答辩（60分）\n2. 材料（40分）\n",
             "《甲》\n评委：材料 7名，取最高分\n1. 答辩（60分）\n2. 材料（40分）\n",
             "《甲》\n适用：已在平台备案、经市科技局推荐、且成立满1年的联盟\n1. 工作（10分）\n",
             "《甲》\n1. 工作（100分）\n90分以上为优秀，其余为合格。\n优秀的给予不超过20万元的奖励。\n预算：奖励合计不超过500万元，按名次依次给予\n"}) {
        INFO(text);
        const auto why = broken(text);
        REQUIRE(why.has_value());
        CHECK(*why == "");
    }
}
