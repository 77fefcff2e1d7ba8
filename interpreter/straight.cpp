#include "interpreter/straight.hpp"

#include <algorithm>

namespace fenze {
namespace {

using parts = std::vector<std::optional<straight>>;

std::optional<straight> sum(const parts& all, const operation& o) {
    straight out;
    for (const auto k : o.in) {
        const auto& part = all[k];
        if (!part || (part->fact && out.fact && *part->fact != *out.fact)) return std::nullopt;
        if (part->fact) out.fact = part->fact;
        out.slope = out.slope + part->slope;
        out.base = out.base + part->base;
    }
    return out;
}

/// The one operand that is no constant: what is cut off.
std::optional<straight> cut(const parts& all, const operation& o) {
    const std::optional<straight>* only = nullptr;
    for (const auto k : o.in) {
        if (!all[k]) return std::nullopt;
        if (!all[k]->fact) continue;
        if (only) return std::nullopt;
        only = &all[k];
    }
    return only ? *only : std::nullopt;
}

}  // namespace

std::vector<std::optional<straight>> straight_parts(const plan& p) {
    parts all(p.operations.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const operation& o = p.operations[i];
        if (o.kind == op::constant) all[i] = straight{std::nullopt, number(), o.value};
        else if (o.kind == op::fact) all[i] = straight{o.index, number(1), number()};
        else if (o.kind == op::scale && all[o.in[0]]) all[i] = straight{all[o.in[0]]->fact, all[o.in[0]]->slope * o.value, all[o.in[0]]->base * o.value};
        else if (o.kind == op::add) all[i] = sum(all, o);
        else if (o.kind == op::min || o.kind == op::max) all[i] = cut(all, o);
    }
    return all;
}

}  // namespace fenze
