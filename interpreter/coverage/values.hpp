#pragma once
// Values that are worth trying for each fact of a stage, and whole sets of them to start from.

#include "interpreter/coverage/stage.hpp"

namespace fenze {

/// Per fact of the stage: nothing at all first, then small numbers, then at, below and above each figure, plain numbers all.
std::vector<std::vector<number>> values_worth_trying(const stage& s, const std::vector<target>& targets);

/// What stands for “nothing of it”: 0, 否, the last option.
number nothing_of(const fact& f);

/// Nothing of anything; one of each; as much as the figures know. Once for each way that the choices can be made, while they are few.
std::vector<fact_values> bases_of(const stage& s, const std::vector<std::vector<number>>& values);

}  // namespace fenze
