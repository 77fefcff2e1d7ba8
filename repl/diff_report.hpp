#pragma once
// A comparison as people and programs read it.

#include "interpreter/compare/changed_words.hpp"
#include "interpreter/compare/compare.hpp"
#include "interpreter/compare/counting.hpp"
#include "repl/render_diagnostics.hpp"

namespace fenze {

/// One of the two rubrics: what it was made from.
struct compared_rubric {
    std::string file;
    const source* text = nullptr;
    const compiled_rubric* rubric = nullptr;
};

struct diff_report {
    compared_rubric before, after;
    const comparison* came_to = nullptr;
    std::vector<std::vector<changed_line>> lines;  // see changed_lines
    changed_directives directives;
    std::vector<counting_change> counting;  // facts that records give other values than before
};

std::string diff_text(const diff_report& r, const manner& how, std::uint32_t width);
std::string diff_json(const diff_report& r, bool zh);

/// How the items fared, each counted once; sections only where they changed by themselves.
struct diff_counts {
    std::size_t all = 0, same = 0, reworded = 0, stricter = 0, laxer = 0, mixed = 0, undecided = 0, limits = 0, added = 0, removed = 0;
};
diff_counts counts_of(const diff_report& r);

/// Whether the words of a clause differ, widths and blanks aside.
bool reworded(const diff_report& r, const item_comparison& item, const clause_comparison& clause);

/// What only people can judge: whether other words, or another way to count, make other facts of the same. Of a clause that both have, of a sentence of
/// the item at `n` (behind the items: of the whole), of the item's title, and whether there is any of these.
bool doubtful(const diff_report& r, const item_comparison& item, const clause_comparison& clause);
bool doubtful(const diff_report& r, std::size_t n, const changed_line& line);
bool doubtful_title(const diff_report& r, const item_comparison& item);
bool any_doubt(const diff_report& r);

}  // namespace fenze
