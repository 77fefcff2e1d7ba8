// Any bytes as a rubric that is formatted in each style: the meaning stays, and a second run changes nothing.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dsl/decode.hpp"
#include "interpreter/wording/format.hpp"
#include "interpreter/wording/meaning.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t longest = 4000;  // each change is compiled
    if (size == 0 || size > longest) return 0;
    constexpr fenze::wording_style styles[] = {fenze::wording_style::kept, fenze::wording_style::official, fenze::wording_style::terse};
    const auto style = styles[data[0] % 3];
    fenze::diagnostics problems;
    const auto read = fenze::decode(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1), "", problems);
    if (!read.good || fenze::has_error(problems)) return 0;
    const fenze::kept_meaning meaning(read.text);
    if (fenze::has_error(meaning.came_to().problems)) return 0;
    const auto once = fenze::format(read.text, style);
    if (!meaning.same(once.text)) __builtin_trap();
    if (fenze::format(once.text, style).text != once.text) __builtin_trap();
    return 0;
}
