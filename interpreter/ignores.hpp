#pragma once
// 检查：忽略 FZ012，因为…: the document's own word that a warning or a note of the check is known, with the reason.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace fenze {

/// A warning or note that the document says to pass over, and why.
struct ignored_problem {
    diagnostic problem;
    std::string reason;
};

struct heeded {
    diagnostics problems;  // what is left, in its order; with it what is wrong with the lines themselves (FZ160 to FZ163)
    std::vector<ignored_problem> ignored;
};

/// The line speaks of what stands below its heading, above the first heading of the whole file. Errors are never passed over.
/// `known`: whether a code exists at all. `complete`: all checks were run, so that a line which ignores nothing can be told of.
heeded heed_ignores(const source& text, const diagnostics& problems, const std::function<bool(std::string_view)>& known, bool complete);

}  // namespace fenze
