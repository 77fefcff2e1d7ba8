#pragma once
// 为什么: the reason of a score, and what the next step needs, for people.

#include <optional>
#include <string>

#include "repl/goal_json.hpp"
#include "repl/render_diagnostics.hpp"

namespace fenze {

/// What the words ask about: 总分, 等级 or a grade, an item by number or title, a fact. Nothing where they name none.
std::optional<why_answer> read_why(const plan& p, const scored& s, const std::string& words);

std::string why_text(
    const plan& p, const source& rubric, const scored& s, const why_answer& answer, const std::string& words, const manner& how, std::uint32_t width);

/// 0件 0分，1件 5分，2件起 10分: an item as a function of one fact near its value; empty where that is not known.
std::string curve_text(const plan& p, const fact_values& facts, std::uint32_t fact, std::uint32_t node, bool zh);

}  // namespace fenze
