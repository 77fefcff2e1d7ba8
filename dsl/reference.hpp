#pragma once
// A figure that a sentence gives a name to, and speaks of by that name behind it.

#include "dsl/fold.hpp"
#include "dsl/piece.hpp"

namespace fenze {

/// 接种率目标为95%，达到目标得满分 → 接种率达到95%得满分; 以85%为基准值，… likewise. The sentence is changed in place, what is put in stands for the
/// name it replaces. Nothing is changed where the name is not used again.
void spell_reference(folded& line, piece sentence);

}  // namespace fenze
