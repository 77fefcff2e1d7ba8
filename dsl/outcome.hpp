#pragma once
// Sentences that grade, weigh, veto or compute by formula instead of awarding points.

#include <vector>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"
#include "dsl/phrases.hpp"

namespace fenze {

/// A formula that begins the stretch; what stands behind its first comma is left to others.
std::optional<read<formula_text>> read_formula(const folded& text, std::size_t begin, std::size_t end);

/// An award that is computed, at `at`: 得分=完成率×15, 按完成率×15计分.
std::optional<read<award_text>> read_award_formula(const folded& text, std::size_t at, std::size_t end);

/// Whether the words before a formula say when it holds: 未完成的，; 若超过标准，.
bool under_a_condition(std::string_view before);

/// Reads folded [begin, end) whole as grades, weights or a veto; appends what it found. False where it is none of them.
bool read_outcomes(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out);

}  // namespace fenze
