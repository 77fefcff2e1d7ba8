#include "dsl/table_header.hpp"

#include <algorithm>
#include <array>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/mark.hpp"

namespace fenze {
namespace {

struct heading_word {
    std::string_view words;
    column_role role;
};

using enum column_role;

constexpr std::array<heading_word, 78> whole_words{{{"序号", serial}, {"编号", serial}, {"序", serial}, {"号", serial}, {"序次", serial}, {"项次", serial},
    {"指标", indicator}, {"项目", indicator}, {"内容", indicator}, {"类别", indicator}, {"要素", indicator}, {"一级", indicator}, {"二级", indicator},
    {"三级", indicator}, {"维度", indicator}, {"考核要点", indicator}, {"考核要求", either}, {"评价因素", indicator}, {"评分因素", indicator},
    {"评审因素", indicator}, {"指标名称", indicator}, {"项目名称", indicator}, {"大类", indicator}, {"小类", indicator}, {"分类", indicator},
    {"考核类别", indicator}, {"分值", mark}, {"标准分", mark}, {"满分", mark}, {"分数", mark}, {"满分值", mark}, {"标准分值", mark}, {"基准分", mark},
    {"基本分", mark}, {"基础分", mark}, {"最高分", mark}, {"配分", mark}, {"权重分", mark}, {"总分值", mark}, {"分", mark}, {"标准分数", mark},
    {"规定分", mark}, {"应得分", mark}, {"权重", weight}, {"比重", weight}, {"权数", weight}, {"考核标准", either}, {"标准", either}, {"工作标准", either},
    {"指标要求", either}, {"评价要求", either}, {"工作要求", either}, {"考核目标", either}, {"目标要求", either}, {"目标值", target}, {"指标值", target},
    {"标准值", target}, {"目标", target}, {"考核指标值", target}, {"年度目标", target}, {"评分", filled}, {"自评", filled}, {"考评", filled}, {"复评", filled},
    {"数值", filled}, {"完成情况", filled}, {"完成值", filled}, {"实际值", filled}, {"扣分", filled}, {"加分", filled}, {"结果", filled}, {"扣分情况", filled},
    {"核定", filled}, {"备注", remark}, {"说明", remark}, {"附件", remark}, {"佐证", remark}, {"考核方式", remark}}};

// Longest first where one ends another.
constexpr std::array<heading_word, 36> endings{{{"评价内容", indicator}, {"完成情况", filled}, {"自评情况", filled}, {"扣分原因", remark}, {"标准分值", mark},
    {"标准分", mark}, {"分值", mark}, {"满分", mark}, {"得分", filled}, {"评分", filled}, {"自评分", filled}, {"打分", filled}, {"评定分", filled},
    {"自查分", filled}, {"扣分数", filled}, {"评分标准", standard}, {"评价标准", standard}, {"评审标准", standard}, {"计分标准", standard},
    {"打分标准", standard}, {"赋分标准", standard}, {"扣分标准", standard}, {"加分标准", standard}, {"记分标准", standard}, {"给分标准", standard},
    {"细则", standard}, {"办法", standard}, {"方法", standard}, {"规则", standard}, {"评分依据", standard}, {"指标", indicator}, {"项目", indicator},
    {"内容", indicator}, {"要素", indicator}, {"材料", remark}, {"资料", remark}}};

bool ends_with(std::string_view text, std::string_view tail) { return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail; }

}  // namespace

column_role role_of_header(std::string_view text, span cell) {
    constexpr std::uint32_t longest = 60;
    if (cell.empty() || cell.end - cell.begin > longest) return unknown;
    std::string words;
    // 分值（100分）, 分值(分): the bracket qualifies
    int depth = 0;
    for (std::size_t i = cell.begin; i < cell.end;) {
        const glyph g = glyph_at(text, i, cell.end);
        if (g.code == '(') ++depth;
        if (depth == 0 && !is_blank(g.code) && g.code != ':') words.append(text.substr(i, g.size));
        if (g.code == ')' && depth > 0) --depth;
        i += g.size;
    }
    for (const heading_word& w : whole_words)
        if (words == w.words) return w.role;
    if (words == "权重（分）") return mark;
    constexpr std::size_t twelve_characters = 36;
    if (words.size() > twelve_characters) return unknown;
    for (const heading_word& e : endings) {
        if (!ends_with(words, e.words)) continue;
        const bool scoring = words.find("评") != words.npos || words.find("计") != words.npos || words.find("考") != words.npos ||
                             words.find("打") != words.npos || words.find("赋") != words.npos || words.find("扣") != words.npos ||
                             words.find("分") != words.npos;
        if (e.words == "细则" || e.words == "办法" || e.words == "方法" || e.words == "规则") {
            // 评价方法 says who looks at what; 评分方法 says for how many points.
            if (!scoring) return remark;
            return e.words == "方法" && words.find("分") == words.npos ? remark : standard;
        }
        return e.role;
    }
    if (ends_with(words, "标准及说明") || ends_with(words, "标准和说明") || ends_with(words, "评分说明") || ends_with(words, "计分说明")) return standard;
    if (ends_with(words, "说明") || ends_with(words, "来源") || ends_with(words, "依据") || ends_with(words, "单位") || ends_with(words, "部门") ||
        ends_with(words, "备注"))
        return remark;
    return unknown;
}

bool is_header(std::string_view text, const std::vector<span>& cells) {
    std::size_t filled_in = 0, known = 0, leading = 0;
    for (const span cell : cells) {
        if (cell.empty()) continue;
        ++filled_in;
        if (cell_mark(text, cell)) return false;
        const column_role role = role_of_header(text, cell);
        if (role == unknown) continue;
        ++known;
        if (role == indicator || role == standard || role == either) ++leading;
    }
    return known >= 2 && leading >= 1 && known * 2 >= filled_in;
}

}  // namespace fenze
