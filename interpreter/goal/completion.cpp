#include "interpreter/goal/completion.hpp"

#include "interpreter/goal/search.hpp"

namespace fenze {

std::optional<fact_values> completion_at(const plan& p, const fact_values& facts, std::uint32_t operation, range_end end, const std::atomic<bool>* stop) {
    const bool high = end == range_end::high;
    move_space s = space_of(p, starting_values(p, facts), moves_of_completion(p, facts));
    s.stop = stop;
    const bounds reach = reach_of(s, operation);
    const auto& bound = high ? reach.high : reach.low;
    if (!bound) return std::nullopt;
    std::int64_t work = 5'000'000;
    std::optional<fact_values> attained;
    cheapest(
        s, operation, high,
        [&](const front_point& point) {
            if (point.points != *bound) return false;
            auto all = facts_at(s, point);
            const auto values = replayed(p, all);
            if (!values || (*values)[operation] != *bound) return false;
            attained = std::move(all);
            return true;
        },
        work);
    return attained;
}

}  // namespace fenze
