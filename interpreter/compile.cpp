#include <algorithm>

#include "dsl/outline.hpp"
#include "interpreter/bind.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/lower.hpp"
#include "interpreter/place_names.hpp"
#include "interpreter/reading.hpp"
#include "interpreter/records/declare.hpp"
#include "interpreter/shares.hpp"
#include "interpreter/understanding.hpp"

namespace fenze {

compiled compile(const source& text) {
    compiled out;
    const document_tree tree = outline(text, out.problems);
    for (std::size_t n = 0; n < tree.rubrics.size(); ++n) {
        const auto& written = tree.rubrics[n];
        bound meaning = bind(text, written, out.problems);
        const auto end = n + 1 < tree.rubrics.size() ? tree.rubrics[n + 1].title_at.begin : static_cast<std::uint32_t>(text.text().size());
        refuse_shares(text, written, meaning.meaning, meaning.items, end, out.problems);
        compiled_rubric rubric;
        rubric.title = meaning.meaning.title;
        rubric.program = lower(meaning.meaning, out.problems);
        declare_records(text, written, meaning.meaning, end, rubric.program, out.problems);
        rubric.examples = std::move(meaning.examples);
        rubric.lines = std::move(meaning.lines);
        rubric.canonical = canonical_text(meaning.meaning);
        rubric.canonical.insert(rubric.canonical.find('\n') + 1, record_lines(text, written, rubric.program));
        rubric.understood = std::make_shared<understanding>(understanding{written, std::move(meaning.items), std::move(meaning.meaning)});
        out.rubrics.push_back(std::move(rubric));
    }
    name_places(tree, out.problems);
    std::stable_sort(out.problems.begin(), out.problems.end(), [](const diagnostic& a, const diagnostic& b) { return a.at.begin < b.at.begin; });
    return out;
}

}  // namespace fenze
