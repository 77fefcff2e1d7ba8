#include "interpreter/check/direction.hpp"

#include <algorithm>

namespace fenze {
namespace {

using way = direction_of;

way together(way a, way b) {
    if (a == way::still) return b;
    if (b == way::still || a == b) return a;
    return way::unknown;
}

way turned(way a) { return a == way::up ? way::down : a == way::down ? way::up : a; }

way of_tiers(const tier_table& t, way in) {
    if (in == way::still || in == way::unknown) return in;
    const auto up = [](const tier_piece& a, const tier_piece& b) { return a.value < b.value; };
    const auto down = [](const tier_piece& a, const tier_piece& b) { return b.value < a.value; };
    if (std::is_sorted(t.pieces.begin(), t.pieces.end(), up)) return in;
    return std::is_sorted(t.pieces.begin(), t.pieces.end(), down) ? turned(in) : way::unknown;
}

}  // namespace

namespace {

/// The way of a product's part: as it moves, where what it is multiplied with is never below zero; turned, where that is never above.
way beside(way moves, const bounds& other) {
    if (moves == way::still) return way::still;
    if (other.low && other.low->sign() >= 0) return moves;
    if (other.high && other.high->sign() <= 0) return turned(moves);
    return way::unknown;
}

}  // namespace

std::vector<direction_of> directions(const plan& p, std::uint32_t fact, const ranges& open) {
    std::vector<way> all(p.operations.size(), way::unknown);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const operation& o = p.operations[i];
        const auto in = [&](std::size_t n) { return all[o.in[n]]; };
        way every = way::still;
        for (const auto k : o.in) every = together(every, all[k]);
        switch (o.kind) {
            case op::constant:
                all[i] = way::still;
                break;
            case op::fact:
                all[i] = o.index == fact ? way::up : way::still;
                break;
            case op::add:
            case op::min:
            case op::max:
            case op::all:
            case op::any:
            case op::floor_divide:
            case op::round:
                all[i] = every;
                break;
            case op::scale:
                all[i] = o.value.sign() == 0 ? way::still : o.value.sign() < 0 ? turned(in(0)) : in(0);
                break;
            case op::negate:
                all[i] = turned(in(0));
                break;
            case op::less:
            case op::less_equal:
                all[i] = together(turned(in(0)), in(1));
                break;
            case op::tier:
                all[i] = of_tiers(p.tiers[o.index], in(0));
                break;
            case op::multiply:
                all[i] = together(beside(in(0), open.of[o.in[1]]), beside(in(1), open.of[o.in[0]]));
                break;
            case op::divide: {
                // a divisor that may lie on both sides of zero jumps there; zero itself is no record
                const bounds& by = open.of[o.in[1]];
                const bool one_side = (by.low && by.low->sign() >= 0) || (by.high && by.high->sign() <= 0);
                const way below = one_side ? turned(in(1)) : in(1) == way::still ? way::still : way::unknown;
                all[i] = together(beside(in(0), by), beside(below, open.of[o.in[0]]));
                break;
            }
            case op::select:
                all[i] = in(0) == way::still ? every : way::unknown;
                break;
            case op::choice:
            case op::equal:
                all[i] = every == way::still ? way::still : way::unknown;
                break;
        }
    }
    return all;
}

}  // namespace fenze
