#pragma once
// Diagnostics are data: stages append them, only the program prints them.

#include <string>
#include <vector>

#include "dsl/source.hpp"

namespace fenze {

enum class severity { error, warning, note };

/// The same words in Chinese and in English.
struct words {
    std::string zh;
    std::string en;
};

/// A second place that a message speaks of ("先列的一档在这里").
struct label {
    span at;
    words says;
};

struct diagnostic {
    std::string code;  // FZ followed by three digits, stable
    severity level = severity::error;
    span at;
    words message;  // what is wrong, in one sentence; may be followed by what was expected
    words help;     // a way to mend it; may be empty
    std::vector<label> labels;
    std::string where;  // heading path (第三条第（二）项), or the place in a facts file; may be empty
    std::string file;   // empty: the rubric itself
};

using diagnostics = std::vector<diagnostic>;

[[nodiscard]] bool has_error(const diagnostics& all);

}  // namespace fenze
