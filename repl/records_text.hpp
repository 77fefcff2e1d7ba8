#pragma once
// Records in words: which counted for a fact and why the others did not; the tables that a rubric asks for; what is to be handed in.

#include <string>
#include <vector>

#include "interpreter/records/trace.hpp"
#include "repl/json_writer.hpp"
#include "repl/render_diagnostics.hpp"

namespace fenze {

/// Lines for one count, the first of a long list only. `named`: the fact's name goes in front.
std::vector<std::string> records_lines(const plan& p, const records_trace& t, const count_trace& of, bool named, bool zh);

/// The tables of records: columns, and the facts that come from them. Empty where there are none.
std::string tables_text(const plan& p, const manner& how);
void tables_json(json_writer& w, const plan& p);

/// What is to be handed in, in the order of the document.
std::string materials_text(const plan& p, const manner& how);
std::string materials_json(const plan& p, const source& rubric);

}  // namespace fenze
