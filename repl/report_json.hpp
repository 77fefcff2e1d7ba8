#pragma once
// The JSON contract: keys and their order are stable; numbers are exact text.

#include <memory>
#include <string>
#include <vector>

#include "interpreter/facts/bind.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/result.hpp"
#include "repl/files.hpp"
#include "repl/json_writer.hpp"

namespace fenze {

struct records_trace;  // interpreter/records/trace.hpp

/// Everything a score report says of one record, besides the plan.
struct scored {
    std::string id;  // the unit's own name; may be empty
    fact_values facts;
    std::optional<result> came_to;                 // nothing: the facts are wrong
    diagnostics problems;                          // of the rubric (warnings, notes) and of the facts
    std::shared_ptr<const records_trace> records;  // where facts were counted from records
    std::vector<judged_marks> marks;               // where a fact is what any number of judges came to
};

std::string facts_json(const plan& p, const source& rubric);
std::string score_json(const plan& p, const source& rubric, const scored& s, const file_set& files, bool one_line, bool zh);
/// The object of a score that did not come to be, because the rubric is wrong.
std::string refused_json(const std::string& rubric_title, const diagnostics& problems, const file_set& files, bool zh);
std::string readings_json(const compiled_rubric& rubric, const source& text, bool zh);
/// The array itself, where a report has one among its members.
void write_diagnostics(json_writer& w, const diagnostics& problems, const file_set& files, bool zh);
std::string diagnostics_json(const diagnostics& problems, const file_set& files, bool zh);

}  // namespace fenze
