#pragma once
// What goal seek found, for people.

#include <string>

#include "interpreter/goal/seek.hpp"
#include "repl/render_diagnostics.hpp"

namespace fenze {

/// 总分90分, 等级“优秀”, “2.3 知识产权”10分.
std::string goal_name(const plan& p, const goal& what, bool zh);

/// Why words name no goal, and what may be written.
/// What a goal may be, with examples of this rubric, the word that asks in front of them.
std::string goal_examples_text(const plan& p, bool zh, const std::string& before = {});

std::string goal_problem_text(const plan& p, const std::string& said, goal_problem problem, bool zh, const std::string& before = {});

/// The whole answer: each plan as lines of facts with the items they move, alternatives, what further points cost; or why not.
std::string goal_text(const plan& p, const goal_request& wanted, const goal_answer& answer, const manner& how, std::uint32_t width);

}  // namespace fenze
