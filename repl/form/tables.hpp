#pragma once
// Filled forms as files: lines of 名称 and 值, and sheets for the form's own tables.

#include "interpreter/form/form.hpp"
#include "repl/load.hpp"

namespace fenze {

/// Reads a filled form of any format; a table of figures laid out as in the document becomes its boxes. Nothing where the file cannot be read.
std::optional<facts_source> load_filled(const std::string& path, const options& o, const form& f, file_set& files, diagnostics& problems);

}  // namespace fenze
