#pragma once
// What the examples of a rubric try, for people and as JSON; the missing examples as a draft.

#include "interpreter/coverage/coverage.hpp"
#include "repl/json_writer.hpp"

namespace fenze {

/// A rubric with its coverage, and the text it was written in.
struct covered_rubric {
    const compiled_rubric& rubric;
    const coverage_report& report;
    const source& text;
    bool zh = true;
};

/// Shares first, then what is not tried: rules, boundaries, and what cannot be tried, with the reason. Long lists are folded.
std::string coverage_text(const covered_rubric& c);

/// The missing examples as lines to be confirmed and put into the document; what has no example stands there as a comment.
/// `before`: the line that the next rubric of the file begins at, if there is one.
std::string draft_text(const covered_rubric& c, std::optional<std::uint32_t> before);

/// Keys clauses, boundaries, untried, draft of an object that is open already.
void coverage_json(const covered_rubric& c, json_writer& to);

}  // namespace fenze
