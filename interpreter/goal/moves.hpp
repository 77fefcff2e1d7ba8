#pragma once
// What a unit could change: where each fact starts, which way it may go, in what steps, at what cost.

#include <cstdint>
#include <string>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

/// locked: stays; up: may grow, never falls (what was done cannot be undone); both: either way.
enum class freedom { locked, up, both };

/// The cost of moving a fact from its start to v is |v − start| ÷ step × cost; of a choice or yes/no, one `cost` for each level changed.
struct fact_moves {
    freedom may = freedom::up;
    number step = 1;  // > 0; the values looked at are whole multiples of it, beside the start and the ends of the allowed range
    number cost = 1;  // > 0
};

/// One of the settings for each fact: counts, amounts and yes/no may only grow, rates, marks and numbers go both ways, choices change level by level;
/// dates, consequences (弄虚作假) that are given, and kinds of unit (a choice that several items ask for) stay as they are.
/// The step of an amount is the greatest number that all its figures in the rubric are multiples of.
std::vector<fact_moves> default_moves(const plan& p, const fact_values& facts);

/// Where each fact starts: its value, or where it is unknown none of it: 0, 否, the option that gives least.
std::vector<number> starting_values(const plan& p, const fact_values& facts);

/// A value a fact may take, and what it costs to get there.
struct move {
    number value;
    number cost;
};

}  // namespace fenze
