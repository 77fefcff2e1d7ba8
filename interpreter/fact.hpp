#pragma once
// A fact that the rubric asks for, and the value given for it.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/source.hpp"
#include "interpreter/number.hpp"

namespace fenze {

enum class fact_kind { count, amount, percent, choice, boolean, score, number, date, text };
/// `absence`: says that an item does not apply; no fact to be filled in, false where nobody says so.
enum class fact_use { score, outcome, form, absence };

[[nodiscard]] const char* kind_name(fact_kind kind);  // "count" … as in the JSON contract
[[nodiscard]] const char* kind_zh(fact_kind kind);    // 件数、金额、百分比、选项、是否、分数、数值、日期、文字
[[nodiscard]] const char* use_name(fact_use use);

inline constexpr std::uint32_t no_node = UINT32_MAX;

/// Promises: `path` is unique in its rubric; options are set for choices only; min/max are in the fact's own unit.
struct fact {
    std::string name;  // the phrase as written, spaces removed
    std::string path;  // unique; accepted exactly as printed
    fact_use use = fact_use::score;
    fact_kind kind = fact_kind::count;
    std::string unit;                  // 件, 万元, %, 分 …; empty for choices and yes/no
    std::vector<std::string> options;  // in the document's order
    bool or_none = false;              // a choice among achievements: 无, the index behind the last option, gives nothing
    std::optional<number> min, max;
    bool whole = false;      // only whole numbers
    std::string node_title;  // title of the item it stands in
    std::uint32_t node = 0;  // index into plan.nodes; no_node: of the whole rubric
    span at;                 // the words that ask for it
    std::string text;        // its clause as written
};

/// A place in an order, 名次 or 排名: 1 is the best, and a smaller number may come after a greater one.
[[nodiscard]] bool is_place(const fact& f);

/// In the plan every value is a number: yes/no is 1/0, a choice is the index of its option, the rest are in the fact's own unit.
using fact_values = std::vector<std::optional<number>>;  // one per fact of the plan; nothing: unknown

}  // namespace fenze
