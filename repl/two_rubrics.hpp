#pragma once
// The old rubric and the new one, loaded for diff and impact.

#include "interpreter/compare/compare.hpp"
#include "repl/diff_report.hpp"
#include "repl/load.hpp"

namespace fenze {

struct two_rubrics {
    loaded before, after;
    const compiled_rubric *old_one = nullptr, *new_one = nullptr;
    comparison came_to;
    std::vector<counting_change> counting;
};

/// Nothing and a status where a file is wrong or a wished pair names no fact. The result may not be moved: it is kept where it was made.
std::unique_ptr<two_rubrics> load_two(const options& o, int& status);

/// The comparison as a report shows it.
diff_report report_of(const two_rubrics& both);

}  // namespace fenze
