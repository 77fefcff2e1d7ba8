#pragma once
// Sentences that name grades by the points they take: 90分以上为优秀, 优秀：90分以上.

#include <string_view>
#include <vector>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"

namespace fenze {

/// Reads folded [begin, end) whole as grades; appends what it found. False where it is none.
bool read_grades(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out);

/// 规定最低得分线：三星级220分，四星级320分: what each grade needs at least.
bool read_grade_lines(const folded& text, std::size_t begin, std::size_t end, std::vector<placed_item>& out);

/// 优秀：90-100分, the whole of a line: a grade of a scale of a hundred, where the lines beside it are such lines too.
bool is_grade_line(const folded& text);

/// No ASCII digit stands in the words.
bool no_digits(std::string_view words);

/// Appends an item that is not yet in any sentence.
void add_item(std::vector<placed_item>& out, item_text is, span at);

}  // namespace fenze
