#pragma once
// The last passes over a model: what is no item goes, what remains has names.

#include "interpreter/model.hpp"

namespace fenze {

/// A node with no rule below it is prose and no node of the result.
void drop_prose(model& m);

/// 名次 and 排名 begin with 1.
void count_places_from_one(model& m);

/// Each marked item below a heading with 缺项： may be said not to apply.
void offer_absence(model& m);

/// Every fact without a path gets one of its node and its name.
void name_paths(model& m);

}  // namespace fenze
