#pragma once
// Words miswritten, doubled or left out in a sentence whose characters are all in order.

#include <array>
#include <string_view>

#include "dsl/diagnostic.hpp"
#include "dsl/fold.hpp"

namespace fenze {

/// What is written, and what is meant.
struct lookalike_pair {
    std::string_view wrong, right;
};

/// What may stand behind a number.
inline constexpr std::array<std::string_view, 28> number_units{"分", "%", "万", "亿", "元", "件", "项", "家", "个", "人", "次", "年", "月", "天", "名", "篇",
    "部", "场", "期", "台", "套", "户", "学分", "小时", "积分", "条", "万元", "亿元"};

/// 5件已上得2分: behind a number and its unit, and nothing behind it that makes it 已上报.
void name_bounds(const folded& text, diagnostics& out);

/// 毎项, 每每低1个, 20人下不得分, 5家以上得分, 每低5个百分点扣 with nothing behind it, 上限为0分.
void name_slips(const folded& text, diagnostics& out);

}  // namespace fenze
