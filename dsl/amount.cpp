// Numbers with their units, and 每 with what it counts.

#include <algorithm>

#include "dsl/cursor.hpp"
#include "dsl/numeral.hpp"
#include "dsl/phrases.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file is the grammar's reader

// clang-format off
struct up_verbs : any_word<"超支", "超期", "超时", "再增加", "每增加", "增长", "增加", "提高", "上升", "提升", "超过", "超出", "超额完成", "超额", "超", "高出", "高于", "高", "多出", "多于", "多", "递增", "再提高", "再增长", "再增", "再多", "再高", "增", "升高", "增高", "上涨", "延长", "上浮", "新增加", "大于"> {};
struct down_verbs : any_word<"减少", "减", "降低", "下降", "低于", "低", "少于", "少", "缺少", "缺", "差", "欠", "不足", "递减", "再降低", "再减少", "再下降", "降", "缩短", "提前", "下浮", "小于", "短少"> {};
struct plain_verbs : any_word<"满", "有", "达到", "达", "够", "计"> {};

// clang-format on

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

// 每低于目标值（98%）1个百分点, 每低于95%1个百分点: what the distance is measured from, in front of the step.
void read_target(const folded& text, cursor& in, quantity_text& out) {
    cursor probe = in;
    const bool named =
        skip_any(probe, {"目标值", "标准值", "基准值", "规定值", "指标值", "计划值", "考核值", "要求值", "目标", "标准", "基准", "规定", "要求"});
    const bool bracket = probe.skip("(");
    const auto target = read_amount(text, probe.at, true);
    if (!target || target->is.unit.empty() || (named && !bracket)) return;
    probe.at = target->end;
    if (bracket && !probe.skip(")")) return;
    skip_any(probe, {",", "的", ",每"});
    const auto each = read_amount(text, probe.at, true);
    if (!each || each->is.unit.empty()) return;
    out.target = target->is;
    in = probe;
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
    std::string_view unit_text;
    std::string scaled_unit;
    if (number->find('/') == std::string_view::npos && (number->back() >= '0' && number->back() <= '9')) {
        // 0.4:1, 3:1: so many to one
        cursor to_one = in;
        if (to_one.skip(":1") && !to_one.sees<peg::sor<ascii_number, peg::one<'.'>, peg::one<':'>>>())
            return read<amount_text>{amount(text, *number, ":1", at, to_one.at), to_one.at};
    }
    in.skip("余");
    in.skip("多");
    cursor thing = in;  // 1个亿元以上项目: the project is counted, not the money
    const bool counts_projects = *number == "1" && thing.skip("个亿元") && (thing.skip("以上"), thing.skip("及以上"), thing.skip("的"), true) &&
                                 sees_any(thing, {"项目", "企业", "工程", "产业", "重大", "工业"});
    if (const auto cash = counts_projects ? std::nullopt : in.take<money>()) {
        unit_text = *cash;
        cursor rate = in;  // 20万元/亩
        if (rate.skip("/") && !rate.sees("每") && (rate.skip<unit>() || rate.skip<han>())) {
            scaled_unit = std::string(*cash) + std::string(in.text.substr(in.at, rate.at - in.at));
            unit_text = scaled_unit;
            in = rate;
        }
    } else {
        cursor scaled = in;
        if (number->find('/') != std::string_view::npos && scaled.sees<scale>()) return std::nullopt;  // 10/10万: a rate
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
            if (in.skip("学分")) {
                unit_text = "学分";
            } else if (const auto known = in.take<peg::sor<percentage, duration, measure, counted>>()) {
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
                skip_any(rate, {"十万", "百万", "千", "百", "万"});  // 4批次/千人
                if (rate.skip<unit>() || rate.skip<han>()) {
                    scaled_unit = std::string(known) + std::string(in.text.substr(in.at, rate.at - in.at));
                    unit_text = scaled_unit;
                    in = rate;
                }
            }
        }
    }
    // 10万册次, 5辆次: so many times a thing
    if (cursor times = in;
        !unit_text.empty() && !unit_text.ends_with("次") &&
        is_any(unit_text.size() > 3 ? unit_text.substr(unit_text.size() - 3) : unit_text, {"册", "辆", "架", "门", "车", "件", "台", "户", "篇", "本"}) &&
        times.skip("次") && !sees_any(times, {"要", "数", "品", "级", "等", "序", "生"})) {
        scaled_unit = std::string(unit_text) + "次";
        unit_text = scaled_unit;
        in = times;
    }
    read<amount_text> out{amount(text, *number, unit_text, at, in.at), in.at};
    if (is_any(unit_text, {"亿", "个亿", "个亿元", "亿元人民币", "亿人民币"})) out.is.unit = "亿元";
    if (unit_text == "万元人民币") out.is.unit = "万元";
    if (unit_text == "元人民币") out.is.unit = "元";
    if (unit_text == "个百分点") out.is.unit = "百分点";
    return out;
}

std::optional<read<quantity_text>> read_quantity(const folded& text, std::size_t at, bool without_each) {
    cursor in{text.text, at};
    if (!in.skip("每") && !without_each) return std::nullopt;
    quantity_text out;
    out.each.value = "1";
    in.skip("再");
    if (cursor whole = in; whole.skip("累计") && sees_any(whole, {"满", "达", "1", "2", "3", "4", "5", "6", "7", "8", "9"})) in = whole;  // 每累计满10小时
    if (in.skip("±")) {
        out.towards = direction::up;
        out.verb = "增";
        out.both = true;
    } else if (const auto up = in.take<up_verbs>()) {
        out.towards = direction::up;
        out.verb = std::string(*up);
    } else if (const auto down = in.take<down_verbs>()) {
        out.towards = direction::down;
        out.verb = std::string(*down);
    } else if (const auto plain = in.take<plain_verbs>()) {
        out.verb = std::string(*plain);
    }
    if (!out.verb.empty()) skip_run(in, {"了", "于", "过"});
    // 每增（减）100万元, 每增减1%, 每增加或减少1%
    if (out.towards == direction::up) {
        cursor other = in;
        const bool bracket = other.skip("(");
        const bool joined = skip_any(other, {"或者", "或", "/", "、"});
        const bool pair = bracket || joined || is_any(out.verb, {"增", "升", "上升", "增加", "提高", "上浮"});  // 每多降 is one way
        if (pair && other.skip<down_verbs>() && (!bracket || other.skip(")"))) {
            out.both = true;
            in = other;
        } else if (in.skip("减")) {
            out.both = true;
        }
    }
    if (out.towards != direction::none) read_target(text, in, out);
    if (auto figure_here = read_amount(text, in.at, true)) {
        out.each = figure_here->is;
        in.at = figure_here->end;
    } else {
        const auto from = in.at;
        // 每间断1年, 每组织1次, 每部门: the first character of a word is no unit
        const bool word_here =
            sees_any(in, {"间断", "组织", "起草", "起诉", "处理", "处置", "处罚", "支持", "支付", "部署", "部门", "届满", "名列", "位次", "位居", "次序",
                             "批复", "批准", "点评", "对接", "对外", "回访", "回复", "场所", "门店", "家庭", "人员", "期满", "期间", "条件", "条款", "篇幅",
                             "本科", "张贴", "幅度", "台账", "所属", "座谈", "头衔", "队伍", "组长", "步骤", "段落", "套用", "轮流"});
        if (!word_here && in.skip<unit>()) out.each.unit = std::string(in.text.substr(from, in.at - from));
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
