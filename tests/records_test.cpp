// Records: periods and days as documents write them, and what a table of records comes to.

#include <catch2/catch.hpp>
#include <string>

#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/cells.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/records/periods.hpp"
#include "interpreter/records/trace.hpp"

using namespace fenze;

namespace {

std::string days(const std::string& words, const std::string& reference = "", const std::string& founded = "") {
    const folded line = fold(words, {0, static_cast<std::uint32_t>(words.size())});
    auto found = read_period(line, 0);
    if (!found) found = read_day(line, 0);
    if (!found) return "no period";
    if (found->end != line.text.size()) return "reads only " + line.text.substr(0, found->end);
    const auto is = days_of(found->is, {}, parse_date(reference), parse_date(founded));
    return is ? span_text(*is) : "no day of reference";
}

/// The value of a fact that is counted as said from a JSON list of records; “?” where there is none; the first error.
std::string counted(const std::string& columns, const std::string& how, const std::string& records, const std::string& lines = "") {
    const std::string unit = how.find("件数") != std::string::npos || how.find("个数") != std::string::npos ? "件" : "元";
    const source text("规则.fenze", "《考核》\n" + lines + "记录：表（" + columns + "）\n统计：数量 = 表" + how + "\n1. 项目（1000分）\n事实：数量（" + unit +
                                        "）\n数量每满1" + unit + "得1分。\n");
    const compiled all = compile(text);
    for (const auto& d : all.problems)
        if (d.level == severity::error) return d.code + " " + d.message.zh;
    const plan& p = all.rubrics.front().program;
    const source file("事实.json", "{\"表\": " + records + "}");
    diagnostics said;
    const auto read = read_facts(file, said);
    const auto bound = bind_facts(fact_index(p), read.records.front(), file, false, said);
    for (const auto& d : said)
        if (d.level == severity::error) return d.code + " " + d.message.zh;
    return bound.values.front() ? bound.values.front()->text() : "?";
}

}  // namespace

TEST_CASE("periods are read as documents write them", "[records]") {
    CHECK(days("2019年1月1日至2019年12月31日") == "2019-01-01至2019-12-31");
    CHECK(days("2020年度的12月20日") == "2020-12-20");
    CHECK(days("2020/12/20") == "2020-12-20");
    CHECK(days("2019年度") == "2019-01-01至2019-12-31");
    CHECK(days("2017-2019年") == "2017-01-01至2019-12-31");
    CHECK(days("2019年1月1日至12月31日") == "2019-01-01至2019-12-31");
    CHECK(days("2019年1月1日起至2020年6月30日止") == "2019-01-01至2020-06-30");
    CHECK(days("2019年上半年") == "2019-01-01至2019-06-30");
    CHECK(days("2019年下半年") == "2019-07-01至2019-12-31");
    CHECK(days("2019年第二季度") == "2019-04-01至2019-06-30");
    CHECK(days("2019年前三季度") == "2019-01-01至2019-09-30");
    CHECK(days("2020年1月至2月") == "2020-01-01至2020-02-29");
    CHECK(days("2019年1-6月") == "2019-01-01至2019-06-30");
    CHECK(days("2019年11月至2020年12月") == "2019-11-01至2020-12-31");
    CHECK(days("2019年2月29日") == "no period");
    CHECK(days("2019年13月") == "no period");
    CHECK(days("2019年第五季度") == "no period");
    CHECK(days("上一个自然年度") == "no day of reference");
    CHECK(days("上一个自然年度", "2021-03-01") == "2020-01-01至2020-12-31");
    CHECK(days("近三年", "2021-03-01") == "2018-03-02至2021-03-01");
    CHECK(days("近3年", "2020-02-29") == "2017-03-01至2020-02-29");
    CHECK(days("近三个自然年度", "2021-03-01") == "2018-01-01至2020-12-31");
    CHECK(days("当年", "2021-03-01") == "2021-01-01至2021-12-31");
    CHECK(days("11月25日", "2018-12-10") == "2018-11-25");
    CHECK(days("上一个自然年度", "2021-03-01", "2020-06-01") == "2020-06-01至2020-12-31");
    CHECK(days("上一个自然年度", "2021-03-01", "2015-06-01") == "2020-01-01至2020-12-31");
}

TEST_CASE("months later keep to the length of the month", "[records]") {
    CHECK(date_text(months_later(*parse_date("2020-02-29"), 12)) == "2021-02-28");
    CHECK(date_text(months_later(*parse_date("2020-01-31"), 1)) == "2020-02-29");
    CHECK(date_text(months_later(*parse_date("2020-01-31"), -2)) == "2019-11-30");
}

TEST_CASE("conditions on records", "[records]") {
    const std::string columns = "类型：发明专利|实用新型；名称：文字；日期：日期；成员：家；金额：万元；获奖：是否";
    const std::string three =
        R"([{"类型":"发明专利","名称":"甲","日期":"2019-01-01","成员":2,"金额":"1亿元","获奖":"是"},
            {"类型":"实用新型","名称":"乙","日期":"2019-12-31","成员":1,"金额":20,"获奖":"否"},
            {"类型":"发明专利","名称":"甲","日期":"2020-01-01","成员":"3家","金额":"0.5","获奖":"否"}])";
    const auto of = [&](const std::string& how) { return counted(columns, how, three); };
    CHECK(of("的件数") == "3");
    CHECK(of("中 类型为“发明专利” 的件数") == "2");
    CHECK(of("中 类型不是发明专利 的件数") == "1");
    CHECK(of("中 类型属于发明专利、实用新型 的件数") == "3");
    CHECK(of("中 类型为发明专利或实用新型 的件数") == "3");
    CHECK(of("中 类型为发明专利或成员≤1 的件数") == "3");
    CHECK(of("中 日期在2019年1月1日至2019年12月31日之间 的件数") == "2");
    CHECK(of("中 日期在2019年12月31日前 的件数") == "2");
    CHECK(of("中 日期早于2019年12月31日 的件数") == "1");
    CHECK(of("中 日期不早于2019年12月31日 的件数") == "2");
    CHECK(of("中 日期晚于2019年12月31日 的件数") == "1");
    CHECK(of("中 日期不在2019年内 的件数") == "1");
    CHECK(of("中 成员≥2 的件数") == "2");
    CHECK(of("中 成员2家以上 的件数") == "2");
    CHECK(of("中 成员为2家 的件数") == "1");
    CHECK(of("中 金额20万元以上 的件数") == "2");
    CHECK(of("中 金额≥1亿元 的件数") == "1");
    CHECK(of("中 获奖 的件数") == "1");
    CHECK(of("中 不获奖 的件数") == "2");
    CHECK(of("中 不（类型为发明专利且获奖） 的件数") == "2");
    CHECK(of("中 类型为发明专利，且（获奖或成员≥3） 的件数") == "2");
    CHECK(of("中 名称为“甲” 的件数") == "2");
    CHECK(of("中 有材料 的件数") == "0");
    CHECK(of("中 成员第一 的件数") == "1");
    CHECK(of("中 成员前两 的件数") == "2");
    CHECK(of("中 日期在2019年下半年 的件数") == "1");
    CHECK(of("中 类型为“发明专刊” 的件数").starts_with("FZ181"));
    CHECK(of("中 成员≥2万元 的件数").starts_with("FZ181"));
    CHECK(of("中 授权日在2019年内 的件数").starts_with("FZ181"));
    CHECK(of("中 获奖").starts_with("FZ181"));
}

TEST_CASE("what is counted", "[records]") {
    const std::string columns = "单位：文字；金额：万元；排名：名";
    const std::string four =
        R"([{"单位":"甲","金额":"0.001亿元","排名":1},{"单位":"乙","金额":20,"排名":2},{"单位":"甲","金额":"0.3","排名":3},{"单位":"丙","金额":5,"排名":2}])";
    const auto of = [&](const std::string& how) { return counted(columns, how, four); };
    CHECK(of("的合计金额") == "353000");
    CHECK(of("中 金额≥1万元 的金额之和") == "350000");
    CHECK(of("的金额前2项之和") == "300000");
    CHECK(of("的最大金额") == "200000");
    CHECK(of("的最小金额") == "3000");
    CHECK(of("的平均金额") == "88250");
    CHECK(of("的金额中位数") == "75000");
    CHECK(of("的不同单位的个数") == "3");
    CHECK(of("的金额前2项的平均值") == "150000");
    CHECK(of("的件数，最多3项") == "3");
    CHECK(of("的件数，最多3批").starts_with("FZ181"));
    CHECK(of("的不同单位的个数，最多2个").starts_with("FZ181"));
    CHECK(of("的合计金额，按排名折算：第一计100%，第一计50%，其余不计").starts_with("FZ181"));
    CHECK(of("的件数，按排名折算：第一发明人计1，第二发明人计0.5，其余计0.3") == "2.3");
    CHECK(of("的件数，按排名折算：第一完成人计100%，第二计50%，其余不计") == "2");
    CHECK(counted(columns, "的合计金额", "[]") == "0");
    CHECK(counted(columns, "的最大金额", "[]") == "?");
}

TEST_CASE("an empty cell answers no question", "[records]") {
    const std::string columns = "类型：甲|乙；成员：家";
    CHECK(counted(columns, "中 类型为甲 的件数", R"([{"类型":"","成员":1}])") == "0");
    CHECK(counted(columns, "中 类型不为甲 的件数", R"([{"类型":null,"成员":1},{"类型":"乙"}])") == "1");
    CHECK(counted(columns, "中 不（类型为甲或成员≥2） 的件数", R"([{"类型":"乙"},{"类型":"乙","成员":1}])") == "1");
}

TEST_CASE("a table of cells", "[records]") {
    diagnostics said;
    const source file("表.csv", "名称,类型,\n甲,\"一,二\",\n,,\n乙\n");
    const auto table = read_csv_table("表", file, said);
    CHECK(said.empty());
    REQUIRE(table.columns.size() == 2);
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].cells[1].text == "一,二");
    CHECK(table.rows[1].cells[1].is == shape::null);
}
