#pragma once
// Diagnostics as people read them: place, excerpt with a caret under the words, a way to mend it.

#include <string>

#include "dsl/diagnostic.hpp"
#include "repl/files.hpp"

namespace fenze {

struct manner {
    bool zh = true;
    bool color = false;
    bool talk = false;  // in a conversation: ways out are its commands, not options
};

std::string render_diagnostic(const diagnostic& d, const file_set& files, const manner& how);
std::string render_diagnostics(const diagnostics& all, const file_set& files, const manner& how);

/// “2个错误，1个警告”.
std::string count_line(const diagnostics& all, bool zh);

/// ANSI colour around text, where the manner asks for colour.
std::string painted(const std::string& text, const char* code, bool color);

}  // namespace fenze
