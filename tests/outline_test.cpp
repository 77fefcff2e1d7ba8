#include <catch2/catch.hpp>

#include "dsl/outline.hpp"

using namespace fenze;

namespace {

// A document, its outline and what was said about it.
struct outlined {
    source text;
    diagnostics said;
    document_tree tree;

    explicit outlined(std::string words) : text("t", std::move(words)), tree(outline(text, said)) {}

    const rubric_text& rubric(std::size_t i = 0) const { return tree.rubrics.at(i); }
    const outline_node& root(std::size_t i = 0) const { return rubric(i).root; }
    std::string words(span at) const { return std::string(text.slice(at)); }
    std::string paragraphs(const outline_node& node) const {
        std::string out;
        for (const paragraph& p : node.text) out += (out.empty() ? "" : "\n") + words(p.at);
        return out;
    }
    bool says(const std::string& code) const {
        for (const diagnostic& d : said)
            if (d.code == code) return true;
        return false;
    }
};

// "一、(1.(①)1.)二、": numbers with their children in brackets; titles without a number in their own words.
std::string shape(const outline_node& node) {
    std::string out;
    for (const outline_node& child : node.children) {
        out += child.number.empty() ? "<" + child.title + ">" : child.number;
        if (!child.children.empty()) out += "{" + shape(child) + "}";
    }
    return out;
}

std::string shape(const std::string& text) { return shape(outlined(text).root()); }

std::string mark(const outline_node& node) { return node.mark ? node.mark->text : ""; }

}  // namespace

TEST_CASE("outline: numbers of every official style", "[outline]") {
    CHECK(shape("第一章 总则\n第一节 范围\n第一条 甲\n一、甲\n（一）甲\n1.甲\n（1）甲\n1）甲\n①甲\n") ==
          "第一章{第一节{第一条{一、{（一）{1.{（1）{1）{①}}}}}}}}");
    CHECK(shape("一、甲\n1. 甲\n2. 乙\n二、乙\n1、甲\n2、乙\n") == "一、{1.2.}二、{1、2、}");
    CHECK(shape("一 、 甲\n( 一 ) 甲\n１．甲\n２．乙\n") == "一、{(一){１．２．}}");
    CHECK(shape("4 评价\n4.1 一般\n4.2 安全\n4.2.1 甲\n4.2.2 乙\n5 附则\n") == "4{4.14.2{4.2.14.2.2}}5");
    CHECK(shape("⑴甲\n⑵乙\nⅠ、甲\n") == "⑴⑵Ⅰ");
    CHECK(shape("第二十一条 甲\n十一、甲\n") == "第二十一条{十一、}");
}

TEST_CASE("outline: depth follows order of appearance", "[outline]") {
    CHECK(shape("1. 甲\n（一）甲\n（二）乙\n2. 乙\n（一）甲\n") == "1.{（一）（二）}2.{（一）}");
    CHECK(shape("1. 甲\n2. 乙\n1. 丙\n2. 丁\n3. 戊\n") == "1.2.{1.2.3.}");
    CHECK(shape("1. 甲\n2. 乙\n3. 丙\n1. 丁\n2. 戊\n4. 己\n") == "1.2.3.{1.2.}4.");
    CHECK(shape("1、甲\n1.甲\n2、乙\n1.甲\n2.乙\n") == "1、{1.}2、{1.2.}");
    CHECK(shape("1．甲\n2、乙\n3. 丙\n") == "1．2、3.");
    CHECK(shape("一、甲\n（1）甲\n二、乙\n1. 甲\n（1）甲\n") == "一、{（1）}二、{1.{（1）}}");
    // A list that is over, and a style that stands above it: 填写要求 1 to 3, then the parts of the form.
    CHECK(shape("1．甲\n2．乙\n3．丙\n一、甲\n二、乙\n") == "1．2．3．一、二、");
}

TEST_CASE("outline: what opens no heading", "[outline]") {
    for (const char* line : {"2.5分以上的", "1.5亿元以上得3分", "1-5家，得1分", "20万元", "3年内", "2020年2月25日印发", "2020.2.25", "一、二等奖得5分",
             "1、2级得5分", "10 家以上得5分", "第三条第二款规定的除外", "（一）、（二）项合计", "（2021）20号", "100亿元以上", "十分重要",
             "A. 30%（含）以上（20分）", "5A级景区", "0.5分/次", "3 月 15 日前"}) {
        INFO(line);
        CHECK(shape(std::string("一、甲\n") + line + "\n") == "一、");
    }
    CHECK(shape("1.2020年度计划\n1.10个以上得5分\n") == "1.{1.}");
}

TEST_CASE("outline: titles, marks and sentences", "[outline]") {
    const outlined o(
        "一、产业联盟运行机制（ 15 "
        "分）\n1.制度建设（满分9分）\n很完善得9分。\n2、建设方向评价。联盟是否符合方向。\n（1）主持制定标准，每项计5分；\n（2）基础条件，满分30分\n"
        "（3）年内获奖，每项2分（１０分）\n（4）领导重视（10分）：成立小组得5分。\n（5）国家级（10分）、省级（5分）\n（6）积极参与活动。\n（7）设备（2."
        "5分）（提供材料）\n");
    const outline_node& one = o.root().children.at(0);
    CHECK(one.title == "产业联盟运行机制");
    CHECK(mark(one) == "15");
    CHECK(one.level == 1);
    CHECK(mark(one.children.at(0)) == "9");
    CHECK(o.paragraphs(one.children.at(0)) == "很完善得9分。");
    const outline_node& two = one.children.at(1);
    CHECK(two.title == "建设方向评价");
    CHECK(o.paragraphs(two) == "联盟是否符合方向。");
    CHECK(two.children.at(0).title == "主持制定标准");
    CHECK(o.paragraphs(two.children.at(0)) == "主持制定标准，每项计5分；");
    CHECK(two.children.at(1).title == "基础条件");
    CHECK(mark(two.children.at(1)) == "30");
    CHECK(mark(two.children.at(2)) == "10");
    CHECK(o.paragraphs(two.children.at(2)) == "年内获奖，每项2分");
    CHECK(mark(two.children.at(3)) == "10");
    CHECK(o.paragraphs(two.children.at(3)) == "成立小组得5分。");
    CHECK(mark(two.children.at(4)).empty());
    CHECK(o.paragraphs(two.children.at(4)) == "国家级（10分）、省级（5分）");
    CHECK(two.children.at(5).text.empty());
    CHECK(mark(two.children.at(6)) == "2.5");
    CHECK(o.paragraphs(two.children.at(6)) == "（提供材料）");
}

TEST_CASE("outline: a mark that is the document's own", "[outline]") {
    const outlined o(
        "第三条 考核采用百分制，满分100分。\n第五条 采取要素积分法,符合第四条其中一项的,得1分,满分为10分。\n4.2.1 "
        "采取措施，评价总分值为15分，并按下列规则评分：\n");
    CHECK_FALSE(o.root().children.at(0).mark);
    CHECK_FALSE(o.paragraphs(o.root().children.at(0)).empty());
    CHECK(mark(o.root().children.at(1)) == "10");
    CHECK(mark(o.root().children.at(1).children.at(0)) == "15");
}

TEST_CASE("outline: items inside a line", "[outline]") {
    const outlined o(
        "8.2.3 公共建筑按下列规则分别评分并累计：1）公共建筑绿地率达到规划指标105%及以上，得10分；2）绿地向公众开放，得6分；累计不超过12分。\n补充说明\n");
    const outline_node& node = o.root().children.at(0);
    CHECK(shape(node) == "1）2）");
    CHECK(node.children[0].item_of_line);
    CHECK(node.children[0].title == "公共建筑绿地率达到规划指标105%及以上");
    CHECK(o.paragraphs(node.children[1]) == "绿地向公众开放，得6分；");
    CHECK(o.paragraphs(node) == "累计不超过12分。\n补充说明");
    CHECK(shape("（1）甲得1分；（2）乙得2分。\n（3）丙得3分。\n") == "（1）（2）（3）");
    CHECK(shape("按下列规则评分：1）甲；\n2）乙。\n") == "1）2）");
    CHECK(shape("比例为1：2.5；不少于3）家\n") == "");
    CHECK(shape("1 采取措施，得5分；\n2 50%以上达标，得5分；\n3 PM2.5不高于25，得5分。\n") == "123");
}

TEST_CASE("outline: bonus and deduction", "[outline]") {
    const outlined o("一、基本项\n1. 甲（5分）\n加分项（10分）\n1. 特色工作\n加6分\n四、扣分因素\n（一）投诉每起扣1分。\n五、附则\n本办法不扣分\n");
    CHECK(shape(o.root()) == "一、{1.}<加分项>{1.}四、{（一）}五、");
    CHECK(o.root().children[1].kind == section_kind::bonus);
    CHECK(mark(o.root().children[1]) == "10");
    CHECK(o.root().children[1].children[0].kind == section_kind::bonus);
    CHECK(o.root().children[2].children[0].kind == section_kind::deduction);
    CHECK(o.root().children[3].kind == section_kind::base);
    CHECK(outlined("（二）其他相关工作为加分项。\n").root().children[0].kind == section_kind::base);
    // Numbers that count on through a bonus stay in it.
    CHECK(shape("日常（35分）\n1. 甲（5分）\n附加分 （30分）\n2. 乙（5分）\n") == "<日常>{1.}<附加分>{2.}");
}

TEST_CASE("outline: unnumbered titles and awards that look like them", "[outline]") {
    CHECK(shape("制度建设（22分）\n有制度得5分。\n联盟任务（78分）\n每次5分。\n") == "<制度建设><联盟任务>");
    CHECK(shape("一、语料（15分）\n1. 甲（15分）\n很好（15分）\n一般（5分）\n2. 乙\n") == "一、{1.2.}");
    CHECK(shape("一、基础（30分）\n组织（10分）\n1. 甲\n2. 乙\n活动（20分）\n1. 丙\n") == "一、{<组织>{1.2.}<活动>{1.}}");
}

TEST_CASE("outline: directives and comments", "[outline]") {
    const outlined o(
        "《甲》\n满分：100分   # 说明\n# 整行\n一、甲（5分）\n取 整: 保留两位小数\n注：这里得5分不算\n《乙 # 丙》办法得5分\n满份：3\n单位：某某\n一级：90分\n");
    REQUIRE(o.rubric().directives.size() == 2);
    CHECK(o.rubric().directives[0].word == "满分");
    CHECK(o.words(o.rubric().directives[0].text_at) == "100分");
    CHECK(o.rubric().directives[0].node == 0);
    CHECK(o.rubric().directives[1].word == "取整");
    CHECK(o.rubric().directives[1].node == 1);
    CHECK(o.paragraphs(o.root().children.at(0)) == "《乙 # 丙》办法得5分\n满份：3\n单位：某某\n一级：90分");
    REQUIRE(o.said.size() == 1);
    CHECK(o.said[0].code == "FZ023");
}

TEST_CASE("outline: brackets", "[outline]") {
    const outlined o("拥有院士（含外聘））得5分\n1）甲；2）乙\n得分[80,90)为良\n（甲\n");
    REQUIRE(o.said.size() == 2);
    CHECK(o.said[0].code == "FZ022");
    CHECK(o.said[0].level == severity::warning);
    CHECK(o.words(o.said[0].at) == "）");
    CHECK(o.text.where(o.said[0].at.begin).column == 10);
    CHECK(o.text.where(o.said[1].at.begin).line == 4);
}

TEST_CASE("outline: several rubrics", "[outline]") {
    const outlined o("《甲》\n一、甲（5分）\n《乙》\n一、乙（6分）\n参见\n《丙》\n");
    REQUIRE(o.tree.rubrics.size() == 2);
    CHECK(o.rubric(0).title == "甲");
    CHECK(o.rubric(1).title == "乙");
    CHECK(o.root(1).children.at(0).title == "乙");
}

TEST_CASE("outline: nesting and size are bounded", "[outline]") {
    std::string bomb;
    for (int i = 0; i < 5000; ++i) bomb += "1.\n";
    CHECK(outlined(bomb).says("FZ020"));
    CHECK(outlined(std::string(3000, '(')).says("FZ021"));
    CHECK(outlined("").tree.rubrics.size() == 1);
    CHECK(outlined(std::string(100000, '|')).tree.rubrics.size() == 1);
}
