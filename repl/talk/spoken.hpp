#pragma once
// Questions and wishes as people say them, taken as a command: 怎么才能优秀 → 目标 优秀, 为啥总分这么低 → 为什么 总分.

#include <optional>
#include <string>
#include <string_view>

#include "repl/talk/moment.hpp"

namespace fenze {

/// The command that the words come to, in its Chinese words; nothing where they are no such question, or anything in them is not understood.
/// `tried`: something was tried and waits to be kept.
std::optional<std::string> command_meant(const rulebook& book, std::string_view line, bool tried);

/// Whether the line asks something, understood or not.
bool asks(std::string_view line);

/// What is asked about in 总分这么低, 2.3没得满分: 总分, 2.3. The words themselves where nothing in them is known.
std::string asked_about(const rulebook& book, std::string_view words);

}  // namespace fenze
