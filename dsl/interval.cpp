// Intervals of every form: 1-5家, 85≤X<95, 800万元以上, 500万元以上但不足800万元, 第4-8名.

#include <algorithm>
#include <string>
#include <vector>

#include "dsl/cursor.hpp"
#include "dsl/phrases.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file is the grammar's reader

struct before_bound : any_word<"在", "为", "应", "约", "到", "了", "(含"> {};

// What an interval may begin with; tried at every character of a text.
struct interval_head : peg::sor<peg::ascii::digit, before_bound, cn_digit, half, at_least, at_most, more_than, less_than, equals, word<"超">, peg::one<'='>> {};

// （含）, （不含）, （含1分钟） behind a number, a unit or 以上.
void read_inclusion(cursor& in, bound_text& bound) {
    if (in.skip<included>()) {
        bound.inclusive = bound.named = true;
    } else if (in.skip<not_included>()) {
        bound.inclusive = false;
        bound.named = true;
    } else if (sees_any(in, {"(含", "(不含"})) {
        cursor inner = in;
        const bool with = inner.skip("(含");
        if (!with) inner.skip("(不含");
        const auto found = inner.text.substr(inner.at, 41).find(')');
        if (found == std::string_view::npos) return;
        const auto close = inner.at + found;
        cursor probe = inner;
        if (probe.skip<ascii_number>() || probe.skip<cn_number>()) {
            bound.inclusive = with;
            bound.named = true;
            in.at = close + 1;
        }
    }
}

// A number with its unit and what names its end; points count as a unit here.
std::optional<read<bound_text>> read_bound(const folded& text, std::size_t at, bool chinese) {
    cursor in{text.text, at};
    bound_text bound;
    auto found = read_amount(text, at, chinese);
    if (!found) return std::nullopt;
    in.at = found->end;
    read_inclusion(in, bound);
    const bool named = bound.named;
    if (found->is.unit.empty()) {
        const auto from = in.at;
        if (in.skip<points_word>()) {
            found->is.unit = "分";
        } else if (const auto unit_text = in.take<unit>()) {
            found->is.unit = std::string(*unit_text);
        }
        found->is.at = text.original(at, std::max(in.at, from));
    }
    if (!named) read_inclusion(in, bound);
    bound.amount = found->is;
    return read<bound_text>{bound, in.at};
}

void share_unit(interval_text& is) {
    if (!is.low || !is.high) return;
    if (is.low->amount.unit.empty()) is.low->amount.unit = is.high->amount.unit;
    if (is.high->amount.unit.empty()) is.high->amount.unit = is.low->amount.unit;
}

// 60%-80%（含60%）: the bracket stands behind the upper end and names the lower.
void name_low_end(interval_text& is, std::string_view said) {
    const auto open = said.rfind('(');
    if (open == std::string_view::npos || said.back() != ')' || is.low->amount.value == is.high->amount.value) return;
    cursor in{said, open + 1};
    const bool without = in.skip("不");
    if (!in.skip("含")) return;
    const auto figure_here = in.take<ascii_number>();
    if (!figure_here || *figure_here != is.low->amount.value) return;
    is.low->inclusive = !without;
    is.low->named = true;
    is.high->inclusive = true;
    is.high->named = false;
}

// 1-5家, 700-800万元, 25%(含)-30%, 85分至95分, 0~60(不含)分, 3到5次.
std::optional<read<interval_text>> read_span(const folded& text, std::size_t at) {
    cursor sign{text.text, at};  // >2～3mm: the sign is the first bound's
    const bool above = skip_any(sign, {">", "大于", "超过"});
    auto low = read_bound(text, sign.at, true);
    if (!low) return std::nullopt;
    cursor in{text.text, low->end};
    in.skip("以上");
    if (!in.skip<dash>()) return std::nullopt;
    if (above) low->is.inclusive = false;
    auto high = read_bound(text, in.at, true);
    if (!high) return std::nullopt;
    in.at = high->end;
    interval_text is;
    is.low = low->is;
    is.high = high->is;
    if (in.skip<or_less>()) read_inclusion(in, *is.high);
    if (skip_any(in, {"之间", "间", "区间", "范围内"})) read_inclusion(in, *is.high);
    name_low_end(is, std::string_view(text.text).substr(at, in.at - at));
    share_unit(is);
    return read<interval_text>{is, in.at};
}

// 85≤X<95, 60<得分≤80, 60%＜完成率≤80%.
std::optional<read<interval_text>> read_chain(const folded& text, std::size_t at) {
    auto low = read_bound(text, at, false);
    if (!low) return std::nullopt;
    cursor in{text.text, low->end};
    interval_text is;
    is.low = low->is;
    if (skip_any(in, {"≤", "<="})) is.low->inclusive = true;
    else if (in.skip("<")) is.low->inclusive = false;
    else return std::nullopt;
    std::size_t between = 0;
    while (!in.done() && !in.sees("<") && !in.sees("≤")) {
        if (++between > 16 || sees_any(in, {",", "。", ";"})) return std::nullopt;
        in.at += character_length(in.text, in.at);
    }
    if (between == 0) return std::nullopt;
    bool inclusive = skip_any(in, {"≤", "<="});
    if (!inclusive && !in.skip("<")) return std::nullopt;
    auto high = read_bound(text, in.at, false);
    if (!high) return std::nullopt;
    is.high = high->is;
    is.high->inclusive = inclusive;
    share_unit(is);
    return read<interval_text>{is, high->end};
}

// Spans short enough to be measured in a score: 30分钟内, 3天内; 3年内 says when, not how long.
bool is_clock(std::string_view unit_text) { return is_any(unit_text, {"小时", "分钟", "秒", "天", "日", "个工作日", "工作日", "个自然日"}); }

// 通过网站等渠道公开，三种渠道以上得6分: the thing that is counted, which the words before have named, stands before 以上.
void skip_repeated_noun(cursor& in, std::size_t begin) {
    cursor noun = in;
    const std::string_view before = in.text.substr(0, begin);
    for (int n = 0; n < 4 && noun.skip<han>(); ++n) {
        const auto said = in.text.substr(in.at, noun.at - in.at);
        if (is_any(said.substr(0, 3), {"以", "及", "之", "内", "含"})) return;
        if (n > 0 && (noun.sees<or_more>() || noun.sees<or_less>()) && has(before, said)) {
            in = noun;
            return;
        }
    }
}

// One side: 800万元以上, 不足500万元, ≥30%, 超过5件, 在60分以下; a bare 3项 with neither word.
std::optional<read<interval_text>> read_side(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    interval_text is;
    enum class side { none, low, high, exact } which = side::none;
    bool inclusive = true;
    bool is_word = false, kept = false;
    for (int turn = 0; turn < longest_run; ++turn) {
        if (skip_any(in, {"为", "是"})) is_word = true;
        else if (!skip_any(in, {"在", "应", "约"})) break;
    }
    in.skip("(含)");
    if (in.sees<peg::seq<at_least, peg::not_at<peg::sor<or_less>>>>()) {
        is.reach = sees_any(in, {"达", "完成", "满"});
        in.skip<at_least>();
        which = side::low;
    } else if (kept = in.sees<word<"控制在">>(); in.skip<at_most>()) {
        which = side::high;
    } else if (in.sees<peg::seq<word<"超">, peg::sor<figure, cn_number>, peg::opt<money>>>() && in.skip("超")) {
        which = side::low;  // 超1亿元
        inclusive = false;
    } else if (in.skip<more_than>()) {
        which = side::low;
        inclusive = false;
    } else if (in.skip<less_than>()) {
        which = side::high;
        inclusive = false;
    } else if (in.skip<equals>() || in.skip("=")) {
        which = side::exact;
    }
    in.skip("到");
    in.skip("了");
    auto bound = read_bound(text, in.at, true);
    if (!bound) return std::nullopt;
    in.at = bound->end;
    bound_text b = bound->is;
    if (cursor span{text.text, in.at}; which != side::none && span.skip<peg::sor<peg::one<'-'>, peg::one<'~'>>>() && span.sees<figure>())
        return std::nullopt;  // 低于1-3个百分点
    if (!b.named) b.inclusive = inclusive;
    bool suffix = true;
    cursor tail = in;
    tail.skip("(含)");
    if (which == side::none) skip_repeated_noun(tail, at);
    if (const bool and_more = sees_any(tail, {"及以上", "(及)以上", "及其以上"}); tail.skip<or_more>()) {
        if (and_more && which == side::none) b.named = true;
        if (!and_more && which == side::none) b.word = bound_text::suffix::above;
        // 超过5件以上, 达到30%以上: the first word decides; a plain number takes 以上
        if (which == side::high && !kept) return std::nullopt;              // 不超过65%以上
        if (which == side::none || which == side::high) which = side::low;  // 控制在95%以上
        in = tail;
    } else if (const bool alone = sees_any(tail, {"以下", "以内"}); tail.skip<or_less>()) {
        if (alone && which == side::none) b.word = bound_text::suffix::below;
        if (which == side::none || which == side::exact) which = side::high;
        if (which == side::low) return std::nullopt;
        in = tail;
    } else if (which == side::none && is_clock(b.amount.unit) && tail.skip("内")) {
        which = side::high;  // 30分钟内到达
        in = tail;
    } else if (which == side::none && is_any(b.amount.unit, {"名", "位"}) && skip_any(tail, {"及以后", "以后", "及之后", "之后", "开外"})) {
        which = side::low;  // 30名以后
        in = tail;
    } else if (tail.skip<beyond>()) {
        which = side::low;
        b.inclusive = false;
        in = tail;
    } else {
        suffix = false;
    }
    if (suffix) read_inclusion(in, b);
    if (which == side::none && is_word && b.amount.value == "0") which = side::exact;  // 起数为0
    if (which == side::none) {
        is.bare = true;
        which = side::low;
    }
    if (which == side::low || which == side::exact) is.low = b;
    if (which == side::high || which == side::exact) is.high = b;
    return read<interval_text>{is, in.at};
}

// 92分及其以上但不足97分, 500万元以上、不足800万元, 大于5小于等于10: two sides of one quantity.
std::optional<read<interval_text>> read_two_sides(const folded& text, std::size_t at) {
    auto first = read_side(text, at);
    if (!first || first->is.bare || (first->is.low && first->is.high)) return std::nullopt;
    cursor in{text.text, first->end};
    in.skip(",");
    in.skip("、");
    skip_run(in, {"但", "且", "并且", "并", "而", "同时", "的", "在"});
    if (!in.sees<peg::sor<at_least, more_than, at_most, less_than, figure>>()) return std::nullopt;
    auto second = read_side(text, in.at);
    if (!second || second->is.bare || (second->is.low && second->is.high)) return std::nullopt;
    if (first->is.low.has_value() == second->is.low.has_value()) return std::nullopt;
    interval_text is = first->is;
    if (second->is.low) is.low = second->is.low;
    if (second->is.high) is.high = second->is.high;
    if (!is.low->amount.unit.empty() && !is.high->amount.unit.empty() && is.low->amount.unit != is.high->amount.unit) {
        const auto kin = [](const std::string& a, const std::string& b) { return ends(a, "元") && ends(b, "元"); };
        if (!kin(is.low->amount.unit, is.high->amount.unit)) return std::nullopt;
    }
    share_unit(is);
    is.bare = false;
    return read<interval_text>{is, second->end};
}

// 排名, 排名全区: what stands before 前三.
bool ranks(std::string_view before) {
    for (const std::string_view where : {"全国", "全省", "全市", "全县", "全区", "全州", "全旗", "全镇", "全校", "全院", "全系统", "同类"})
        if (ends(before, where)) {
            before.remove_suffix(where.size());
            break;
        }
    return ends_any(before, {"排名", "位居", "名列", "位列", "排在", "进入", "列", "居"});
}

// 第二、三名, 第四、第五、第六名: places in a row.
std::optional<read<interval_text>> read_place_list(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    std::vector<amount_text> places;
    while (places.size() < 20) {
        in.skip("第");
        const auto place = read_amount(text, in.at, true);
        if (!place || place->is.value.size() > 2 || place->is.value.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
        places.push_back(place->is);
        in.at = place->end;
        if (!place->is.unit.empty() && !is_any(place->is.unit, {"名", "位"})) return std::nullopt;
        if (!skip_any(in, {"、", "和", "及", "或", "与"})) break;
    }
    const std::string unit = places.back().unit;
    if (places.size() < 2 || unit.empty()) return std::nullopt;
    for (std::size_t n = 1; n < places.size(); ++n)
        if (std::stoi(places[n].value) != std::stoi(places[n - 1].value) + 1) return std::nullopt;
    interval_text is;
    is.low = bound_text{{places.front().value, unit, places.front().at}, true, false};
    is.high = bound_text{places.back(), true, false};
    is.at = text.original(at, in.at);
    return read<interval_text>{is, in.at};
}

// 第4-8名, 第16名及以后, 前3名, 前20%: places in an order.
std::optional<read<interval_text>> read_places(const folded& text, std::size_t at, bool nth) {
    cursor in{text.text, at};
    in.skip(nth ? "第" : "前");
    const auto place_unit = [](const std::string& u) { return u == "名" || u == "位"; };
    interval_text is;
    if (nth) {
        if (auto range = read_span(text, in.at); range && (place_unit(range->is.high->amount.unit) || place_unit(range->is.low->amount.unit))) {
            range->is.at = text.original(at, range->end);
            return range;
        }
        if (auto listed = read_place_list(text, at)) return listed;
        const auto bound = read_bound(text, in.at, true);
        if (!bound || !place_unit(bound->is.amount.unit)) return std::nullopt;
        cursor tail{text.text, bound->end};
        if (!skip_any(tail, {"及以后", "以后", "及之后", "之后", "及以下", "以下"})) return std::nullopt;
        is.low = bound->is;
        is.at = text.original(at, tail.at);
        return read<interval_text>{is, tail.at};
    }
    if (auto range = read_span(text, in.at); range && (place_unit(range->is.high->amount.unit) || range->is.high->amount.unit == "%")) {
        range->is.at = text.original(at, range->end);  // 前10%-30%
        return range;
    }
    auto bound = read_bound(text, in.at, true);
    if (bound && bound->is.amount.unit.empty() && at >= 6 && ranks(std::string_view(text.text).substr(0, at))) {
        cursor behind{text.text, bound->end};
        if (behind.done() || sees_any(behind, {"的", "者", ","})) bound->is.amount.unit = "名";  // 排名前三的
    }
    if (!bound || !(place_unit(bound->is.amount.unit) || bound->is.amount.unit == "%")) return std::nullopt;
    is.high = is.low = bound->is;
    is.low->amount.value = bound->is.amount.unit == "%" ? "0" : "1";
    is.low->inclusive = bound->is.amount.unit != "%";
    is.low->named = false;
    is.at = text.original(at, bound->end);
    return read<interval_text>{is, bound->end};
}

}  // namespace

std::optional<read<interval_text>> read_interval(const folded& text, std::size_t at) {
    if (const bool nth = cursor{text.text, at}.sees("第"); nth || cursor{text.text, at}.sees("前")) return read_places(text, at, nth);
    cursor prefix{text.text, at};
    if (!prefix.sees<interval_head>()) return std::nullopt;
    std::optional<read<interval_text>> found;
    skip_run(prefix, {"在", "为"});
    // what tells the longer forms, looked for first: most figures have none of it near
    constexpr std::size_t near = 200;
    const std::string_view ahead = prefix.text.substr(prefix.at, near);
    const auto holds = [&](std::string_view sign) { return ahead.find(sign) != std::string_view::npos; };
    const bool chained = holds("<") || holds("≤"), spanned = holds("-") || holds("~") || holds("至") || holds("到");
    if (auto chain = chained ? read_chain(text, prefix.at) : std::nullopt) found = std::move(chain);
    else if (auto two = read_two_sides(text, at)) found = std::move(two);
    else if (auto range = spanned ? read_span(text, prefix.at) : std::nullopt) found = std::move(range);
    else found = read_side(text, at);
    if (!found) return std::nullopt;
    cursor in{text.text, found->end};
    if (found->is.bare) {
        found->is.at = text.original(at, in.at);
        return found;
    }
    if (skip_any(in, {"之间", "范围内", "区间内"})) found->end = in.at;
    found->is.at = text.original(at, found->end);
    return found;
}

}  // namespace fenze
