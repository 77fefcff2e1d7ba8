#pragma once
// A long document in parts that can be read by themselves, so that a change is tried on a page and not on the whole.

#include <cstdint>
#include <string>
#include <vector>

#include "dsl/edits.hpp"
#include "dsl/source.hpp"

namespace fenze {

/// A few items with the headings above them.
struct document_slice {
    std::string text;
    span own;  // what of the document it is there for, whole lines

    struct line_place {
        std::uint32_t here = 0, there = 0, size = 0;  // in the slice, in the document
    };
    std::vector<line_place> lines;

    /// Moves the edits from the document into the slice; false where they lie outside it.
    [[nodiscard]] bool move(std::vector<text_edit>& edits) const;
};

/// In order, covering the document; one slice that is the whole where it is short.
std::vector<document_slice> slices_of(const source& text);

}  // namespace fenze
