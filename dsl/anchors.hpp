#pragma once
// The phrases of a sentence that give or govern points, and where each stands.

#include <vector>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"
#include "dsl/piece.hpp"

namespace fenze {

/// A phrase that gives or governs points, and its place in the folded text.
struct anchor {
    item_text is;
    std::size_t begin = 0, end = 0;
};

/// All phrases of the sentence that give or govern points, in order.
std::vector<anchor> find_anchors(const folded& text, piece s);

/// Brackets with a phrase inside are no part of a name: they become commas.
void open_brackets(folded& text, piece s, const std::vector<anchor>& anchors);

/// Whether the phrase gives points.
bool is_award(const anchor& a);

}  // namespace fenze
