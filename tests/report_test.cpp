// Reports over a plan built by hand; they need the program's sources, which FENZE_TEST_REPL says are linked.
#ifdef FENZE_TEST_REPL

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "interpreter/fenze.hpp"
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

/// A rubric with facts, each as a number: what its reports say.
struct judged {
    source text;
    plan p;
    scored s;

    judged(const std::string& rubric, const std::vector<std::pair<std::string, std::string>>& facts) : text("细则.fenze", rubric) {
        auto made = compile(text);
        REQUIRE_FALSE(has_error(made.problems));
        REQUIRE(made.rubrics.size() == 1);
        p = std::move(made.rubrics[0].program);
        REQUIRE(verify_plan(p).empty());
        s.facts.resize(p.facts.size());
        for (const auto& entry : facts) {
            const auto& name = entry.first;
            const auto& value = entry.second;
            INFO(name);
            const auto f = std::find_if(p.facts.begin(), p.facts.end(), [&](const fact& one) { return one.name == name && one.use != fact_use::absence; });
            REQUIRE(f != p.facts.end());
            s.facts[static_cast<std::size_t>(f - p.facts.begin())] = number::parse(value);
        }
        for (const auto& node : p.nodes)
            if (node.does_not_apply) s.facts[*node.does_not_apply] = number(0);
    }

    judged& without(std::size_t node) {
        s.facts[*p.nodes[node].does_not_apply] = number(1);
        return *this;
    }
    std::string of(std::size_t node) {
        s.came_to = score(p, s.facts);
        return reason(p, s, p.nodes[node], true);
    }
    std::string total() {
        s.came_to = score(p, s.facts);
        return total_reason(p, s, true);
    }
    std::string explained(const std::string& item) {
        s.came_to = score(p, s.facts);
        return explain_text(p, text, s, item, {true, false}, 100);
    }
};

bool parsed(const strings& arguments, options& o, std::string& message) { return parse_options(arguments, {true, false}, o, message); }

}  // namespace

TEST_CASE("score as JSON: keys and their order are the contract") {
    const auto p = small_plan();
    const auto s = scored_with(p, {"1", "0", "9", "1", "3/2", "0"});
    const auto text = score_json(p, rubric(), s, {}, false, true);
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
    const auto one_line = score_json(p, rubric(), s, {}, true, true);
    CHECK(std::count(one_line.begin(), one_line.end(), '\n') == 1);
    CHECK(nlohmann::ordered_json::parse(one_line) == json);
}

TEST_CASE("exact numbers: a third stays a third") {
    const auto p = small_plan();
    const auto json = nlohmann::json::parse(score_json(p, rubric(), scored_with(p, {"0", "0", "0", "0", "1/3", "0"}), {}, false, true));
    CHECK(json["total"] == "1/3");
    CHECK(json["display"] == "0.33");
}

TEST_CASE("what is missing gives a range, no score") {
    const auto p = small_plan();
    const auto json = nlohmann::json::parse(score_json(p, rubric(), scored_with(p, {"1", "0", "9", "", "3", "0"}), {}, false, true));
    CHECK(json["complete"] == true);  // nine patents are above the cap, whatever else there is
    CHECK(json["total"] == "10");
    const auto open = nlohmann::json::parse(score_json(p, rubric(), scored_with(p, {"1", "", "0", "0", "1", "0"}), {}, false, true));
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
    CHECK(line_with(text, "知识产权").find("共19分，合计上限5分") != std::string::npos);
    CHECK(line_with(text, " 合计 ").find("8.5  优秀") != std::string::npos);
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
    CHECK(verdict(p, scored_with(p, {"1", "1", "9", "0", "0", "1"}), true) == "取消资格（弄虚作假）");
    CHECK(verdict(p, scored_with(p, {"1", "1", "9", "0", "0", ""}), true) ==
          "取消资格或优秀；“弄虚作假”未填：如有，取消资格");  // nobody has said that nothing was faked
    CHECK(verdict(p, scored_with(p, {"1", "", "0", "0", "1", "0"}), true) == "合格或不合格；未填 1 项，其中“定期召开会议”影响最大（0 … 2分）");
}

TEST_CASE("explain opens an item to the sentence") {
    const auto p = small_plan();
    const auto s = scored_with(p, {"1", "0", "9", "1", "3/2", "0"});
    for (const auto* item : {"2", "2.", "知识产权", "1.2", "产权"}) {
        INFO(item);
        const auto text = explain_text(p, rubric(), s, item, {true, false}, 80);
        CHECK(line_with(text, "第6行 获得发明专利授权每件得2分").find("9件") != std::string::npos);
        CHECK(line_with(text, "合计上限5分").find("19 → 5") != std::string::npos);
        CHECK(text.find("办公条件") == std::string::npos);
    }
    CHECK(explain_text(p, rubric(), s, "不存在", {true, false}, 80).empty());
}

TEST_CASE("reasons: a rule that gives nothing says why, where that is no matter of course") {
    const std::string rubric =
        "《细则》\n1. 投入（10分）\n研发投入达到500万元得5分，每增加100万元加1分。\n2. 制度（6分）\n很完善得6分，比较完善得3分，不完善得0分。\n"
        "3. 专利（10分）\n发明专利每件得5分；实用新型每2件得1分；外观设计每件得1分。\n4. 项目（5分）\n引进项目每项得1分。\n5. 迟到（5分）\n每迟到1次扣1分。\n"
        "6. 场所（4分）\n设立会议室得2分；设立展厅得2分。\n";
    judged j(rubric, {{"研发投入", "300"}, {"制度", "2"}, {"发明专利", "1"}, {"实用新型", "1"}, {"外观设计", "0"}, {"引进项目", "0"}, {"迟到", "0"},
                         {"设立会议室", "1"}, {"设立展厅", "0"}});
    CHECK(j.of(0) == "研发投入 300万元，条件未达到");
    CHECK(j.of(1) == "制度 不完善，得0分");
    CHECK(j.of(2) == "发明专利 1件；实用新型 1件，不足2件");  // the designs that there are none of go without saying
    CHECK(j.of(3) == "引进项目 0项");
    CHECK(j.of(4) == "未扣分");
    CHECK(j.of(5) == "设立会议室；未得：设立展厅（2分）");
    CHECK(judged(rubric, {{"研发投入", "500"}}).of(0) == "研发投入 500万元");  // its steps have not begun
}

TEST_CASE("reasons: an item that is zeroed says by what") {
    const std::string rubric =
        "《细则》\n1. 年报（6分）\n按时报送年报得6分。弄虚作假的，本项不得分。出勤率低于60%的，本项不得分。\n2. "
        "论文（6分）\n论文每篇得2分。抄袭的，本项不得分。\n";
    judged j(rubric, {{"按时报送年报", "1"}, {"弄虚作假", "1"}, {"出勤率", "50"}, {"论文", "2"}, {"抄袭", "1"}});
    CHECK(j.of(0) == "按时报送年报；因弄虚作假、出勤率 50%，本项不得分");
    CHECK(j.of(1) == "论文 2篇；因抄袭，本项不得分");
    const auto text = j.explained("2");
    CHECK(line_with(text, "本项不得分").find("第5行 因抄袭，本项不得分") != std::string::npos);
    CHECK(line_with(text, "本项不得分").find("4 → 0") != std::string::npos);
    CHECK(text.find("本项计0分") == std::string::npos);  // said once
    CHECK(text.find("上限") == std::string::npos);
    CHECK(judged(rubric, {{"论文", "2"}, {"抄袭", "0"}}).of(1) == "论文 2篇");
}

TEST_CASE("reasons: rounding is no cap") {
    judged j("《细则》\n取整：保留一位小数\n1. 完成（11分）\n完成达到300万元得11分，不足按比例赋分。\n", {{"完成", "200"}});
    CHECK(j.of(0) == "完成 200万元");
    CHECK(j.total() == "共7.33分，保留一位小数");
    CHECK(line_with(j.explained("合计"), "保留一位小数").find("7.33 → 7.3") != std::string::npos);
    judged item("《细则》\n1. 完成（11分）\n完成达到300万元得11分，不足按比例赋分，得分保留一位小数。\n", {{"完成", "200"}});
    CHECK(item.of(0) + item.total() == "完成 200万元；共7.33分，保留一位小数");
}

TEST_CASE("reasons: whose cap it is") {
    judged j(
        "《细则》\n1. 专利（12分）\n发明专利授权每件得5分，最多10分；实用新型每件得1分。\n2. "
        "合作（10分）\n组织活动，每次计2分；参加活动，每次计1分；累计不超过5分。承办论坛每次得3分。\n"
        "3. 安全（10分）\n每发生1次事故扣4分，扣完为止。\n4. 纪律（10分）\n每迟到1次扣1分，最多扣3分；每旷工1次扣2分。\n加分项\n1. "
        "特色（5分）\n特色工作每项加2分。\n",
        {{"发明专利授权", "3"}, {"实用新型", "4"}, {"组织活动", "2"}, {"参加活动", "3"}, {"承办论坛", "1"}, {"发生事故", "3"}, {"迟到", "5"}, {"旷工", "1"},
            {"特色工作", "3"}});
    CHECK(j.of(0) == "发明专利授权 3件，共15分，这一句上限10分；实用新型 4件；共14分，本项满分12分");
    CHECK(j.of(1) == "组织活动 2次；参加活动 3次；承办论坛 1次；组织活动、参加活动共7分，合计上限5分");
    CHECK(j.of(2) == "发生事故 3次，扣12分；扣完为止");
    CHECK(j.of(3) == "迟到 5次，扣5分，这一句最多扣3分；旷工 1次，扣2分");
    CHECK(j.of(5) == "特色工作 3项；共6分，本项最多加5分");
    const auto text = j.explained("专利");
    CHECK(line_with(text, "发明专利授权每件得5分").ends_with(" 15"));
    CHECK(line_with(text, "第3行 这一句上限10分").ends_with("15 → 10"));
    CHECK(line_with(text, "本项满分12分").ends_with("14 → 12"));
    CHECK(line_with(j.explained("安全"), "扣完为止").ends_with("-2 → 0"));
    std::istringstream in(j.explained(""));
    for (std::string line; std::getline(in, line);) CHECK(cells(line) <= 100);
}

TEST_CASE("reasons: the greatest of several") {
    const std::string rubric = "《细则》\n1. 荣誉（10分）\n国家级奖牌每项得5分，省级奖牌每项得3分，就高不重复。\n";
    CHECK(judged(rubric, {{"国家级奖牌", "1"}, {"省级奖牌", "2"}}).of(0) == "国家级奖牌 1项；省级奖牌 2项；取最高");
    CHECK(judged(rubric, {{"国家级奖牌", "1"}, {"省级奖牌", "0"}}).of(0) == "国家级奖牌 1项");
}

TEST_CASE("reasons: weights show their sum") {
    judged j(
        "《细则》\n权重：甲部分30%，乙部分70%\n一、甲部分（100分）\n1. 论文（100分）\n论文每篇得10分。\n二、乙部分（100分）\n1. "
        "专利（100分）\n专利每件得10分。\n"
        "加分项\n1. 特色（5分）\n特色工作每项加2分。\n",
        {{"论文", "8"}, {"专利", "9"}, {"特色工作", "1"}});
    CHECK(j.total() == "80×30%＋90×70%＋2");
    CHECK(line_with(j.explained("合计"), "80×30%").ends_with(" 89"));
    judged open("《细则》\n1. 管理评价占30%，专家评审占70%。\n", {{"管理评价", "80"}});
    CHECK(open.total().find("×") == std::string::npos);  // not known yet
}

TEST_CASE("reasons: items that do not apply") {
    const auto rubric = [](const std::string& how) {
        return "《细则》\n缺项：" + how + "\n1. 食堂（40分）\n每发现1处问题扣10分。\n2. 消防（60分）\n每发现1处隐患扣20分。\n";
    };
    judged scaled(rubric("按比例折算"), {{"发现隐患", "1"}});
    CHECK(scaled.without(0).of(0) == "不适用，其余按比例折算");
    CHECK(scaled.total() == "缺项按比例折算：40×100÷60");
    CHECK(line_with(scaled.explained(""), "缺项按比例折算").ends_with("40 → 66.67"));
    CHECK(line_with(scaled.explained("食堂"), "不适用") == "  不适用，其余按比例折算");
    CHECK(judged(rubric("得满分"), {{"发现隐患", "1"}}).without(0).of(0) == "不适用，得满分");
    CHECK(judged(rubric("计0分"), {{"发现隐患", "1"}}).without(0).of(0) == "不适用，计0分");
    CHECK(judged(rubric("按比例折算"), {{"发现问题", "0"}, {"发现隐患", "1"}}).total().empty());
}

TEST_CASE("reasons: a part of an item that is zeroed, and half of its points") {
    judged j("《细则》\n1. 体检（20分）\n体检率每1%得0.1分，体检率低于50%不得分；合格率每1%得0.1分。\n2. 报送（10分）\n报送信息每条得2分。迟报的，减半计分。\n",
        {{"体检率", "40"}, {"合格率", "90"}, {"报送信息", "4"}, {"迟报", "1"}});
    CHECK(j.of(0) == "体检率 40%，这一句不得分；合格率 90%");
    CHECK(j.of(1) == "报送信息 4条；共8分，因迟报，按50%计分");
    CHECK(line_with(j.explained("体检"), "这一句不得分").ends_with("4 → 0"));
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
