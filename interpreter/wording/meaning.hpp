#pragma once
// What a text comes to, and which edits of it leave that as it is.

#include <cstdint>
#include <string>
#include <vector>

#include "dsl/edits.hpp"
#include "interpreter/fenze.hpp"

namespace fenze {

/// Edits that belong together: all of them or none.
using change = std::vector<text_edit>;

/// The meaning of a text to be held on to: 读作： carried out, compiled.
class kept_meaning {
public:
    explicit kept_meaning(const std::string& text);

    /// The text as it was compiled: with 读作： carried out, line by line as before.
    [[nodiscard]] const source& text() const { return text_; }
    [[nodiscard]] const compiled& came_to() const { return came_to_; }
    /// Whether another text has the same plans, names, examples, and no more errors and warnings.
    [[nodiscard]] bool same(const std::string& text) const;

private:
    source text_;
    compiled came_to_;
};

/// Of the changes at `tries`, those that leave the meaning of the text as it is beside the ones taken before; found by halving, so that one bad
/// change costs few trials. `taken`: for each change whether it is carried out.
void take_harmless(
    const std::string& text, const std::vector<change>& changes, const std::vector<std::size_t>& tries, const kept_meaning& meaning, std::vector<bool>& taken);

/// The text with the changes taken carried out.
std::string with_changes(const std::string& text, const std::vector<change>& changes, const std::vector<bool>& taken);

}  // namespace fenze
