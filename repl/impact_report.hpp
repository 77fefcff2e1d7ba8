#pragma once
// What a change of rules does to a population, as people and programs read it.

#include "interpreter/compare/impact.hpp"
#include "repl/diff_report.hpp"

namespace fenze {

/// One record: what it came to, or what is wrong with it.
struct impact_row {
    std::size_t record = 0;
    std::string id;
    std::optional<unit_impact> came_to;
    diagnostics problems;
};

struct impact_report {
    diff_report rules;
    std::vector<impact_row> rows;  // in the order of the file
    impact_summary summary;
};

std::string impact_text(const impact_report& r, const manner& how, std::uint32_t width, std::size_t top);
std::string impact_json(const impact_report& r, const file_set& files, bool zh);
std::string impact_csv(const impact_report& r, bool zh);

/// The unit's own name, or its place in the file.
std::string unit_name(const impact_row& row, bool zh);
/// The part in the document's words: its item, and the clause with its line where it is one.
std::string part_name(const diff_report& r, const std::vector<std::size_t>& parts, bool zh);
/// +3.5, -2, 0
std::string signed_text(const number& n, bool exact);
/// Rows that changed most first; equal changes in the order of the file.
std::vector<const impact_row*> by_change(const impact_report& r);
/// 分数, 等级规定 …: why the grade is another.
std::string grade_cause(const unit_impact& u, bool zh);

}  // namespace fenze
