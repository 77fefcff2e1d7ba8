#pragma once
// A list of tiers over one quantity, as the model has it: for the checks that look at what the tiers leave open or say twice.

#include "interpreter/check/review.hpp"

namespace fenze {

struct listed_tier {
    interval is;
    number points;  // signed; the middle of a range that a judge marks within
    span at;
    bool bare = false;  // 0件: a figure without a word of comparison
};

struct tier_list {
    std::size_t node = 0;
    std::size_t fact = 0;  // of the model; nowhere: the tiers are of objects, each tier counted by a fact of its own
    struct fact quantity;  // what the tiers compare
    std::vector<listed_tier> tiers;
    bool take = false;
    bool otherwise = false;    // 其余, 否则 closes the list
    number rest;               // what 其余 gives
    bool shares_fact = false;  // another rule of the item speaks of the same quantity
    std::optional<std::size_t> rule;
    span at;
};

std::vector<tier_list> tier_lists(const review& r);

/// By where they begin, an open beginning first; of two that begin alike, by where they end.
bool lies_below(const interval& a, const interval& b);
/// The tiers by where they begin.
std::vector<std::size_t> from_below(const tier_list& list);
/// 79% and 80%, 89.9% and 90%: neighbours, where figures have no more decimals than these.
bool neighbours(const number& low, const number& high);
/// 平均年龄, 人均课时: a quotient, and seldom a whole number.
bool is_average(const fact& f);
/// Ages and spans of time are told in whole numbers, their averages are not.
bool told_in_whole(const fact& f);

/// A piece of the line that no tier, or one, covers; ends as in tier tables.
struct covered_piece {
    extent is;
    int tier = -1;  // −1: none
};

/// What holds where, within what the fact may be; pieces without a value (no whole number) are left out.
std::vector<covered_piece> covered(const tier_list& list, const fact& f);

/// A plain value inside the piece.
number value_in(const extent& piece, bool whole);

/// The fact values that show it: the value for the fact, everything else of the item at its least. Replayed: the node's points for them.
struct shown {
    fact_values facts;
    number points;
};
std::optional<shown> show(const review& r, const tier_list& list, const number& value);

}  // namespace fenze
