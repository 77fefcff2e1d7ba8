#pragma once
// Facts for what no example tries yet: item by item, few facts first, then sections and the whole rubric.

#include "interpreter/coverage/targets.hpp"
#include "interpreter/evaluate.hpp"

namespace fenze {

/// Why a situation has no example.
enum class untried_because : std::uint8_t {
    impossible,  // proved: no facts come to it
    hidden,      // facts come to it, and the result is the same without it: a cap or another rule covers it up
    not_found,   // none of the facts that were tried, and no proof either
    unwritable,  // found, but an example cannot say it
    limit,       // not looked for: the rubric is too large
};

struct found_example {
    std::optional<std::uint32_t> node;  // the item it speaks of; nothing: the whole rubric
    fact_values facts;                  // of the whole plan; nothing where it does not matter
    number points;
    std::string grade;
    std::vector<std::size_t> tried;  // situations of the row
};

struct search_outcome {
    std::vector<found_example> examples;
    std::vector<std::optional<untried_because>> left;  // per situation of the row: set where it is still missing
};

/// `missing`: per situation of the row, whether it is to be looked for.
search_outcome search_examples(const plan& p, const std::vector<target>& targets, const std::vector<bool>& missing);

}  // namespace fenze
