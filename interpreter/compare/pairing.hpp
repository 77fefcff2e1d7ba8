#pragma once
// Which item, which fact of the new rubric is which of the old one. What is not plainly the same is paired only with a note.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

/// One of both sides may be missing: it was removed, or added.
struct pair_of {
    std::optional<std::uint32_t> before, after;
};

/// A fact of the old rubric and the same fact of the new one.
struct paired_fact : pair_of {
    std::vector<std::pair<std::size_t, std::size_t>> options;  // of a choice: index before, index after; 无 is the index behind the last
    number times = 1;                                          // the new value is the old one so many times (万元 → 元: 10000)
};

struct pairing {
    std::vector<pair_of> items;        // of plan.nodes; in the order of the new rubric, a removed one behind what stood before it
    std::vector<paired_fact> facts;    // every fact of both
    std::vector<words> notes;          // pairs that are not by the same name and place, and near misses
    std::vector<std::string> unknown;  // wished names that no rubric has
};

/// A pair the user asks for: names or paths; an empty one: no fact of the other rubric.
struct wished_pair {
    std::string before, after;
};

pairing pair_up(const plan& before, const plan& after, const std::vector<wished_pair>& wishes = {});

/// The items alone, first step of the above.
std::vector<pair_of> pair_items(const plan& before, const plan& after, std::vector<words>& notes);

/// 一、制度建设, 4. 成果转化
std::string item_name(const plan_node& n);

}  // namespace fenze
