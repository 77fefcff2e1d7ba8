#pragma once
// Directive lines: one of the listed words at the start of a line before ：, as in 满分：100分.

#include <optional>
#include <string>
#include <string_view>

#include "dsl/tree.hpp"

namespace fenze {

/// The directive that the line is, if it is one; `node` is left to the outline.
std::optional<directive> directive_at(std::string_view text, span line);

/// A word before ： that is one slip away from a directive (满份：): the directive meant, and the word's place.
struct near_directive {
    std::string meant;
    span at;
};
std::optional<near_directive> near_directive_at(std::string_view text, span line);

}  // namespace fenze
