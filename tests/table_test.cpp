#include <catch2/catch.hpp>

#include "dsl/outline.hpp"

using namespace fenze;

namespace {

struct outlined {
    source text;
    diagnostics said;
    document_tree tree;

    explicit outlined(std::string words) : text("t", std::move(words)), tree(outline(text, said)) {}
    const outline_node& root(std::size_t i = 0) const { return tree.rubrics.at(i).root; }
    std::string words(span at) const { return std::string(text.slice(at)); }
    std::string standard(const outline_node& node) const {
        std::string out;
        for (const paragraph& p : node.text)
            if (p.from_table) out += (out.empty() ? "" : "\n") + words(p.at);
        return out;
    }
    bool says(const std::string& code) const {
        for (const diagnostic& d : said)
            if (d.code == code) return true;
        return false;
    }
};

// "甲15{乙9 丙6}": titles with marks and children.
std::string shape(const outline_node& node) {
    std::string out;
    for (const outline_node& child : node.children) {
        out += (out.empty() ? "" : " ") + child.number + child.title + (child.mark ? child.mark->text : "");
        if (!child.children.empty()) out += "{" + shape(child) + "}";
    }
    return out;
}

}  // namespace

TEST_CASE("table: sections in a merged first column, marks in names", "[table]") {
    const outlined o(
        "附件2\n\n甲评定指标体系\n\n一级指标 | 二级指标 | 评价标准 | 分值\n必要性评价（15分） | 重要性（10分） | 十分重要得7-10分； |\n | 经济规模（5分） | "
        "100亿元以上得5分； |\n"
        "加分项 | 特色工作 | 加3分 |\n\n附件3\n\n乙考核指标体系\n\n一级指标 | 二级指标 | 评价标准 | 分值\n运行机制（9分） | 制度（9 分） | 很完善得9分 "
        "|\n附件4\n一、情况\n");
    REQUIRE(o.tree.rubrics.size() == 2);
    CHECK(o.tree.rubrics[0].title == "甲评定指标体系");
    CHECK(shape(o.root(0)) == "必要性评价15{重要性10 经济规模5} 加分项{特色工作}");
    CHECK(o.root(0).children[1].children[0].kind == section_kind::bonus);
    CHECK(o.standard(o.root(0).children[0].children[1]) == "100亿元以上得5分；");
    CHECK(o.tree.rubrics[1].title == "乙考核指标体系");
    CHECK(shape(o.root(1)) == "运行机制9{制度9} 一、情况");
}

TEST_CASE("table: numbered items, marks in a column, the document's own title", "[table]") {
    const outlined o(
        "某市考核办法(试行)\n一、考核对象\n90分以上为优秀\n附件\n考核内容及评分细则\n考核内容 | 考核指标 | 分值 | 评分标准 | 得分\n制度建设（22分） | "
        "1.设立机构。设立场地。 | 7 | 设立办公室计2分。（提供材料） |\n"
        " | 2.明确安排。 | 5 | 有计划计5分。 |\n加分项 | 1.组织活动。 |  | 每次计5分。 |\n合 计 | | 12 | |\n");
    REQUIRE(o.tree.rubrics.size() == 1);
    CHECK(o.tree.rubrics[0].title == "某市考核办法(试行)");
    CHECK(shape(o.root()) == "一、考核对象 制度建设22{1.设立机构7 2.明确安排5} 加分项{1.组织活动}");
    REQUIRE(o.tree.rubrics[0].total);
    CHECK(o.tree.rubrics[0].total->text == "12");
}

TEST_CASE("table: classes, evidence, two score tables", "[table]") {
    const std::string evidence =
        "考核项目 | 考核标准 | 分值 | 提供资料\n | 1类 | 2类 |  |\n联系点个数 | 5-9个 | 10个及以上 | 25分 | 1、签订协议。 2、开展指导。\n";
    const std::string scored =
        "考核项目 | 考核标准 | 数值 | 分值 | 评分标准 | 自评得分 | 考核得分\n | 1类 | 2类 |  |  |  |  |\n联系点个数 | 5-9个 | 10个及以上 |  | 25分 | "
        "达到得25分，不足按比例赋分 |  |\n合计 |\n";
    const outlined o("附件1：\n1、提供工作计划。\n" + evidence + "某地\n联系点考核表\n" + scored +
                     "附件2：\n资金情况明细表\n序号 | 项目资金来源 | 到位金额 | 其他支出 | 支出合计 | 备注\n1 | 补助资金 | | | |\n服务站考核表\n" + scored);
    REQUIRE(o.tree.rubrics.size() == 2);
    CHECK(o.tree.rubrics[0].title == "联系点考核表");
    CHECK(o.tree.rubrics[1].title == "服务站考核表");
    CHECK(o.says("FZ028"));
    const outline_node& listed = o.root().children.at(0).children.at(0);
    CHECK(listed.evidence);
    const outline_node& item = o.root().children.at(1);
    CHECK_FALSE(item.evidence);
    CHECK(item.mark->text == "25");
    REQUIRE(item.targets.size() == 2);
    CHECK(item.targets[0].name == "1类");
    CHECK(o.words(item.targets[1].at) == "10个及以上");
    CHECK(o.words(item.targets_header) == "考核标准");
    CHECK(o.standard(item) == "达到得25分，不足按比例赋分");
    CHECK(shape(o.root(1)) == "联系点个数25");
}

TEST_CASE("table: borders, a target without classes, a standard under 考核标准", "[table]") {
    const outlined o("《语料》\n| 考核项目 | 考核标准 | 分值 | 评分标准 |\n|---|---|---|---|\n| 联系点个数 | 10个及以上 | 25分 | 达到得25分 |\n");
    const outline_node& item = o.root().children.at(0);
    REQUIRE(item.standard);
    CHECK(o.words(*item.standard) == "10个及以上");
    const outlined p("内 容\t考核标准\t标准分\n开展活动\t每次2分，最多10分\t10\n获奖\t每项5分<br>最高20分\t20\n");
    CHECK(shape(p.root()) == "开展活动10 获奖20");
    CHECK(p.standard(p.root().children[1]) == "每项5分\n最高20分");
}

TEST_CASE("table: marks of sections, rows of one item, spanning rows", "[table]") {
    CHECK(shape(outlined("一级指标|分值|二级指标|分值|评分标准\n制度|20|甲|5|有得5分\n||乙|15|好得15分\n").root()) == "制度20{甲5 乙15}");
    CHECK(shape(outlined("项目|评分标准|分值\n制度|有制度得5分|5\n|落实得10分|10\n|很好得3分|\n活动|每次5分|20\n").root()) ==
          "制度{有制度得5分5 落实得10分10} 活动20");
    CHECK(shape(outlined("序号|考核项目|分值|评分标准\n一|基本项（60分）||\n1|甲|60|好得60分\n二|加分项||\n2|乙||每次2分\n").root()) ==
          "一基本项60{1甲60} 二加分项{2乙}");
    CHECK(shape(outlined("项目|分值|评分标准\n扣分项|扣分项|扣分项\n投诉|-5|每起扣1分\n").root()) == "扣分项{投诉5}");
    CHECK(shape(outlined("项目|分值|评分标准\n管理|20|1.甲得10分；2.乙得10分。\n").root()) == "管理20{1.甲得10分 2.乙得10分}");
}

TEST_CASE("table: marks alone, marks that cannot be read, tables that do not score", "[table]") {
    CHECK(shape(outlined("一级指标 | 二级指标 | 完成情况\n日常（35 分） | 1. 配备人员（如场所）情况（2分） |\n | 3.吸纳会员情况 （5分） |\n").root()) ==
          "日常35{1.配备人员（如场所）情况2 3.吸纳会员情况5}");
    CHECK(outlined("项目|分值|评分标准\n甲|0-30|每次3分\n").says("FZ025"));
    CHECK(outlined("项目|分值|评分标准\n甲（5分）|6|每次3分\n").says("FZ026"));
    CHECK(outlined("奖项 | 值\n发明专利 | 每件5分\n").says("FZ029"));
    // A table between the items of a line.
    CHECK(shape(outlined("一、甲\n如下：1）乙；2）丙\n项目|分值\n丁|5\n戊|6\n其中：①己；②庚\n").root()) == "一、甲{1）乙 2）丙 丁5 戊6 ①己 ②庚}");
    const outlined form("理事长 |  | 所在单位 |\n联系人 |  | 电话 |\n");
    CHECK(form.root().children.empty());
    CHECK(form.said.empty());
}
