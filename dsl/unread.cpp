#include "dsl/unread.hpp"

#include "dsl/cursor.hpp"
#include "dsl/grades.hpp"
#include "dsl/lead.hpp"
#include "dsl/phrases.hpp"
#include "dsl/several.hpp"
#include "dsl/text.hpp"

namespace fenze {

bool scores_unread(const folded& line, piece s) {
    const std::string_view all = std::string_view(line.text).substr(s.begin, s.end - s.begin);
    if (has(all, "×") && has_any(all, {"得分", "成绩", "分数", "分值"})) return true;
    if (has_any(all, {"×", "÷", "乘以", "除以"}) && has_any(all, {"计分", "计入", "计算", "折算", "赋分", "为得"}) && !no_digits(all)) return true;
    if (has_any(all, {"扣相应分", "扣除相应分", "扣减相应分", "扣相应的分", "乘以该项分值", "乘以本项分值", "乘以分值", "乘以指标分值", "%计入总"}))
        return true;
    if (has_any(all, {"的一半计", "一半计分", "折半计", "的倍数计"})) return true;  // 集体奖按个人奖的一半计分
    if (has_any(all, {"双倍分", "加倍扣", "加倍计", "加倍得", "翻倍"})) return true;
    for (auto at = all.find("分"); at != std::string_view::npos; at = all.find("分", at + 3)) {
        if (at > 1 && all[at - 1] == ')') {
            const auto open = all.rfind('(', at);
            if (open == std::string_view::npos || open == 0) continue;
            const char before = all[open - 1], inside = all[open + 1];
            if (before >= '0' && before <= '9' && inside >= '0' && inside <= '9') return true;
        }
    }
    // 80分（含）-90分: points that nothing has read; 由评委在0～5分范围内打分 only says who gives the mark
    const bool says_who = has_any(all, {"范围内打分", "范围内评分", "范围内赋分", "范围内给分", "之间打分", "之间评分", "之间赋分"});
    // 低于70分的项目不予立项: what follows for who applies, in a chapter on the procedure
    const bool procedure = has_any(all, {"方可", "方能", "不予立项", "不予受理", "不予支持", "不予推荐", "不予拨付", "不得申报", "不得参加", "申请", "申报",
                                            "参加", "进入", "相差", "书面说明", "公示", "暂停", "约谈", "答辩", "培训", "整改", "复核"}) &&
                           !has_any(all, {"得分为", "计为", "加分", "扣分", "为优秀", "为良好", "为合格", "为不合格"});
    if (!says_who && !procedure)
        for (std::size_t at = all.find("分"); at != std::string_view::npos; at = all.find("分", at + 3)) {
            if (at == 0 || all[at - 1] < '0' || all[at - 1] > '9') continue;
            cursor behind{all, at + std::string_view("分").size()};
            if (!behind.sees<grammar::not_points>() && !sees_any(behind, {"制", "数", "钟", "位"})) return true;
        }
    // 前20%为优秀，后10%为不合格; 得分率90%以上为优秀
    for (const std::string_view grade : {"为优秀", "为良好", "为合格", "为不合格", "为达标", "为不达标"})
        if (const auto at = all.find(grade);
            at != std::string_view::npos && at > 0 && (all[at - 1] == '%' || ends_any(all.substr(0, at), {"%以上", "%以下", "%及以上", "名"})))
            return true;
    // 排名前10%的为优秀, 不低于90分且无重大隐患的为一级
    if (has_any(all, {"不得评为", "不能评为", "不得评定为", "降低一个等", "下降一个等", "降一个等"})) return true;
    const bool figures = !no_digits(all);
    const auto figure_is = all.find("分为");
    const bool bare_grade = figure_is != std::string_view::npos && figure_is > 0 && all[figure_is - 1] >= '0' && all[figure_is - 1] <= '9';  // 80分为达标
    if ((bare_grade || has_any(all, {"分以上", "分及以上", "分以下"})) && has_any(all, {"为优秀", "为良好", "为合格", "为不合格", "为达标", "为不达标"}))
        return true;
    return figures && has_any(all, {"评为", "评定为", "认定为", "确定为", "的为", "定为", ",为"}) &&
           has_any(all, {"为优秀", "为良好", "为合格", "为不合格", "为达标", "为不达标", "为一级", "为二级", "为三级", "为优", "为A级", "为AA", "为甲级",
                            "为先进", "为五星", "为四星", "为三星", "为一等", "为二等", "为基本合格", "为称职", "为不称职", "为“优秀", "为“合格", "为“良好"});
}

void complain_unread(const folded& line, piece s, diagnostics& out) {
    diagnostic d;
    d.code = "FZ102";
    d.at = line.original(s.begin, s.end);
    d.message = {"这一句里有分数或等级，但读不懂。", "there are points or grades here that are not understood."};
    d.help = {
        "写成“N件得M分”“90分以上为优秀”这样的句子；若与计分无关，写成“注：”。", "write the points or the grade with a plain condition, or make it a 注："};
    out.push_back(std::move(d));
}

bool no_figures(std::string_view rest) {
    for (const char c : rest)
        if (c >= '0' && c <= '9') return false;
    for (const std::string_view w : {"除外", "不计", "不予", "不含", "每", "仅限", "不得", "累计", "封顶", "最高", "最多"})
        if (has(rest, w)) return false;
    return true;
}

void complain_tail(const folded& line, std::size_t begin, std::size_t end, std::string_view tail, diagnostics& out) {
    diagnostic d;
    d.code = "FZ102";
    trim_separators(line.text, begin, end);
    d.at = line.original(begin, end);
    d.message = {"读不懂得分之后的这些字：“" + std::string(tail) + "”。", "the words behind the award are not understood: “" + std::string(tail) + "”."};
    d.help = {"若与计分无关，请另起一句（以“。”断开）或写成“注：”；若是条件，请写在得分之前。",
        "if they do not score, make them a sentence of their own or a 注：; if they are a condition, write it before the award"};
    out.push_back(std::move(d));
}

}  // namespace fenze
