// fenze facts: the facts that a rubric asks for.

#include "repl/commands.hpp"
#include "repl/load.hpp"
#include "repl/records_text.hpp"
#include "repl/report_json.hpp"
#include "repl/report_text.hpp"

namespace fenze {

int facts_command(const options& o) {
    int status = fine;
    const auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    if (o.materials) {
        print_out(o.format == report_format::json ? materials_json(rubric->program, file->text) : materials_text(rubric->program, manner_of(o)));
        return fine;
    }
    switch (o.format) {
        case report_format::json:
            print_out(facts_json(rubric->program, file->text));
            break;
        case report_format::text:
            print_out(facts_text(rubric->program, manner_of(o)) + tables_text(rubric->program, manner_of(o)));
            break;
        case report_format::markdown:
            print_out(facts_markdown(rubric->program, o.zh));
            break;
        case report_format::sarif:
        case report_format::csv:  // of other commands; options.cpp sees to it
            break;
    }
    return fine;
}

}  // namespace fenze
