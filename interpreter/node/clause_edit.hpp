#pragma once
// Passes that rewrite the items of a node before any run is read: each spells out what a clause leaves to its neighbours.

#include <vector>

#include "dsl/clause.hpp"

namespace fenze {

/// 国家级、省级分别得5分、3分 → one clause for each pair.
std::vector<placed_item> pair_up(const std::vector<placed_item>& items);

/// 收缴率及满意率均达到95%; 前三名分别得10分、8分、6分: each quantity, each place by itself.
std::vector<placed_item> compared_apart(const std::vector<placed_item>& items);

/// 小学达到4.2人、初中达到5.3人，各得3分; 达到100小时、300小时的，分别加1分、2分 → one clause for each.
std::vector<placed_item> each_gets(const std::vector<placed_item>& items);

/// A. 能力强，≥5项（25-30分） B. 能力较强，≥4项（19-24分）: options of one choice, whose figures belong to their names.
std::vector<placed_item> lettered_options(std::vector<placed_item> items);

/// 缺1项扣1分，缺2项扣3分: a count that rises from clause to clause is a ladder, not so much each.
std::vector<placed_item> ladders(std::vector<placed_item> items);
/// 负增长, 零增长, 持平 behind tiers of a growth rate are tiers of it: below, at or above zero.
std::vector<placed_item> spell_signs(std::vector<placed_item> items);
/// 第1项得3分，从第2项起每项得1分: the first is a threshold, the rest are what exceeds it.
std::vector<placed_item> first_and_rest(std::vector<placed_item> items);
/// 第一名加5分，…，第四至六名加2分: places beside ranges of places are figures too.
std::vector<placed_item> spell_places(std::vector<placed_item> items);
/// 异常率为0的得5分，1%以内的得3分: nothing at all is a tier too.
std::vector<placed_item> zero_is_a_figure(std::vector<placed_item> items);
/// 90%以上不扣分，80%-90%扣2分: a tier that takes nothing.
std::vector<placed_item> nothing_is_a_tier(std::vector<placed_item> items);
/// 全部完成得10分，完成80%得8分: all of it is 100%.
std::vector<placed_item> all_is_hundred(std::vector<placed_item> items);
/// 发明专利最高4分，每件2分: the cap stands behind what it names.
std::vector<placed_item> caps_behind(std::vector<placed_item> items);
/// 按时报送得8分，逾期减半计分: half of the one award before it.
std::vector<placed_item> halve(std::vector<placed_item> items);

/// 规模：1000≤X＜3000得3分，X≥3000得5分: the letter stands for what the tiers before compare.
std::vector<placed_item> without_variables(std::vector<placed_item> items);
/// All of them, in the order in which each can rely on the ones before.
std::vector<placed_item> spelled_out(const std::vector<placed_item>& items);

}  // namespace fenze
