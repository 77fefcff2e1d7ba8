#include "interpreter/coverage/coverage.hpp"

#include <algorithm>

#include "interpreter/coverage/example_line.hpp"

namespace fenze {

std::optional<std::size_t> share_tried::percent() const {
    if (all == 0) return std::nullopt;
    return tried * 100 / all;
}

namespace {

class survey {
public:
    survey(const plan& p, const std::vector<tried_example>& examples) : p_(p), examples_(examples) {}

    coverage_report run() {
        out_.targets = targets_of(p_);
        out_.row = row_of(out_.targets);
        look();
        std::vector<bool> missing = out_.tried;
        missing.flip();
        search_outcome found = search_examples(p_, out_.targets, missing);
        // points that never stay below a cap, totals that leap over a line: what can be seen of them is asked for instead
        std::vector<bool> again(out_.row.size());
        for (std::size_t n = 0; n < again.size(); ++n) {
            situation& s = out_.targets[out_.row[n].target].situations[out_.row[n].situation];
            again[n] = found.left[n] && found.left[n] != untried_because::limit && s.possible && ask_less(s);
        }
        if (std::find(again.begin(), again.end(), true) != again.end()) {
            look();
            for (std::size_t n = 0; n < again.size(); ++n) {
                if (out_.tried[n]) found.left[n].reset();
                again[n] = again[n] && !out_.tried[n];
            }
            search_outcome more = search_examples(p_, out_.targets, again);
            for (std::size_t n = 0; n < again.size(); ++n)
                if (again[n]) found.left[n] = more.left[n];
            found.examples.insert(found.examples.end(), more.examples.begin(), more.examples.end());
        }
        write(std::move(found));
        return std::move(out_);
    }

private:
    void look() {
        out_.tried.assign(out_.row.size(), false);
        const situation_view view(out_.targets, nullptr);
        for (const auto& e : examples_)
            if (e.passed)
                for (const auto n : view.tried(p_, e.seen, e.roots)) out_.tried[n] = true;
    }

    /// Writes what was found; what an example cannot say is left over.
    void write(search_outcome found) {
        const std::size_t whole = p_.nodes.size();
        std::stable_sort(found.examples.begin(), found.examples.end(), [&](const found_example& a, const found_example& b) {
            const auto x = a.node.value_or(whole), y = b.node.value_or(whole);
            return x != y ? x < y : a.facts < b.facts;
        });
        example_writer writer(p_);
        for (auto& e : found.examples) {
            auto words = writer.write(e);
            const auto same = std::find_if(out_.draft.begin(), out_.draft.end(), [&](const drafted_example& d) { return words && d.text == *words; });
            if (same != out_.draft.end()) same->tried.insert(same->tried.end(), e.tried.begin(), e.tried.end());
            else if (words) out_.draft.push_back({std::move(*words), e.node, std::move(e.tried)});
            else
                for (const auto n : e.tried) found.left[n] = untried_because::unwritable;
        }
        out_.left = std::move(found.left);
    }

    const plan& p_;
    const std::vector<tried_example>& examples_;
    coverage_report out_;
};

}  // namespace

coverage_report coverage_of(const plan& p, const std::vector<tried_example>& examples) {
    coverage_report out = survey(p, examples).run();
    for (std::size_t n = 0; n < out.row.size(); ++n) {
        share_tried& to = out.targets[out.row[n].target].kind == target_kind::clause ? out.clauses : out.boundaries;
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
