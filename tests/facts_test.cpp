#include <catch2/catch.hpp>
#include <string>

#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/read.hpp"

using namespace fenze;

namespace {

fact make_fact(const char* name, fact_kind kind, const char* unit, std::uint32_t node) {
    fact f;
    f.name = name;
    f.kind = kind;
    f.unit = unit;
    f.node = node;
    return f;
}

/// Two items that both ask for 获奖, and one fact of every kind.
plan small_plan() {
    plan p;
    p.title = "小表";
    for (const auto* title : {"创新能力", "社会贡献"}) {
        plan_node n;
        n.id = p.nodes.empty() ? "1" : "2";
        n.number = p.nodes.empty() ? "一、" : "二、";
        n.title = title;
        p.roots.push_back(static_cast<std::uint32_t>(p.nodes.size()));
        p.nodes.push_back(n);
    }
    p.facts.push_back(make_fact("获得发明专利授权", fact_kind::count, "件", 0));
    p.facts.push_back(make_fact("近三年累计科技研发投入", fact_kind::amount, "万元", 0));
    p.facts.push_back(make_fact("占省内行业比重", fact_kind::percent, "%", 0));
    p.facts.push_back(make_fact("产业联盟管理制度建设", fact_kind::choice, "", 0));
    p.facts.push_back(make_fact("设立专门办公室", fact_kind::boolean, "", 0));
    p.facts.push_back(make_fact("特色工作（含“平台”）", fact_kind::score, "分", 1));
    p.facts.push_back(make_fact("工作年限", fact_kind::number, "年", 1));
    p.facts.push_back(make_fact("成立时间", fact_kind::date, "", 1));
    p.facts.push_back(make_fact("获奖", fact_kind::count, "项", 0));
    p.facts.push_back(make_fact("获奖", fact_kind::count, "项", 1));
    p.facts.push_back(make_fact("制度上墙", fact_kind::choice, "", 1));
    for (std::size_t i = 0; i < p.facts.size(); ++i) {
        p.facts[i].path = p.facts[i].name;
        if (p.facts[i].name == "获奖") p.facts[i].path = p.nodes[p.facts[i].node].id + "/获奖";
        if (p.facts[i].kind == fact_kind::count || p.facts[i].kind == fact_kind::amount || p.facts[i].kind == fact_kind::percent) p.facts[i].min = number(0);
    }
    p.facts[2].max = number(100);
    p.facts[3].options = {"很完善", "比较完善", "基本完善", "不完善"};
    p.facts[5].min = number(0);
    p.facts[5].max = number(6);
    p.facts[10].options = {"未上墙", "已上墙"};
    return p;
}

struct outcome_of {
    fact_file file;
    std::vector<bound_facts> bound;
    diagnostics problems;

    [[nodiscard]] std::string codes() const {
        std::string out;
        for (const auto& d : problems) out += (out.empty() ? "" : " ") + d.code;
        return out;
    }
    /// Value of a fact in a record as text, "-" where unknown.
    [[nodiscard]] std::string value(std::size_t fact, std::size_t of = 0) const {
        const auto& v = bound.at(of).values.at(fact);
        return v ? v->text() : "-";
    }
};

outcome_of bound_from(const std::string& name, const std::string& text) {
    static const plan p = small_plan();
    static const fact_index index(p);
    outcome_of out;
    const source file(name, text);
    out.file = read_facts(file, out.problems);
    for (const auto& r : out.file.records) out.bound.push_back(bind_facts(index, r, file, out.file.many, out.problems));
    return out;
}

/// One value for one fact of the small plan: its text, or the codes of the errors.
std::string one(const std::string& name, const std::string& json_value) {
    const auto out = bound_from("a.json", "{\"" + name + "\": " + json_value + "}");
    if (has_error(out.problems)) return out.codes();
    for (std::size_t i = 0; i < out.bound.at(0).given.size(); ++i)
        if (out.bound[0].given[i]) return out.value(i);
    return "nothing";
}

constexpr const char* money = "近三年累计科技研发投入";

}  // namespace

TEST_CASE("JSON facts: numbers come from their text") {
    CHECK(one(money, "0.1") == "0.1");
    CHECK(one(money, "0.100000000000000000000000000001") == "0.100000000000000000000000000001");
    CHECK(one(money, "123456789012345678901234567890") == "123456789012345678901234567890");
    CHECK(one(money, "1e-30") == "0.000000000000000000000000000001");
    CHECK(one(money, "1.50E+2") == "150");
    CHECK(one(money, "\"2/3\"") == "2/3");
    CHECK(one("获得发明专利授权", "3") == "3");
    CHECK(one("获得发明专利授权", "3.0") == "3");
    CHECK(one("获得发明专利授权", "null") == "-");
    CHECK(one("获得发明专利授权", "\"\"") == "-");
    CHECK(one("获得发明专利授权", "1e999") == "FZ200");
}

TEST_CASE("quantities take the fact's own unit") {
    CHECK(one(money, "1300") == "1300");
    CHECK(one(money, "\"1.2亿元\"") == "12000");
    CHECK(one(money, "\"5个亿\"") == "50000");
    CHECK(one(money, "\"1450万\"") == "1450");
    CHECK(one(money, "\"12000000元\"") == "1200");
    CHECK(one(money, "\"1,300\"") == "1300");
    CHECK(one(money, "\"1300元\"") == "FZ210");
    CHECK(one(money, "\"3件\"") == "FZ210");
    CHECK(one("占省内行业比重", "35") == "35");
    CHECK(one("占省内行业比重", "\"35%\"") == "35");
    CHECK(one("占省内行业比重", "\"百分之五\"") == "5");
    CHECK(one("占省内行业比重", "\"三分之二\"") == "200/3");
    CHECK(one("占省内行业比重", "100.1") == "FZ214");
    CHECK(one("占省内行业比重", "-0.1") == "FZ213");
    CHECK(one("占省内行业比重", "0.3") == "0.3");
    CHECK(one("工作年限", "\"18个月\"") == "1.5");
    CHECK(one("工作年限", "\"一年半\"") == "1.5");
    CHECK(one("工作年限", "\"3天\"") == "FZ210");
}

TEST_CASE("the wrong unit comes with its correction") {
    const auto out = bound_from("某某联盟.json", "{\"近三年累计科技研发投入\": \"1300元\"}");
    REQUIRE(out.problems.size() == 1);
    CHECK(out.problems[0].message.zh == "“1300元”：该事实的单位是万元。");
    CHECK(out.problems[0].help.zh == "若确为1300元，请写“0.13万元”。");
    CHECK(out.problems[0].where == "近三年累计科技研发投入");
    CHECK(out.problems[0].file == "某某联盟.json");
}

TEST_CASE("counts are whole and not negative; scores keep to their range") {
    CHECK(one("获得发明专利授权", "1.5") == "FZ212");
    CHECK(one("获得发明专利授权", "-1") == "FZ213");
    CHECK(one("获得发明专利授权", "\"十二件\"") == "12");
    CHECK(one("获得发明专利授权", "\"3个\"") == "3");
    CHECK(one("获得发明专利授权", "\"3人\"") == "FZ210");
    CHECK(one("获得发明专利授权", "true") == "FZ211");
    CHECK(one("获得发明专利授权", "\"几件\"") == "FZ211");
    CHECK(one("特色工作（含“平台”）", "6") == "6");
    CHECK(one("特色工作（含“平台”）", "6.5") == "FZ214");
    CHECK(one("特色工作（含“平台”）", "-0.5") == "FZ213");
    CHECK(one("特色工作（含“平台”）", "\"5.5分\"") == "5.5");
}

TEST_CASE("yes and no, and choices") {
    for (const auto* yes : {"true", "\"是\"", "\"有\"", "\"对\"", "\" 是 \""}) CHECK(one("设立专门办公室", yes) == "1");
    for (const auto* no : {"false", "\"否\"", "\"无\"", "\"错\""}) CHECK(one("设立专门办公室", no) == "0");
    for (const auto* bad : {"1", "0", "\"可以\"", "\"yes\"", "3"}) CHECK(one("设立专门办公室", bad) == "FZ216");
    CHECK(one("产业联盟管理制度建设", "\"比较完善\"") == "1");
    CHECK(one("产业联盟管理制度建设", "\"很完善的\"") == "0");
    CHECK(one("产业联盟管理制度建设", "\"较完善\"") == "FZ215");
    CHECK(one("产业联盟管理制度建设", "true") == "FZ215");
    CHECK(one("制度上墙", "true") == "1");
    CHECK(one("制度上墙", "\"否\"") == "0");
    const auto near = bound_from("a.json", "{\"产业联盟管理制度建设\": \"较完善\"}");
    CHECK(near.problems.at(0).help.zh.find("是“比较完善”吗") != std::string::npos);
}

TEST_CASE("dates, unknown, not applicable") {
    CHECK(one("成立时间", "\"2020年2月29日\"") == "18321");
    CHECK(one("成立时间", "\"2021-02-29\"") == "FZ218");
    CHECK(one("获得发明专利授权", "\"未知\"") == "-");
    CHECK(one("获得发明专利授权", "\"不适用\"") == "FZ217");
}

TEST_CASE("names: path, name, folded name, item and name") {
    CHECK(one("特色工作(含平台)", "1") == "1");
    CHECK(one("获得 发明专利授权", "1") == "1");
    CHECK(one("获奖", "1") == "FZ202");
    CHECK(one("1/获奖", "1") == "1");
    CHECK(one("创新能力/获奖", "1") == "1");
    CHECK(one("一、/获奖", "1") == "1");
    CHECK(one("获得发明专利授", "1") == "FZ201");
    CHECK(bound_from("a.json", R"({"近三年研发投入": 1})").problems.at(0).help.zh == "是“近三年累计科技研发投入”吗？");
    CHECK(bound_from("a.json", R"({"天气": 1})").problems.at(0).help.zh == "fenze facts 列出全部事实。");
    CHECK(bound_from("a.json", R"({"创新能力": {"获奖": 2}, "社会贡献": {"获奖": 3}})").codes().empty());
    CHECK(bound_from("a.json", R"({"其他": {"获奖": 2}})").codes() == "FZ201");
}

TEST_CASE("JSON: what is refused") {
    CHECK(bound_from("a.json", R"({"获得发明专利授权": 1, "获得发明专利授权": 2})").codes() == "FZ203");
    CHECK(bound_from("a.json", R"({"获得发明专利授权": 1, "获得 发明专利授权": 2})").codes() == "FZ203");
    CHECK(bound_from("a.json", R"({"获得发明专利授权": [1, {"x": [2]}], "获得发明专利授权": 2})").codes() == "FZ204");
    CHECK(bound_from("a.json", R"(3)").codes() == "FZ204");
    CHECK(bound_from("a.json", R"([1, 2])").codes() == "FZ204");
    CHECK(bound_from("a.json", R"({"a": 1)").codes().find("FZ200") != std::string::npos);
    CHECK(bound_from("a.json", "").codes() == "FZ200");
    const auto wide = bound_from("a.json", "{“获得发明专利授权”：1}");
    REQUIRE(!wide.problems.empty());
    CHECK(wide.problems[0].message.zh.find("疑为") != std::string::npos);
    CHECK(bound_from("a.json", std::string(100000, '[')).codes().find("FZ200") != std::string::npos);
}

TEST_CASE("JSON positions are those of the key") {
    const auto out = bound_from("a.json", "{\n  \"获得\\\"发明\": 1,\n  \"不存在的\": 2\n}");
    REQUIRE(out.problems.size() == 2);
    const source file("a.json", "{\n  \"获得\\\"发明\": 1,\n  \"不存在的\": 2\n}");
    CHECK(file.slice(out.problems[0].at) == "\"获得\\\"发明\"");
    CHECK(file.slice(out.problems[1].at) == "\"不存在的\"");
}

TEST_CASE("several records") {
    const auto list = bound_from("a.json", R"([{"编号": "甲", "获得发明专利授权": 1}, {"编号": "乙", "获得发明专利授权": 2}])");
    CHECK(list.codes().empty());
    REQUIRE(list.bound.size() == 2);
    CHECK(list.file.many);
    CHECK(list.bound[1].id == "乙");
    CHECK(list.value(0, 1) == "2");
    const auto lines = bound_from("a.jsonl", "{\"获得发明专利授权\": 1}\n\n{bad\n{\"获得发明专利授权\": 3}\n");
    REQUIRE(lines.bound.size() == 3);
    CHECK(lines.value(0, 0) == "1");
    CHECK(lines.value(0, 2) == "3");
    CHECK(lines.codes() == "FZ200");
    CHECK(bound_from("-", "{\"获得发明专利授权\": 1}\n{\"获得发明专利授权\": 2}").bound.size() == 2);
}

TEST_CASE("CSV") {
    const auto out =
        bound_from("a.csv", "单位,获得发明专利授权,近三年累计科技研发投入,设立专门办公室\n甲,3,\"1,200\",是\n\"乙\"\"厂\"\"\",,1.2亿元,TRUE\n,,,\n");
    CHECK(out.codes().empty());
    REQUIRE(out.bound.size() == 2);
    CHECK(out.file.many);
    CHECK(out.bound[0].id == "甲");
    CHECK(out.bound[1].id == "乙\"厂\"");
    CHECK(out.value(1, 0) == "1200");
    CHECK(out.value(0, 1) == "-");
    CHECK(out.value(1, 1) == "12000");
    CHECK(out.value(4, 1) == "1");
    CHECK(bound_from("a.csv", "获得发明专利授权,设立专门办公室\n1,是,3\n").codes() == "FZ206");
    CHECK(bound_from("a.csv", "获得发明专利授权,设立专门办公室\n1,\"是\n").codes() == "FZ206");
    CHECK(bound_from("a.csv", "获得发明专利授权,获得发明专利授权\n1,2\n").codes() == "FZ203");
    CHECK(bound_from("a.csv", "获得发明专利授权\n").codes() == "FZ206");
    const auto one_row = bound_from("a.csv", "获得发明专利授权\t设立专门办公室\n7\t有\n");
    CHECK_FALSE(one_row.file.many);
    CHECK(one_row.value(0) == "7");
    const auto upright = bound_from("a.csv", "事实,值\n获得发明专利授权,7\n设立专门办公室,\n");
    CHECK(upright.codes().empty());
    CHECK(upright.value(0) == "7");
}

TEST_CASE("CSV errors point at the cell") {
    const auto out = bound_from("a.csv", "获得发明专利授权,设立专门办公室\n1,\"也\n许\"\n");
    REQUIRE(out.problems.size() == 1);
    CHECK(out.problems[0].code == "FZ216");
    const source file("a.csv", "获得发明专利授权,设立专门办公室\n1,\"也\n许\"\n");
    CHECK(file.slice(out.problems[0].at) == "\"也\n许\"");
}

TEST_CASE("plain text") {
    const auto out = bound_from("a.txt",
        "# 某某联盟\n[联盟]\n名称：某某联盟\n获得发明专利授权：3件  # 见附件\n近三年累计科技研发投入 = 1.2亿元\n设立专门办公室 有；\n"
        "占省内行业比重: 35％\n特色工作（含：平台）：\n产业联盟管理制度建设　很完善\n1/获奖 2 项\n");
    CHECK(out.codes() == "FZ201");  // 特色工作（含：平台）: the colon inside brackets belongs to the name
    CHECK(out.problems.at(0).where == "特色工作（含：平台）");
    CHECK(out.bound[0].id == "某某联盟");
    CHECK(out.value(0) == "3");
    CHECK(out.value(1) == "12000");
    CHECK(out.value(2) == "35");
    CHECK(out.value(3) == "0");
    CHECK(out.value(4) == "1");
    CHECK(out.value(8) == "2");
    CHECK(bound_from("a.txt", "随便一行\n").codes() == "FZ205");
    CHECK(bound_from("a.txt", "获得发明专利授权：1\n获得发明专利授权：2\n").codes() == "FZ203");
    CHECK(bound_from("a.txt", "").codes().empty());
}

TEST_CASE("later values win, unknown ones too") {
    const auto first = bound_from("a.json", R"({"获得发明专利授权": 1, "设立专门办公室": true})");
    const auto second = bound_from("b.json", R"({"获得发明专利授权": null, "占省内行业比重": 5})");
    auto base = first.bound[0];
    overlay(base, second.bound[0]);
    CHECK_FALSE(base.values[0]);
    CHECK(base.values[4]);
    CHECK(base.values[2]);
}

TEST_CASE("edit distance counts characters") {
    CHECK(edit_distance("专利", "专利", 5) == 0);
    CHECK(edit_distance("专利", "专力", 5) == 1);
    CHECK(edit_distance("发明专利", "专利", 5) == 2);
    CHECK(edit_distance("甲乙丙丁", "子丑寅卯", 2) == 3);
}
