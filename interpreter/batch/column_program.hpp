#pragma once
// The plan as a program over columns of whole numbers: what an operation comes to is a column times a ratio that the plan knows beforehand.
//
// Promises: a record whose facts lie within their intake gives, column by column, the very values of `evaluate`: the bounds of every
// operation were worked out from the intakes, and none leaves the whole numbers that the program computes with.

#include <cstdint>
#include <optional>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

__extension__ typedef __int128 wide_int;

/// What a fact's column takes: value × scale as a whole number from `low` to `high`.
struct intake {
    std::optional<std::uint32_t> column;  // nothing: no wanted operation reads the fact
    int places = 0;                       // scale is 10 to this
    std::int64_t scale = 1;
    std::int64_t low = 0, high = 0;
};

/// not_zero: its operand, and nothing where that is zero (SQL alone).
template <typename Int>
struct instruction {
    enum class what : std::uint8_t {
        sum,
        product,
        least,
        greatest,
        negative,
        not_positive,
        zero,
        all,
        any,
        none,
        select,
        rises,
        table,
        floor,
        round,
        not_zero
    };
    struct term {
        std::uint32_t column;
        Int factor;
    };
    what kind = what::sum;
    std::uint32_t into = 0;
    std::vector<term> in;
    Int constant{};                // sum and tests: added; rises: the first piece; select: the branch that is no column
    bool has_constant = false;     // least, greatest: the constant is one of them
    bool constant_first = false;   // select: the constant is what holds where the condition does
    std::vector<Int> from, value;  // rises: value[i] from from[i] on; table: value[i] at i
    std::vector<bool> open;        // rises over columns with fractions: value[i] begins just above from[i]
    Int divisor{1};                // floor, round: in[0] × factor ÷ divisor, or ÷ in[1] × factor where there is one (SQL alone)
    rounding way = rounding::half_up;
};

/// Where a wanted operation is found: column × ratio, or a constant.
struct column_output {
    std::optional<number> constant;
    std::uint32_t column = 0;
    number ratio = 1;
};

/// How finely and how far facts without bounds of their own are taken.
struct fineness {
    int places = 2;
    std::int64_t most = 1'000'000'000;
};

template <typename Int>
struct column_program {
    fineness fine;
    std::vector<intake> facts;  // one for each fact of the plan; the columns of those that are read come first
    std::uint32_t fact_columns = 0, columns = 0;
    std::vector<instruction<Int>> code;
    std::vector<column_output> outputs;  // as wanted
};

/// Without a column.
intake intake_of(const fact& f, fineness fine);

/// Nothing where a wanted operation is dynamic (its denominator depends on the facts), or could leave the whole numbers.
template <typename Int>
std::optional<column_program<Int>> columns_of(const plan& p, const std::vector<std::uint32_t>& wanted, fineness fine);

/// 64 bits, as finely as they allow.
std::optional<column_program<std::int64_t>> narrow_columns(const plan& p, const std::vector<std::uint32_t>& wanted);
/// 128 bits inside: for records whose facts are longer or larger than the narrow program takes.
std::optional<column_program<wide_int>> wide_columns(const plan& p, const std::vector<std::uint32_t>& wanted);

/// Runs over `rows` rows; column c begins at data + c × stride. The fact columns are filled in, the rest is written.
template <typename Int>
void run_columns(const column_program<Int>& program, Int* data, std::size_t stride, std::size_t rows);

/// column × ratio as a number.
template <typename Int>
number output_value(const column_output& output, Int at);

/// The operations that `evaluate` must be able to compute for a record to have a result: all that a report may show.
std::vector<std::uint32_t> shown_operations(const plan& p);

/// Whether what is shown divides by something that facts decide: such a record may have no result, which columns do not tell.
bool divides_by_facts(const plan& p);

}  // namespace fenze
