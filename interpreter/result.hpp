#pragma once
// What a reading of the plan came to for one record: the numbers every report shows, whatever its form.

#include <optional>
#include <string>
#include <vector>

#include "interpreter/evaluate.hpp"

namespace fenze {

/// Promises: `of` has bounds for every operation; where `known`, they are the values themselves.
struct result {
    std::vector<bounds> of;
    bool known = false;     // every fact is given
    bool complete = false;  // what is missing cannot change the total
    bool tight = true;
    std::optional<std::string> grade;     // where exactly one is possible
    std::vector<std::string> grades;      // all that are possible, in the document's order
    std::vector<std::uint32_t> actions;   // indices into plan.actions: those that hold for certain
    std::vector<std::uint32_t> missing;   // unknown facts that can still move the total
    std::optional<std::uint32_t> failed;  // an operation that cannot be computed

    [[nodiscard]] const bounds& at(std::uint32_t operation) const { return of[operation]; }
    /// The operation's value where it is certain.
    [[nodiscard]] std::optional<number> value(std::uint32_t operation) const;
};

result score(const plan& p, const fact_values& facts);

/// An unknown fact, and the points that the rule it stands in can still give.
struct influence {
    std::uint32_t fact = 0;
    bounds points;
};

/// The missing fact whose rule is most open; nothing where none is missing or none is bounded.
std::optional<influence> most_influential(const plan& p, const result& r);

/// A fact's value as text: exact number, the option's words, 是 or 否, a date.
std::string value_text(const fact& f, const number& value);

}  // namespace fenze
