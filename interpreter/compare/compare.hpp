#pragma once
// Two rubrics compared: which items and clauses changed, whether the new ones are equal, stricter, laxer or both by turns, and the facts that show it.

#include "interpreter/compare/difference.hpp"
#include "interpreter/compare/grades.hpp"
#include "interpreter/compare/merged.hpp"

namespace fenze {

struct clause_comparison {
    pair_of rule;         // index into the rules of the item
    difference points;    // where both are there
    bool limits = false;  // its facts may take other values than before
};

struct item_comparison {
    pair_of item;
    difference points;                       // where both are there
    std::vector<clause_comparison> clauses;  // in the order of the new item
    bool itself = false;                     // what it does with its clauses: caps, full mark, best of, weights
    bool mark = false;                       // its full mark
    bool limits = false;                     // the values that its facts may take
    bool no_common = false;                  // there are no facts that both allow: nothing is proved

    /// Whether anything that counts differs, be it proved to come to the same.
    [[nodiscard]] bool touched() const;
};

/// What one rubric allows and the other refuses.
struct limit_change {
    side refuses = after;
    std::vector<std::uint32_t> facts;  // of the joint plan
    verdict is = verdict::undecided;   // yes: `example` shows it
    fact_values example;
};

struct comparison {
    pairing pairs;
    joint_plan joint;
    paired_rules rules;  // per pair of items
    merged_plan merged;
    std::vector<item_comparison> items;  // as in pairs.items
    std::vector<limit_change> limits;
    difference total;
    bool whole_itself = false;  // how the items come to the total changed
    grade_comparison grades;
    std::vector<outcome_comparison> outcomes;
    unsigned asked = 0, undecided = 0;  // questions to the solver

    [[nodiscard]] bool equal() const;
};

/// The plans must stay where they are as long as the comparison is used.
comparison compare(const plan& old_one, const plan& new_one, const std::vector<wished_pair>& wishes = {}, unsigned milliseconds = 2000);

}  // namespace fenze
