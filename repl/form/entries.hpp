#pragma once
// What a form asks, in the document's order, for whoever writes it: the boxes, then the facts of the rubric that no box feeds.

#include <string>
#include <vector>

#include "interpreter/fenze.hpp"
#include "interpreter/form/form.hpp"

namespace fenze {

struct form_entry {
    std::string heading;  // a part or an item begins here; then nothing else is set but `title`
    std::string name;     // as a filled form names it
    std::string label;    // as the document prints it
    std::string unit;
    std::string hint;  // what is to be filled in, in a few words
    const fact* asks = nullptr;
    const form_box* box = nullptr;  // null: a fact of the rubric
};

std::vector<form_entry> form_entries(const compiled_rubric& rubric, bool zh);

/// The hint for a fact: what kind, which unit, which options.
std::string box_hint(const form_box* box, const fact& f, bool zh);

/// The empty form: names with nothing behind them, which reads back as a facts file.
std::string form_text(const compiled_rubric& rubric, bool zh);
std::string form_csv(const compiled_rubric& rubric, bool zh);
std::string form_json(const compiled_rubric& rubric, bool zh);
std::string form_html(const compiled_rubric& rubric, bool zh);
/// The workbook's bytes; nothing where it cannot be written.
std::optional<std::string> form_workbook(const compiled_rubric& rubric, bool zh);

}  // namespace fenze
