#include "dsl/phrases.hpp"

#include <algorithm>

#include "dsl/cursor.hpp"
#include "dsl/numeral.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file is the grammar's reader

bool ends_with(std::string_view text, std::string_view what) { return text.size() >= what.size() && text.substr(text.size() - what.size()) == what; }

// （含）, （不含）, （含1分钟） behind a number, a unit or 以上.
void read_inclusion(cursor& in, bound_text& bound) {
    if (in.skip<included>()) {
        bound.inclusive = bound.named = true;
    } else if (in.skip<not_included>()) {
        bound.inclusive = false;
        bound.named = true;
    } else if (in.sees("(含") || in.sees("(不含")) {
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

amount_text amount(const folded& text, std::string_view number, std::string_view unit, std::size_t begin, std::size_t end) {
    amount_text out;
    out.value = plain_numeral(number).value_or(std::string(number));
    out.unit = std::string(unit);
    if (number.substr(0, std::string_view("百分之").size()) == "百分之") out.unit = "%";
    else if (number.find("分之") != std::string_view::npos && out.unit.empty()) {
        // 三分之二 of something is a percentage
        if (const auto slash = out.value.find('/'); slash != std::string::npos) {
            out.value = shift_decimal(out.value.substr(0, slash), 2) + out.value.substr(slash);
            out.unit = "%";
        }
    }
    out.at = text.original(begin, end);
    return out;
}

}  // namespace

std::size_t skip_quotation(const folded& text, std::size_t at) {
    const auto found = std::lower_bound(text.quotations.begin(), text.quotations.end(), at, [](const auto& q, std::size_t place) { return q.first < place; });
    return found != text.quotations.end() && found->first == at ? found->second : at;
}

std::optional<read<amount_text>> read_amount(const folded& text, std::size_t at, bool chinese, bool open_unit) {
    cursor in{text.text, at};
    const auto number = chinese ? in.take<numeral>() : in.take<peg::sor<cn_percent, fraction, ascii_number>>();
    if (!number) return std::nullopt;
    if (*number == "半" && !in.sees<peg::sor<duration, counted>>()) return std::nullopt;
    const std::size_t number_end = in.at;
    std::string_view unit_text;
    std::string scaled_unit;
    in.skip("余");
    in.skip("多");
    if (const auto cash = in.take<money>()) {
        unit_text = *cash;
    } else {
        cursor scaled = in;
        if (const auto by = scaled.take<scale>()) {
            // 5万 alone is money in these documents; 5万人次 is a unit of its own
            if (scaled.sees<peg::sor<duration, measure, counted>>()) {
                const auto what = *scaled.take<peg::sor<duration, measure, counted>>();
                scaled_unit = std::string(*by) + std::string(what);
                unit_text = scaled_unit;
                in = scaled;
            } else if (*by == "万" || *by == "亿") {
                unit_text = *by == "万" ? "万元" : "亿元";
                in = scaled;
            }
        }
        if (unit_text.empty()) {
            if (const auto known = in.take<peg::sor<percentage, duration, measure, counted>>()) {
                unit_text = *known;
            } else if (open_unit && in.sees<han>()) {
                const auto from = in.at;
                in.skip<han>();
                unit_text = in.text.substr(from, in.at - from);
            }
            // 100间(套): the unit's other name
            cursor other = in;
            if (!unit_text.empty() && other.skip("(") && other.skip<peg::sor<counted, duration, measure>>() && other.skip(")")) in = other;
            // 0.1次/车, 20m2/人: a rate
            cursor rate = in;
            if (!unit_text.empty() && unit_text != "%" && rate.skip("/")) {
                const std::string_view known = unit_text;
                if (rate.skip<unit>() || rate.skip<han>()) {
                    scaled_unit = std::string(known) + std::string(in.text.substr(in.at, rate.at - in.at));
                    unit_text = scaled_unit;
                    in = rate;
                }
            }
        }
    }
    read<amount_text> out{amount(text, *number, unit_text, at, in.at), in.at};
    if (unit_text == "亿" || unit_text == "个亿" || unit_text == "亿元人民币" || unit_text == "亿人民币") out.is.unit = "亿元";
    if (unit_text == "万元人民币") out.is.unit = "万元";
    if (unit_text == "元人民币") out.is.unit = "元";
    if (unit_text == "个百分点") out.is.unit = "百分点";
    (void)number_end;
    return out;
}

namespace {

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

// 1-5家, 700-800万元, 25%(含)-30%, 85分至95分, 0~60(不含)分, 3到5次.
std::optional<read<interval_text>> read_span(const folded& text, std::size_t at) {
    auto low = read_bound(text, at, true);
    if (!low) return std::nullopt;
    cursor in{text.text, low->end};
    in.skip("以上");
    if (!in.skip<dash>()) return std::nullopt;
    auto high = read_bound(text, in.at, true);
    if (!high) return std::nullopt;
    in.at = high->end;
    interval_text is;
    is.low = low->is;
    is.high = high->is;
    if (in.skip<or_less>()) read_inclusion(in, *is.high);
    if (in.skip("之间") || in.skip("间") || in.skip("区间") || in.skip("范围内")) read_inclusion(in, *is.high);
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
    if (in.skip("≤") || in.skip("<=")) is.low->inclusive = true;
    else if (in.skip("<")) is.low->inclusive = false;
    else return std::nullopt;
    std::size_t between = 0;
    while (!in.done() && !in.sees("<") && !in.sees("≤")) {
        if (++between > 16 || in.sees(",") || in.sees("。") || in.sees(";")) return std::nullopt;
        in.at += character_length(in.text, in.at);
    }
    if (between == 0) return std::nullopt;
    bool inclusive = in.skip("≤") || in.skip("<=");
    if (!inclusive && !in.skip("<")) return std::nullopt;
    auto high = read_bound(text, in.at, false);
    if (!high) return std::nullopt;
    is.high = high->is;
    is.high->inclusive = inclusive;
    share_unit(is);
    return read<interval_text>{is, high->end};
}

// Spans short enough to be measured in a score: 30分钟内, 3天内; 3年内 says when, not how long.
bool is_clock(std::string_view unit_text) {
    for (const std::string_view u : {"小时", "分钟", "秒", "天", "日", "个工作日", "工作日", "个自然日"})
        if (unit_text == u) return true;
    return false;
}

// One side: 800万元以上, 不足500万元, ≥30%, 超过5件, 在60分以下; a bare 3项 with neither word.
std::optional<read<interval_text>> read_side(const folded& text, std::size_t at) {
    cursor in{text.text, at};
    interval_text is;
    enum class side { none, low, high, exact } which = side::none;
    bool inclusive = true;
    bool is_word = false;
    for (int turn = 0; turn < longest_run; ++turn) {
        if (in.skip("为") || in.skip("是")) is_word = true;
        else if (!(in.skip("在") || in.skip("应") || in.skip("约"))) break;
    }
    if (in.sees("(含)")) in.skip("(含)");
    if (in.sees<peg::seq<at_least, peg::not_at<peg::sor<or_less>>>>()) {
        is.reach = in.sees("达") || in.sees("完成") || in.sees("满");
        in.skip<at_least>();
        which = side::low;
    } else if (in.skip<at_most>()) {
        which = side::high;
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
    if (!b.named) b.inclusive = inclusive;
    bool suffix = true;
    cursor tail = in;
    tail.skip("(含)");
    if (tail.skip<or_more>()) {
        // 超过5件以上, 达到30%以上: the first word decides; a plain number takes 以上
        if (which == side::none) which = side::low;
        in = tail;
    } else if (tail.skip<or_less>()) {
        if (which == side::none || which == side::exact) which = side::high;
        if (which == side::low) return std::nullopt;
        in = tail;
    } else if (which == side::none && is_clock(b.amount.unit) && tail.skip("内")) {
        which = side::high;  // 30分钟内到达
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
    for (int turn = 0;
         turn < longest_run && (in.skip("但") || in.skip("且") || in.skip("并且") || in.skip("并") || in.skip("而") || in.skip("同时") || in.skip("的"));
         ++turn) {
    }
    if (!in.sees<peg::sor<at_least, more_than, at_most, less_than, figure>>()) return std::nullopt;
    auto second = read_side(text, in.at);
    if (!second || second->is.bare || (second->is.low && second->is.high)) return std::nullopt;
    if (first->is.low.has_value() == second->is.low.has_value()) return std::nullopt;
    interval_text is = first->is;
    if (second->is.low) is.low = second->is.low;
    if (second->is.high) is.high = second->is.high;
    if (!is.low->amount.unit.empty() && !is.high->amount.unit.empty() && is.low->amount.unit != is.high->amount.unit) {
        const auto kin = [](const std::string& a, const std::string& b) { return ends_with(a, "元") && ends_with(b, "元"); };
        if (!kin(is.low->amount.unit, is.high->amount.unit)) return std::nullopt;
    }
    share_unit(is);
    is.bare = false;
    return read<interval_text>{is, second->end};
}

}  // namespace

namespace {

struct before_bound : any_word<"在", "为", "应", "约", "到", "了", "(含"> {};
// What an interval may begin with; tried at every character of a text.
struct interval_head : peg::sor<peg::ascii::digit, before_bound, cn_digit, half, at_least, at_most, more_than, less_than, equals, peg::one<'='>> {};

}  // namespace

namespace {

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
        const auto bound = read_bound(text, in.at, true);
        if (!bound || !place_unit(bound->is.amount.unit)) return std::nullopt;
        cursor tail{text.text, bound->end};
        if (!(tail.skip("及以后") || tail.skip("以后") || tail.skip("及之后") || tail.skip("之后") || tail.skip("及以下") || tail.skip("以下")))
            return std::nullopt;
        is.low = bound->is;
        is.at = text.original(at, tail.at);
        return read<interval_text>{is, tail.at};
    }
    const auto bound = read_bound(text, in.at, true);
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
    for (int turn = 0; turn < longest_run && (prefix.skip("在") || prefix.skip("为")); ++turn) {
    }
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
    if (in.skip("之间") || in.skip("范围内") || in.skip("区间内")) found->end = in.at;
    found->is.at = text.original(at, found->end);
    return found;
}

namespace {

// Points as figures (得５) or, behind a verb, as Chinese numerals (得五分, but not 得十分明显).
std::optional<std::string> points_number(cursor& in, bool chinese) {
    if (const auto number = in.take<figure>()) return plain_numeral(*number);
    if (!chinese) return std::nullopt;
    cursor probe = in;
    if (const auto number = probe.take<cn_number>()) {
        if (!probe.sees("分") && !probe.sees<dash>() && !probe.sees("个") && !probe.sees("学分") && !probe.sees("积分")) return std::nullopt;
        cursor behind = probe;
        behind.skip("个");
        if (behind.skip("学分") || behind.skip("积分") || behind.skip("分")) {
            const auto next = behind.text.substr(behind.at);
            const auto* stops = ",;。、)(:的/，；每且最上封累不止";
            const bool ends = next.empty() || [&] {
                const std::string_view all(stops);
                const auto n = character_length(next, 0);
                return all.find(next.substr(0, n)) != std::string_view::npos;
            }();
            if (!ends) return std::nullopt;
        }
        in = probe;
        return plain_numeral(*number);
    }
    return std::nullopt;
}

// 分 / 学分 / 积分 with no word behind it that makes it another.
bool points_unit(cursor& in, std::string* unit_text = nullptr) {
    cursor probe = in;
    probe.skip("个");
    std::string_view which;
    if (probe.skip("学分")) which = "学分";
    else if (probe.skip("积分")) which = "积分";
    else if (probe.skip("分")) which = "分";
    else return false;
    if (which == "分" && probe.sees<not_points>() && !probe.sees("分值") && !probe.sees("值计") && !probe.sees("工作")) {
        // 扣5分部…: the listed words make another word of 分
        return false;
    }
    if (unit_text) *unit_text = std::string(which);
    in = probe;
    return true;
}

struct verb_words {
    bool any = false, take = false, more = false, discretion = false, bare_adverb = false, weak = false, distributes = false;
};

verb_words read_verb(cursor& in) {
    verb_words out;
    for (int i = 0; i < 6; ++i) {
        cursor before = in;
        if (const auto how = in.take<adverb>()) {
            if (*how == "再" || *how == "另" || *how == "另外" || *how == "额外") out.more = true;
            if (*how == "均" || *how == "各" || *how == "分别" || *how == "都" || *how == "均可") out.distributes = true;
            if (how->substr(0, 6) == "酌情" || how->substr(0, 3) == "视" || *how == "适当") out.discretion = true;
            out.bare_adverb = true;
            if (in.skip(",")) {
            }
            continue;
        }
        in = before;
        break;
    }
    const cursor start = in;
    for (int i = 0; i < 3; ++i) {
        if (in.skip<take>()) {
            out.any = out.take = true;
        } else if (const auto gives = in.take<give>()) {
            if (!out.any && (*gives == "获" || *gives == "奖" || *gives == "获得" || *gives == "评" || *gives == "取" || *gives == "打") &&
                !in.sees<peg::sor<figure, cn_number>>()) {
                in = start;  // 获奖得5分: part of the subject
                break;
            }
            out.any = true;
            out.weak = *gives == "为" || *gives == "按" || *gives == "取" || *gives == "计算" || *gives == "打" || *gives == "获得" || *gives == "获";
        } else {
            break;
        }
    }
    if (out.any) {
        for (int turn = 0; turn < longest_run && (in.skip(":") || in.skip("该项") || in.skip("本项") || in.skip("总分") || in.skip("分数") || in.skip("分值") ||
                                                     in.skip("积分") || in.skip("基本分") || in.skip("基础分"));
             ++turn) {
        }
    }
    return out;
}

bool digit_before(const folded& text, std::size_t at) {
    if (at == 0) return false;
    const char c = text.text[at - 1];
    return (c >= '0' && c <= '9') || c == '.' || c == '/';
}

// Words before a bare N分 that make it a boundary instead of an award.
bool comparison_before(std::string_view before) {
    static constexpr std::string_view all[] = {"达到", "达", "不低于", "不少于", "低于", "高于", "超过", "不足", "不满", "少于", "大于", "小于", "多于", "满",
        "至少", "≥", "≤", ">", "<", "=", "含", "(含", "不含", "总分", "总分值", "-", "~", "至", "到", "在", "从", "以", "按", "前", "第", "不超过", "不高于",
        "上限", "最高", "最多", "共", "合计"};
    return std::any_of(std::begin(all), std::end(all), [&](std::string_view w) { return ends_with(before, w); });
}

// 书记5分, 会计3分, 面积2分: the character that looks like a verb belongs to a noun.
bool noun_before(std::string_view before, std::string_view verb) {
    static constexpr std::string_view nouns[] = {"书记", "登记", "标记", "日记", "笔记", "会计", "设计", "统计", "审计", "面积", "体积", "容积", "预算", "决算",
        "结算", "核算", "测评", "自评", "参评", "点评", "录取", "领取", "争取", "听取", "供给", "补给", "参加", "更加", "获得", "取得", "心得", "折扣", "裁减",
        "响应", "相应", "对应", "供应", "反应", "适应", "效应", "认可", "许可", "立即", "随即", "人均", "平均", "年均", "公共", "首都", "成就", "规则", "原则",
        "细则", "否则", "甲方", "乙方", "地方", "各方", "双方", "警方", "人才", "英才", "合并", "即将", "目的"};
    return std::any_of(
        std::begin(nouns), std::end(nouns), [&](std::string_view n) { return n.substr(n.size() - 3) == verb && ends_with(before, n.substr(0, n.size() - 3)); });
}

// 得 directly behind the figures (or behind 的): a comma alone may as well begin the next clause.
bool follow_is_plain(std::string_view text, std::size_t at) { return text.substr(at, 1) != "," && text.substr(at, 1) != ")" && text.substr(at, 1) != ";"; }

// 分/项, 分／人次, 分每项.
std::string per_unit_behind(cursor& in) {
    cursor probe = in;
    if (!probe.skip("/") && !probe.skip("每")) return {};
    probe.skip("每");
    const auto from = probe.at;
    if (!probe.skip<peg::sor<percentage, duration, counted, measure>>()) {
        if (!probe.skip<han>()) return {};
        if (probe.sees<han>() && !probe.sees<give>()) probe.skip<han>();
    }
    in = probe;
    return std::string(in.text.substr(from, in.at - from));
}

// 省部级科技奖励得2分, 社会力量奖励1分, 省领军人才加1分: the verb's first words end a name.
bool noun_here(std::string_view text, std::size_t at) {
    cursor in{text, at};
    const auto before = text.substr(0, at);
    if (in.skip("才")) return ends_with(before, "人") || ends_with(before, "英") || ends_with(before, "天");
    if (!in.skip("奖励")) return false;
    if (in.sees<give>()) return true;
    static constexpr std::string_view prizes[] = {"科技", "科学技术", "力量", "级", "成果", "荣誉", "政府"};
    return std::any_of(std::begin(prizes), std::end(prizes), [&](std::string_view w) { return ends_with(before, w); });
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
        in.at = verb_from + 3;
        return std::nullopt;  // 团支部书记5分: the last character of a noun is no verb
    }
    if (in.text.substr(verb_from, in.at - verb_from) == "奖" && at > 0) {
        // 一等奖15分: the prize is named; a verb 奖 stands behind a separator
        const std::string_view before = in.text.substr(0, at);
        if (!(ends_with(before, ",") || ends_with(before, ";") || ends_with(before, "的") || ends_with(before, "者"))) return std::nullopt;
    }
    out.take = verb.take;
    out.more = verb.more;
    out.discretion = verb.discretion;
    out.distributes = verb.distributes;
    out.verb = verb.any;
    if (!verb.any && digit_before(text, bracket ? at : in.at)) return std::nullopt;
    bool sign_minus = false;
    if (in.skip("+")) out.verb = true;
    else if (in.sees("-") && (verb.any || bracket || at == 0)) {
        in.skip("-");
        sign_minus = true;
    }
    if (verb.any) {
        in.skip("最高");
        in.skip("约");
    }
    cursor ladder = in;
    auto first = points_number(ladder, verb.any && !verb.weak);
    if (!first && verb.weak) {
        ladder = in;
        first = points_number(ladder, true);
    }
    if (!first) return std::nullopt;
    in = ladder;
    out.values.push_back(*first);
    cursor with_unit = in;
    const bool unit_first = points_unit(with_unit, &out.unit);
    cursor after = unit_first ? with_unit : in;
    cursor range_end = after;
    if (range_end.skip<dash>()) {
        if (auto second = points_number(range_end, verb.any)) {
            if (!points_unit(range_end, &out.unit)) return std::nullopt;
            out.values.push_back(*second);
            out.range = true;
            after = range_end;
        }
    } else {
        // 扣1分、2分、3分; 扣0.5、1、2分; 扣1分或2分
        cursor list = after;
        std::vector<std::string> more;
        bool closed = unit_first;
        while (more.size() < longest_run && (list.skip("、") || list.skip("或") || list.skip("/"))) {
            auto next = points_number(list, false);
            if (!next) break;
            more.push_back(*next);
            closed = points_unit(list, &out.unit);
            if (closed) {
                after = list;
                for (auto& m : more) out.values.push_back(std::move(m));
                more.clear();
            }
        }
        if (out.values.size() == 1 && !unit_first) return std::nullopt;
    }
    in = after;
    if (!out.verb && !bracket) {
        // a bare N分 is an award unless it bounds something
        if (in.sees<after_figure>()) return std::nullopt;
        {
            // 80-89分得3分, 75-84分的，得8分: points that an award follows are a boundary
            cursor next = in;
            while (next.skip("的") || next.skip("者") || next.skip(")") || next.skip(",") || next.skip("之间")) {
            }
            verb_words follows = read_verb(next);
            if (follows.any && !bracket && in.at < in.text.size() && (in.text[in.at] != ',' || next.at > in.at + 1) && points_number(next, true) &&
                points_unit(next) && follow_is_plain(in.text, in.at))
                return std::nullopt;
        }
        if (comparison_before(std::string_view(text.text).substr(0, at))) return std::nullopt;
    }
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
    if (const auto zero = full.take<zero_award>()) {
        out.kind = award_kind::zero;
        out.nothing =
            zero->find("加分") != std::string_view::npos || zero->find("扣分") != std::string_view::npos || zero->find("不再") != std::string_view::npos;
    } else if (full.skip<full_take>() && !full.sees("为止") && !full.sees("即止") && !full.sees("止") && !full.sees("本项") && !full.sees("该项分为")) {
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
            if (plain &&
                (probe.sees("分") || ends_with(std::string_view(text.text).substr(0, at), "的") || ends_with(std::string_view(text.text).substr(0, at), "按")))
                return std::nullopt;
            out.kind = award_kind::full;
            full = probe;
        } else {
            return std::nullopt;
        }
    }
    out.at = text.original(at, full.at);
    return read<award_text>{out, full.at};
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
        if (*how == "再" || *how == "另") out.more = true;
    }
    if (in.skip<half_award>()) {
        out.halves = true;
        out.values = {"0.5"};
        out.at = text.original(at, in.at);
        return read<award_text>{out, in.at};
    }
    const std::size_t verb_at = in.at;
    bool verb = false;
    if (in.skip<take>()) out.take = verb = true;
    else if (in.skip("按照") || in.skip("依照")) verb = true;
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
    } else if (number.skip("一半") || number.skip("二分之一")) fraction = "0.5";
    else if (auto parts = number.take<cn_fraction>()) fraction = plain_numeral(*parts).value_or("0");
    else return std::nullopt;
    in = number;
    const bool tail = in.skip<share_tail>();
    if (!of && !tail) {
        const auto next = in.text.substr(in.at, 3);
        if (!(next.empty() || next[0] == ',' || next[0] == ';' || next[0] == ')' || next == "。" || next == "、")) return std::nullopt;
        constexpr std::string_view plain[] = {"得", "计", "按", "按照", "给", "记", "扣", "扣除", "扣减"};
        if (std::find(std::begin(plain), std::end(plain), verb_text) == std::end(plain)) return std::nullopt;
    }
    if (!of && tail && (verb_text == "减少" || verb_text == "增加" || verb_text == "为")) return std::nullopt;
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
