// Grades as steps over the total.

#include <algorithm>

#include "interpreter/batch/stand_ins.hpp"
#include "interpreter/evaluate.hpp"

namespace fenze {
namespace {

/// Whether each operation hangs on the total; it itself does.
std::vector<bool> above_total(const plan& p) {
    std::vector<bool> above(p.operations.size());
    for (std::size_t i = 0; i < above.size(); ++i) {
        const auto& in = p.operations[i].in;
        above[i] = i == p.total || std::any_of(in.begin(), in.end(), [&](std::uint32_t k) { return above[k]; });
    }
    return above;
}

}  // namespace

std::size_t grade_steps::piece(const number& total) const {
    const auto above = std::lower_bound(edges.begin(), edges.end(), total);
    return static_cast<std::size_t>(above - edges.begin()) * 2 + (above != edges.end() && *above == total ? 1 : 0);
}

std::vector<std::size_t> grade_steps::grades(const plan& p, const fact_values& own) const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i <= edges.size() * 2; ++i) {
        number at = 0;
        if (i % 2 == 1) at = edges[i / 2];
        else if (edges.empty()) at = 0;
        else if (i == 0) at = edges.front() - 1;
        else if (i == edges.size() * 2) at = edges.back() + 1;
        else at = *divide(edges[i / 2 - 1] + edges[i / 2], 2);
        const auto values = evaluate_as_if(p, own, p.total, at);
        std::size_t g = 0;
        while (g < p.grades.size() && values[p.grades[g].condition].sign() == 0) ++g;
        all.push_back(g);
    }
    return all;
}

std::optional<grade_steps> find_grade_steps(const plan& p) {
    const auto above = above_total(p);
    std::vector<std::uint32_t> left;
    std::vector<bool> met(p.operations.size());
    const auto meet = [&](std::uint32_t i) {
        if (!met[i]) left.push_back(i);
        met[i] = true;
    };
    for (const auto& g : p.grades) meet(g.condition);
    grade_steps steps;
    for (std::size_t k = 0; k < left.size(); ++k) {  // `left` grows on the way
        const auto& o = p.operations[left[k]];
        if (left[k] == p.total) return std::nullopt;
        if (!above[left[k]]) {
            if (o.kind == op::fact) steps.facts.push_back(o.index);
            for (const auto operand : o.in) meet(operand);
            continue;
        }
        if (std::find(o.in.begin(), o.in.end(), p.total) == o.in.end()) {  // of steps, whatever it is, come steps
            for (const auto operand : o.in) meet(operand);
        } else if (o.kind == op::less || o.kind == op::less_equal || o.kind == op::equal) {
            const auto& other = p.operations[o.in[o.in[0] == p.total ? 1 : 0]];
            if (other.kind != op::constant) return std::nullopt;
            steps.edges.push_back(other.value);
        } else if (o.kind == op::tier) {
            for (const auto& piece : p.tiers[o.index].pieces)
                if (piece.from) steps.edges.push_back(*piece.from);
        } else {
            return std::nullopt;
        }
    }
    std::sort(steps.edges.begin(), steps.edges.end());
    steps.edges.erase(std::unique(steps.edges.begin(), steps.edges.end()), steps.edges.end());
    std::sort(steps.facts.begin(), steps.facts.end());
    steps.facts.erase(std::unique(steps.facts.begin(), steps.facts.end()), steps.facts.end());
    return steps;
}

}  // namespace fenze
