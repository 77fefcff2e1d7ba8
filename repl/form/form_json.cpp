// The form as data: boxes with their kinds, limits and columns.

#include "repl/form/entries.hpp"
#include "repl/json_writer.hpp"

namespace fenze {
namespace {

std::string kind_of(const form_entry& e) {
    if (!e.box || e.box->is == box_kind::figure) return kind_name(e.asks->kind);
    return e.box->is == box_kind::list ? "list" : e.box->is == box_kind::table ? "table" : "text";
}

const char* pattern_name(box_pattern pattern) {
    switch (pattern) {
        case box_pattern::email:
            return "email";
        case box_pattern::postcode:
            return "postcode";
        case box_pattern::telephone:
            return "telephone";
        case box_pattern::web:
            return "web";
        case box_pattern::none:
            break;
    }
    return nullptr;
}

}  // namespace

std::string form_json(const compiled_rubric& rubric, bool zh) {
    json_writer w(true);
    const auto* f = rubric.to_fill_in.get();
    w.open('{');
    member(w, "rubric", rubric.title);
    w.key("none_is_an_answer");
    w.truth(f && f->none_is_an_answer);
    w.key("boxes");
    w.open('[');
    std::string part;
    for (const auto& e : form_entries(rubric, zh)) {
        if (!e.heading.empty()) {
            part = e.heading;
            continue;
        }
        w.open('{');
        member(w, "name", e.name);
        member(w, "label", e.label);
        member(w, "part", part);
        member(w, "use", std::string(use_name(e.asks->use)));
        member(w, "kind", kind_of(e));
        member(w, "unit", e.asks->unit);
        list(w, "options", e.asks->options);
        w.key("required");
        w.truth(e.box && e.box->required);
        w.key("computed");
        w.truth(e.box && e.box->computed);
        w.key("characters");
        if (e.box && e.box->most_characters) w.whole(*e.box->most_characters);
        else w.null();
        w.key("pattern");
        if (const auto* name = e.box ? pattern_name(e.box->pattern) : nullptr) w.text(name);
        else w.null();
        list(w, "columns", e.box ? e.box->columns : std::vector<std::string>{});
        member(w, "feeds", e.box && e.box->feeds ? std::optional(rubric.program.facts[*e.box->feeds].path) : std::nullopt);
        w.close('}');
    }
    w.close(']');
    w.close('}');
    return w.written() + "\n";
}

}  // namespace fenze
