// Phrases that govern awards instead of giving points: caps, best-of words, floors, starting states, marks, rounding.

#include <algorithm>

#include "dsl/cursor.hpp"
#include "dsl/numeral.hpp"
#include "dsl/phrases.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file is the grammar's reader

// clang-format off
struct cap_scope_words : any_word<"累计", "合计", "总计", "共计", "总分", "总得分", "本项", "该项", "此项", "单项", "本指标", "该指标", "各项", "小计", "全年", "年度", "得分", "分值", "分数", "加分", "扣分", "减分", "累加", "总和", "本条", "该条", "积分", "两项", "三项", "四项", "以上", "本款", "计分", "总", "共", "本", "累计得分", "累计加分", "累计扣分", "累计积分", "每年", "同类", "此类", "该类", "加分项", "奖励分", "附加分", "最终得分", "每项", "每人", "每家", "每年度", "记分", "单个", "各类", "扣罚", "赋分", "上述"> {};
struct cap_word : any_word<"最高不得超过", "最高不能超过", "最高不超过", "最高不高于", "最多不得超过", "最多不能超过", "最多不超过", "最多不高于", "总分不超过", "不得超过", "不能超过", "不可超过", "不超过", "不得高于", "不高于", "不多于", "不超出", "不超", "最高限", "最多限", "最高为", "最多为", "最高", "最多", "至多", "封顶为", "封顶", "上限为", "上限是", "上限", "限高", "限计", "限加", "限得", "限", "最大", "顶格", "≤", "<=", "不大于", "最高分为", "最高分", "最高值为", "最高值", "满分不超过", "以不超过"> {};
struct cap_filler : any_word<"为", "是", "不超过", "不得超过", "可", "只", "能", "可得", "可加", "可计", "可以", "得", "计", "加", "扣", "减", "记", "积", "给", "奖", "赋", "累计", "至", "到", "按", ":", "分值", "得分", "加分", "扣分", "计分", "扣减", "扣除", "计算", "封顶", "达到", "达", "折算", "授予", "不", "该项", "本项", "总分", "满分", "总计", "合计", "共", "奖励", "增加", "限额", "限"> {};
struct cap_end : any_word<"为上限", "为最高限", "为最高分", "为最高", "为限", "为止", "为封顶", "封顶", "上限", "即止", "止", "以内", "及以内"> {};
struct count_verbs : any_word<"计算", "计", "算", "加", "报", "取", "认定", "认", "填报", "填", "统计", "累计", "得", "为", "按", "申报", "可", "只", "记", "计分"> {};
struct proportion_word : any_word<"按完成情况比例", "按实际完成比例", "按完成比例", "按照完成比例", "按实际比例", "按照实际比例", "按相应比例", "按照相应比例", "按达标比例", "按实现比例", "按完成率", "按实际完成率", "按照完成率", "按比例", "按照比例", "依比例", "按同比例", "同比例", "按等比例", "等比例", "按完成进度", "按实际完成情况", "按其比例", "按该比例", "按此比例", "按所占比例", "按占比", "按照百分比", "按百分比", "按完成百分比", "按实际达到比例", "按比率", "按覆盖率", "按达标率", "按合格率", "成比例"> {};
struct proportion_tail : any_word<"计算得分", "计算分值", "计算", "得分", "计分", "赋分", "给分", "记分", "折算得分", "折算计分", "折算", "折合", "递减计分", "递减得分", "递减", "递增", "扣减得分", "扣分", "扣减", "计", "得", "加分", "减分", "评分", "打分", "核减", "核算", "换算", "确定得分", "确定"> {};
struct short_of : any_word<"未达到目标的", "未达到要求的", "未达到的", "未达到", "未达标的", "未达标", "未完成的", "未完成", "没有完成的", "没有达到的", "不足部分", "不足的", "不足", "不够的", "达不到的", "达不到", "未达", "不满的", "未全部完成的", "未全部完成", "其余", "低于的", "否则", "不达标的", "不达标", "部分完成的", "其他", "每", "部分"> {};
struct part_mark_verb : any_word<"评价总分值为", "评价总分值", "总分值为", "总分值", "满分为", "满分是", "满分", "总分为", "总分", "标准分为", "标准分值为", "标准分值", "标准分", "权重分为", "权重分", "分值为", "分值是", "分值", "基本分为", "基本分", "共计", "合计为", "合计", "总计", "共", "计分为", "量化分值为"> {};
// clang-format on

bool points_here(cursor& in) {
    cursor probe = in;
    probe.skip("个");
    if (!(probe.skip("学分") || probe.skip("积分") || (probe.skip("分") && !probe.sees<not_points>()))) return false;
    in = probe;
    return true;
}

std::optional<std::string> points_figure(cursor& in) {
    cursor probe = in;
    auto number = probe.take<peg::sor<figure, cn_number>>();
    if (!number || !points_here(probe)) return std::nullopt;
    auto value = plain_numeral(*number);
    if (!value) return std::nullopt;
    in = probe;
    return value;
}

bool mentions(std::string_view text, std::string_view what) { return text.find(what) != std::string_view::npos; }

}  // namespace

std::optional<read<cap_text>> read_cap(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    cap_text out;
    const bool bracket = in.skip("(");
    const auto finish = [&](cursor end) -> std::optional<read<cap_text>> {
        if (bracket && !end.skip(")")) return std::nullopt;
        const auto said = in.text.substr(at, end.at - at);
        out.take = mentions(said, "扣") || mentions(said, "减");
        out.adds = (mentions(said, "加") && !mentions(said, "累加") && !mentions(said, "加分"));
        if (mentions(said, "累计") || mentions(said, "合计") || mentions(said, "总计") || mentions(said, "共计") || mentions(said, "本项") ||
            mentions(said, "该项") || mentions(said, "此项") || mentions(said, "总分") || mentions(said, "本指标") || mentions(said, "该指标") ||
            mentions(said, "各项"))
            out.scope = cap_scope::node;
        out.at = text.original(at, end.at);
        return read<cap_text>{out, end.at};
    };
    // 以10分为限, 10分封顶, 满10分为止, 至10分止
    {
        cursor probe = in;
        for (int turn = 0; turn < longest_run && (probe.skip<cap_scope_words>()); ++turn) {
        }
        if (probe.skip("以") || probe.skip("加满") || probe.skip("计满") || probe.skip("满") || probe.skip("直至") || probe.skip("至") || probe.skip("按") ||
            probe.skip("达到") || probe.skip("达") || probe.skip("得满") || true) {
            probe.skip("最高");
            probe.skip("满分");
            if (auto value = points_figure(probe)) {
                if (probe.skip<cap_end>() && !probe.sees<figure>() && !probe.sees("为") && !probe.sees(":")) {
                    out.points = *value;
                    return finish(probe);
                }
            }
        }
    }
    // 超过15分按15分计算; 当得分大于100分时，应取为100分
    {
        cursor probe = in;
        probe.skip("当");
        for (int turn = 0; turn < longest_run && (probe.skip<cap_scope_words>()); ++turn) {
        }
        if (probe.skip("超过") || probe.skip("大于") || probe.skip("高于") || probe.skip("超出")) {
            if (auto value = points_figure(probe)) {
                for (int turn = 0; turn < longest_run && (probe.skip("的") || probe.skip("时") || probe.skip("者") || probe.skip("以上") || probe.skip("部分"));
                     ++turn) {
                }
                probe.skip(",");
                for (int turn = 0;
                     turn < longest_run && (probe.skip("应") || probe.skip("均") || probe.skip("只") || probe.skip("仅") || probe.skip("一律") ||
                                               probe.skip("则") || probe.skip("最多") || probe.skip("最高") || probe.skip("以") || probe.skip("按") ||
                                               probe.skip("取") || probe.skip("为") || probe.skip("计") || probe.skip("得") || probe.skip("记"));
                     ++turn) {
                }
                if (auto again = points_figure(probe); again && *again == *value) {
                    for (int turn = 0; turn < longest_run && (probe.skip("计算") || probe.skip("计") || probe.skip("记") || probe.skip("算") ||
                                                                 probe.skip("为准") || probe.skip("封顶") || probe.skip("入"));
                         ++turn) {
                    }
                    out.points = *value;
                    out.truncates = true;
                    return finish(probe);
                }
            }
        }
    }
    cursor probe = in;
    bool scoped = false;
    for (int turn = 0; turn < longest_run && probe.skip<cap_scope_words>(); ++turn) {
        scoped = true;
        probe.skip("的");
    }
    (void)scoped;
    const auto cap_said = probe.take<cap_word>();
    if (!cap_said) return std::nullopt;
    if (*cap_said == "限" && (probe.sees("值") || probe.sees("度") || probe.sees("期") || probe.sees("额") || probe.sees("制") || probe.sees("定")))
        return std::nullopt;
    for (int turn = 0; turn < longest_run && (probe.skip<cap_filler>()); ++turn) {
    }
    // 最高不超过该项分值的50%
    cursor share = probe;
    bool of = false;
    while (share.skip<share_of>()) of = true;
    if (auto number = share.take<ascii_number>(); of && number && share.skip("%")) {
        out.share = shift_decimal(*number, -2);
        return finish(share);
    }
    auto value = points_figure(probe);
    if (!value) {
        // 上限 12: the terse form leaves 分 out
        const std::string_view said = in.text.substr(in.at, probe.at - in.at);
        cursor bare = probe;
        const auto number = bare.take<ascii_number>();
        if (!number || !(mentions(said, "上限") || mentions(said, "封顶") || said == "最高" || said == "最多" || said == "至多")) return std::nullopt;
        const auto next = bare.text.substr(bare.at, 3);
        if (!(next.empty() || next[0] == ',' || next[0] == ';' || next[0] == ')' || next == "。")) return std::nullopt;
        out.points = plain_numeral(*number).value_or("0");
        return finish(bare);
    }
    out.points = *value;
    probe.skip("封顶");
    probe.skip("为止");
    return finish(probe);
}

// 最多计3项, 限报2项, 不超过5项, 以3项为限.
std::optional<read<cap_text>> read_count_cap(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    cap_text out;
    const bool bracket = in.skip("(");
    for (int turn = 0; turn < longest_run && (in.skip<cap_scope_words>()); ++turn) {
    }
    const bool by = in.skip("以");
    if (!by && !in.skip<cap_word>()) {
        if (!(in.skip("只") || in.skip("仅"))) return std::nullopt;
        if (!in.sees<count_verbs>()) return std::nullopt;
    }
    for (int turn = 0; turn < longest_run && (in.skip<count_verbs>()); ++turn) {
    }
    const auto number = in.take<peg::sor<ascii_digits, cn_number>>();
    if (!number) return std::nullopt;
    const auto value = plain_numeral(*number);
    if (!value || !in.skip<peg::sor<duration, counted>>()) return std::nullopt;
    if (by && !in.skip<cap_end>()) return std::nullopt;
    in.skip<count_verbs>();
    in.skip<count_verbs>();
    in.skip("封顶");
    if (bracket && !in.skip(")")) return std::nullopt;
    out.count = *value;
    out.at = text.original(at, in.at);
    return read<cap_text>{out, in.at};
}

std::optional<read<best_of_text>> read_best_of(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    const bool bracket = in.skip("(");
    bool found = false;
    for (;;) {
        cursor probe = in;
        if (found) {
            probe.skip(",");
            probe.skip("且");
            probe.skip("并");
        }
        for (int turn = 0; turn < longest_run && (probe.skip("只") || probe.skip("仅") || probe.skip("均") || probe.skip("可") || probe.skip("应")); ++turn) {
        }
        if (probe.skip<peg::seq<best_case, best_tail>>() || probe.skip<peg::seq<best_of, best_tail>>() || probe.skip<best_of>()) {
            if (probe.sees("原则")) probe.skip("原则");
            in = probe;
            found = true;
            continue;
        }
        break;
    }
    if (!found) return std::nullopt;
    for (int turn = 0; turn < longest_run && (in.skip("原则") || in.skip("计分") || in.skip("加分")); ++turn) {
    }
    if (bracket && !in.skip(")")) return std::nullopt;
    best_of_text out;
    out.at = text.original(at, in.at);
    return read<best_of_text>{out, in.at};
}

std::optional<read<proportional_text>> read_proportional(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    proportional_text out;
    const bool bracket = in.skip("(");
    for (int turn = 0; turn < longest_run && (in.skip<short_of>()); ++turn) {
    }
    // 不足10件的按比例得分
    if (in.at > at + (bracket ? 1U : 0U)) {
        if (const auto amount = read_amount(text, in.at, true)) {
            in.at = amount->end;
            for (int turn = 0; turn < 3 && (in.skip("的") || in.skip("者") || in.skip("部分")); ++turn) {
            }
        }
    }
    in.skip(",");
    for (int turn = 0; turn < longest_run && (in.skip("则") || in.skip("可") || in.skip("相应") || in.skip("酌情") || in.skip("再")); ++turn) {
    }
    if (!in.skip<proportion_word>()) {
        // 按实际完成投资额占年度计划的比例计分
        cursor words_here = in;
        if (!(words_here.skip("按照") || words_here.skip("按") || words_here.skip("根据") || words_here.skip("依据"))) return std::nullopt;
        std::size_t steps = 0;
        while (!words_here.done() && !words_here.sees("比例") && ++steps < 26) {
            const char c = words_here.text[words_here.at];
            if ((c >= '0' && c <= '9') || c == ',' || c == ';' || c == ':' || words_here.sees("。") || words_here.sees("得")) return std::nullopt;
            words_here.at += character_length(words_here.text, words_here.at);
        }
        if (!words_here.skip("比例")) return std::nullopt;
        in = words_here;
    }
    in.skip(",");
    in.skip("相应");
    const auto from = in.at;
    if (!in.skip<proportion_tail>()) return std::nullopt;
    for (int turn = 0; turn < longest_run && (in.skip<proportion_tail>()); ++turn) {
    }
    out.take = in.text.substr(from, 3) == "扣" && !mentions(in.text.substr(from, in.at - from), "得分");
    if (bracket && !in.skip(")")) return std::nullopt;
    out.at = text.original(at, in.at);
    return read<proportional_text>{out, in.at};
}

std::optional<read<floor_text>> read_floor(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    const bool bracket = in.skip("(");
    for (int turn = 0; turn < longest_run && (in.skip("直至") || in.skip("直到") || in.skip("至") || in.skip("以") || in.skip("该项分值") ||
                                                 in.skip("本项分值") || in.skip("该项分") || in.skip("本项分") || in.skip("分值") || in.skip("将"));
         ++turn) {
    }
    if (!in.skip<floor_zero>()) {
        cursor probe = in;
        // 扣完10分为止
        if (!(probe.skip("扣完") || probe.skip("扣满") || probe.skip("扣至"))) return std::nullopt;
        for (int turn = 0; turn < longest_run && (probe.skip("本项") || probe.skip("该项") || probe.skip("此项") || probe.skip("指标") || probe.skip("项目") ||
                                                     probe.skip("标准") || probe.skip("的") || probe.skip("全部") || probe.skip("所有"));
             ++turn) {
        }
        points_figure(probe);
        for (int turn = 0; turn < longest_run && (probe.skip("分值") || probe.skip("分数") || probe.skip("得分") || probe.skip("分")); ++turn) {
        }
        if (!(probe.skip("为止") || probe.skip("即止") || probe.skip("止"))) return std::nullopt;
        in = probe;
    }
    if (bracket && !in.skip(")")) return std::nullopt;
    return read<floor_text>{{text.original(at, in.at)}, in.at};
}

std::optional<read<start_text>> read_start(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    start_text out;
    cursor probe = in;
    if (probe.skip("从") || probe.skip("以") || probe.skip("按")) {
        if (auto value = points_figure(probe)) {
            while (probe.skip("开始") || probe.skip("起评分") || probe.skip("起评") || probe.skip("起扣") || probe.skip("起算") || probe.skip("为基础分") ||
                   probe.skip("为基础") || probe.skip("为基准分") || probe.skip("为基准") || probe.skip("为起评分") || probe.skip("为起点") ||
                   probe.skip("为底分")) {
                out.points = *value;
            }
            if (!out.points.empty()) {
                out.at = text.original(at, probe.at);
                return read<start_text>{out, probe.at};
            }
        }
    }
    probe = in;
    if (probe.skip("基础分值") || probe.skip("基础分") || probe.skip("基准分值") || probe.skip("基准分") || probe.skip("起评分") || probe.skip("起始分") ||
        probe.skip("初始分值") || probe.skip("初始分") || probe.skip("起点分") || probe.skip("底分") || probe.skip("基本分")) {
        for (int turn = 0; turn < longest_run && (probe.skip("为") || probe.skip("是") || probe.skip(":") || probe.skip("满分") || probe.skip("计")); ++turn) {
        }
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
    for (int turn = 0; turn < longest_run &&
                       (in.skip("本项") || in.skip("该项") || in.skip("此项") || in.skip("本指标") || in.skip("评价") || in.skip("考核") || in.skip("该指标"));
         ++turn) {
    }
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
    if (!in.skip<expert>()) return std::nullopt;
    in.skip("即为得分");
    in.skip("为准");
    if (bracket && !in.skip(")")) return std::nullopt;
    return read<expert_text>{{text.original(at, in.at)}, in.at};
}

// 不足一个按一个计; 不足1小时的按1小时计算; 不足1年不计.
std::optional<read<round_up_text>> read_round_up(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    const bool bracket = in.skip("(");
    if (!(in.skip("不足") || in.skip("不满") || in.skip("未满") || in.skip("不到") || in.skip("不够"))) return std::nullopt;
    const auto one = in.take<numeral>();
    if (!one) return std::nullopt;
    if (!in.skip<unit>()) in.skip<han>();
    for (int turn = 0; turn < longest_run && (in.skip("的") || in.skip("者") || in.skip("部分")); ++turn) {
    }
    in.skip(",");
    round_up_text out;
    if (in.skip("不计算") || (in.sees("不计") && !in.sees("不计分") && in.skip("不计")) || in.skip("忽略不计") || in.skip("不予计算") || in.skip("舍去")) {
        out.up = false;
    } else {
        for (int turn = 0; turn < longest_run && (in.skip("均") || in.skip("也") || in.skip("一律")); ++turn) {
        }
        if (!(in.skip("按照") || in.skip("按") || in.skip("以") || in.skip("计") || in.skip("算"))) return std::nullopt;
        const auto again = in.take<numeral>();
        if (!again || plain_numeral(*again) != plain_numeral(*one)) return std::nullopt;
        if (!in.skip<unit>()) in.skip<han>();
        for (int turn = 0; turn < longest_run && (in.skip("计算") || in.skip("计") || in.skip("算") || in.skip("扣分") || in.skip("分") || in.skip("处理"));
             ++turn) {
        }
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
    for (int turn = 0;
         turn < longest_run && (in.skip("四舍五入") || in.skip(",") || in.skip("采用") || in.skip("按") || in.skip("后") || in.skip("并") || in.skip("法"));
         ++turn) {
    }
    if (in.skip("精确到")) {
        if (in.skip("整数") || in.skip("个位")) places = true;
        else if (in.skip("小数点后")) in.at -= std::string_view("小数点后").size();
        else if (const auto figure_text = in.take<ascii_number>()) {
            const auto point = figure_text->find('.');
            if (figure_text->back() == '1') {
                out.places = point == std::string_view::npos ? 0 : static_cast<int>(figure_text->size() - point - 1);
                points_here(in);
                places = true;
            }
        }
    }
    if (!places && (in.skip("保留到小数点后") || in.skip("保留至小数点后") || in.skip("保留小数点后") || in.skip("取小数点后") || in.skip("取到小数点后") ||
                       in.skip("取至小数点后") || in.skip("计算到小数点后") || in.skip("计算至小数点后") || in.skip("小数点后保留") || in.skip("保留小数") ||
                       in.skip("小数点后") || in.skip("保留至") || in.skip("保留") || in.skip("取"))) {
        if (const auto n = in.take<peg::sor<ascii_digits, cn_number>>()) {
            const auto value = plain_numeral(*n);
            if (value && value->size() == 1 && (in.skip("位小数") || in.skip("位有效小数") || in.skip("位数") || in.skip("位"))) {
                out.places = (*value)[0] - '0';
                places = true;
            }
        } else if (in.skip("整数") || in.skip("整")) {
            places = true;
        }
    }
    if (!places && in.skip("取整数")) places = true;
    if (!places) return std::nullopt;
    in.skip("数");
    cursor more = in;
    for (int turn = 0; turn < longest_run && (more.skip(",") || more.skip("(") || more.skip("按") || more.skip("采用")); ++turn) {
    }
    if (more.skip("第")) {
        more.skip<peg::sor<ascii_digits, cn_number>>();
        more.skip("位");
        more.skip("小数");
    }
    if (more.skip("四舍五入")) in = more;
    else if (more.skip("其余舍去") || more.skip("舍去") || more.skip("不四舍五入")) {
        out.way = "down";
        in = more;
    }
    if (bracket) in.skip(")");
    else if (in.sees(")") && text.text.substr(at, in.at - at).find('(') != std::string::npos) in.skip(")");
    out.at = text.original(at, in.at);
    return read<rounding_text>{out, in.at};
}

namespace {
// clang-format off
struct up_verbs : any_word<"再增加", "每增加", "增长", "增加", "提高", "上升", "提升", "超过", "超出", "超额完成", "超额", "超", "高出", "高于", "高", "多出", "多于", "多", "递增", "再提高", "再增长", "再增", "再多", "再高", "增", "升高", "增高", "上涨", "延长", "上浮", "新增加", "大于"> {};
struct down_verbs : any_word<"减少", "降低", "下降", "低于", "低", "少于", "少", "缺少", "缺", "差", "欠", "不足", "递减", "再降低", "再减少", "再下降", "降", "缩短", "提前", "下浮", "小于", "短少"> {};
struct plain_verbs : any_word<"满", "有", "达到", "达", "够", "计"> {};
// clang-format on
}  // namespace

std::optional<read<quantity_text>> read_quantity(const folded& text, std::size_t at, bool without_each) {
    cursor in{text.text, at};
    if (!in.skip("每") && !without_each) return std::nullopt;
    quantity_text out;
    out.each.value = "1";
    in.skip("再");
    if (const auto up = in.take<up_verbs>()) {
        out.towards = direction::up;
        out.verb = std::string(*up);
    } else if (const auto down = in.take<down_verbs>()) {
        out.towards = direction::down;
        out.verb = std::string(*down);
    } else if (const auto plain = in.take<plain_verbs>()) {
        out.verb = std::string(*plain);
    }
    for (int turn = 0; turn < longest_run && (!out.verb.empty() && (in.skip("了") || in.skip("于") || in.skip("过"))); ++turn) {
    }
    if (auto figure_here = read_amount(text, in.at, true)) {
        out.each = figure_here->is;
        in.at = figure_here->end;
    } else {
        const auto from = in.at;
        if (in.skip<unit>()) out.each.unit = std::string(in.text.substr(from, in.at - from));
    }
    if (out.each.unit.empty() && in.sees("分") && !out.verb.empty()) {
        in.skip("分");
        out.each.unit = "分";
    }
    out.at = text.original(at, in.at);
    out.each.at = out.at;
    return read<quantity_text>{out, in.at};
}

}  // namespace fenze
