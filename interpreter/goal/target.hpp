#pragma once
// What is to be reached: a grade, a total, the points of an item.

#include <optional>
#include <string_view>

#include "interpreter/plan.hpp"

namespace fenze {

struct goal {
    enum class kind { grade, total, item };
    kind is = kind::total;
    std::uint32_t grade = 0;  // index into plan.grades
    std::uint32_t node = 0;   // item
    number points;            // total, item: at least these
};

/// Why words name no goal.
enum class goal_problem { none, unknown_words, unknown_item, several_items, no_points };

struct goal_reading {
    std::optional<goal> what;
    goal_problem problem = goal_problem::none;
};

/// 优秀, 85, 85分, 总分 85, 2.3=10, 知识产权 满分. Grades go before items, items by number or title as `--explain` takes them.
goal_reading read_goal(const plan& p, std::string_view words);

/// The operation that a goal measures: the total (also for a grade), or the item's score.
std::uint32_t measured_by(const plan& p, const goal& g);

/// Whether values of the operations of the plan fulfil the goal; a grade also by a better one, and by none where a veto holds.
bool fulfils(const plan& p, const goal& g, const std::vector<number>& values);

/// Appends operations to a copy of the plan: the result is 1 where the goal is fulfilled (vetoes looked at for grades).
std::uint32_t append_goal(plan& p, const goal& g);

}  // namespace fenze
