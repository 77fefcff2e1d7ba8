#pragma once
// Grades, vetoes and consequences of two rubrics: by what they say of the same total, and in effect.

#include <map>

#include "interpreter/compare/difference.hpp"

namespace fenze {

struct grade_comparison {
    bool any = false;                                     // one of the two has grades or vetoes
    bool ranked = false;                                  // both put the same grades in the same order: lower and higher mean something
    std::vector<std::string> names;                       // by number: the lowest first where ranked; "" for none
    difference rule;                                      // for the same total and facts
    difference effect;                                    // for the same facts, the change of the total included
    std::uint32_t total_fact = 0;                         // of the joint plan: the total that `rule` speaks of
    std::array<std::uint32_t, 2> rule_at{}, effect_at{};  // operations of the joint plan: number of the grade
};

/// A veto or a consequence, for the same total.
struct outcome_comparison {
    bool veto = false;
    std::string name;
    std::optional<std::uint32_t> before, after;  // index into plan.vetoes or plan.actions
    difference holds;                            // less: it holds more rarely
};

/// Puts the grade numbers into the joint plan; before any difference is asked.
grade_comparison prepare_grades(joint_plan& j, std::array<std::vector<std::uint32_t>, 2>& for_same_total);
void compare_grades(joint_plan& j, differences& ask, grade_comparison& out);
std::vector<outcome_comparison> compare_outcomes(const joint_plan& j, differences& ask, const std::array<std::vector<std::uint32_t>, 2>& for_same_total);

}  // namespace fenze
