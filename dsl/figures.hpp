#pragma once
// Figures among the words before an award: which compare or count, which belong to a name, and which nobody has read.

#include <optional>
#include <string_view>
#include <vector>

#include "dsl/clause.hpp"
#include "dsl/piece.hpp"

namespace fenze {

/// An interval and where it stands.
struct found_interval {
    interval_text is;
    std::size_t begin = 0, end = 0;
};

/// All intervals of the stretch that compare; a bare number counts where it closes the stretch or stands before a connector.
std::vector<found_interval> find_intervals(const folded& text, piece p);

/// A number with its unit among other words: 每承担(1项)省级项目, 每新认定为国家级孵化器(1家).
std::optional<found_interval> inner_amount(const folded& text, piece p);

/// Whether 每 behind these words says to whom, not how many: 为每个成员设立账户.
bool addresses(std::string_view before_each);

/// Whether the words hold digits with a unit or a 每 that no pattern has accounted for.
bool unread_figures(std::string_view words_left, bool compared = false);

/// Whether a second 每 that is no period is left: 专利每件每年计2分.
bool counts_again(std::string_view words_left);

}  // namespace fenze
