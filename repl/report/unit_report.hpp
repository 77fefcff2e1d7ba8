#pragma once
// What a report says of one unit, before any format: the document's own table filled in, and what goes with it.

#include <optional>
#include <string>
#include <vector>

#include "interpreter/fenze.hpp"
#include "repl/report_json.hpp"

namespace fenze {

/// One unit: its self-assessment, its review, or both.
struct reviewed {
    std::optional<scored> self, review;
    [[nodiscard]] const scored& main() const { return review ? *review : *self; }
};

struct report_row {
    std::uint32_t depth = 0;
    bool section = false;  // has items below it
    std::string label, standard, full, self, review, remarks;
};

struct unit_report {
    std::string title, basis, unit;
    bool has_self = false, has_review = false;
    std::vector<report_row> rows;  // the last is the sum
    std::string grade;             // and what made it so
    std::vector<std::string> outcomes;
    std::vector<std::pair<std::string, std::string>> evidence;  // item, what is to be handed in
    std::vector<std::string> differences;                       // between self-assessment and review
    std::vector<std::string> notes;
    std::vector<std::string> judges;  // those who sign
};

unit_report report_of(const compiled_rubric& rubric, const source& text, const reviewed& unit, bool zh);

/// A fact that the two sides give differently: 获奖 自评3项，考核2项.
std::string facts_apart(const plan& p, const scored& self, const scored& review, const std::vector<std::uint32_t>& facts, bool zh);
/// The points by which the review lies above the self-assessment, with its sign; nothing where one is not certain or both are equal.
std::optional<number> apart(const plan& p, const scored& self, const scored& review, std::uint32_t operation);

std::string report_html(const std::vector<unit_report>& all, bool zh);
std::string report_markdown(const std::vector<unit_report>& all, bool zh);
std::string report_csv(const std::vector<unit_report>& all, bool zh);
/// False and a message where the workbook cannot be made.
bool report_xlsx(const std::vector<unit_report>& all, const std::string& path, bool zh, words& why);

}  // namespace fenze
