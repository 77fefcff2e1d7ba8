#pragma once
// 事实：企业产值（万元）: what a document says of a fact before its items ask for it.

#include <set>

#include "dsl/tree.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// The facts that 事实： names, by their index. Range and unit are taken from there; above all items, it makes what several of them ask for one fact.
std::set<std::size_t> declare_facts(const source& text, const rubric_text& written, model& m, diagnostics& out);

}  // namespace fenze
