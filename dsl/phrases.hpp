#pragma once
// The anchored pieces of a sentence, each tried at one place of folded text. The keywords and their rules live in words.hpp; the readers in
// amount.cpp, interval.cpp, award.cpp (pieces that give points), caps.cpp and limits.cpp (pieces that govern them).

#include <optional>
#include <string_view>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"

namespace fenze {

/// Something read from folded text at some place: what it is and where it ends.
template <typename T>
struct read {
    T is;
    std::size_t end = 0;
};

/// A number with its unit, if one stands at `at`. `open_unit`: any one or two Han characters may be the unit.
std::optional<read<amount_text>> read_amount(const folded& text, std::size_t at, bool chinese, bool open_unit = false);
/// An interval of any form at `at`, bare numbers included (interval_text::bare).
std::optional<read<interval_text>> read_interval(const folded& text, std::size_t at);
/// An award at `at`, with or without its verb.
std::optional<read<award_text>> read_award(const folded& text, std::size_t at);
/// A cap in points or as a share at `at`: 最高10分, 10分封顶, 最高不超过该项分值的50%.
std::optional<read<cap_text>> read_cap(const folded& text, std::size_t at);
/// A cap in units at `at`: 最多计3项, 以3项为限.
std::optional<read<cap_text>> read_count_cap(const folded& text, std::size_t at);
/// Words at `at` by which only the best counts: 同一项目取最高分.
std::optional<read<best_of_text>> read_best_of(const folded& text, std::size_t at);
/// Words at `at` that give points in proportion: 不足10件的按比例得分.
/// 可累加, 各项分别计分.
std::optional<read<adds_up_text>> read_adds_up(const folded& text, std::size_t at);
/// 介于两者之间的按插值法计算得分.
std::optional<read<interpolation_text>> read_interpolation(const folded& text, std::size_t at);
std::optional<read<proportional_text>> read_proportional(const folded& text, std::size_t at);
/// Where deductions end, at `at`: 扣完为止.
std::optional<read<floor_text>> read_floor(const folded& text, std::size_t at);
/// The points one starts with, at `at`: 基础分10分, 从60分开始.
std::optional<read<start_text>> read_start(const folded& text, std::size_t at);
/// The full mark of a part at `at`: 满分20分.
std::optional<read<mark_text>> read_mark(const folded& text, std::size_t at);
/// Points left to judgement, at `at`: 由专家评分.
std::optional<read<expert_text>> read_expert(const folded& text, std::size_t at);
/// What becomes of a part of a unit, at `at`: 不足一个按一个计, 不足1年不计.
std::optional<read<round_up_text>> read_round_up(const folded& text, std::size_t at);
/// Rounding at `at`: 保留两位小数, 精确到0.1.
std::optional<read<rounding_text>> read_rounding(const folded& text, std::size_t at);
/// 每 with its number and unit at `at`, which must begin with 每; the unit may be followed by its noun.
/// `without_each`: 少一节 counts as 每少一节.
std::optional<read<quantity_text>> read_quantity(const folded& text, std::size_t at, bool without_each = false);

/// End of a quotation that opens at `at` (“…”, 《…》, "…"), or `at` where none opens.
std::size_t skip_quotation(const folded& text, std::size_t at);

}  // namespace fenze
