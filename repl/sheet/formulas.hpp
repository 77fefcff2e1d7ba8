#pragma once
// A workbook's own formulas, computed again exactly: what they say must be what the file shows.

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "interpreter/number.hpp"
#include "repl/sheet/cells.hpp"

namespace fenze {

/// Computes formulas of + − × ÷, brackets, percent signs, and SUM, ROUND, MIN, MAX, AVERAGE, ABS, INT over cells; all else is left alone.
class formula_reader {
public:
    explicit formula_reader(const std::vector<raw_sheet>& sheets) : sheets_(sheets) {}

    /// The exact value of the cell's formula; nothing where it is of another kind, or asks for too much.
    std::optional<number> value_of(std::size_t sheet, const raw_cell& cell);
    /// Whether the file's own result is the formula's, but for the last digits that binary numbers lose.
    bool agrees(const number& exact, const number& stored) const;

private:
    friend class formula_walk;

    const std::vector<raw_sheet>& sheets_;
    struct computed {
        std::optional<number> value;
        number largest;
    };
    std::unordered_map<const raw_cell*, computed> known_;
    number largest_;        // magnitude of what went into the formula last computed
    std::size_t work_ = 0;  // cells looked at, all formulas together
    std::size_t depth_ = 0;
};

}  // namespace fenze
