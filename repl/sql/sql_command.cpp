// fenze sql: the rubric as a query.

#include "repl/commands.hpp"
#include "repl/json_writer.hpp"
#include "repl/load.hpp"
#include "repl/sql/sql_wishes.hpp"

namespace fenze {
namespace {

std::string as_json(const plan& p, const sql_query& query, const sql_wishes& wishes, const options& o) {
    json_writer out(true);
    out.open('{');
    out.key("dialect"), out.text(o.dialect);
    out.key("sql"), out.text(query.text);
    out.key("create_table"), out.text(table_of(p, query, wishes));
    out.key("columns"), out.open('[');
    for (const auto& c : query.columns) {
        out.open('{');
        out.key("column"), out.text(c.name);
        out.key("fact"), out.text(p.facts[c.fact].path);
        out.close('}');
    }
    out.close(']');
    out.key("outputs"), out.open('[');
    for (const auto& c : query.outputs) {
        out.open('{');
        out.key("column"), out.text(c.name);
        out.key("title"), out.text(c.title);
        out.close('}');
    }
    out.close(']');
    out.close('}');
    return out.written() + "\n";
}

}  // namespace

int sql_command(const options& o) {
    int status = fine;
    auto file = load_rubric(o.rubrics.front(), o, status);
    if (!file) return status;
    const auto* rubric = choose_rubric(*file, o, status);
    if (!rubric) return status;
    const auto engine = o.dialect == "duckdb" ? sql_engine::duckdb : o.dialect == "spark" ? sql_engine::spark : sql_engine::postgresql;
    const auto wishes = wishes_of(o, engine);
    words why;
    const auto query = query_of(rubric->program, file->text, wishes, why);
    if (!query) {
        print_error((o.zh ? why.zh : why.en) + "\n");
        return wrong_input;
    }
    if (o.format == report_format::json) {
        print_out(as_json(rubric->program, *query, wishes, o));
        return fine;
    }
    print_out((o.create_table ? table_of(rubric->program, *query, wishes) : query->text) + ";\n");
    return fine;
}

}  // namespace fenze
