#pragma once
// Ranks are known when all totals are: lines are put aside, and written with their ranks at the end.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "repl/batch/result_file.hpp"
#include "repl/batch/result_text.hpp"
#include "repl/batch/scratch_file.hpp"

namespace fenze {

/// A line of a result behind its total and the lengths of both, as `aside` keeps it.
void append_framed(std::string_view total, std::string_view line, std::string& out);

class aside {
public:
    bool open(const std::string& beside, words& why);
    bool write(std::string_view framed, words& why);
    /// Writes the lines in their order, each with its rank: one more than the records with a greater total. `totals` ascend.
    bool put_ranked(const std::vector<std::pair<number, std::uint64_t>>& totals, result_format format, result_file& to, words& why);

private:
    scratch_file file_;
};

}  // namespace fenze
