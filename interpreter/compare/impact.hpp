#pragma once
// What a change of rules does to a population: totals, grades, ranks, and which parts of the change are behind it.

#include "interpreter/compare/attribution.hpp"
#include "interpreter/compare/compare.hpp"
#include "interpreter/result.hpp"

namespace fenze {

/// One unit under both rubrics.
struct unit_impact {
    std::size_t record = 0;  // from 0, in the order of the file
    std::string id;
    std::array<bounds, 2> total;  // one number each where nothing is missing that counts
    std::array<std::optional<std::string>, 2> grade;
    std::array<std::size_t, 2> rank{};                  // from 1, equal totals share one; 0: not ranked
    std::array<bool, 2> vetoed{};                       // a veto holds: whatever the total, it takes no rank
    std::array<std::vector<std::uint32_t>, 2> missing;  // facts of each rubric
    std::optional<std::vector<share>> shares;           // nothing: not to be told apart
    bool by_points = false, by_rule = false;            // of a grade that changed: the new total alone, the new grades alone would have changed it

    [[nodiscard]] bool certain() const { return total[before].fixed() && total[after].fixed(); }
    [[nodiscard]] number change() const { return *total[after].low - *total[before].low; }
    [[nodiscard]] bool grade_changed() const { return grade[before] != grade[after]; }
};

/// What one part, or parts that are coupled, did to all.
struct part_impact {
    std::vector<std::size_t> parts;
    std::size_t up = 0, down = 0;  // units
    number points;                 // of all units together
};

struct impact_summary {
    std::size_t certain = 0, up = 0, down = 0, grades = 0, ranks = 0, unshared = 0;
    number mean;                                                       // of the change, over the certain ones
    std::map<std::pair<std::string, std::string>, std::size_t> moves;  // grade before, grade after → units
    std::vector<part_impact> parts;                                    // the most points first
};

class impact_reading {
public:
    explicit impact_reading(const comparison& c);

    /// Nothing and the operation that cannot be computed on a side: a division by zero. Facts are each rubric's own; `joint` both together.
    [[nodiscard]] unit_impact of(const std::array<fact_values, 2>& own, const fact_values& joint, std::optional<side>& failed) const;

private:
    [[nodiscard]] std::optional<number> grade_at(side rule, const number& total, fact_values joint) const;

    const comparison& c_;
    attribution because_;
};

/// Ranks all that are certain, and sums up.
impact_summary sum_up(std::vector<unit_impact>& units);

}  // namespace fenze
