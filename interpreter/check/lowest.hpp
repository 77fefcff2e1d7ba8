#pragma once
// Whether the lists of a rubric say what the least gets: one that does not, where the others do, is a slip and not the author's manner.

#include "interpreter/check/review.hpp"

namespace fenze {

/// How many lists of options and of tiers, that at `except` aside, write their lowest option and how many leave it out.
struct lowest_written {
    std::size_t said = 0, unsaid = 0;                    // lists of options
    std::size_t said_in_tiers = 0, unsaid_in_tiers = 0;  // lists of tiers
};
lowest_written count_lowest(const review& r, span except);

/// Whether the options are degrees of one thing, the words they begin with alike aside: 落实到位, 落实比较到位, 落实一般.
bool are_degrees(const std::vector<std::string>& options);

/// 不完善, 未完成, 差: the word for what falls short of everything else.
bool names_the_bottom(const std::string& option);

}  // namespace fenze
