#pragma once
// What a facts file says, before anyone knows what it means.

#include <cstdint>
#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace fenze {

/// How a value was written; plain text and CSV know words only. A list has its members as words, parted by ；.
enum class shape { words, number, truth, null, list };

/// One `name: value` of a facts file. Numbers keep their text as written.
struct given {
    std::string name;
    shape is = shape::words;
    std::string text;
    span at;  // in the facts file: the name, or the CSV cell
};

/// The facts of one unit.
struct record {
    std::uint32_t ordinal = 1;
    std::vector<given> values;
    span at;
};

/// Promises: within one record no name is written twice.
struct fact_file {
    std::vector<record> records;
    bool many = false;  // a list of records by its form, even where it holds only one
};

}  // namespace fenze
