#include "interpreter/rounding.hpp"

namespace fenze {

number power_of_ten(int exponent) {
    const number factor = exponent < 0 ? number::fraction(1, 10) : number(10);
    number result = 1;
    for (int i = exponent < 0 ? -exponent : exponent; i > 0; --i) result = result * factor;
    return result;
}

number rounded(const number& value, rounding way, int places) {
    switch (way) {
        case rounding::half_up:
            return round_half_up(value, places);
        case rounding::down:
            return round_down(value, places);
        case rounding::up:
            return round_up(value, places);
        case rounding::floor:
            return floor(value * power_of_ten(places)) * power_of_ten(-places);
        case rounding::ceiling:
            return ceiling(value * power_of_ten(places)) * power_of_ten(-places);
    }
    return value;
}

std::size_t piece_of(const tier_table& table, const number& at, int side) {
    std::size_t low = 0, high = table.pieces.size();
    while (high - low > 1) {  // the first piece begins at minus infinity
        const std::size_t middle = low + (high - low) / 2;
        const tier_piece& piece = table.pieces[middle];
        const auto order = at <=> *piece.from;
        const bool begun = order > 0 || (order == 0 && (piece.open ? side > 0 : side >= 0));
        (begun ? low : high) = middle;
    }
    return low;
}

}  // namespace fenze
