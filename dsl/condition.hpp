#pragma once
// The condition before an award: what must hold, alone or joined by 且, 同时, 或.

#include <optional>

#include "dsl/clause.hpp"
#include "dsl/piece.hpp"

namespace fenze {

/// The stretch as one statement without figures: 设有专职人员.
atom_text plain_atom(const folded& text, piece p);

/// The stretch as statements and comparisons: 设有专职人员且培训不少于3次.
condition_text read_condition(const folded& text, piece p);

/// Gives a share its comparison where the word stands before what is compared with (低于当地低保标准1.5倍); names what has two readings.
std::optional<words> settle_references(condition_text& when);

}  // namespace fenze
