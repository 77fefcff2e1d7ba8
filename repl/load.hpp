#pragma once
// From an argument to a compiled rubric, with every message on the way.

#include <optional>
#include <string>

#include "interpreter/facts/read.hpp"
#include "interpreter/fenze.hpp"
#include "repl/files.hpp"
#include "repl/options.hpp"
#include "repl/render_diagnostics.hpp"

namespace fenze {

struct loaded {
    file_set files;
    source text;
    compiled came_to;
};

void print_out(const std::string& text);
void print_error(const std::string& text);
/// A report in columns: between fences where the options ask for Markdown.
void print_report(const std::string& text, const options& o);
manner manner_of(const options& o);

/// Reads and decodes one file; nothing (and a message) where it cannot be read or is no text.
std::optional<source> load_text(const std::string& path, const options& o, file_set& files, diagnostics& problems);

/// Reads one fact file of any format, a workbook too; nothing (and a message) where it cannot be read at all.
struct facts_source {
    const source* text;
    fact_file facts;
};
/// `tables`: the names of tables of records, for the sheets of a workbook.
std::optional<facts_source> load_facts_file(
    const std::string& path, const options& o, file_set& files, diagnostics& problems, const std::vector<std::string>& tables = {});

/// Compiles a rubric file. Prints nothing but what keeps the file from being read; `status` says why nothing came back.
std::optional<loaded> load_rubric(const std::string& path, const options& o, int& status);

/// A rubric that is a form and scores nothing.
bool form_alone(const compiled_rubric& rubric);

/// An empty file, or one of prose alone; and what is said of it.
bool scores_nothing(const compiled& came_to);
std::string nothing_scored(const std::string& name, bool zh);

/// The rubric that the options pick, once the file has no error; prints the errors, or the list to pick from.
const compiled_rubric* choose_rubric(const loaded& from, const options& o, int& status);

}  // namespace fenze
