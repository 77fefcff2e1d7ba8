// fenze missing: the facts still to be given, the most telling first.

#include "repl/commands.hpp"
#include "repl/goal_json.hpp"
#include "repl/layout.hpp"
#include "repl/missing_text.hpp"
#include "repl/situation.hpp"

namespace fenze {

int missing_command(const options& o) {
    int status = fine;
    const auto asked = load_unit(o, status);
    if (!asked) return status;
    const plan& p = asked->rubric->program;
    const auto report = missing_facts(p, asked->unit.facts, *asked->unit.came_to);
    if (o.format == report_format::json) {
        print_out(missing_json(p, asked->unit, report));
        return fine;
    }
    print_report(missing_text(p, asked->unit, report, manner_of(o), page_width(), o.ends), o);
    return fine;
}

}  // namespace fenze
