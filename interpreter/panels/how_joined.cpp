#include "interpreter/panels/how_joined.hpp"

namespace fenze {

std::string how_marks_join(std::size_t seats, std::size_t drop_high, std::size_t drop_low) {
    if (seats == 1) return {};
    if (drop_high == 0 && drop_low == 0) return "平均";
    if (drop_low + 1 == seats) return "取最高分";
    if (drop_high + 1 == seats) return "取最低分";
    if (drop_high == drop_low && drop_high == (seats - 1) / 2 && seats > 4) return "取中位数";
    std::string out = "去掉";
    if (drop_high > 0) out += std::to_string(drop_high) + "个最高分";
    if (drop_high > 0 && drop_low > 0) out += "和";
    if (drop_low > 0) out += std::to_string(drop_low) + "个最低分";
    return out + "后平均";
}

}  // namespace fenze
