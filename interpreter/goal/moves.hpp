#pragma once
// What a unit could change: where each fact starts, which way it may go, in what steps, at what cost.

#include <cstdint>
#include <vector>

#include "interpreter/extent.hpp"

namespace fenze {

/// locked: stays; up: may grow, never falls (what was done cannot be undone); both: either way.
enum class freedom { locked, up, both };

/// The cost of moving a fact from its start to v is |v − start| ÷ step × cost; of a choice or yes/no, one `cost` for each level changed.
struct fact_moves {
    freedom may = freedom::up;
    number step = 1;  // > 0; the values looked at are whole multiples of it, beside the start and the ends of the allowed range
    number cost = 1;  // > 0
};

/// One of the settings for each fact: counts, amounts and yes/no may only grow, rates, marks, places (名次) and numbers go both ways, choices change level by
/// level; dates, consequences (弄虚作假) that are given, and kinds of unit (a choice that several items ask for) stay as they are. The step of an amount is the
/// greatest number that all its figures in the rubric are multiples of.
std::vector<fact_moves> default_moves(const plan& p, const fact_values& facts);

/// Where each fact starts: its value, or where it is unknown none of it: 0, 否, the option that gives least, the place behind all that count.
std::vector<number> starting_values(const plan& p, const fact_values& facts);

/// Where the score can change or turn as a fact moves, as far as the operations on the fact alone tell.
struct fact_figures {
    struct repeated {
        number by, from;  // at from, and every whole multiple of `by` from there
    };
    std::vector<number> at;
    std::vector<repeated> every;
    bool compared_only = true;  // nothing but such figures can tell two values apart
};
std::vector<fact_figures> figures_of(const plan& p);

/// A value a fact may take, and what it costs to get there.
struct priced_value {
    number value;
    number cost;
};

struct value_list {
    std::vector<priced_value> values;  // the start among them
    bool cut = false;                  // a dearer value than the budget allows may tell more
    bool all = true;                   // false: there were too many to list within the budget
};

/// All values worth looking at that cost at most `budget`. Where the fact is compared with figures only, these are the nearest steps on either
/// side of each figure: between two figures nothing changes, and the nearest step is the cheapest.
value_list values_to_try(const fact& f, const number& start, const fact_moves& moves, const extent& domain, const fact_figures& figures, const number& budget);

}  // namespace fenze
