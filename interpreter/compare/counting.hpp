#pragma once
// How the facts of two rubrics are counted from records, compared: in words, for what is counted is no part of the plans that are proved.

#include "interpreter/compare/pairing.hpp"

namespace fenze {

/// A pair of facts that records give other values than before.
struct counting_change {
    std::uint32_t before = 0, after = 0;  // facts of each plan
    bool counted_in[2] = {false, false};  // by the old rubric, by the new one
    std::vector<words> said;              // what changed, a sentence without its end for each
};

/// In the order of the new rubric's facts. What is said of whole tables and of periods stands with each fact that it concerns.
std::vector<counting_change> counting_changes(const plan& old_one, const plan& new_one, const pairing& pairs);

}  // namespace fenze
