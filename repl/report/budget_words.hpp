#pragma once
// What several units are given together, and how far it goes beyond the budget.

#include <optional>
#include <string>
#include <vector>

#include "interpreter/outcomes/share.hpp"
#include "repl/report_json.hpp"

namespace fenze {

struct population_rewards {
    std::vector<std::size_t> rewards;  // which of the plan's
    budget from;
    shared_rewards shared;  // one claim for each unit that came to a score
    std::vector<std::size_t> units;
    bool decided = false;  // every amount is one that was given, none only a limit
    std::size_t open = 0;  // units whose results leave open what they may be given: the most is taken
};

/// Nothing where the rubric gives no money; `budget_option` as on the command line. An amount that is none is said in `why`.
std::optional<population_rewards> rewards_of(const plan& p, const std::vector<scored>& all, const std::string& budget_option, words& why);

std::string rewards_text(const plan& p, const std::vector<scored>& all, const population_rewards& of, bool zh, bool markdown);
std::string rewards_json(const plan& p, const std::vector<scored>& all, const population_rewards& of);
/// The budget that holds: of the option, else of the document; nothing, with the reason in `why` where the option is no amount.
std::optional<budget> budget_for(const plan& p, const std::string& budget_option, words& why);
/// One sentence: 资金奖励：2家合计40万元，预算30万元，超出10万元；文件没有说怎样核减。
std::string rewards_line(const plan& p, const population_rewards& of, std::size_t units, bool zh);
std::string rewards_line(const plan& p, const population_rewards& of, bool zh);
/// What is given beside the budget, a line for each reward that it is not for.
std::string other_rewards(const plan& p, const std::vector<scored>& all, const population_rewards& of, bool zh);

}  // namespace fenze
