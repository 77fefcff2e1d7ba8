#pragma once
// Tables of records as they were written: a header and rows of cells, whichever file they come from.

#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "interpreter/facts/read.hpp"

namespace fenze {

/// The first row names the columns; rows without text are no records.
given_table table_of_cells(std::string name, const std::vector<table_row>& rows, const source& file, diagnostics& out);

/// A CSV file that is one table of records.
given_table read_csv_table(std::string name, const source& text, diagnostics& out);

}  // namespace fenze
