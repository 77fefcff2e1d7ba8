#include "dsl/figures.hpp"

#include "dsl/characters.hpp"
#include "dsl/cursor.hpp"
#include "dsl/phrases.hpp"
#include "dsl/several.hpp"

namespace fenze {
namespace {

using namespace grammar;  // NOLINT: this file tries the grammar's rules

// The middle of a figure, or the digits of a model: 2.5, GB50011, m2.
bool inside_figure(std::string_view before, char c) {
    if (before.empty()) return false;
    const char b = before.back();
    return ((is_digit(b) || b == '.') && (is_digit(c) || c == '.')) || (is_letter(b) && is_digit(c));
}

// Figures that belong to a name: 第3名, 近3年, 前5名, 20万元以下…的 stay where no comparison stands; ordinals never count.
bool part_of_name(std::string_view before) { return ends_any(before, {"第", "近", "前", "最近", "过去", "上", "“", "No.", "GB", "T", "倒数", "末"}); }

bool ordinal_numeral(std::string_view text, std::size_t at) {
    // 一级, 二等, 三甲: levels in Chinese numerals are names
    cursor in{text, at};
    if (!in.skip<cn_number>()) return false;
    return sees_any(in, {"级", "等", "甲", "流", "线", "类", "星", "档", "般", "体", "定", "致", "把手", "区", "作者", "学历", "孩", "带一路", "站式", "网",
                            "人称", "审", "门式", "本"});
}

// 不小于2次/h的面积比例: the comparison makes the figures part of the name.
bool starts_with_comparison(std::string_view before) {
    return ends_any(before, {"不小于", "不少于", "不低于", "不大于", "不超过", "不高于", "大于", "小于", "超过", "低于", "高于", "达到", "≥", "≤", "<", ">"});
}

}  // namespace

std::vector<found_interval> find_intervals(const folded& text, piece p) {
    std::vector<found_interval> out;
    for (std::size_t i = p.begin; i < p.end;) {
        const auto next = step(text, i, p.end);
        if (next - i > 4) {
            i = next;
            continue;
        }
        const std::string_view before = view(text, {p.begin, i});
        const char c = text.text[i];
        // 原则上不超过 is no 上3年; 后三名 is no figure
        const bool last_places = ends(before, "后") && has_any(view(text, {i, std::min(p.end, i + 12)}), {"名", "位", "%", "分之"});
        const bool named = (last_places || part_of_name(before)) && eat<numeral>(text.text, i);
        if (inside_figure(before, c) || named || ordinal_numeral(text.text, i)) {
            // skip the whole figure
            cursor in{text.text, i};
            if (in.skip<numeral>() && in.at <= p.end) {
                i = in.at;
                if (const auto u = eat<unit>(text.text, i); u && i + *u <= p.end) i += *u;
            } else {
                i = next;
            }
            continue;
        }
        // 迟到一次, 收到1份: 到 closes a verb
        const bool verb_end = starts(view(text, {i, p.end}), "到") &&
                              ends_any(before, {"迟", "签", "收", "受", "做", "见", "找", "遇", "得", "碰", "接", "查", "报", "感", "看", "听", "想"});
        auto found = verb_end ? std::nullopt : read_interval(text, i);
        if (!found || found->end > p.end) {
            i = next;
            continue;
        }
        if (found->is.bare) {
            piece behind{found->end, p.end};
            trim_separators(text.text, behind.begin, behind.end);
            const bool closes = behind.begin >= behind.end;
            const auto& amount = found->is.low->amount;
            // 超过平均资产总额1%的，或者…: a share with its reference may be followed by another condition
            const std::string_view follows = view(text, {found->end, p.end});
            const bool referred = amount.unit == "%" && has(before, "超过") && (starts_any(follows, {"的,", ",", "或", "且"}));
            if (((closes || referred) && !amount.unit.empty()) || (closes && out.empty() && is_digit(c) && before.empty())) {
                out.push_back({found->is, i, found->end});
            }
            i = found->end;
            continue;
        }
        // 预案满3年未修订, 超过24小时未处理: how long something was left undone is part of the words
        const std::string_view undone = view(text, {found->end, p.end});
        const std::string& unit_here = found->is.low ? found->is.low->amount.unit : found->is.high->amount.unit;
        if (eat<peg::seq<duration, peg::eof>>(unit_here, 0) && starts_any(undone, {"未", "不", "没", "仍未", "以上未", "无"})) {
            i = found->end;
            continue;
        }
        out.push_back({found->is, i, found->end});
        i = found->end;
    }
    return out;
}

// Where a numeral at `at` ends; `at` itself where none begins.
std::size_t amount_end(const folded& text, std::size_t at) { return at + eat<numeral>(text.text, at).value_or(0); }

std::optional<found_interval> inner_amount(const folded& text, piece p) {
    for (std::size_t i = p.begin; i < p.end; i = step(text, i, p.end)) {
        const std::string_view before = view(text, {p.begin, i});
        const char c = text.text[i];
        if (ordinal_numeral(text.text, i) || part_of_name(before) || inside_figure(before, c)) continue;
        if (ends_any(before, {"全省", "全市", "全国", "全县", "全区", "全校", "全院", "全镇", "全乡", "所辖", "辖区"}) && amount_end(text, i) > i)
            continue;                                                                                            // 全省14个市州
        if (ends(before, "后") && starts_any(view(text, {amount_end(text, i), p.end}), {"名", "位"})) continue;  // 后三名
        auto amount = read_amount(text, i, true, is_digit(c));
        if (!amount || amount->end > p.end || amount->is.unit.empty()) continue;
        // a unit may be longer than it is written: 亿 is 亿元
        const std::size_t unit_at = amount->end - std::min(amount->end - i, amount->is.unit.size());
        cursor behind{text.text, amount->end};
        if (behind.sees<peg::sor<or_more, or_less>>()) continue;  // 2人以上: qualifies what is counted
        if (!is_digit(c)) {
            // Chinese numerals begin many names: 千人计划, 一村一品, 半年总结
            cursor spelled{text.text, i};
            if (sees_any(spelled, {"千", "百", "半", "零"})) continue;
            if (!eat<any_word<"个", "项", "次", "门", "篇", "件", "名", "家", "起", "处", "人", "份", "条", "部", "本", "科", "场", "户", "台", "天", "例",
                    "宗", "期", "节", "课时">>(text.text, unit_at))
                continue;
        }
        if (!behind.sees("内容") && sees_any(behind, {"内", "期", "前", "后", "来", "以来", "度", "制", "性"})) continue;  // 3年内, 一次性
        if (amount->end < p.end && eat<duration>(text.text, unit_at)) continue;                                            // 24小时值班
        found_interval out;
        out.is.low = bound_text{amount->is, true, false};
        out.begin = i;
        out.end = amount->end;
        return out;
    }
    return std::nullopt;
}

bool addresses(std::string_view before_each) { return ends_any(before_each, {"为", "对", "向", "给", "与"}); }

// 每万人口…, 每百张床位…, 每个乡镇每年…: what a compared quantity is a rate of.
bool rate_of(std::string_view behind_each) {
    cursor in{behind_each, 0};
    in.skip<ascii_digits>();
    in.skip<scale>();
    in.skip("十");
    if (in.at == 0 && !in.sees<any_word<"个", "家", "户", "村", "校", "班", "人", "名", "亩", "台", "座", "社区", "乡镇", "镇", "县", "市", "所", "位", "万",
                           "百", "千", "车", "辆", "床", "张", "平方米">>())
        return false;
    in.skip<unit>();
    return behind_each.size() >= in.at + 6;
}

bool unread_figures(std::string_view words_left, bool compared) {
    for (std::size_t i = 0; i < words_left.size(); i += character_length(words_left, i)) {
        cursor in{words_left, i};
        if (in.sees("每")) {
            cursor period = in;
            period.skip("每");
            const std::string_view to = words_left.substr(0, i);
            if (period.sees<any_word<"班", "室", "校", "组", "层", "栋", "站", "点", "岗", "个", "项", "家", "处">>() &&
                has_any(words_left, {"到位", "齐全", "达标", "完善", "健全", "落实", "规范", "覆盖", "完好", "清晰", "整洁", "畅通", "公示"}))
                continue;
            if (addresses(to)) continue;
            if (compared && rate_of(words_left.substr(i + 3))) {
                period.skip<ascii_digits>();
                i = period.at - character_length(words_left, period.at);
                continue;
            }
            if (period.sees<peg::sor<any_word<"年", "月", "季", "周", "日", "天", "半年", "学期", "个月", "位", "个人", "两年", "三年">>>()) continue;
            return true;
        }
        if (in.sees("×")) return true;
        if (i > 0 && part_of_name(words_left.substr(0, i))) continue;
        const char c = words_left[i];
        if (!is_digit(c)) continue;
        if (i > 0) {
            const char b = words_left[i - 1];
            if (is_digit(b) || is_letter(b) || b == '.' || b == '-' || b == '/') continue;
        }
        in.skip<ascii_number>();
        {
            // 10万元以上的村占比: figures that qualify the name
            cursor qualified = in;
            if (qualified.skip<unit>() && qualified.skip<peg::sor<or_more, or_less>>() && !qualified.done()) continue;
            if (starts_with_comparison(words_left.substr(0, i)) && in.sees<unit>()) continue;
        }
        if (cursor when = in; skip_any(when, {"个", "完整", "个完整"}),
            sees_any(when, {"纳税年度", "自然年度", "会计年度", "考核年度", "评价年度", "年度", "学年", "学期", "考核期", "评价期"}))
            continue;
        if (in.sees<peg::sor<money, percentage, peg::seq<counted, peg::not_at<peg::sor<any_word<"重点", "作者">>>>>>()) return true;
    }
    return false;
}

bool counts_again(std::string_view left) {
    for (std::size_t at = left.find("每"); at != std::string_view::npos; at = left.find("每", at + 3)) {
        cursor in{left, at + 3};
        if (in.sees("满")) return true;  // 每满一年每个险种: two rates
        if (in.sees<peg::sor<any_word<"年", "月", "季", "周", "日", "天", "半年", "学期", "学年", "个月", "两年", "三年", "届", "位", "班", "村", "人", "户",
                "万人", "百人", "千人">>>() &&
            in.at + 3 < left.size() - 2)
            continue;
        return true;
    }
    return false;
}

}  // namespace fenze
