#pragma once
// Workbooks written: cells of words and exact numbers, column widths, drop-down lists and input checks.

#include <optional>
#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "interpreter/number.hpp"

namespace fenze {

/// How a cell looks; `loose` has no frame: lines below a table, a place to sign.
enum class cell_look : std::uint8_t { plain, title, header, input, group, note, points, group_points, loose };

struct written_cell {
    std::string words;            // where `value` is none
    std::optional<number> value;  // a number that a workbook cannot hold exactly is written as text, with a note on the cell
    cell_look look = cell_look::plain;
    std::string comment;       // shown beside the cell
    std::string formula;       // =SUM(C3:C5), beside the value that it comes to
    std::uint32_t across = 1;  // columns that the cell takes
};

/// What may be typed into the cells of one column.
struct input_check {
    enum class kind : std::uint8_t { options, whole, decimal, day, length, custom } is = kind::options;
    std::uint32_t first_row = 0, last_row = 0, column = 0;
    std::vector<std::string> options;       // of options
    std::optional<number> least, greatest;  // of numbers and lengths; a missing end is open
    std::string formula;                    // of custom
    std::string title, asks, refuses;       // the hint that the program shows; what it says of a wrong value
    bool may_stay = false;                  // warn only: 无 is allowed where a number is asked for
};

struct written_sheet {
    std::string name;
    std::vector<std::vector<written_cell>> rows;
    std::vector<std::uint32_t> widths;  // of columns, in characters
    std::vector<input_check> checks;
    std::vector<std::uint32_t> lines;  // of rows that are to be that many lines high at least, by row; what is written in a row may make it higher
    std::uint32_t frozen_rows = 0;     // stay in view; the last of them heads every printed page
    bool hidden = false;
};

/// The workbook's bytes; nothing where it could not be written. The same input gives the same bytes.
std::optional<std::string> write_workbook(const std::vector<written_sheet>& sheets);

/// The name as a sheet may bear it: at most 31 characters, none of []:*?/\ .
std::string sheet_title(std::string_view words);

}  // namespace fenze
