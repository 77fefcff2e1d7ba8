#pragma once
// What a facts file says, before anyone knows what it means.

#include <cstdint>
#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace fenze {

/// How a value was written; plain text and CSV know words only.
enum class shape { words, number, truth, null };

/// One `name: value` of a facts file. Numbers keep their text as written.
struct given {
    std::string name;
    shape is = shape::words;
    std::string text;
    span at;  // in the facts file: the name, or the CSV cell
};

/// One cell of a record: how it was written, its text, its place.
struct given_cell {
    shape is = shape::null;
    std::string text;
    span at;
};

/// A table of records of one unit, as it was written. Promises: no column is named twice; no row has more cells than there are columns.
struct given_table {
    struct row {
        std::vector<given_cell> cells;  // by column; missing ones at the end were not given
        span at;
    };
    std::string name;
    std::vector<given> columns;  // names in `text`
    std::vector<row> rows;
    span at;
};

/// The facts of one unit.
struct record {
    std::uint32_t ordinal = 1;
    std::vector<given> values;
    span at;
    std::vector<given_table> tables = {};
};

/// Promises: within one record no name is written twice.
struct fact_file {
    std::vector<record> records;
    bool many = false;  // a list of records by its form, even where it holds only one
};

}  // namespace fenze
