#pragma once
// The answers of goal, missing and why for programs: keys keep their order, numbers are exact text.

#include <string>

#include "interpreter/goal/missing.hpp"
#include "interpreter/goal/next_step.hpp"
#include "interpreter/goal/seek.hpp"
#include "repl/report_json.hpp"

namespace fenze {

std::string goal_json(const plan& p, const goal_request& wanted, const goal_answer& answer);
std::string missing_json(const plan& p, const scored& s, const missing_report& report);

/// What `why` was asked about, and everything it says.
struct why_answer {
    enum class kind { total, grade, item, fact };
    kind about = kind::total;
    std::vector<std::uint32_t> nodes;            // item: those meant; fact: those that ask for it
    std::optional<std::uint32_t> fact;           // fact
    std::vector<std::vector<clause_step>> next;  // per node
    std::vector<marginal_gain> gains;            // total, grade: where points are still to be had; fact: its own
};

std::string why_json(const plan& p, const source& rubric, const scored& s, const why_answer& answer, const std::string& words, bool zh);

}  // namespace fenze
