// Awards: points with or without a verb, 不得分 and 得满分, shares of the item's points.

#include <algorithm>
#include <vector>

#include "dsl/award_words.hpp"
#include "dsl/cursor.hpp"
#include "dsl/numeral.hpp"
#include "dsl/phrases.hpp"
#include "dsl/points.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file is the grammar's reader

bool digit_before(const folded& text, std::size_t at) {
    if (at == 0) return false;
    const char c = text.text[at - 1];
    return (c >= '0' && c <= '9') || c == '.' || c == '/';
}

// 基本达标-1分，不达标-2分: behind a fault the dash is a minus; 合格-5分 may as well mean “is worth”.
bool says_fault(std::string_view before) {
    for (const std::string_view stop : {",", ";", ":", "。", "("})
        if (const auto at = before.rfind(stop); at != std::string_view::npos) before.remove_prefix(at + stop.size());
    return ends_any(before, {"达标", "合格", "完成", "到位", "齐全", "健全", "规范", "落实", "的", "者"}) &&
           has_any(before, {"不", "未", "无", "缺", "迟", "违", "基本", "没有"});
}

// 得 directly behind the figures (or behind 的): a comma alone may as well begin the next clause.
bool follow_is_plain(std::string_view text, std::size_t at) { return text.substr(at, 1) != "," && text.substr(at, 1) != ")" && text.substr(at, 1) != ";"; }

// The points themselves: 5分, 3-5分, 1分、2分、3分, 0.5、1、2分, 1分或2分.
bool read_values(cursor& in, bool verb, award_text& out) {
    const auto first = points_number(in, verb);
    if (!first) return false;
    out.values.push_back(*first);
    const bool closed = points_unit(in, &out.unit);
    cursor ahead = in;
    if (ahead.skip<dash>()) {
        const auto second = points_number(ahead, verb);
        if (!second) return true;
        if (!points_unit(ahead, &out.unit)) return false;
        out.values.push_back(*second);
        out.range = true;
        in = ahead;
        // （不含8分）, （含8分）: of the upper end
        cursor end = in;
        const bool without = skip_any(end, {"(不含", "(不包括"});
        if (without || skip_any(end, {"(含", "(包括"})) {
            cursor bare = end;
            if (bare.skip(")")) {  // （不含）
                out.below_high = without;
                in = bare;
                return true;
            }
            const auto again = points_number(end, false);
            const bool upper = again && *again == out.values.back();
            if ((upper || (again && !without && *again == out.values.front())) && points_unit(end, &out.unit) && end.skip(")")) {
                out.below_high = without;
                in = end;
            }
        }
        return true;
    }
    std::vector<std::string> open;  // numbers whose unit has not come yet
    while (open.size() < longest_run && skip_any(ahead, {"、", "或", "/"})) {
        const auto next = points_number(ahead, false);
        if (!next) break;
        open.push_back(*next);
        if (!points_unit(ahead, &out.unit)) continue;
        in = ahead;
        out.values.insert(out.values.end(), open.begin(), open.end());
        open.clear();
    }
    return closed || out.values.size() > 1;
}

// Whether a bare N分 that ends at the cursor is the boundary of an award behind it: 80-89分得3分, 75-84分的，得8分.
bool bounds_an_award(const cursor& in) {
    if (in.sees<after_figure>()) return true;
    cursor next = in;
    while (skip_any(next, {"的", "者", ")", ",", "之间"})) {
    }
    const bool verb = read_verb(next).any;
    return verb && !in.done() && (in.text[in.at] != ',' || next.at > in.at + 1) && points_number(next, true) && points_unit(next) &&
           follow_is_plain(in.text, in.at);
}

std::optional<read<award_text>> read_points(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    award_text out;
    if (noun_here(text.text, at)) return std::nullopt;
    const bool bracket = in.skip("(");
    const std::size_t verb_from = in.at;
    const verb_words verb = read_verb(in);
    if (!verb.any && verb.bare_adverb && !bracket) return std::nullopt;
    if (in.at - verb_from == 3 && noun_before(in.text.substr(0, verb_from), in.text.substr(verb_from, 3))) {
        return std::nullopt;  // 团支部书记5分: the last character of a noun is no verb
    }
    if (in.text.substr(verb_from, in.at - verb_from) == "奖" && at > 0) {
        // 一等奖15分: the prize is named; a verb 奖 stands behind a separator
        const std::string_view before = in.text.substr(0, at);
        if (!ends_any(before, {",", ";", "的", "者"})) return std::nullopt;
    }
    if (in.text.compare(verb_from, 3, "少") == 0 && ends_any(in.text.substr(0, verb_from), {"减", "缺", "最", "至"})) return std::nullopt;  // 减少得5分
    if (verb.any && ends_any(std::string_view(text.text).substr(0, at), {"最低", "最少", "至少", "最低可"})) return std::nullopt;  // 最低得2分 is a floor
    if (verb.take && !verb.both && (in.sees("至") || in.sees("到"))) return std::nullopt;                                          // 扣至5分
    out.take = verb.take;
    out.plus = has(in.text.substr(verb_from, in.at - verb_from), "加");
    out.more = verb.more;
    out.discretion = verb.discretion;
    out.distributes = verb.distributes;
    out.verb = verb.any;
    out.both = verb.both;
    if (!verb.any && digit_before(text, bracket ? at : in.at)) return std::nullopt;
    bool sign_minus = false;
    if (in.skip("+")) out.verb = true;
    else if (in.sees("-") &&
             (verb.any || bracket || at == 0 ||
                 ends_any(std::string_view(text.text).substr(0, at), {":", ",", ";", "每次", "每项", "每个", "每起", "每处", "每人", "每件", "每例", "每天"}) ||
                 says_fault(std::string_view(text.text).substr(0, at)))) {
        in.skip("-");
        sign_minus = true;
    }
    if (verb.any) {
        in.skip("最高");
        in.skip("约");
    }
    if (!read_values(in, verb.any, out)) return std::nullopt;
    if (!out.verb && !bracket && (bounds_an_award(in) || comparison_before(in.text.substr(0, at)))) return std::nullopt;
    if (out.verb && verb.weak && (in.sees<peg::sor<or_more, or_less>>() || in.sees("(含"))) return std::nullopt;
    if (bracket) {
        cursor close = in;
        std::string unit_text = per_unit_behind(close);
        if (!close.skip(")")) return std::nullopt;
        out.bracketed = !out.verb;
        if (!unit_text.empty()) out.label = unit_text;
        in = close;
    } else {
        if (in.sees<not_points>() && out.unit.empty()) return std::nullopt;
        out.label = per_unit_behind(in);
    }
    if (sign_minus) out.take = true;
    if (!out.range && out.values.size() == 1 && out.values[0] == "0" && !out.bracketed) out.kind = award_kind::zero;
    out.at = text.original(at, in.at);
    return read<award_text>{out, in.at};
}

std::optional<read<award_text>> read_word_award(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    award_text out;
    out.verb = true;
    cursor full = in;
    for (int i = 0; i < 3 && full.skip<adverb>(); ++i) {
    }
    cursor none = full;
    if (skip_any(none,
            {"按0分计算", "按0分计入", "按0分处理", "按零分计算", "按零分计入", "按零分处理", "以0分计算", "以0分计入", "以零分计入", "按0分计", "按零分计",
                "以0分计", "以零分计", "按0分", "按零分", "得分为0", "分值为0", "得分计为0", "得分记为0", "得分计0", "得分记0", "计为0", "记为0"}) &&
        !sees_any(none, {".", "分"}) && !none.sees<figure>() && !none.sees("%")) {
        out.kind = award_kind::zero;
        skip_any(none, {"计算", "计入", "处理"});
        full = none;
    } else if (const auto zero = full.take<zero_award>()) {
        out.kind = award_kind::zero;
        out.nothing =
            zero->find("加分") != std::string_view::npos || zero->find("扣分") != std::string_view::npos || zero->find("不再") != std::string_view::npos;
    } else if (full.skip<peg::sor<full_take, peg::seq<take, peg::opt<any_word<"该项", "本项", "此项", "该指标", "本指标", "该项目">>,
                                                 any_word<"全部分值", "全部分数", "全部得分", "全部分", "所有分值", "所有分数", "所有分">>>>() &&
               !full.sees("为止") && !full.sees("即止") && !full.sees("止") && !full.sees("本项") && !full.sees("该项分为")) {
        if (full.sees<peg::sor<figure, cn_number>>()) return std::nullopt;  // 记录不全扣2分
        out.kind = award_kind::full;
        out.take = true;
    } else {
        full = in;
        for (int i = 0; i < 3 && full.skip<adverb>(); ++i) {
        }
        cursor probe = full;
        if (probe.skip<full_award>() && !probe.sees("的") && !probe.sees("值") && !probe.sees("为") && !probe.sees(":") && !probe.sees<figure>() &&
            !probe.sees("是")) {
            const bool plain = full.sees("满分");
            if (plain && probe.sees<peg::sor<give, take>>()) return std::nullopt;  // 考试满分得5分
            if (plain && (probe.sees("分") || ends_any(std::string_view(text.text).substr(0, at), {"的", "按"}))) return std::nullopt;
            out.kind = award_kind::full;
            full = probe;
        } else {
            return std::nullopt;
        }
    }
    out.at = text.original(at, full.at);
    return read<award_text>{out, full.at};
}

// Whether the words before end in the name of a mark of their own: 体育课成绩, 笔试平均分; 成绩 and 得分 alone are the item's.
bool names_a_mark(std::string_view before) {
    const auto from = before.find_last_of(",;:()");
    const auto name = from == std::string_view::npos ? before : before.substr(from + 1);
    for (const std::string_view mark : {"成绩", "平均分", "测评分", "考试分", "评议分", "笔试分", "面试分"})
        if (ends(name, mark)) return name.size() > mark.size() && !is_any(name, {"考核成绩", "本项成绩", "其成绩", "该项成绩"});
    return false;
}

// 得该项分值的60%, 按50%计分, 扣除本项分值的一半, 减半计分.
std::optional<read<award_text>> read_share(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    award_text out;
    out.kind = award_kind::share;
    out.verb = true;
    for (int i = 0; i < 3; ++i) {
        const auto how = in.take<adverb>();
        if (!how) break;
        if (is_any(*how, {"再", "另"})) out.more = true;
    }
    if (in.skip<half_award>()) {
        out.halves = true;
        out.values = {"0.5"};
        out.at = text.original(at, in.at);
        return read<award_text>{out, in.at};
    }
    const std::size_t verb_at = in.at;
    bool verb = false;
    if (ends_any(std::string_view(text.text).substr(0, at), {"价格", "报价", "金额", "投标价", "评审价", "评标价"})) return std::nullopt;  // 价格扣除10%
    if (names_a_mark(std::string_view(text.text).substr(0, at))) return std::nullopt;  // 体育课成绩按80%计入: of that mark, not of the item's
    if (in.skip<take>()) out.take = verb = true;
    else if (skip_any(in, {"按照", "依照"})) verb = true;
    else if (in.skip<give>()) verb = true;
    if (!verb) return std::nullopt;
    const std::string_view verb_text = in.text.substr(verb_at, in.at - verb_at);
    for (const std::string_view other : {"积", "获", "获得", "奖", "奖励", "取", "打", "增加", "为", "累加", "追加", "授予"})
        if (verb_text == other) return std::nullopt;
    bool of = false;
    while (in.skip<share_of>()) of = true;
    std::string fraction;
    cursor number = in;
    if (auto percent = number.take<cn_percent>()) fraction = shift_decimal(plain_numeral(*percent).value_or("0"), -2);
    else if (auto figures = number.take<ascii_number>()) {
        if (!number.skip("%")) return std::nullopt;
        fraction = shift_decimal(*figures, -2);
    } else if (skip_any(number, {"一半", "二分之一"})) fraction = "0.5";
    else if (auto parts = number.take<cn_fraction>()) fraction = plain_numeral(*parts).value_or("0");
    else return std::nullopt;
    in = number;
    const auto tail_said = in.take<share_tail>();
    const bool tail = tail_said.has_value();
    if (tail && has(*tail_said, "扣")) out.take = true;  // 按该项分值的50%扣分
    out.of_award = !of;
    if (!of && !tail) {
        const auto next = in.text.substr(in.at, 3);
        if (!(next.empty() || next[0] == ',' || next[0] == ';' || next[0] == ')' || is_any(next, {"。", "、"}))) return std::nullopt;
        constexpr std::string_view plain[] = {"得", "计", "按", "按照", "给", "记", "扣", "扣除", "扣减"};
        if (std::find(std::begin(plain), std::end(plain), verb_text) == std::end(plain)) return std::nullopt;
    }
    if (!of && tail && (is_any(verb_text, {"减少", "增加", "为"}))) return std::nullopt;
    out.values = {fraction};
    out.at = text.original(at, in.at);
    return read<award_text>{out, in.at};
}

}  // namespace

std::optional<read<award_text>> read_award(const folded& text, std::size_t at) {
    if (at > 0 && text.text.size() - at >= 3 && noun_before(std::string_view(text.text).substr(0, at), std::string_view(text.text).substr(at, 3)))
        return std::nullopt;  // 完全响应得满分
    if (auto share = read_share(text, at)) return share;
    if (auto named = read_word_award(text, at)) return named;
    return read_points(text, at);
}

}  // namespace fenze
