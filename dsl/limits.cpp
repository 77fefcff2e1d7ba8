// Phrases that govern awards besides caps: proportions, floors, starting states, marks, rounding.

#include "dsl/cursor.hpp"
#include "dsl/numeral.hpp"
#include "dsl/phrases.hpp"
#include "dsl/points.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file is the grammar's reader

// clang-format off
struct proportion_word : any_word<"按完成情况比例", "按实际完成比例", "按完成比例", "按照完成比例", "按实际比例", "按照实际比例", "按相应比例", "按照相应比例", "按达标比例", "按实现比例", "按完成率", "按实际完成率", "按照完成率", "按比例", "按照比例", "依比例", "按同比例", "同比例", "按等比例", "等比例", "按完成进度", "按实际完成情况", "按其比例", "按该比例", "按此比例", "按所占比例", "按占比", "按照百分比", "按百分比", "按完成百分比", "按实际达到比例", "按比率", "按覆盖率", "按达标率", "按合格率", "成比例"> {};
struct proportion_tail : any_word<"计算得分", "计算分值", "计算", "得分", "计分", "赋分", "给分", "记分", "折算得分", "折算计分", "折算", "折合", "递减计分", "递减得分", "递减", "递增", "扣减得分", "扣分", "扣减", "计", "得", "加分", "减分", "评分", "打分", "核减", "核算", "换算", "确定得分", "确定"> {};
struct short_of : any_word<"未达到目标的", "未达到要求的", "未达到的", "未达到", "未达标的", "未达标", "未完成的", "未完成", "没有完成的", "没有达到的", "不足部分", "不足的", "不足", "不够的", "达不到的", "达不到", "未达", "不满的", "未全部完成的", "未全部完成", "其余", "低于的", "否则", "不达标的", "不达标", "部分完成的", "其他", "每", "部分"> {};
struct part_mark_verb : any_word<"评价总分值为", "评价总分值", "总分值为", "总分值", "满分为", "满分是", "满分", "总分为", "总分", "标准分为", "标准分值为", "标准分值", "标准分", "权重分为", "权重分", "分值为", "分值是", "分值", "基本分为", "基本分", "共计", "合计为", "合计", "总计", "共", "计分为", "量化分值为"> {};

// clang-format on

}  // namespace

std::optional<read<proportional_text>> read_proportional(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    proportional_text out;
    const bool bracket = in.skip("(");
    skip_run<short_of>(in);
    // 不足10件的按比例得分
    if (in.at > at + (bracket ? 1U : 0U)) {
        if (const auto amount = read_amount(text, in.at, true)) {
            in.at = amount->end;
            skip_run(in, {"的", "者", "部分"}, 3);
        }
    }
    in.skip(",");
    skip_run(in, {"则", "可", "相应", "酌情", "再", "均", "都", "各"});
    if (!in.skip<proportion_word>()) {
        // 按实际完成投资额占年度计划的比例计分
        cursor words_here = in;
        if (!skip_any(words_here, {"按照", "按", "根据", "依据"})) return std::nullopt;
        std::size_t steps = 0;
        while (!words_here.done() && !words_here.sees("比例") && ++steps < 26) {
            const char c = words_here.text[words_here.at];
            if ((c >= '0' && c <= '9') || c == ',' || c == ';' || c == ':' || sees_any(words_here, {"。", "得"})) return std::nullopt;
            words_here.at += character_length(words_here.text, words_here.at);
        }
        if (!words_here.skip("比例")) return std::nullopt;
        in = words_here;
    }
    in.skip(",");
    in.skip("相应");
    const auto from = in.at;
    if (!in.skip<proportion_tail>()) return std::nullopt;
    skip_run<proportion_tail>(in);
    out.take = in.text.substr(from, 3) == "扣" && !has(in.text.substr(from, in.at - from), "得分");
    if (bracket && !in.skip(")")) return std::nullopt;
    out.at = text.original(at, in.at);
    return read<proportional_text>{out, in.at};
}

std::optional<read<interpolation_text>> read_interpolation(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    const bool bracket = in.skip("(");
    skip_run(in, {"介于", "处于", "位于", "在", "两者", "二者", "上述", "以上", "其间", "其", "中间", "之间", "区间", "范围", "内", "的", "部分", "数值", "值",
                     "者", "其他", "其余"});
    in.skip(",");
    skip_run(in, {"采用", "采取", "使用", "运用", "按照", "按", "用", "以", "则", "根据"});
    if (!in.skip<interpolation>()) return std::nullopt;
    skip_run(in, {"进行", "计算", "确定", "核算", "计", "得出", "得分", "分值", "分数", "赋分", "给分", "记分", "折算", "取值", "评分"});
    if (bracket && !in.skip(")")) return std::nullopt;
    return read<interpolation_text>{{text.original(at, in.at)}, in.at};
}

std::optional<read<floor_text>> read_floor(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    const bool bracket = in.skip("(");
    bool until = false;
    while (skip_any(in, {"直至", "直到"})) until = true;
    skip_run(in, {"至", "以", "该项分值", "本项分值", "该项分", "本项分", "分值", "将"});
    if (!in.skip<floor_zero>() &&
        !(until && skip_any(in, {"扣完", "扣光", "减完", "扣至零", "扣至0", "零分", "0分", "为零", "扣完本项", "扣完该项"}) && !in.sees<figure>())) {
        cursor probe = in;
        // 扣完10分为止
        if (!skip_any(probe, {"扣完", "扣满", "扣至"})) return std::nullopt;
        skip_run(probe, {"本项", "该项", "此项", "指标", "项目", "标准", "的", "全部", "所有"});
        if (points_figure(probe)) return std::nullopt;  // 扣完5分为止 is a cap
        skip_run(probe, {"分值", "分数", "得分", "分"});
        if (!skip_any(probe, {"为止", "即止", "止"})) return std::nullopt;
        in = probe;
    }
    if (bracket && !in.skip(")")) return std::nullopt;
    return read<floor_text>{{text.original(at, in.at)}, in.at};
}

std::optional<read<start_text>> read_start(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    start_text out;
    cursor probe = in;
    if (skip_any(probe, {"从", "以", "按"})) {
        if (auto value = points_figure(probe)) {
            while (skip_any(probe, {"开始", "起评分", "起评", "起扣", "起算", "为基础分", "为基础", "为基准分", "为基准", "为起评分", "为起点", "为底分"})) {
                out.points = *value;
            }
            if (!out.points.empty()) {
                out.at = text.original(at, probe.at);
                return read<start_text>{out, probe.at};
            }
        }
    }
    probe = in;
    if (skip_any(probe, {"初始积分", "初始信用分", "信用分初始", "积分初始", "初始", "基础积分", "基础分值", "基础分", "基准分值", "基准分", "起评分", "起始分",
                            "初始分值", "初始分", "起点分", "底分", "基本分"})) {
        skip_run(probe, {"为", "是", ":", "满分", "计"});
        if (auto value = points_figure(probe)) {
            out.points = *value;
            out.at = text.original(at, probe.at);
            return read<start_text>{out, probe.at};
        }
    }
    return std::nullopt;
}

std::optional<read<mark_text>> read_mark(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    mark_text out;
    const bool bracket = in.skip("(");
    if (in.sees("评价分值为")) return std::nullopt;  // the award of a standard that has no other
    skip_run(in, {"本项", "该项", "此项", "本指标", "评价", "考核", "该指标"});
    if (!in.skip<part_mark_verb>()) return std::nullopt;
    in.skip(":");
    in.skip("为");
    in.skip("计");
    auto value = points_figure(in);
    if (!value) return std::nullopt;
    if (in.sees<after_figure>() || in.sees("的")) return std::nullopt;
    if (bracket && !in.skip(")")) return std::nullopt;
    out.points = *value;
    out.at = text.original(at, in.at);
    return read<mark_text>{out, in.at};
}

std::optional<read<expert_text>> read_expert(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    const bool bracket = in.skip("(");
    if (!in.skip<expert>() || sees_any(in, {"制", "法", "表", "标准", "细则", "体系", "机制", "系统", "办法"})) return std::nullopt;
    in.skip("即为得分");
    in.skip("为准");
    if (bracket && !in.skip(")")) return std::nullopt;
    return read<expert_text>{{text.original(at, in.at)}, in.at};
}

// 不足一个按一个计; 不足1小时的按1小时计算; 不足1年不计.
std::optional<read<round_up_text>> read_round_up(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    const bool bracket = in.skip("(");
    if (!skip_any(in, {"不足", "不满", "未满", "不到", "不够"})) return std::nullopt;
    const auto one = in.take<numeral>();
    if (!one) return std::nullopt;
    if (!in.skip<unit>()) in.skip<han>();
    skip_run(in, {"的", "者", "部分"});
    in.skip(",");
    round_up_text out;
    if (in.skip("不计算") || (in.sees("不计") && !in.sees("不计分") && in.skip("不计")) || skip_any(in, {"忽略不计", "不予计算", "舍去"})) {
        out.up = false;
    } else {
        skip_run(in, {"均", "也", "一律"});
        if (!skip_any(in, {"按照", "按", "以", "计", "算"})) return std::nullopt;
        const auto again = in.take<numeral>();
        if (!again || plain_numeral(*again) != plain_numeral(*one)) return std::nullopt;
        if (!in.skip<unit>()) in.skip<han>();
        skip_run(in, {"计算", "计", "算", "扣分", "分", "处理"});
    }
    if (bracket && !in.skip(")")) return std::nullopt;
    out.at = text.original(at, in.at);
    return read<round_up_text>{out, in.at};
}

std::optional<read<rounding_text>> read_rounding(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    rounding_text out;
    out.way = "half_up";
    bool places = false;
    const bool bracket = in.skip("(");
    skip_run(in, {"四舍五入", ",", "采用", "按", "后", "并", "法"});
    if (in.skip("精确到")) {
        if (skip_any(in, {"整数", "个位"})) places = true;
        else if (in.skip("小数点后")) in.at -= std::string_view("小数点后").size();
        else if (const auto figure_text = in.take<ascii_number>()) {
            const auto point = figure_text->find('.');
            if (figure_text->back() == '1') {
                out.places = point == std::string_view::npos ? 0 : static_cast<int>(figure_text->size() - point - 1);
                limit_unit(in);
                places = true;
            }
        }
    }
    if (!places && skip_any(in, {"保留到小数点后", "保留至小数点后", "保留小数点后", "取小数点后", "取到小数点后", "取至小数点后", "计算到小数点后",
                                    "计算至小数点后", "小数点后保留", "保留小数", "小数点后", "保留至", "保留", "取"})) {
        if (const auto n = in.take<peg::sor<ascii_digits, cn_number>>()) {
            const auto value = plain_numeral(*n);
            if (value && value->size() == 1 && skip_any(in, {"位小数", "位有效小数", "位数", "位"})) {
                out.places = (*value)[0] - '0';
                places = true;
            }
        } else if (skip_any(in, {"整数", "整"})) {
            places = true;
        }
    }
    if (!places && in.skip("取整数")) places = true;
    if (!places) return std::nullopt;
    in.skip("数");
    cursor more = in;
    skip_run(more, {",", "(", "按", "采用"});
    if (more.skip("第")) {
        more.skip<peg::sor<ascii_digits, cn_number>>();
        more.skip("位");
        more.skip("小数");
    }
    if (more.skip("四舍五入")) in = more;
    else if (skip_any(more, {"其余舍去", "舍去", "不四舍五入"})) {
        out.way = "down";
        in = more;
    }
    if (bracket) in.skip(")");
    else if (in.sees(")") && text.text.substr(at, in.at - at).find('(') != std::string::npos) in.skip(")");
    out.at = text.original(at, in.at);
    return read<rounding_text>{out, in.at};
}

}  // namespace fenze
