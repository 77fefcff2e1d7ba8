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

std::string how_any_number_joins(const panel::part& part) {
    std::string out = part.most == 0 && part.least <= 1 ? "若干名"
                      : part.most == 0                  ? "不少于" + std::to_string(part.least) + "名"
                                                        : std::to_string(part.least) + "至" + std::to_string(part.most) + "名";
    out += part.label + "打分，";
    switch (part.how) {
        case joining::middle:
            return out + "取中位数";
        case joining::highest:
            return out + "取最高分";
        case joining::lowest:
            return out + "取最低分";
        case joining::mean:
            break;
    }
    constexpr std::size_t many = 99;  // so that what is left is more than one mark
    return out + how_marks_join(many, part.drop_high, part.drop_low);
}

}  // namespace fenze
