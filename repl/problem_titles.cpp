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

constexpr titled in_english[] = {
#include "repl/problem_titles_en.inc"
};

constexpr bool each_in_english() {
    for (const auto& t : all) {
        bool found = false;
        for (const auto& e : in_english) found = found || e.code == t.code;
        if (!found) return false;
    }
    return true;
}
static_assert(each_in_english(), "a problem of the manual has no English title in repl/problem_titles_en.inc");

}  // namespace

const char* const version = FENZE_VERSION;

std::string_view problem_title(std::string_view code) {
    const auto* const found = std::find_if(std::begin(all), std::end(all), [&](const titled& t) { return t.code == code; });
    return found == std::end(all) ? std::string_view() : found->title;
}

std::string_view problem_title_in_english(std::string_view code) {
    const auto* const found = std::find_if(std::begin(in_english), std::end(in_english), [&](const titled& t) { return t.code == code; });
    return found == std::end(in_english) ? std::string_view() : found->title;
}

bool is_problem_code(std::string_view code) { return !problem_title(code).empty(); }

}  // namespace fenze
