#pragma once
// What is to be handed in, and what comes of it where it is not; and whether the rubric holds on the day it is applied.

#include "dsl/tree.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/records/table.hpp"

namespace fenze {

/// The evidence that the document asks for: lines of 材料：, its sentences 提供…材料, and tables that only list evidence. In its order.
std::vector<material> read_materials(const source& text, const rubric_text& written, std::uint32_t end, const plan& p);

/// Whether the item, or one around it, wants evidence.
bool wants_material(const record_rules& rules, const plan& p, std::uint32_t node);

/// With `needs_materials`: facts that give points where evidence is wanted and that name none are refused.
void require_materials(const plan& p, const bound_facts& unit, diagnostics& out);

/// A warning where the rubric is applied outside its 有效期.
void check_validity(const plan& p, const source& rubric, diagnostics& out);

}  // namespace fenze
