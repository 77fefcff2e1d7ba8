#pragma once
// Rows of cells → values of a table's columns.

#include <unordered_map>

#include "interpreter/facts/bind.hpp"
#include "interpreter/records/table.hpp"
#include "interpreter/records/trace.hpp"

namespace fenze {

/// Reads a given table into the trace: values of all cells, what the records are called. Problems are appended, the first of a kind in full.
/// `used`: the columns that conditions and counts look at; a table that has none of such a column is refused.
void read_rows(const record_table& table, const std::vector<bool>& used, const given_table& from, const source& file, const std::string& where, table_trace& to,
    diagnostics& out);

}  // namespace fenze
