#pragma once
// The sentences of paired items that were reworded, added or left out, be they scored or not.

#include "interpreter/compare/pairing.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/understanding.hpp"

namespace fenze {

/// A sentence before and what stands for it now; one of them may be missing.
struct changed_line {
    const reading_line* before = nullptr;
    const reading_line* after = nullptr;
};

/// Per pair of items the sentences that differ and are no clause of it; the last entry is what stands in no item that counts (grades, vetoes, prose).
/// Points into the two rubrics.
std::vector<std::vector<changed_line>> changed_lines(const compiled_rubric& old_one, const compiled_rubric& new_one, const pairing& pairs);

/// Directive lines that stand in one of the two only (评价期：2024年), comments and examples aside: each as written.
struct changed_directives {
    std::vector<span> before, after;
};
changed_directives directives_changed(const source& old_text, const compiled_rubric& old_one, const source& new_text, const compiled_rubric& new_one);

}  // namespace fenze
