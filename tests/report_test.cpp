// Reports over a plan built by hand; they need the program's sources, which FENZE_TEST_REPL says are linked.
#ifdef FENZE_TEST_REPL

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "repl/excerpt.hpp"
#include "repl/layout.hpp"
#include "repl/options.hpp"
#include "repl/reasons.hpp"
#include "repl/render_diagnostics.hpp"
#include "repl/report_json.hpp"
#include "repl/report_text.hpp"
#include "tests/small_plan.hpp"

using namespace fenze;

namespace {

/// Values as text in the order of the small plan's facts; "" is unknown.
scored scored_with(const plan& p, const std::vector<std::string>& values) {
    scored s;
    s.facts.resize(p.facts.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!values[i].empty()) s.facts[i] = number::parse(values[i]);
    s.came_to = score(p, s.facts);
    return s;
}

const source& rubric() {
    static const source text("小考核.fenze", small_text());
    return text;
}

std::vector<std::string> keys(const nlohmann::ordered_json& object) {
    std::vector<std::string> out;
    for (const auto& [key, value] : object.items()) out.push_back(key);
    return out;
}

using strings = std::vector<std::string>;

std::string line_with(const std::string& text, const std::string& words) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (line.find(words) != std::string::npos) return line;
    return "";
}

bool parsed(const strings& arguments, options& o, std::string& message) { return parse_options(arguments, {true, false}, o, message); }

}  // namespace

TEST_CASE("score as JSON: keys and their order are the contract") {
    const auto p = small_plan();
    const auto s = scored_with(p, {"1", "0", "9", "1", "3/2", "0"});
    const auto text = score_json(p, rubric(), s, {}, false);
    const auto json = nlohmann::ordered_json::parse(text);
    CHECK(keys(json) == strings{"rubric", "total", "display", "max", "bonus", "deduction", "low", "high", "tight", "complete", "grade", "grades", "actions",
                            "nodes", "missing", "diagnostics"});
    CHECK(json["total"] == "8.5");
    CHECK(json["low"] == "8.5");
    CHECK(json["high"] == "8.5");
    CHECK(json["bonus"] == "1.5");
    CHECK(json["deduction"] == "0");
    CHECK(json["complete"] == true);
    CHECK(json["grade"] == "优秀");
    CHECK(json["actions"] == nlohmann::ordered_json::array({"给予奖励"}));
    const auto& node = json["nodes"][0]["nodes"][1];
    CHECK(keys(node) == strings{"id", "title", "max", "score", "low", "high", "rules", "nodes"});
    CHECK(node["id"] == "1.2");
    CHECK(node["score"] == "5");
    const auto& rule = node["rules"][0];
    CHECK(keys(rule) == strings{"line", "text", "family", "facts", "raw", "score", "note"});
    CHECK(rule["line"] == 6);
    CHECK(rule["facts"]["获得发明专利授权"] == "9");
    CHECK(rule["raw"] == "18");
    const auto one_line = score_json(p, rubric(), s, {}, true);
    CHECK(std::count(one_line.begin(), one_line.end(), '\n') == 1);
    CHECK(nlohmann::ordered_json::parse(one_line) == json);
}

TEST_CASE("exact numbers: a third stays a third") {
    const auto p = small_plan();
    const auto json = nlohmann::json::parse(score_json(p, rubric(), scored_with(p, {"0", "0", "0", "0", "1/3", "0"}), {}, false));
    CHECK(json["total"] == "1/3");
    CHECK(json["display"] == "0.33");
}

TEST_CASE("what is missing gives a range, no score") {
    const auto p = small_plan();
    const auto json = nlohmann::json::parse(score_json(p, rubric(), scored_with(p, {"1", "0", "9", "", "3", "0"}), {}, false));
    CHECK(json["complete"] == true);  // nine patents are above the cap, whatever else there is
    CHECK(json["total"] == "10");
    const auto open = nlohmann::json::parse(score_json(p, rubric(), scored_with(p, {"1", "", "0", "0", "1", "0"}), {}, false));
    CHECK(open["total"].is_null());
    CHECK(open["display"].is_null());
    CHECK(open["grade"].is_null());
    CHECK(open["low"] == "3");
    CHECK(open["high"] == "5");
    CHECK(open["grades"] == nlohmann::json::array({"合格", "不合格"}));
    CHECK(open["missing"] == nlohmann::json::array({"定期召开会议"}));
    CHECK(open["nodes"][0]["nodes"][0]["rules"][1]["facts"]["定期召开会议"].is_null());
}

TEST_CASE("facts as JSON: score facts first") {
    const auto p = small_plan();
    const auto json = nlohmann::ordered_json::parse(facts_json(p, rubric()));
    CHECK(keys(json) == strings{"rubric", "facts"});
    CHECK(keys(json["facts"][0]) == strings{"name", "path", "use", "kind", "unit", "options", "min", "max", "node", "line", "text"});
    CHECK(json["facts"][2]["kind"] == "count");
    CHECK(json["facts"][2]["min"] == "0");
    CHECK(json["facts"][2]["max"].is_null());
    CHECK(json["facts"][5]["use"] == "outcome");
}

TEST_CASE("the text table lines up") {
    const auto p = small_plan();
    const auto text = score_text(p, scored_with(p, {"1", "0", "9", "1", "3/2", "0"}), {true, false}, 100);
    CHECK(line_with(text, "办公条件").find("未得：定期召开会议（2分）") != std::string::npos);
    CHECK(line_with(text, "知识产权").find("共19分，上限5分") != std::string::npos);
    CHECK(line_with(text, "合计").find("8.5  优秀") != std::string::npos);
    CHECK(line_with(text, "结果").find("给予奖励") != std::string::npos);
    CHECK(text.find('\033') == std::string::npos);
    const auto column = [&](const std::string& row, const std::string& words) {
        const auto line = line_with(text, row);
        return cells(line.substr(0, line.find(words) + words.size()));
    };
    CHECK(column("指标", "得分") == column("办公条件", "  2  ") - 2);
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) CHECK(cells(line) <= 100);
}

TEST_CASE("the total says how far the next grade is") {
    const auto p = small_plan();
    CHECK(verdict(p, scored_with(p, {"1", "1", "1", "0", "0", "0"}), true) == "合格（距优秀还差2分）");
    CHECK(verdict(p, scored_with(p, {"1", "1", "0", "0", "0", "0"}), true) == "不合格（距合格还差1分）");
    CHECK(verdict(p, scored_with(p, {"1", "1", "9", "0", "0", "0"}), true) == "优秀");
    CHECK(verdict(p, scored_with(p, {"1", "1", "9", "0", "0", "1"}), true) == "取消资格");
    CHECK(verdict(p, scored_with(p, {"1", "1", "9", "0", "0", ""}), true) == "取消资格或优秀");  // nobody has said that nothing was faked
    CHECK(verdict(p, scored_with(p, {"1", "", "0", "0", "1", "0"}), true) == "合格或不合格；未填 1 项，其中“定期召开会议”影响最大（0 … 2分）");
}

TEST_CASE("explain opens an item to the sentence") {
    const auto p = small_plan();
    const auto s = scored_with(p, {"1", "0", "9", "1", "3/2", "0"});
    for (const auto* item : {"2", "2.", "知识产权", "1.2", "产权"}) {
        INFO(item);
        const auto text = explain_text(p, rubric(), s, item, {true, false}, 80);
        CHECK(line_with(text, "第6行 获得发明专利授权每件得2分").find("9件") != std::string::npos);
        CHECK(line_with(text, "上限为5分").find("19 → 5") != std::string::npos);
        CHECK(text.find("办公条件") == std::string::npos);
    }
    CHECK(explain_text(p, rubric(), s, "不存在", {true, false}, 80).empty());
}

TEST_CASE("carets stand under the words") {
    const source file("评分细则.fenze", "第一行\n拥有国家规范的培训资质，每项得2份，累计不超过6分\n");
    const auto at = static_cast<std::uint32_t>(file.text().find("份"));
    diagnostic d;
    d.code = "FZ104";
    d.at = {at, at + 3};
    d.message = {"“份”疑为“分”", "\"份\" should be \"分\""};
    d.help = {"每项得2分", "每项得2分"};
    d.where = "附件3 四、2. 行业人才培训能力";
    file_set files;
    files.add(file);
    files.set_rubric("评分细则.fenze");
    CHECK(render_diagnostic(d, files, {true, false}) ==
          "错误 FZ104  评分细则.fenze 第2行第17字 · 附件3 四、2. 行业人才培训能力\n"
          "  2 │ 拥有国家规范的培训资质，每项得2份，累计不超过6分\n"
          "    │                                ~~ “份”疑为“分”\n"
          "  改法：每项得2分\n");
    CHECK(render_diagnostic(d, files, {false, false}).starts_with("error FZ104  评分细则.fenze:2:17"));
}

TEST_CASE("long lines are cut around the words") {
    std::string text;
    for (int i = 0; i < 100000; ++i) text += "很长的一行，";
    const source file("a", text);
    const auto shown = excerpt_of(file, {300000, 300006});
    CHECK(cells(shown.line) <= 140);
    CHECK(shown.line.starts_with("…"));
    CHECK(shown.line.ends_with("…"));
    CHECK(shown.marked == 4);
}

TEST_CASE("widths") {
    CHECK(fit("评分细则", 8) == "评分细则");
    CHECK(fit("评分细则", 7) == "评分…");
    CHECK(pad_right("分", 4) == "分  ");
    CHECK(pad_left("分", 4) == "  分");
    CHECK(wrap("一二三四五，六", 10) == strings{"一二三四", "五，六"});
    CHECK(wrap("", 10) == strings{""});
    for (const auto& line : wrap("发明专利abc12345，共12分，上限10分；其余不计（另行规定）。", 12)) CHECK(cells(line) <= 12);
}

TEST_CASE("arguments") {
    options o;
    std::string message;
    CHECK(parsed({"score", "a.fenze", "--facts", "b.json", "--facts=c.csv", "--format", "json", "--explain", "4"}, o, message));
    CHECK(o.facts == strings{"b.json", "c.csv"});
    CHECK(o.explain_item == "4");
    CHECK(o.format == report_format::json);
    o = {};
    CHECK(parsed({"score", "--explain", "a.fenze"}, o, message));
    CHECK(o.rubrics == strings{"a.fenze"});
    o = {};
    CHECK_FALSE(parsed({"scor"}, o, message));
    CHECK(message.find("是“score”吗") != std::string::npos);
    o = {};
    CHECK_FALSE(parsed({"score", "a", "--fromat", "json"}, o, message));
    CHECK(message.find("--format") != std::string::npos);
    o = {};
    CHECK_FALSE(parsed({"score", "-", "--facts", "-"}, o, message));
    o = {};
    CHECK_FALSE(parsed({"facts", "--lang", "en"}, o, message));
    CHECK(message.find("No rubric") != std::string::npos);
}

#endif
