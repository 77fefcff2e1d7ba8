// What units measure, and how they convert.

#include <array>

#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

struct unit_row {
    std::string_view name;
    std::string_view base;
    std::int64_t numerator;
    std::int64_t denominator = 1;
};

// A unit that is its own base and takes no special prefix needs no row (吨公里, 课时, 人次 …).
constexpr unit_row units[] = {
    {"元", "元", 1},
    {"块", "元", 1},
    {"块钱", "元", 1},
    {"角", "元", 1, 10},
    {"圆", "元", 1},
    {"人民币", "元", 1},
    {"%", "%", 1},
    {"个百分点", "%", 1},
    {"百分点", "%", 1},
    {"成", "%", 10},
    {"‰", "%", 1, 10},
    {"‱", "%", 1, 100},
    {"秒", "秒", 1},
    {"秒钟", "秒", 1},
    {"分钟", "秒", 60},
    {"min", "秒", 60},
    {"小时", "秒", 3600},
    {"个小时", "秒", 3600},
    {"时", "秒", 3600},
    {"钟头", "秒", 3600},
    {"h", "秒", 3600},
    {"天", "秒", 86400},
    {"日", "秒", 86400},
    {"日历天", "秒", 86400},
    {"自然日", "秒", 86400},
    {"周", "秒", 604800},
    {"星期", "秒", 604800},
    {"个星期", "秒", 604800},
    {"月", "月", 1},
    {"个月", "月", 1},
    {"季度", "月", 3},
    {"个季度", "月", 3},
    {"半年", "月", 6},
    {"年", "月", 12},
    {"周年", "月", 12},
    {"毫米", "毫米", 1},
    {"厘米", "毫米", 10},
    {"米", "毫米", 1000},
    {"m", "毫米", 1000},
    {"千米", "毫米", 1000000},
    {"公里", "毫米", 1000000},
    {"km", "毫米", 1000000},
    {"里", "毫米", 500000},
    {"延米", "毫米", 1000},
    {"平方米", "平方米", 1},
    {"平米", "平方米", 1},
    {"㎡", "平方米", 1},
    {"m²", "平方米", 1},
    {"m2", "平方米", 1},
    {"亩", "平方米", 2000, 3},
    {"公顷", "平方米", 10000},
    {"平方公里", "平方米", 1000000},
    {"平方千米", "平方米", 1000000},
    {"立方米", "升", 1000},
    {"方", "升", 1000},
    {"m³", "升", 1000},
    {"升", "升", 1},
    {"毫升", "升", 1, 1000},
    {"毫克", "毫克", 1},
    {"克", "毫克", 1000},
    {"g", "毫克", 1000},
    {"斤", "毫克", 500000},
    {"公斤", "毫克", 1000000},
    {"千克", "毫克", 1000000},
    {"kg", "毫克", 1000000},
    {"吨", "毫克", 1000000000},
    {"t", "毫克", 1000000000},
    {"千瓦时", "千瓦时", 1},
    {"度", "千瓦时", 1},
    {"kWh", "千瓦时", 1},
    {"千瓦", "千瓦", 1},
    {"kW", "千瓦", 1},
    {"兆瓦", "千瓦", 1000},
    {"MW", "千瓦", 1000},
    {"百分比", "%", 1},
    {"周岁", "岁", 1},
    {"岁", "岁", 1},
};

struct prefix_row {
    std::string_view word;
    std::int64_t factor;
};
constexpr prefix_row prefixes[] = {{"十", 10}, {"百", 100}, {"千", 1000}, {"万", 10000}, {"亿", 100000000}};

constexpr std::array<std::string_view, 39> counters{"人", "名", "位", "项", "件", "家", "次", "场", "篇", "部", "本", "份", "套", "台", "种", "类", "户", "期",
    "门", "处", "所", "座", "间", "条", "款", "例", "起", "组", "支", "批", "回", "只", "幅", "张", "届", "轮", "班", "宗", "对"};

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
    for (const auto entry : list)
        if (entry == word) return true;
    return false;
}

bool is_counter(std::string_view word) {
    for (const auto entry : counters)
        if (entry == word) return true;
    return word == "个";
}

}  // namespace

unit_measure measure_of(std::string_view unit) {
    for (const auto& row : units)
        if (row.name == unit) return {std::string(row.base), number::fraction(row.numerator, row.denominator)};
    if (unit.ends_with("人民币")) return measure_of(unit.substr(0, unit.size() - std::string_view("人民币").size()));
    for (const auto& [word, factor] : prefixes)
        if (unit.starts_with(word)) {
            auto rest = measure_of(unit.substr(word.size()));
            rest.factor = rest.factor * number(factor);
            return rest;
        }
    return {std::string(unit), number(1)};
}

std::optional<number> convert(const number& value, std::string_view from, std::string_view to) {
    if (from == to) return value;
    const auto source = measure_of(from), target = measure_of(to);
    if (source.base != target.base && !(same_counter(source.base, target.base))) return std::nullopt;
    return divide(value * source.factor, target.factor);
}

bool same_counter(std::string_view a, std::string_view b) {
    if (!is_counter(a) || !is_counter(b)) return false;
    if (a == b || a == "个" || b == "个") return true;
    if (one_of(a, {"人", "名", "位"})) return one_of(b, {"人", "名", "位"});
    if (one_of(a, {"次", "回", "场"})) return one_of(b, {"次", "回", "场"});
    return one_of(a, {"项", "件"}) && one_of(b, {"项", "件"});
}

bool is_money(std::string_view unit) {
    const auto base = measure_of(unit).base;
    return base == "元" || base.ends_with("美元") || base.ends_with("欧元") || base.ends_with("港元") || base.ends_with("日元");
}

}  // namespace fenze
