#pragma once
// Workbooks (.xlsx) → text: each sheet as comma-separated rows, a line for each row, so that facts, records and forms are read by one code.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace fenze {

/// A sheet that is shown and holds something.
struct workbook_sheet {
    /// Cells of several rows made one, with something in them.
    struct tall_cell {
        std::string range;                       // B2:B5
        std::size_t column = 0, columns_to = 0;  // from 0
        span at;                                 // in the text
    };
    std::string name;
    span at;  // its rows in the text
    std::vector<tall_cell> tall = {};
};

/// The text of all sheets; a place in it is known by sheet and cell (表“成员”C3).
struct workbook {
    source text;
    std::vector<workbook_sheet> sheets;
};

/// Whether the bytes are a workbook, or another file of an office program, which `read_workbook` refuses by name.
bool is_office_file(std::string_view bytes);

/// Cells as they were typed: numbers exact, dates as 2024-06-30, percents as 35%, yes and no as 是 and 否, formulas computed again and compared.
/// Nothing, and the reason among the problems, where it cannot be read; errors in cells leave the rest readable.
std::optional<workbook> read_workbook(const std::string& name, std::string_view bytes, diagnostics& out);

}  // namespace fenze
