#pragma once
// Tables of records as they were written: a header and rows of cells, whichever file they come from.

#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "interpreter/facts/record.hpp"

namespace fenze {

/// A cell of a sheet: its text, and where it stands in the file that messages point into.
struct text_cell {
    std::string text;
    span at;
};
using text_row = std::vector<text_cell>;

/// The first row names the columns; rows without text are no records.
given_table table_of_cells(std::string name, const std::vector<text_row>& rows, const source& file, diagnostics& out);

/// All rows of a CSV file, those without text left out.
std::vector<text_row> read_csv_cells(const source& text, diagnostics& out);

/// A CSV file that is one table of records.
given_table read_csv_table(std::string name, const source& text, diagnostics& out);

}  // namespace fenze
