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

/// Whether two clauses differ in words beside their points and the names of their facts (（100人以上） and （50人以上）), or in how their facts are to be
/// counted: the facts may be others though the points are the same, and only people can tell.
bool other_words_beside(const plan& old_one, const plan_rule& x, const plan& new_one, const plan_rule& y);
/// The same of two sentences that are no clauses.
bool other_words_beside(const changed_line& line);

/// Directive lines that stand in one of the two only (评价期：2024年), comments and examples aside: each as written.
struct changed_directives {
    std::vector<span> before, after;
};
changed_directives directives_changed(const source& old_text, const compiled_rubric& old_one, const source& new_text, const compiled_rubric& new_one);

}  // namespace fenze
