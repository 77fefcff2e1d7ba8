#include "dsl/diagnostic.hpp"

#include <algorithm>

namespace fenze {

bool has_error(const diagnostics& all) {
    return std::any_of(all.begin(), all.end(), [](const diagnostic& one) { return one.level == severity::error; });
}

}  // namespace fenze
