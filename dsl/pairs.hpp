#pragma once
// Names and figures that one sentence lists apart.

#include <vector>

#include "dsl/clause.hpp"
#include "dsl/fold.hpp"
#include "dsl/piece.hpp"

namespace fenze {

/// 优、良、中三个等级的参数分别为1、0.8、0.6: pairs in order, options of one choice; none where the stretch says no such thing.
std::vector<clause_text> read_pairs(const folded& line, piece s);

}  // namespace fenze
