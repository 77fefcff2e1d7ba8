#pragma once
// Conditions on a record, in words: 类型为“发明专利”且授权日在评价期内且参与成员≥2.

#include <optional>
#include <vector>

#include "dsl/fold.hpp"
#include "interpreter/records/row_plan.hpp"

namespace fenze {

/// Words of a line of 统计 that are not understood: where, and why.
struct misread {
    std::size_t at = 0;  // in the folded line
    words message, help;
    bool no_fact = false;  // what is counted is asked by no sentence: which may be for another mistake's sake
};

/// Where the reading of a line stands.
struct line_reader {
    const folded& line;
    std::size_t at = 0;

    [[nodiscard]] std::string_view rest() const { return std::string_view(line.text).substr(at); }
    [[nodiscard]] bool done() const { return at >= line.text.size(); }
    [[nodiscard]] bool sees(std::string_view word) const { return rest().substr(0, word.size()) == word; }
    bool skip(std::string_view word);
    /// The longest of the words that stands here.
    bool skip_one(std::initializer_list<std::string_view> words);
};

/// The column whose name stands at the place, the longest; `end` is behind it.
std::optional<std::size_t> column_at(const record_table& table, const folded& line, std::size_t at, std::size_t& end);

/// The option of a column that stands here, the longest, passed over.
std::optional<std::size_t> option_at(const fact& column, line_reader& in);

/// Reads a condition from the place on, as far as it goes. Nothing, and `why`, where it is not understood.
std::optional<std::vector<record_condition>> read_conditions(row_plan& rows, line_reader& in, const model& m, misread& why);

/// An interval as it is written of a column, in the column's own unit; nothing where the units do not fit.
std::optional<interval> interval_in(const interval_text& is, const fact& column, const model& m);

}  // namespace fenze
