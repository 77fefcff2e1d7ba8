#include "interpreter/coverage/coverage.hpp"

#include <algorithm>

#include "interpreter/coverage/example_line.hpp"

namespace fenze {

std::optional<std::size_t> tally::percent() const {
    if (all == 0) return std::nullopt;
    return tried * 100 / all;
}

namespace {

/// Writes what was found; what an example cannot say is left over.
void write_draft(const plan& p, search_outcome found, coverage_report& to) {
    const std::size_t whole = p.nodes.size();
    std::stable_sort(found.examples.begin(), found.examples.end(),
        [&](const found_example& a, const found_example& b) { return a.node.value_or(whole) < b.node.value_or(whole); });
    example_writer writer(p);
    for (auto& e : found.examples) {
        if (auto words = writer.write(e)) to.draft.push_back({std::move(*words), e.node, std::move(e.tried)});
        else
            for (const auto n : e.tried) found.left[n] = untried_because::unwritable;
    }
    to.left = std::move(found.left);
}

}  // namespace

coverage_report coverage_of(const plan& p, const std::vector<tried_example>& examples) {
    coverage_report out;
    out.targets = targets_of(p);
    out.row = row_of(out.targets);
    out.tried.resize(out.row.size());
    const situation_view view(out.targets, nullptr);
    for (const auto& e : examples)
        if (e.passed)
            for (const auto n : view.tried(p, e.seen, e.roots)) out.tried[n] = true;
    std::vector<bool> missing = out.tried;
    missing.flip();
    write_draft(p, search_examples(p, out.targets, missing), out);
    for (std::size_t n = 0; n < out.row.size(); ++n) {
        tally& to = out.targets[out.row[n].target].kind == target_kind::clause ? out.clauses : out.boundaries;
        if (!out.tried[n] && out.left[n] == untried_because::impossible) {
            ++to.unreachable;
            continue;
        }
        ++to.all;
        to.tried += out.tried[n] ? 1 : 0;
    }
    return out;
}

}  // namespace fenze
