#include "interpreter/coverage/view.hpp"

namespace fenze {

std::vector<place_of_situation> row_of(const std::vector<target>& targets) {
    std::vector<place_of_situation> row;
    for (std::size_t t = 0; t < targets.size(); ++t)
        for (std::size_t s = 0; s < targets[t].situations.size(); ++s) row.push_back({t, s});
    return row;
}

situation_view::situation_view(const std::vector<target>& targets, const std::vector<std::optional<std::uint32_t>>* here) {
    const auto local = [&](std::uint32_t i) { return here ? (*here)[i] : std::optional(i); };
    std::size_t at = 0;
    for (const target& t : targets)
        for (const situation& s : t.situations) {
            for (const probe& p : s.seen_by) {
                const auto operation = local(p.operation), of = local(p.of), mark = p.mark ? local(*p.mark) : std::nullopt;
                if (!operation || !of || (p.mark && !mark)) continue;
                probes_.push_back({at, p});
                probes_.back().at.operation = *operation;
                probes_.back().at.of = *of;
                probes_.back().at.mark = mark;
            }
            ++at;
        }
}

std::vector<std::size_t> situation_view::within() const {
    std::vector<std::size_t> out;
    for (const auto& p : probes_)
        if (out.empty() || out.back() != p.situation) out.push_back(p.situation);
    return out;
}

std::vector<std::size_t> situation_view::tried(const plan& looked_at, const sight& seen, const std::vector<std::uint32_t>& roots) const {
    const std::vector<bool> freely = observed(looked_at, seen, roots, true), barely = observed(looked_at, seen, roots, false);
    std::vector<bool> allowed;  // what the constraints show: an example that breaks one is refused
    std::vector<std::size_t> out;
    for (const auto& [situation, at] : probes_) {
        if (!out.empty() && out.back() == situation) continue;
        if (!seen.values[at.of] || !lies(at, *seen.values[at.of])) continue;
        if (!at.freely && !at.mark) {
            // what a cap or floor lets through, or swallows a part of: whether the points would be others with the other outcome
            if (hangs_on(looked_at, seen, roots, at.operation, at.nonzero)) out.push_back(situation);
            continue;
        }
        const std::vector<bool>& shown = at.freely ? freely : barely;
        if (at.mark && allowed.empty()) {
            std::vector<std::uint32_t> tops;
            for (const auto& c : looked_at.constraints) tops.push_back(c.operation);
            allowed = observed(looked_at, seen, tops, false);
        }
        if (!(at.mark ? shown[*at.mark] && allowed[at.operation] : shown[at.operation])) continue;
        if (!at.freely && !hangs_on(looked_at, seen, roots, *at.mark, false)) continue;
        out.push_back(situation);
    }
    return out;
}

}  // namespace fenze
