#pragma once
// What most stages say of a document: a code, a place, what is wrong and how to mend it.

#include <utility>

#include "dsl/diagnostic.hpp"

namespace fenze {

/// A diagnostic in the rubric itself; an error unless said otherwise.
inline diagnostic problem_at(span at, std::string code, words message, words help, severity level = severity::error) {
    diagnostic d;
    d.code = std::move(code);
    d.level = level;
    d.at = at;
    d.message = std::move(message);
    d.help = std::move(help);
    return d;
}

}  // namespace fenze
