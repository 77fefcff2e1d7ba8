#include "interpreter/closed_parts.hpp"

#include <algorithm>
#include <optional>

namespace fenze {

namespace {

/// The cone of an operation, and for each place in it its gate: the nearest place above that all its paths to the top pass.
class gated_cone {
public:
    gated_cone(const open_plan& open, std::uint32_t top) : open_(open), cone_(cone_of(open.program, {top})), gate_(cone_.size()), closing_(open.group.size()) {
        gate_.back() = last();
        for (std::size_t place = cone_.size(); place-- > 0;) {
            for (const std::uint32_t operand : operation_at(place).in) {
                std::optional<std::size_t>& gate = gate_[place_of(operand)];
                gate = gate ? meeting(*gate, place) : place;
            }
            if (operation_at(place).kind != op::fact) continue;
            std::optional<std::size_t>& closing = closing_[open_.group[operation_at(place).index]];
            closing = closing ? meeting(*closing, place) : place;
        }
    }

    [[nodiscard]] std::vector<std::uint32_t> closed_parts() const {
        std::vector<std::uint32_t> parts;
        std::vector<bool> expand(cone_.size());
        expand[last()] = true;
        for (std::size_t place = cone_.size(); place-- > 0;) {
            if (!expand[place]) continue;
            if (place != last() && closes(place)) {
                parts.push_back(cone_[place]);
                continue;
            }
            for (const std::uint32_t operand : operation_at(place).in)
                if (!open_.reached_by[operand].empty()) expand[place_of(operand)] = true;
        }
        return parts;
    }

private:
    [[nodiscard]] std::size_t last() const { return cone_.size() - 1; }
    [[nodiscard]] const operation& operation_at(std::size_t place) const { return open_.program.operations[cone_[place]]; }
    [[nodiscard]] std::size_t place_of(std::uint32_t operation) const {
        return static_cast<std::size_t>(std::lower_bound(cone_.begin(), cone_.end(), operation) - cone_.begin());
    }

    /// The first place that both pass; gates lie above.
    [[nodiscard]] std::size_t meeting(std::size_t a, std::size_t b) const {
        while (a != b) (a < b ? a : b) = *gate_[std::min(a, b)];
        return a;
    }

    [[nodiscard]] bool closes(std::size_t place) const {
        return open_.reached_by[cone_[place]].all_of([&](std::size_t group) { return passes(*closing_[group], place); });
    }
    [[nodiscard]] bool passes(std::size_t from, std::size_t place) const {
        while (from < place) from = *gate_[from];
        return from == place;
    }

    const open_plan& open_;
    std::vector<std::uint32_t> cone_;
    std::vector<std::optional<std::size_t>> gate_;
    std::vector<std::optional<std::size_t>> closing_;  // per group: the first place that all its facts pass
};

}  // namespace

std::vector<std::uint32_t> closed_parts(const open_plan& open, std::uint32_t top) { return gated_cone(open, top).closed_parts(); }

}  // namespace fenze
