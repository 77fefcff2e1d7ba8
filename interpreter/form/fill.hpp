#pragma once
// A filled form against its form: every box looked at, blanks that follow from others computed, relations checked by the plan.

#include "interpreter/facts/bind.hpp"
#include "interpreter/form/form.hpp"

namespace fenze {

/// What a box holds.
struct filled_box {
    bool given = false;           // something stands in it
    bool none = false;            // 无
    bool computed = false;        // blank, and found from other boxes
    std::string text;             // as written
    std::optional<number> value;  // of figures, dates, choices
    span at;
};

struct filled_form {
    std::vector<filled_box> boxes;  // as in the form
    fact_values values;             // of the form's program
    std::size_t given = 0, computed = 0;
};

/// What of the record answers the form's boxes, each problem named with its box; `scoring`: values of the rubric's facts, for relations that name them.
filled_form fill_form(const form& f, const record& from, const source& file, const fact_values* scoring, diagnostics& out);

/// The record without what is for the form alone; boxes that feed scoring facts stand under those facts' names, with their unit.
record for_scoring(const form& f, const fact_index& scoring, const record& from);

/// Relations that the filled form breaks, as diagnostics in the file.
void broken_relations(const form& f, const filled_form& filled, const source& file, diagnostics& out);

/// Characters as 字数 counts them here: every visible one, punctuation included, blanks and line ends not.
std::uint32_t written_characters(std::string_view text);

/// Whether the text is of the pattern that the box asks for.
bool fits(box_pattern pattern, std::string_view text);

}  // namespace fenze
