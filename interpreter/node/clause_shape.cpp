#include "interpreter/node/clause_shape.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {

bool compound(const clause_text& c) { return c.when.size() > 1 || (!c.when.empty() && c.when.front().size() > 1); }
bool compares(const clause_text& c) {
    for (const auto& group : c.when)
        for (const auto& atom : group)
            if (atom.is) return true;
    return false;
}

bool counted_unit(std::string_view unit) {
    if (unit.empty()) return true;
    static constexpr std::array<std::string_view, 57> measured{"小时", "学时", "课时", "个小时", "个学时", "个课时", "分钟", "秒", "秒钟", "周岁", "岁", "公里",
        "千米", "米", "m", "m2", "㎡", "平方米", "立方米", "亩", "公顷", "吨", "公斤", "千克", "克", "kg", "km", "度", "℃", "倍", "升", "dB", "平方公里",
        "厘米", "毫米", "cm", "mm", "m3", "g", "mg", "t", "L", "mL", "毫升", "分贝", "千瓦时", "kWh", "kW", "MW", "MPa", "Pa", "兆瓦", "吨标煤", "吨标准煤",
        "m/s", "km2", "hm2"};
    if (static_cast<unsigned char>(unit[0]) < 0x80U) return false;  // DDDs, ppm
    return unit != "%" && unit != "百分点" && unit != "‰" && unit != "分" && !is_money(unit) &&
           std::find(measured.begin(), measured.end(), unit) == measured.end();
}

namespace {
bool duration_unit(std::string_view unit) {
    static constexpr std::array<std::string_view, 27> all{"学年", "个学年", "聘期", "个聘期", "任期", "个小时", "个学时", "年", "周年", "个月", "月", "天",
        "日", "周", "星期", "个星期", "个工作日", "工作日", "小时", "分钟", "秒", "季度", "个季度", "学期", "个学期", "年度", "个年度"};
    return std::find(all.begin(), all.end(), unit) != all.end();
}
}  // namespace

fact_kind kind_of(std::string_view unit) {
    if (unit == "%" || unit == "百分点" || unit == "‰") return fact_kind::percent;
    if (is_money(unit)) return fact_kind::amount;
    if (unit == "分" || unit == "学分" || unit.empty() || has(unit, "/") ||
        (unit.size() > 3 && (starts(unit, "万") || starts(unit, "亿") || starts(unit, "千"))))
        return fact_kind::number;
    if (duration_unit(unit) || !counted_unit(unit)) return fact_kind::number;
    return fact_kind::count;
}

shape shape_of(const clause_text& c) {
    if (c.otherwise) return shape::otherwise;
    if (c.each && c.each->towards != direction::none) return shape::step;
    if (c.each) return shape::per;
    if (compares(c)) return shape::compare;
    if (!c.when.empty()) return shape::plain;
    return shape::bare;
}

bool bare_number(const clause_text& c) { return !compound(c) && !c.when.empty() && c.when[0][0].is && c.when[0][0].is->bare; }
bool bare_one(const clause_text& c) {
    if (!bare_number(c)) return false;
    const amount_text& a = c.when[0][0].is->low->amount;
    return a.value == "1" && !a.unit.empty() && a.unit != "%" && a.unit != "分" && !is_money(a.unit);
}

std::string plain_subject(const clause_text& c) {
    std::string out = c.prefix;
    for (const auto& group : c.when)
        for (const auto& atom : group) {
            if (!out.empty()) out += ",";
            out += atom.subject + atom.rest;
        }
    return out;
}

bool judged(const award_text& a) { return a.kind == award_kind::points && (a.range || a.values.size() > 1); }

tiers_rule where_true(std::size_t fact, const number& points, span at) {
    condition when;
    when.kind = condition::form::truth;
    when.fact = fact;
    when.at = at;
    tiers_rule out;
    out.tiers.push_back({std::move(when), {points, std::nullopt}, at});
    return out;
}

std::vector<std::size_t> facts_of_rule(const rule& r) {
    std::vector<std::size_t> out;
    if (const auto* t = std::get_if<tiers_rule>(&r.is))
        for (const auto& one : t->tiers)
            if (one.when.kind == condition::form::truth) out.push_back(one.when.fact);
    return out;
}

void widen(fact& f, const interval& is) {
    if (f.kind != fact_kind::percent) return;
    const bool above =
        (is.low && is.low->value >= number(100) && !(is.low->value == number(100) && is.low->inclusive)) || (is.high && is.high->value > number(100));
    const bool below = (is.high && is.high->value <= number(0)) || (is.low && is.low->value < number(0));
    if (above) f.max = std::nullopt;
    if (below) {
        f.min.reset();
        f.max.reset();
    }
}

}  // namespace fenze
