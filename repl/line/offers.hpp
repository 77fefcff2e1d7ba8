#pragma once
// The list below the line: completions, or lines of the history.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fenze {

struct list_look {
    std::uint32_t columns = 80;
    std::size_t rows = 8;  // at most
    bool zh = true;
    bool color = true;
};

/// The entries as rows, in columns from top to bottom where they are short, the chosen one marked; where there are too many, those
/// around the chosen one, with the count of the others.
std::vector<std::string> list_rows(const std::vector<std::string>& entries, std::optional<std::size_t> chosen, const list_look& look);

}  // namespace fenze
