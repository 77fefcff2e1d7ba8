#pragma once
// Which situations a result tries: their operation is one that the result hangs on, and the value lies where it should.

#include "interpreter/coverage/observe.hpp"
#include "interpreter/coverage/targets.hpp"

namespace fenze {

/// One situation of one target, by their places in the list.
struct place_of_situation {
    std::size_t target = 0, situation = 0;
};

/// The situations of all targets in one row: bit n of every coverage is `row[n]`.
std::vector<place_of_situation> row_of(const std::vector<target>& targets);

/// Looks at results of a plan, or of a part of it.
class situation_view {
public:
    /// `here`: operation of the whole plan → operation of the part that is looked at; nothing: the whole plan itself.
    situation_view(const std::vector<target>& targets, const std::vector<std::optional<std::uint32_t>>* here);

    /// The situations (indices of the row) that are seen at all in this part.
    [[nodiscard]] std::vector<std::size_t> within() const;
    /// Those that a result tries. `looked_at` is the plan whose operations `seen` holds; `roots` are what the result states.
    [[nodiscard]] std::vector<std::size_t> tried(const plan& looked_at, const sight& seen, const std::vector<std::uint32_t>& roots) const;

private:
    struct local_probe {
        std::size_t situation;
        probe at;
    };
    std::vector<local_probe> probes_;  // ordered by situation
};

}  // namespace fenze
