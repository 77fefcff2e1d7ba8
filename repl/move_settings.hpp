#pragma once
// 锁定, 放开, 步长, 代价: what a user says of the moves of facts, by name.

#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/goal/moves.hpp"

namespace fenze {

/// Each returns an empty pair of words, or what is wrong with what was said.
words set_freedom(const fact_index& index, std::string_view fact, freedom may, std::vector<fact_moves>& moves);
words set_step(const fact_index& index, std::string_view fact, std::string_view step, std::vector<fact_moves>& moves);
words set_cost(const fact_index& index, std::string_view fact, std::string_view cost, std::vector<fact_moves>& moves);

/// 发明专利授权=2: the fact and its step.
words set_step(const fact_index& index, std::string_view both, std::vector<fact_moves>& moves);

/// A file of costs: lines 事实：代价 (also with a comma or =), or a JSON object; 锁定 for a cost locks, 可增可减 frees. # begins a remark.
std::vector<words> set_costs(const fact_index& index, const source& file, std::vector<fact_moves>& moves);

}  // namespace fenze
