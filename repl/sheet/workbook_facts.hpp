#pragma once
// Fact files that are workbooks.

#include "interpreter/facts/read.hpp"
#include "repl/sheet/workbook.hpp"

namespace fenze {

/// The rows of a sheet from its header on: a title above it (one cell over a wider table) is left out.
std::vector<table_row> rows_of(const workbook& from, const workbook_sheet& sheet, diagnostics& out);

/// Facts from the sheets: those with a row for each fact (名称, 值) together are one unit; without one, the only sheet has a unit a row.
/// A sheet that is named like one of `tables` is that table of records.
fact_file facts_of_workbook(const workbook& from, const std::vector<std::string>& tables, diagnostics& out);

}  // namespace fenze
