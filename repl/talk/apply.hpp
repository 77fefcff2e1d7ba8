#pragma once
// A fact said in the conversation, carried out: the moment behind it, or why there is none.

#include <optional>
#include <string>
#include <vector>

#include "repl/talk/request.hpp"

namespace fenze {

struct applied {
    std::optional<moment> to;  // nothing: `remarks` say what is wrong and how to put it right
    std::vector<std::string> remarks;
    std::optional<std::uint32_t> fact;  // the one that was given
};

/// `said.meant` is sure. Facts that cannot stand beside the new one are taken back to unknown, with a remark.
applied apply(const moment& from, const said_fact& said, bool zh);

/// Whether an item applies at all: 2.3 不适用, 2.3 适用; nothing where the line says no such thing.
std::optional<applied> apply_absence(const moment& from, std::string_view line, bool zh);

}  // namespace fenze
