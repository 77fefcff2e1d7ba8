#pragma once

#include "interpreter/plan.hpp"

namespace fenze {

/// Whether a node is the other or lies below it; no_node lies below nothing.
inline bool below(const plan& p, std::uint32_t node, std::uint32_t above) {
    for (std::optional<std::uint32_t> up = node == no_node ? std::nullopt : std::optional(node); up; up = p.nodes[*up].parent)
        if (*up == above) return true;
    return false;
}

}  // namespace fenze
