#pragma once
// A stretch of a population's file, cut at the ends of records.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "interpreter/batch/intake.hpp"

namespace fenze {

enum class population_format { json_lines, csv };

/// Where the record that begins at `from` ends: at its line end, or at the end of the text. A CSV cell in quotes may hold line ends.
std::size_t record_end(std::string_view text, std::size_t from, population_format format, char comma);

/// Where the last whole record of the text ends (behind its line end); 0 where none does.
std::size_t last_record_end(std::string_view text, population_format format, char comma);

/// Reads the records of a chunk into the block, and hands the block on, computed, whenever it is full and at the end. Empty lines are passed
/// over. `good_text`: the chunk is known to be UTF-8; otherwise each record is looked at.
void read_chunk(std::string_view text, std::uint64_t first_line, bool good_text, population_format format, char comma, intake_base& reader, block& into,
    const std::function<void(block&)>& done);

/// A diagnostic for a record that cannot be read as text.
diagnostic unreadable_record(words message, words help);

}  // namespace fenze
