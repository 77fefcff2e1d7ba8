#pragma once
// Characters and words that look like scoring words and are none: 得2份, 得1O分, 1一5家, 2..5分, 5件已上. A slip of the pen must be named before a
// sentence is read, for read without it the sentence says something else.

#include "dsl/clause.hpp"

namespace fenze {

/// Appends an error for every lookalike in the paragraph, with the corrected words as help.
void name_lookalikes(const source& text, span at, diagnostics& out);

/// read_paragraph for text that a person typed: lookalikes are named first, and what they spoil in their own sentence is not reported twice. A
/// sentence longer than any document's is an error, not hours of reading.
sentences read_typed(const source& text, span at, const sentences& first, diagnostics& out);

}  // namespace fenze
