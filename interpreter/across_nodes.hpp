#pragma once
// What a heading and the items below it say together, once each of them is read.

#include "interpreter/read_node.hpp"

namespace fenze {

/// A column 权重 beside the items of one heading: their sum by weights, where they make a whole.
void weigh_columns(model& m, const std::vector<read_node>& nodes, diagnostics& out);

/// 按承担角色择一计分： with an item a line: the lines are options of one choice.
void merge_options(const source& text, model& m, const std::vector<read_node>& nodes);

/// ①未制定目标，不得分；②…每少一个扣2分: an item without a mark of its own zeroes the one that has it.
void lift_zeroes(model& m);

/// （1）…每处扣1分；（2）…每次扣2分 under an item with a mark: the item is what they deduct from.
void start_from_children(model& m);

}  // namespace fenze
