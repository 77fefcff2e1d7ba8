#pragma once
// Which clause of an item is which clause of the item it is compared with.

#include "interpreter/compare/joint.hpp"

namespace fenze {

/// Rules of one paired item, by index into plan_node::rules; in the order of the new item, a removed one behind what stood before it.
std::vector<pair_of> pair_rules(const joint_plan& j, const plan_node& old_item, const plan_node& new_item);

}  // namespace fenze
