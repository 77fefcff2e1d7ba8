#pragma once
// What check found as SARIF 2.1.0, the format that code review and editors take in.

#include <string>
#include <vector>

#include "interpreter/ignores.hpp"
#include "repl/files.hpp"

namespace fenze {

/// Problems that the document ignores are results too, marked as suppressed with the reason given.
std::string diagnostics_sarif(const diagnostics& problems, const std::vector<ignored_problem>& ignored, const file_set& files, bool zh);

}  // namespace fenze
