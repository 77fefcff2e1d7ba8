#pragma once
// One example carried out: whether the rules give what it says, and what is known of the plan while they do.

#include "interpreter/coverage/observe.hpp"
#include "interpreter/examples.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/result.hpp"

namespace fenze {

/// How an example says that no grade holds.
inline constexpr const char* no_grade = "无等级";

/// Whether a result has the grade that an example states.
bool has_grade(const plan& p, const result& r, const std::string& wanted);

struct tried_example {
    bool passed = false;
    diagnostics problems;               // why it could not be carried out; nothing below is set then
    std::optional<std::uint32_t> node;  // the item it speaks of
    std::optional<number> wanted;       // the points it states
    bounds points;                      // what the rules give
    std::vector<std::string> grades;    // and the grades that are possible, where it states one
    bool failed = false;                // a division by zero
    sight seen;                         // the operations whose value is certain
    std::vector<std::uint32_t> roots;   // the operations whose values it states
};

tried_example try_example(const plan& p, const fact_index& index, const example& e, const source& file);

}  // namespace fenze
