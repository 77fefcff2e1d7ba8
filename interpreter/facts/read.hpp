#pragma once
// Text of a facts file → records. Nothing is looked up and nothing converted here.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "interpreter/facts/record.hpp"

namespace fenze {

enum class facts_format { json, json_lines, csv, plain };

/// By the name's extension where it says, else by the content.
facts_format facts_format_of(const source& text);

/// Reads any of the formats. Errors carry the file's name and their place in it.
fact_file read_facts(const source& text, diagnostics& out);

fact_file read_json_facts(const source& text, diagnostics& out);
fact_file read_json_lines_facts(const source& text, diagnostics& out);
fact_file read_csv_facts(const source& text, diagnostics& out);
fact_file read_plain_facts(const source& text, diagnostics& out);

/// Comma, tab or semicolon: whichever the header has most of.
char csv_delimiter(std::string_view text);
/// The cells of the first row, as values without names.
std::vector<given> read_csv_row(const source& text, diagnostics& out);
/// Whether a header is that of two columns 事实, 值: a row for each fact of one unit.
bool csv_is_upright(const std::vector<given>& header);

/// A cell of a table, from CSV or from a workbook's sheet: its words, and where they stand in the file.
struct table_cell {
    std::string text;
    span at;
};
using table_row = std::vector<table_cell>;

/// The columns of a table that has a row for each fact; beside them only 序号, 单位, 说明 and the like may stand.
struct upright_header {
    std::size_t name = 0, value = 0;
    std::vector<std::pair<std::size_t, std::string>> sides;  // columns of one judge or side each, with its name
};
std::optional<upright_header> upright_columns(const table_row& header);

/// The rows that hold something in a part of the text, cells separated by commas, a row a line: a sheet of a workbook.
std::vector<table_row> table_rows(const source& text, span part, diagnostics& out);
/// The rows of a CSV file that hold something.
std::vector<table_row> csv_rows_of(const source& text, diagnostics& out);
/// Rows → records: what CSV and sheets have in common.
fact_file read_table_facts(const source& text, const std::vector<table_row>& rows, diagnostics& out);

/// A diagnostic at a place of a facts file.
diagnostic facts_problem(const source& file, span at, std::string code, words message, words help = {});

}  // namespace fenze
