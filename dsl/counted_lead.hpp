#pragma once
// Leads that count: 每新增1家, 少一节, 发现一处, and lists of which every member counts.

#include "dsl/clause.hpp"
#include "dsl/piece.hpp"

namespace fenze {

/// 每 with its quantity: 每新增1家国家级平台. False where no 每 counts: 食谱每周公示.
bool read_each(const folded& text, piece lead, clause_text& clause);

/// A list whose members each have the award: 有领导小组、有实施方案的，各得2分.
bool read_members(const folded& text, piece lead, clause_text& clause);

/// A quantity without its 每: 动火时间超过30分钟的，一次扣2分; 听课不少于20节，少一节扣0.5分.
bool read_without_each(const folded& text, piece lead, clause_text& clause);

}  // namespace fenze
