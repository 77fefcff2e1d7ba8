#pragma once
// One unit's facts with what they come to, as the options name them.

#include <optional>
#include <vector>

#include "repl/load.hpp"
#include "repl/report_json.hpp"

namespace fenze {

/// Reads the files of --facts; prints what is wrong with them. Nothing where there is no score; `status` then says how to end.
std::optional<scored> one_situation(const options& o, loaded& file, const compiled_rubric& rubric, int& status);

/// The rubric of the command line, and the unit whose facts it names.
struct asked_unit {
    loaded file;
    const compiled_rubric* rubric = nullptr;  // of `file`
    scored unit;
};
std::optional<asked_unit> load_unit(const options& o, int& status);
/// All units that the files of --facts hold, what is wrong with each included; nothing where the files cannot be used, which has been said.
std::optional<std::vector<scored>> all_situations(const options& o, loaded& file, const compiled_rubric& rubric, int& status);

}  // namespace fenze
