#pragma once
// Missing facts, ranked by how much of the range of the total they decide.

#include <atomic>
#include <optional>
#include <vector>

#include "interpreter/result.hpp"

namespace fenze {

struct missing_fact {
    std::uint32_t fact = 0;
    std::optional<number> settles;        // by how many points giving it can narrow the range of the total, at most; nothing: without bound
    number least;                         // and at least
    std::optional<std::uint32_t> within;  // where the total has no bound: the item whose range is meant
};

/// Why an unknown fact is proved not to move the total.
enum class idle_reason {
    capped,   // its item is at a cap already, whatever it is
    zeroed,   // its item gives nothing, or does not apply
    outcome,  // it decides the grade or its consequences, not the points
    other,    // other facts have decided
};

struct idle_fact {
    std::uint32_t fact = 0;
    idle_reason why = idle_reason::other;
    std::optional<std::uint32_t> node;  // capped, zeroed: the item
};

struct missing_report {
    std::vector<missing_fact> moving;            // most narrowing first
    std::vector<idle_fact> idle;                 // in the order of the facts
    std::optional<fact_values> lowest, highest;  // completions that attain both ends of the total; nothing where an end is not attained
};

/// `stop`, set from elsewhere, ends it soon; what it gives then is not to be believed.
missing_report missing_facts(const plan& p, const fact_values& facts, const result& now, const std::atomic<bool>* stop = nullptr);

}  // namespace fenze
