#include "repl/problem_titles.hpp"

#include <algorithm>

#include "repl/commands.hpp"

namespace fenze {
namespace {

struct titled {
    std::string_view code, title;
};

constexpr titled all[] = {
#include "problem_titles.inc"  // made by CMake from docs/zh/常见错误.md
};

}  // namespace

const char* const version = FENZE_VERSION;

std::string_view problem_title(std::string_view code) {
    const auto* const found = std::find_if(std::begin(all), std::end(all), [&](const titled& t) { return t.code == code; });
    return found == std::end(all) ? std::string_view() : found->title;
}

bool is_problem_code(std::string_view code) { return !problem_title(code).empty(); }

}  // namespace fenze
