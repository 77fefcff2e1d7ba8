#pragma once
// Whether the tiers of a list stand in order, and the points follow the quantity.

#include "interpreter/check/tier_list.hpp"

namespace fenze {

/// Says what is out of order; true where something is.
bool tiers_out_of_order(review& r, const tier_list& list);
/// Says which tier's unit is wrong, where the units explain why the list does not hold together; true where one is.
bool unit_slip(review& r, const tier_list& list);
/// 500亿元以上, 300万元以上: neighbours in different units that lie a thousandfold apart.
bool far_apart(const review& r, const tier_list& list);

}  // namespace fenze
