#pragma once
// What scores in a way that no phrase knows, and the words around an award that no phrase takes: both are named, never passed over.

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"
#include "dsl/piece.hpp"

namespace fenze {

/// 得5（3、1）分, 甲得分×60%, 扣双倍分值, 90分以上且…的为优秀.
bool scores_unread(const folded& line, piece s);

/// Whether the words name no figure and limit nothing.
bool no_figures(std::string_view rest);

/// Says that the stretch has points or a grade that are not understood.
void complain_unread(const folded& line, piece s, diagnostics& out);

/// Says that the words behind an award are not understood.
void complain_tail(const folded& line, std::size_t begin, std::size_t end, std::string_view tail, diagnostics& out);

}  // namespace fenze
