#include "interpreter/fact.hpp"

#include <string_view>

namespace fenze {

const char* kind_name(fact_kind kind) {
    switch (kind) {
        case fact_kind::count:
            return "count";
        case fact_kind::amount:
            return "amount";
        case fact_kind::percent:
            return "percent";
        case fact_kind::choice:
            return "choice";
        case fact_kind::boolean:
            return "boolean";
        case fact_kind::score:
            return "score";
        case fact_kind::number:
            return "number";
        case fact_kind::date:
            return "date";
        case fact_kind::text:
            return "text";
    }
    return "";
}

const char* kind_zh(fact_kind kind) {
    switch (kind) {
        case fact_kind::count:
            return "件数";
        case fact_kind::amount:
            return "金额";
        case fact_kind::percent:
            return "百分比";
        case fact_kind::choice:
            return "选项";
        case fact_kind::boolean:
            return "是否";
        case fact_kind::score:
            return "分数";
        case fact_kind::number:
            return "数值";
        case fact_kind::date:
            return "日期";
        case fact_kind::text:
            return "文字";
    }
    return "";
}

const char* use_name(fact_use use) {
    switch (use) {
        case fact_use::score:
            return "score";
        case fact_use::outcome:
            return "outcome";
        case fact_use::absence:
            return "absence";
        case fact_use::form:
            return "form";
    }
    return "";
}

bool is_place(const fact& f) {
    if (f.kind != fact_kind::count && !(f.kind == fact_kind::number && f.whole)) return false;
    const std::string_view name = f.name;
    for (const std::string_view moved : {"前进", "上升", "提升", "提高", "进步", "后退", "下降", "降低", "退步", "变化", "次数", "个数"})
        if (name.find(moved) != std::string_view::npos) return false;  // by how many places, or how often
    for (const std::string_view place : {"排名", "名次", "位次", "排位", "排行", "位列", "名列", "位居", "排在"})
        if (name.ends_with(place)) return true;
    // 在全市考核中排名情况, 考核排名（全市）: the unit tells
    return (f.unit == "名" || f.unit == "位") && (name.find("排名") != std::string_view::npos || name.find("名次") != std::string_view::npos);
}

}  // namespace fenze
