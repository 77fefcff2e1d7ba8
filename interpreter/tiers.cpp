#include "interpreter/tiers.hpp"

#include <algorithm>

namespace fenze {
namespace {

// Whole numbers: > 4 is ≥ 5.
interval closed(const interval& is) {
    interval out = is;
    if (out.low) {
        const number up = ceiling(out.low->value);
        out.low->value = !out.low->inclusive && up == out.low->value ? up + number(1) : up;
        out.low->inclusive = true;
    }
    if (out.high) {
        const number down = floor(out.high->value);
        out.high->value = !out.high->inclusive && down == out.high->value ? down - number(1) : down;
        out.high->inclusive = true;
    }
    return out;
}

bool names_boundary(const interval& is, const number& at) {
    return (is.low && is.low->named && is.low->inclusive && is.low->value == at) || (is.high && is.high->named && is.high->inclusive && is.high->value == at);
}

// The tier that holds at a point, or between two neighbouring boundaries (`open`: just above `at`).
int winner(const std::vector<interval>& tiers, const std::optional<number>& at, bool open, bool whole) {
    const auto holds = [&](const interval& is) {
        if (!at) return !is.low.has_value();  // below every boundary
        if (is.low && (is.low->value > *at || (is.low->value == *at && !open && !is.low->inclusive))) return false;
        if (is.high && (is.high->value < *at || (is.high->value == *at && (open || !is.high->inclusive)))) return false;
        return true;
    };
    std::vector<std::size_t> hold;
    for (std::size_t n = 0; n < tiers.size(); ++n)
        if (holds(tiers[n])) hold.push_back(n);
    if (hold.empty()) return -1;
    if (at && !open) {
        std::vector<std::size_t> named;
        for (const auto n : hold)
            if (names_boundary(tiers[n], *at)) named.push_back(n);
        if (!named.empty()) hold = named;
    }
    const auto inside = [&](std::size_t k, std::size_t n) { return k != n && within(tiers[k], tiers[n], whole) && !within(tiers[n], tiers[k], whole); };
    // one that none is narrower than; in a ladder it rules out all the others at once
    std::size_t least = hold.front();
    for (const auto n : hold)
        if (inside(n, least)) least = n;
    for (const auto n : hold)
        if (!inside(least, n) && std::none_of(hold.begin(), hold.end(), [&](std::size_t k) { return inside(k, n); })) return static_cast<int>(n);
    return static_cast<int>(hold.front());
}

}  // namespace

bool contains(const interval& is, const number& value) {
    if (is.low && (value < is.low->value || (value == is.low->value && !is.low->inclusive))) return false;
    if (is.high && (value > is.high->value || (value == is.high->value && !is.high->inclusive))) return false;
    return true;
}

bool within(const interval& a, const interval& b, bool whole) {
    const interval inner = whole ? closed(a) : a, outer = whole ? closed(b) : b;
    if (outer.low) {
        if (!inner.low || inner.low->value < outer.low->value) return false;
        if (inner.low->value == outer.low->value && inner.low->inclusive && !outer.low->inclusive) return false;
    }
    if (outer.high) {
        if (!inner.high || inner.high->value > outer.high->value) return false;
        if (inner.high->value == outer.high->value && inner.high->inclusive && !outer.high->inclusive) return false;
    }
    return true;
}

tier_table winners(const std::vector<interval>& tiers, bool whole) {
    std::vector<number> edges;
    for (const auto& t : tiers) {
        if (t.low) edges.push_back(t.low->value);
        if (t.high) edges.push_back(t.high->value);
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    tier_table out;
    const auto add = [&](std::optional<number> from, bool open) {
        const number value(winner(tiers, from, open, whole));
        if (!out.pieces.empty() && out.pieces.back().value == value) return;
        out.pieces.push_back({std::move(from), open, value});
    };
    add(std::nullopt, false);
    for (const auto& e : edges) {
        add(e, false);
        add(e, true);
    }
    return out;
}

bool implies(const condition& a, const condition& b, const std::vector<fact>& facts) {
    using form = condition::form;
    if (b.kind == form::always) return true;
    if (b.kind == form::all) return std::all_of(b.parts.begin(), b.parts.end(), [&](const condition& p) { return implies(a, p, facts); });
    if (a.kind == form::any) return std::all_of(a.parts.begin(), a.parts.end(), [&](const condition& p) { return implies(p, b, facts); });
    if (a.kind == form::all && std::any_of(a.parts.begin(), a.parts.end(), [&](const condition& p) { return implies(p, b, facts); })) return true;
    if (b.kind == form::any) return std::any_of(b.parts.begin(), b.parts.end(), [&](const condition& p) { return implies(a, p, facts); });
    if (a.kind != b.kind || a.fact != b.fact) return false;
    if (a.kind == form::compare) return within(a.is, b.is, facts[a.fact].whole);
    if (a.kind == form::truth) return a.expected == b.expected;
    if (a.kind == form::option) return a.option == b.option;
    return false;
}

}  // namespace fenze
