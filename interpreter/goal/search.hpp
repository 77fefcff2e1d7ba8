#pragma once
// The cheapest facts that come to something: fronts within a budget that grows until what is looked for is found.

#include <functional>
#include <optional>
#include <vector>

#include "interpreter/evaluate.hpp"
#include "interpreter/goal/front.hpp"

namespace fenze {

/// A plan with what its facts may become. `program` may hold operations appended to it.
struct move_space {
    plan program;
    std::vector<number> start;
    std::vector<fact_moves> moves;
    std::vector<std::uint32_t> must;          // the plan's constraints and more
    bool no_rough = false;                    // as in front_question
    const std::atomic<bool>* stop = nullptr;  // set from elsewhere, it ends the search
};

/// The space of a plan: its constraints have to hold.
move_space space_of(const plan& p, std::vector<number> start, std::vector<fact_moves> moves);

/// Unknown facts may be anything, known ones stay: what completes the facts.
std::vector<fact_moves> moves_of_completion(const plan& p, const fact_values& facts);

struct search_result {
    std::optional<front_point> found;
    front looked_at;    // the last front that is exact, of all points within its budget; else the first
    number budget;      // of the last round
    bool exact = true;  // nothing cheaper comes to it; where nothing was found: nothing does, whatever it costs
};

/// The first point of the front that `enough` accepts. `work` is taken from; `from` is the first budget (0: a small one).
search_result cheapest(
    const move_space& s, std::uint32_t measured, bool higher, const std::function<bool(const front_point&)>& enough, std::int64_t& work, number from = 0);

/// Values of all facts at a point.
fact_values facts_at(const move_space& s, const front_point& at);

/// The range of an operation over all that the moves allow, whole steps or not.
bounds reach_of(const move_space& s, std::uint32_t operation);

/// Values of all operations for complete facts that break no constraint; nothing where they do, or cannot be computed.
std::optional<std::vector<number>> replayed(const plan& p, const fact_values& facts);

}  // namespace fenze
