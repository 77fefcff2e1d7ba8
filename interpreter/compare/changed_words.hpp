#pragma once
// The sentences of paired items that were reworded, added or left out, be they scored or not.

#include "interpreter/compare/pairing.hpp"
#include "interpreter/fenze.hpp"

namespace fenze {

/// A sentence before and what stands for it now; one of them may be missing.
struct changed_line {
    const reading_line* before = nullptr;
    const reading_line* after = nullptr;
};

/// Per pair of items the sentences that differ and are no clause of it; the last entry is what stands in no item that counts (grades, vetoes, prose).
/// Points into the two rubrics.
std::vector<std::vector<changed_line>> changed_lines(const compiled_rubric& old_one, const compiled_rubric& new_one, const pairing& pairs);

}  // namespace fenze
