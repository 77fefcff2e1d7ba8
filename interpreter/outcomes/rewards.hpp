#pragma once
// Money in the words of a consequence, and what a document says of its sum over all units.

#include <optional>
#include <string>

#include "dsl/tree.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// 给予每家不超过20万元的资金奖励 → 资金奖励, 20 万元, a limit.
struct reward_words {
    std::string name;
    number amount;
    std::string unit;
    bool limit = false;
};
/// Nothing where an action's words name no amount of money that is given.
std::optional<reward_words> reward_in(const std::string& action);

/// A fact for each reward whose amount is left open; rewards of one name share it.
void ask_rewards(model& m);

/// 预算：资金奖励合计不超过500万元，按名次依次给予.
void read_budget(const source& text, const directive& said, model& m, diagnostics& out);
/// 奖励总额按资金总量控制, in prose.
void find_budget(const source& text, span sentence, model& m);

/// 资金奖励合计不超过500万元，按名次依次给予, as the read-back says it.
std::string budget_words(const model& m);

}  // namespace fenze
