// Binary floating point, on purpose and only here: Excel keeps the text of a binary number of 64 bits, with up to 17 digits, so that a
// cell that shows 1.15 may hold 1.1499999999999999. Reading that text as it stands would be wrong; the shortest decimal is what was typed.

#include "repl/sheet/stored_number.hpp"

#include <array>
#include <charconv>
#include <cstring>

namespace fenze {
namespace {

std::optional<double> binary_of(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    if (!(value - value == 0)) return std::nullopt;  // no infinities
    return value;
}

std::string shortest(double value) {
    std::array<char, 400> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    return {digits.data(), written.ptr};
}

}  // namespace

std::optional<std::string> typed_decimal(std::string_view stored) {
    const auto value = binary_of(stored);
    if (!value) return std::nullopt;
    return *value == 0 ? "0" : shortest(*value);
}

bool workbook_holds(const number& value) {
    const auto text = value.text();
    const auto binary = binary_of(text);
    if (!binary) return false;
    // The writing library keeps 16 digits: fifteen are safe with every reader.
    std::size_t digits = 0;
    bool leading = true;
    for (const char c : text)
        if (c >= '0' && c <= '9' && !(leading && c == '0')) leading = false, ++digits;
    return digits <= 15 && number::parse(shortest(*binary)) == value;
}

void store_number(const number& value, void* into) {
    const double binary = binary_of(value.text()).value_or(0);
    std::memcpy(into, &binary, sizeof binary);
}

}  // namespace fenze
