#pragma once
// Computed records → lines of the result.

#include <string>
#include <vector>

#include "interpreter/batch/block.hpp"
#include "repl/batch/reason_column.hpp"

namespace fenze {

/// A column of the result beside id, total and grade: the points of an item, or of the bonus or the deductions.
struct result_column {
    std::string title;
    std::uint32_t operation = 0;
};

enum class result_format { json_lines, csv };

class result_text {
public:
    /// `reasons`: for a column of them; may be null.
    result_text(const batch_setup& s, const std::vector<result_column>& columns, result_format format, const reason_column* reasons);

    /// `ranked`: with a column for the ranks.
    [[nodiscard]] std::string header(bool ranked) const;
    /// Appends a line for each record with a result; `ranked`: framed and not ended, for the rank to be added (ranking.hpp).
    void append(const block& from, bool ranked, std::string& out) const;

private:
    /// How a wanted operation's column becomes decimal text.
    struct printed {
        std::string constant;  // where it is one
        bool is_constant = false;
        bool quick = false;  // value × factor is the decimal without its point
        std::int64_t factor = 1;
        int places = 0;
    };

    void one(const block& from, const batch_record& r, std::string& out) const;
    void one_csv(const block& from, const batch_record& r, std::string& out) const;
    std::vector<printed> printed_as(const std::vector<column_output>& outputs) const;
    void put_value(const block& from, const batch_record& r, std::size_t wanted, std::string& out) const;
    void put_id(const batch_record& r, std::string& out) const;

    const batch_setup& setup_;
    const std::vector<result_column>& columns_;
    result_format format_;
    const reason_column* reasons_;
    std::vector<printed> printed_, printed_open_;
    std::vector<std::string> before_, grades_;  // by column; by place in wanted
};

/// Text as a JSON string, with its quotes.
void append_json_string(std::string_view text, std::string& out);
/// Text as a CSV cell.
void append_csv_cell(std::string_view text, std::string& out);

}  // namespace fenze
