#pragma once
// One unit's facts with what they come to, as the options name them.

#include <optional>

#include "repl/load.hpp"
#include "repl/report_json.hpp"

namespace fenze {

/// Reads the files of --facts; prints what is wrong with them. Nothing where there is no score; `status` then says how to end.
std::optional<scored> one_situation(const options& o, loaded& file, const compiled_rubric& rubric, int& status);

}  // namespace fenze
