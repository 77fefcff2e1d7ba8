#pragma once
// The cells of a sheet as the file holds them, before anything is shown or computed.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "repl/sheet/styles.hpp"

namespace fenze {

struct raw_cell {
    enum class kind : std::uint8_t { blank, number, words, truth, error } is = kind::blank;
    std::uint32_t row = 1, column = 1;  // from 1
    std::uint32_t style = 0;
    std::int32_t formula = -1;  // index into the sheet's formulas
    std::string text;           // number: its shortest decimal
};

/// A formula's text, and by how much it was moved from the cell that it was written for.
struct cell_formula {
    std::string text;
    std::int64_t down = 0, right = 0;
};

/// Cells of several rows made one: B2:B5.
struct merged_cells {
    std::uint32_t row = 1, column = 1, last_row = 1, last_column = 1;
};

/// Promises: cells in order of row and column, no cell twice.
struct raw_sheet {
    std::string name;
    bool hidden = false;
    std::vector<raw_cell> cells;
    std::vector<cell_formula> formulas;
    std::vector<merged_cells> tall;  // merged over several rows

    [[nodiscard]] const raw_cell* at(std::uint32_t row, std::uint32_t column) const;
};

/// Why a sheet cannot be read.
enum class cells_problem { none, broken, too_many };

/// Cells from a part xl/worksheets/sheetN.xml. `room`: how many cells may still be read, all sheets together.
cells_problem read_cells(const std::string& xml, const std::vector<std::string>& shared, std::size_t& room, raw_sheet& into);

/// AB12 → row and column; nothing where it is no reference to a cell.
bool cell_reference(std::string_view text, std::uint32_t& row, std::uint32_t& column);
/// AB12
std::string cell_name(std::uint32_t row, std::uint32_t column);

}  // namespace fenze
