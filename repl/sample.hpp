#pragma once
// What hints speak of: a fact, an item and a goal of the rubric at hand, never of another one.

#include <string>

#include "interpreter/plan.hpp"

namespace fenze {

/// A fact of the rubric that its name alone tells, with a value that it can have.
struct sample_fact {
    std::string name;
    std::string value;     // 3件, 很完善, 是
    std::string figure;    // 3; empty where it is no quantity
    bool counted = false;  // +1 makes sense of it

    /// 发明专利授权 3件.
    [[nodiscard]] std::string words() const { return name + " " + value; }
};

sample_fact sample_fact_of(const plan& p);

/// The number of an item as it may be typed, and its mark: 2.3 and 10. The number is empty where the rubric has no item with a mark.
struct sample_item {
    std::string number, mark;
};

sample_item sample_item_of(const plan& p);

/// Points that the total may be lifted to: nine tenths of the full mark, whole.
std::string sample_total_of(const plan& p);

/// 优秀, or the points where the rubric has no grades.
std::string sample_goal_of(const plan& p);

}  // namespace fenze
