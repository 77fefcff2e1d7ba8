// Caps on awards: 最高10分, 超过15分按15分计算, 最多计3项; and best-of words, 同一项目取最高分.

#include "dsl/cursor.hpp"
#include "dsl/numeral.hpp"
#include "dsl/phrases.hpp"
#include "dsl/points.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file is the grammar's reader

// clang-format off
struct cap_scope_words : any_word<"累计", "合计", "总计", "共计", "总分", "总得分", "本项", "该项", "此项", "单项", "本指标", "该指标", "各项", "小计", "全年", "年度", "得分", "分值", "分数", "加分", "扣分", "减分", "加减分", "加(减)分", "加扣分", "均", "累加", "总和", "本条", "该条", "积分", "两项", "三项", "四项", "以上", "本款", "计分", "总", "共", "本", "累计得分", "累计加分", "累计扣分", "累计积分", "每年", "同类", "此类", "该类", "加分项", "奖励分", "附加分", "最终得分", "每项", "每人", "每家", "每年度", "记分", "单个", "各类", "扣罚", "赋分", "上述"> {};
struct cap_word : any_word<"最高不得超过", "最高不能超过", "最高不超过", "最高不高于", "最多不得超过", "最多不能超过", "最多不超过", "最多不高于", "总分不超过", "不得超过", "不能超过", "不可超过", "不超过", "不得高于", "不高于", "不多于", "不超出", "不超", "最高限", "最多限", "最高为", "最多为", "最高", "最多", "至多", "封顶为", "封顶", "上限为", "上限是", "上限", "限高", "限计", "限加", "限得", "限", "最大", "顶格", "≤", "<=", "不大于", "最高分为", "最高分", "最高值为", "最高值", "满分不超过", "以不超过"> {};
struct cap_filler : any_word<"为", "是", "不超过", "不得超过", "可", "只", "能", "可得", "可加", "可计", "可以", "得", "计", "加", "扣", "减", "记", "积", "给", "奖", "赋", "累计", "至", "到", "按", ":", "分值", "得分", "加分", "扣分", "计分", "扣减", "扣除", "计算", "封顶", "达到", "达", "折算", "授予", "不", "该项", "本项", "总分", "满分", "总计", "合计", "共", "奖励", "增加", "限额", "限"> {};
struct cap_end : any_word<"为上限", "为最高限", "为最高分", "为最高", "为限", "为止", "为封顶", "封顶", "上限", "即止", "止", "以内", "及以内"> {};
struct count_verbs : any_word<"计算", "计", "算", "加", "报", "取", "认定", "认", "填报", "填", "统计", "累计", "得", "为", "按", "申报", "可", "只", "记", "计分"> {};

// clang-format on

}  // namespace

std::optional<read<cap_text>> read_cap(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    cap_text out;
    const bool bracket = in.skip("(");
    const auto finish = [&](cursor end) -> std::optional<read<cap_text>> {
        if (bracket && !end.skip(")")) return std::nullopt;
        const auto said = in.text.substr(at, end.at - at);
        out.take = has_any(said, {"扣", "减"});
        out.adds = (has(said, "加") && !has_any(said, {"累加", "加分"}));
        out.both_ways = starts(said, "加减分") || starts(said, "加(减)分") || starts(said, "加扣分");
        out.of_additions = starts(said, "加分") || out.both_ways;
        if (has_any(said, {"累计", "合计", "总计", "共计", "本项", "该项", "此项", "总分", "本指标", "该指标", "各项"})) out.scope = cap_scope::node;
        out.at = text.original(at, end.at);
        return read<cap_text>{out, end.at};
    };
    // 扣至5分为止: so much is left
    {
        cursor probe = in;
        if (skip_any(probe, {"扣至", "扣到", "减至", "减到", "最多扣至", "最低得", "最低计", "最低不低于", "最低不少于", "最少得", "最少计", "最低保留",
                                "保底得", "保底"})) {
            const auto value = points_figure(probe);
            if (!value) return std::nullopt;
            skip_any(probe, {"为止", "即止", "止"});
            out.points = *value;
            out.leaves = true;
            return finish(probe);
        }
    }
    // 扣完5分为止
    {
        cursor probe = in;
        const bool until = skip_any(probe, {"直至", "直到"});
        skip_run(probe, {"至", "以"});
        if (skip_any(probe, {"扣完", "扣满", "扣足", "减完"})) {
            const auto value = points_figure(probe);
            if (value && (skip_any(probe, {"为止", "即止", "止"}) || until)) {
                out.points = *value;
                return finish(probe);
            }
        }
    }
    // 以10分为限, 10分封顶, 满10分为止, 至10分止
    {
        cursor probe = in;
        skip_run<cap_scope_words>(probe);
        skip_any(probe, {"以", "加满", "计满", "满", "直至", "至", "按", "达到", "达", "得满"});
        probe.skip("最高");
        probe.skip("满分");
        const auto value = points_figure(probe);
        if (value && probe.skip<cap_end>() && !probe.sees<figure>() && !probe.sees("为") && !probe.sees(":")) {
            out.points = *value;
            return finish(probe);
        }
    }
    // 超过15分按15分计算; 当得分大于100分时，应取为100分
    {
        cursor probe = in;
        probe.skip("当");
        skip_run<cap_scope_words>(probe);
        if (skip_any(probe, {"超过", "大于", "高于", "超出"})) {
            if (auto value = points_figure(probe)) {
                skip_run(probe, {"的", "时", "者", "以上", "部分"});
                probe.skip(",");
                skip_run(probe, {"应", "均", "只", "仅", "一律", "则", "最多", "最高", "以", "按", "取", "为", "计", "得", "记"});
                if (auto again = points_figure(probe); again && *again == *value) {
                    skip_run(probe, {"计算", "计", "记", "算", "为准", "封顶", "入"});
                    out.points = *value;
                    out.truncates = true;
                    return finish(probe);
                }
            }
        }
    }
    cursor probe = in;
    for (int turn = 0; turn < longest_run && probe.skip<cap_scope_words>(); ++turn) {
        probe.skip("的");
    }
    const auto cap_said = probe.take<cap_word>();
    if (!cap_said) return std::nullopt;
    if (*cap_said == "限" && sees_any(probe, {"值", "度", "期", "额", "制", "定"})) return std::nullopt;
    skip_run<cap_filler>(probe);
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
        if (!number || !(has_any(said, {"上限", "封顶"}) || is_any(said, {"最高", "最多", "至多"}))) return std::nullopt;
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
    skip_run<cap_scope_words>(in);
    const bool by = in.skip("以");
    if (!by && !in.skip<cap_word>()) {
        if (!skip_any(in, {"只", "仅"})) return std::nullopt;
        if (!in.sees<count_verbs>()) return std::nullopt;
    }
    skip_run<count_verbs>(in);
    const auto number = in.take<peg::sor<ascii_digits, cn_number>>();
    if (!number) return std::nullopt;
    const auto value = plain_numeral(*number);
    if (!value || !in.skip<peg::sor<duration, counted>>()) return std::nullopt;
    if (by && !in.skip<cap_end>()) return std::nullopt;
    in.skip<count_verbs>();
    in.skip<count_verbs>();
    in.skip("封顶");
    if (in.sees<figure>()) return std::nullopt;  // ≤2小时得3分 is a tier
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
        skip_run(probe, {"只", "仅", "均", "可", "应"});
        if (probe.skip<peg::seq<best_case, best_tail>>() || probe.skip<peg::seq<best_of, best_tail>>() || probe.skip<best_of>()) {
            if (probe.sees("原则")) probe.skip("原则");
            in = probe;
            found = true;
            continue;
        }
        break;
    }
    if (!found) return std::nullopt;
    skip_run(in, {"原则", "计分", "加分"});
    if (bracket && !in.skip(")")) return std::nullopt;
    best_of_text out;
    out.at = text.original(at, in.at);
    return read<best_of_text>{out, in.at};
}

std::optional<read<adds_up_text>> read_adds_up(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    const bool bracket = in.skip("(");
    skip_run(in, {"以上各项", "以上", "各项", "上述各项", "上述", "同时", "均", "按", "得分", "分值"});
    if (!in.skip<adds_up>() || in.sees("最高") || in.sees("不超过") || in.sees("最多")) return std::nullopt;
    if (bracket && !in.skip(")")) return std::nullopt;
    return read<adds_up_text>{{text.original(at, in.at)}, in.at};
}

}  // namespace fenze
