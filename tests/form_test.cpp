// Forms as read, their boxes and relations; workbooks written and read back; the small questions that both ask.
#include <catch2/catch.hpp>

#include "interpreter/facts/date.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/form/cells.hpp"
#include "interpreter/form/fill.hpp"
#include "repl/sheet/stored_number.hpp"
#include "repl/sheet/styles.hpp"
#include "repl/sheet/workbook_facts.hpp"
#include "repl/sheet/write_workbook.hpp"

using namespace fenze;

namespace {

form_cell cell(const std::string& words) { return {words, {0, static_cast<std::uint32_t>(words.size())}}; }

std::string blanks(const std::string& words) {
    std::string out;
    for (const auto& b : blanks_in(cell(words))) out += "[" + b.name + "|" + b.unit + (b.details ? "|…" : "") + "]";
    return out;
}

std::shared_ptr<const form> form_of(const std::string& text, std::string& codes) {
    const auto came_to = compile(source("规则.fenze", text));
    for (const auto& d : came_to.problems) codes += d.code + " ";
    return came_to.rubrics.empty() ? nullptr : came_to.rubrics.front().to_fill_in;
}

std::string check(const std::string& rubric, const std::string& facts) {
    std::string codes;
    const auto f = form_of(rubric, codes);
    REQUIRE(f);
    diagnostics out;
    const source text("事实.txt", facts);
    const auto read = read_facts(text, out);
    const auto filled = fill_form(*f, read.records.empty() ? record{} : read.records.front(), text, nullptr, out);
    broken_relations(*f, filled, text, out);
    for (const auto& d : out) codes += d.code + " " + d.where + "; ";
    return codes;
}

}  // namespace

TEST_CASE("blanks that a document leaves in its text", "[form]") {
    CHECK(blanks("其中:企业 家；高校 所；其它 家") == "[企业|家][高校|所][其它|家]");
    CHECK(blanks("个；具体内容：") == "[|个|…]");
    CHECK(blanks("共 项；具体内容：") == "[|项|…]");
    CHECK(blanks("占省内行业比重 %") == "[占省内行业比重|%]");
    CHECK(blanks("拥有院士（含外聘） 名，省领军人才 名") == "[拥有院士（含外聘）|名][省领军人才|名]");
    CHECK(blanks("产值 ，增幅 。") == "[产值|][增幅|]");
    CHECK(blanks("万元") == "[|万元]");
    CHECK(blanks("地址（邮编）").empty());
    CHECK(blanks("理事长").empty());
    CHECK(label_of("联盟目标简述（100字以内）").says == std::vector<std::string>{"100字以内"});
    CHECK(label_of("产业联盟名称（全称）").name == "产业联盟名称（全称）");
    CHECK(character_limit("限500字") == 500U);
    CHECK(character_limit("300字以内") == 300U);
    CHECK_FALSE(character_limit("500字"));
}

TEST_CASE("boxes and relations of a form", "[form]") {
    const std::string rubric =
        "《表》\n表单：甲部分\n联系人 |  | 电话 |\n成员（个） |  | 其中:企业 家；其它 家\n备注（可空） "
        "|\n\n表单：合计（元）；人员费（元）；设备费（元）\n核对：合计 = 人员费 + 设备费\n";
    CHECK(check(rubric, "联系人：张三\n电话：0931-8929999\n成员：5\n企业：3\n其它：2\n人员费：10.5\n设备费：2\n").empty());
    CHECK(check(rubric, "联系人：张三\n电话：无\n成员：3\n企业：3\n其它：无\n合计：12.5\n人员费：10.5\n设备费：2\n").empty());
    CHECK(check(rubric, "联系人： \n电话：12\n成员：5\n企业：3\n其它：1\n合计：12\n人员费：10.5\n设备费：2\n") ==
          "FZ276 电话; FZ274 联系人; FZ277 成员; FZ277 合计; ");
    std::string codes;
    const auto f = form_of(rubric, codes);
    REQUIRE(f);
    CHECK(codes.empty());
    CHECK(f->boxes.size() == 9);
    CHECK(f->find("备注")->required == false);
    CHECK(f->find("合计")->computed.has_value());
    CHECK(verify_plan(f->program).empty());
}

TEST_CASE("options in a bracket part no cells", "[form]") {
    std::string codes;
    const auto f = form_of("《表》\n表单：年度产值（万元）；组织形式（选项 法人|非法人）；成员（成员表：姓名|单位）\n", codes);
    REQUIRE(f);
    CHECK(codes.empty());
    REQUIRE(f->boxes.size() == 3);
    CHECK(f->program.facts[f->boxes[1].fact].options == std::vector<std::string>{"法人", "非法人"});
    CHECK(f->boxes[2].columns == std::vector<std::string>{"姓名", "单位"});
}

TEST_CASE("characters and patterns", "[form]") {
    CHECK(written_characters("共 三字，\n句。") == 6);
    CHECK(fits(box_pattern::telephone, "0931-8929999、13900000000"));
    CHECK(fits(box_pattern::telephone, "（020）83124000转801"));
    CHECK_FALSE(fits(box_pattern::telephone, "八九二"));
    CHECK(fits(box_pattern::email, "a.b@example.cn；c@d.org"));
    CHECK_FALSE(fits(box_pattern::email, "a@b"));
    CHECK(fits(box_pattern::postcode, "７３００００"));
    CHECK_FALSE(fits(box_pattern::postcode, "73000"));
}

TEST_CASE("a day with a time of day is that day", "[form]") {
    CHECK(parse_date("2020/3/1 0:00") == parse_date("2020-03-01"));
    CHECK(parse_date("2020-03-01T08:30:15") == parse_date("2020-03-01"));
    CHECK_FALSE(parse_date("2020/3/1 25:00"));
    CHECK_FALSE(parse_date("2020/3/1 8"));
}

TEST_CASE("a workbook's numbers are those that were typed", "[workbook]") {
    CHECK(typed_decimal("1.1499999999999999") == "1.15");
    CHECK(typed_decimal("1E-3") == "0.001");
    CHECK(typed_decimal("-0") == "0");
    CHECK_FALSE(typed_decimal("abc"));
    CHECK_FALSE(typed_decimal("inf"));
    CHECK_FALSE(typed_decimal("1e400"));
    CHECK(workbook_holds(*number::parse("0.1")));
    CHECK_FALSE(workbook_holds(*number::parse("1/3")));
    CHECK_FALSE(workbook_holds(*number::parse("12345678901234567891")));
    CHECK(read_number_format("yyyy\"年\"m\"月\"").as == cell_style::shown::date);
    CHECK(read_number_format("h:mm").as == cell_style::shown::time);
    CHECK(read_number_format("0.00%").as == cell_style::shown::percent);
    CHECK(read_number_format("#,##0.00\"万元\"").unit == "万元");
    CHECK(read_number_format("0!.0,\"万\"").unit.empty());
    CHECK(read_number_format("0.00E+00").as == cell_style::shown::number);
}

TEST_CASE("a workbook written reads back", "[workbook]") {
    written_sheet sheet;
    sheet.name = "事实";
    const auto words = [](const std::string& w) { return written_cell{w, {}, cell_look::plain, {}, {}, 1}; };
    const auto figure = [](const std::string& n) { return written_cell{{}, number::parse(n), cell_look::plain, {}, {}, 1}; };
    sheet.rows = {{words("名称"), words("值")}, {words("甲"), figure("0.1")}, {words("乙"), figure("1/3")}, {words("丙"), figure("12345678901234567891")},
        {words("丁"), words("含“引号\"和,逗号")}};
    const auto bytes = write_workbook({sheet});
    REQUIRE(bytes);
    CHECK(write_workbook({sheet}) == bytes);
    diagnostics out;
    const auto book = read_workbook("甲.xlsx", *bytes, out);
    REQUIRE(book);
    CHECK(out.empty());
    const auto facts = facts_of_workbook(*book, {}, out);
    REQUIRE(facts.records.size() == 1);
    std::string all;
    for (const auto& v : facts.records.front().values) all += v.name + "=" + v.text + ";";
    CHECK(all == "甲=0.1;乙=1/3;丙=12345678901234567891;丁=含“引号\"和,逗号;");
    const auto& third = facts.records.front().values[2];
    CHECK(book->text.where(third.at.begin).line == 4);
    CHECK(book->text.where(third.at.begin).column == 2);
    REQUIRE(book->text.sheet_of(third.at.begin));
    CHECK(book->text.sheet_of(third.at.begin)->name == "事实");
}
