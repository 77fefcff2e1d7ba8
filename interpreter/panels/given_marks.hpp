#pragma once
// Marks as a record gives them: a list for all judges at once, or a value for each.

#include <functional>
#include <string>
#include <vector>

#include "interpreter/facts/bind.hpp"

namespace fenze {

/// Values given for all judges at once, taken apart: each becomes a value for one of a fixed number of them. `place`: where a name stands.
std::vector<given> taken_apart(
    const fact_index& index, const std::vector<given>& from, const source& file, const std::function<std::string(const std::string&)>& place, diagnostics& out);

/// What any number of judges came to.
struct open_mark {
    std::uint32_t fact = 0;
    given said;                   // the first value that spoke of it
    std::vector<number> marks;    // in the judges' order
    std::optional<number> value;  // nothing: left open, or wrong and reported
};

/// The marks that any number of judges gave, taken out of the values: 答辩：8；9；8.5 as well as 答辩/评委1：8 and so on. A judge who did not mark
/// is said to be 缺席; a gap may be a mark that is forgotten, and is refused.
std::vector<open_mark> take_open_marks(
    const fact_index& index, const source& file, const std::function<std::string(const std::string&)>& place, std::vector<given>& values, diagnostics& out);

}  // namespace fenze
