#pragma once
// What stands between the points of an item's sentences and its score, in the order it works: caps, mark, rounding …
// Found in the operations of the plan, from the score back to the sentences.

#include <cstdint>
#include <optional>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

enum class step_kind {
    cap,       // 最多5分, 最多扣5分: over some of the rules
    part,      // 覆盖率低于90%不得分: nothing for some of the rules where it holds
    best,      // 就高不重复: the greatest of them
    weights,   // the sum of weighted parts
    floor,     // 扣完为止
    mark,      // the item's own mark or cap
    share,     // 减半计分: a share of the points where it holds
    zero,      // 不得分: nothing for the item where it holds
    rounding,  // 保留一位小数
    scaled,    // 缺项：按比例折算
    absent,    // the item does not apply
    start,     // 从100分起评: what deductions take from
};

struct point_step {
    struct part {
        std::uint32_t operation = 0;
        number share = 1;
    };
    step_kind is = step_kind::mark;
    std::uint32_t before = 0, after = 0;     // operations; best and weights have no `before` of their own
    std::optional<std::uint32_t> condition;  // part, share, zero, absent: holds where it is 1
    number bound;                            // cap, mark, floor: the bound; share: the share; scaled: the full mark
    std::vector<std::size_t> rules;          // of the item: those it works on
    std::vector<part> parts;                 // best: what it chooses from; weights: what it adds
    span at;                                 // the words it came from; empty where it has none of its own
};

std::vector<point_step> steps_of(const plan& p, const plan_node& node);
std::vector<point_step> steps_of_total(const plan& p);

}  // namespace fenze
