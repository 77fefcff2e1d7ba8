#pragma once
// Many records → one value.

#include "interpreter/records/trace.hpp"

namespace fenze {

/// A record that counts: its row, and the part of it that counts.
struct counted_row {
    std::size_t row = 0;
    number share = 1;
};

/// What one record adds; for 前3项 and 最多3项 also what tells the greater.
number amount_of(const record_count& is, const table_trace& given, const counted_row& one);

/// The value that records come to; nothing for the greatest of none.
std::optional<number> aggregate(const record_count& is, const table_trace& given, const std::vector<counted_row>& rows);

}  // namespace fenze
