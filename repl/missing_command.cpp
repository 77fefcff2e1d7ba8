// fenze missing: the facts still to be given, the most telling first.

#include "repl/commands.hpp"
#include "repl/goal_json.hpp"
#include "repl/layout.hpp"
#include "repl/missing_text.hpp"
#include "repl/situation.hpp"

namespace fenze {

int missing_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    const auto situation = one_situation(o, *file, *rubric, status);
    if (!situation) return status;
    const plan& p = rubric->program;
    const auto report = missing_facts(p, situation->facts, *situation->came_to);
    if (o.format == report_format::json) {
        print_out(missing_json(p, *situation, report));
        return fine;
    }
    const auto text = missing_text(p, *situation, report, manner_of(o), page_width(), o.ends);
    print_out(o.format == report_format::markdown ? "```\n" + text + "```\n" : text);
    return fine;
}

}  // namespace fenze
