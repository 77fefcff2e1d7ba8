#pragma once
// How much of a rubric its examples try, and the examples that are missing.

#include "interpreter/coverage/search.hpp"
#include "interpreter/coverage/view.hpp"
#include "interpreter/example_run.hpp"
#include "interpreter/fenze.hpp"

namespace fenze {

/// So many of so many; those that no facts come to are apart.
struct share_tried {
    std::size_t tried = 0, all = 0, unreachable = 0;
    /// Rounded down: only all is 100. Nothing to try is nothing to say.
    [[nodiscard]] std::optional<std::size_t> percent() const;
};

struct drafted_example {
    std::string text;  // behind 例：
    std::optional<std::uint32_t> node;
    std::vector<std::size_t> tried;  // situations of the row
};

struct coverage_report {
    std::vector<target> targets;
    std::vector<place_of_situation> row;
    std::vector<bool> tried;                           // per situation of the row
    std::vector<std::optional<untried_because>> left;  // per untried one: why no example was found; nothing: the draft has one
    share_tried clauses, boundaries;
    std::vector<drafted_example> draft;  // items in the document's order, then the whole rubric

    [[nodiscard]] const situation& at(std::size_t n) const { return targets[row[n].target].situations[row[n].situation]; }
};

/// What the examples that passed try, and a draft for the rest.
coverage_report coverage_of(const plan& p, const std::vector<tried_example>& examples);

}  // namespace fenze
