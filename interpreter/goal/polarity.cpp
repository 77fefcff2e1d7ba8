#include "interpreter/goal/polarity.hpp"

#include <algorithm>

namespace fenze {

namespace {

direction along(direction d, int slope) { return slope > 0 ? d : slope < 0 ? reversed(d) : direction::none; }

/// How a list of values goes: 1 never falls, −1 never rises, 0 neither (or one value: nothing moves).
direction along_values(direction d, const std::vector<number>& values) {
    const bool rises = std::is_sorted(values.begin(), values.end());
    const bool falls = std::is_sorted(values.rbegin(), values.rend());
    if (rises && falls) return direction::none;
    return rises ? d : falls ? reversed(d) : direction::either;
}

class reader {
public:
    reader(const open_plan& open, std::vector<direction>& of) : open_(open), of_(of) {}

    void read(std::uint32_t i) {
        const operation& o = open_.program.operations[i];
        const direction d = of_[i];
        if (d == direction::none || open_.known[i]) return;
        switch (o.kind) {
            case op::constant:
            case op::fact:
                break;
            case op::scale:
                give(o.in[0], along(d, o.value.sign()));
                break;
            case op::multiply:
                factor(o, 0, 1, d);
                factor(o, 1, 0, d);
                break;
            case op::divide:
                give(o.in[0], open_.known[o.in[1]] ? along(d, open_.known[o.in[1]]->sign()) : direction::either);
                give(o.in[1], direction::either);
                break;
            case op::tier: {
                std::vector<number> values;
                for (const tier_piece& piece : open_.program.tiers[o.index].pieces) values.push_back(piece.value);
                give(o.in[0], along_values(d, values));
                break;
            }
            case op::choice:  // what is no option gives 0, but no option is none of the values tried, save 无
                give(o.in[0], direction::either);
                break;
            case op::less:
            case op::less_equal:
                give(o.in[0], reversed(d));
                give(o.in[1], d);
                break;
            case op::equal:
                give(o.in[0], direction::either);
                give(o.in[1], direction::either);
                break;
            case op::negate:
                give(o.in[0], reversed(d));
                break;
            case op::select:
                give(o.in[0], direction::either);
                give(o.in[1], d);
                give(o.in[2], d);
                break;
            default:  // sums, least and greatest, all and any, floors and rounding: never fall where an operand rises
                for (const std::uint32_t operand : o.in) give(operand, d);
        }
    }

private:
    void give(std::uint32_t i, direction d) { of_[i] = of_[i] | d; }

    void factor(const operation& o, std::size_t one, std::size_t other, direction d) {
        const auto& value = open_.known[o.in[other]];
        give(o.in[one], value ? along(d, value->sign()) : direction::either);
    }

    const open_plan& open_;
    std::vector<direction>& of_;
};

}  // namespace

std::vector<direction> helpful_directions(const open_plan& open, std::uint32_t top, direction of_top, const std::vector<std::uint32_t>& must) {
    std::vector<direction> of(open.program.operations.size(), direction::none);
    of[top] = of_top;
    for (const std::uint32_t m : must) of[m] = of[m] | direction::more;
    reader r(open, of);
    for (std::size_t i = of.size(); i-- > 0;) r.read(static_cast<std::uint32_t>(i));
    return of;
}

}  // namespace fenze
