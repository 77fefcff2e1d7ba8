// fenze diff: two rubrics, what changed in meaning.

#include "repl/commands.hpp"
#include "repl/layout.hpp"
#include "repl/two_rubrics.hpp"

namespace fenze {

int diff_command(const options& o) {
    int status = fine;
    const auto both = load_two(o, status);
    if (!both) return status;
    const diff_report r = report_of(*both);
    print_out(o.format == report_format::json ? diff_json(r, o.zh) : diff_text(r, manner_of(o), page_width()));
    return fine;
}

}  // namespace fenze
