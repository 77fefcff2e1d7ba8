#pragma once
// Tuples of values with the least cost at which each can be had: what a front is folded from.

#include <cstdint>
#include <utility>
#include <vector>

#include "interpreter/number.hpp"

namespace fenze {

/// Which way a value helps. `either`: it may matter in both, so that no value stands for another.
enum class direction : std::uint8_t { none, more, less, either };

direction operator|(direction a, direction b);
direction reversed(direction d);

/// Rows of `width` values, each with its cost and what it was made from.
struct cost_table {
    std::vector<std::uint32_t> columns;  // operations
    std::vector<number> at;              // row by row
    std::vector<number> cost;
    std::vector<std::uint32_t> made;  // per row: place in the record of how rows were made

    [[nodiscard]] std::size_t width() const { return columns.size(); }
    [[nodiscard]] std::size_t rows() const { return cost.size(); }
    [[nodiscard]] const number& value(std::size_t row, std::size_t column) const { return at[row * columns.size() + column]; }
    [[nodiscard]] std::size_t column_of(std::uint32_t operation) const;  // columns.size() where it has none
};

/// How rows were made: from two others, or from a value of a fact.
struct making {
    std::uint32_t left = 0, right = 0;  // fact: its index and the place of the value
    bool fact = false;
};

class making_record {
public:
    making_record() { all_.push_back({0, 0, false}); }  // 0: of nothing
    std::uint32_t pair(std::uint32_t left, std::uint32_t right);
    std::uint32_t value(std::uint32_t fact, std::uint32_t place);
    /// (fact, place of its value) for all facts a row was made from.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> facts_of(std::uint32_t row) const;

private:
    std::vector<making> all_;
};

/// Rows before the needless ones are dropped.
struct row_draft {
    std::vector<number> at;
    std::vector<number> cost;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> from;

    [[nodiscard]] std::size_t rows() const { return cost.size(); }
};

/// Keeps the rows that no other row makes needless: one at least as good in a direction that matters, equal in all others, and no dearer.
/// Rows come out in ascending cost. `most`: where more rows than this are left, as many of them, spread over the costs; false in `whole`.
cost_table without_needless(
    row_draft draft, std::vector<std::uint32_t> columns, const std::vector<direction>& matters, making_record& record, std::size_t most, bool& whole);

}  // namespace fenze
