#include "interpreter/fact.hpp"

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

}  // namespace fenze
