#pragma once
// Corrections in the document's own words: its units, its way to write a range, its word for 不足.

#include "interpreter/check/tier_list.hpp"

namespace fenze {

class own_words {
public:
    own_words(const review& r, const tier_list& list);

    /// 9500万元 where the list writes 万元, though the fact is asked for in 亿元.
    [[nodiscard]] std::string amount(const number& value) const;
    /// 5000万元以上不足1亿元, 60%～79%: as the list would write it.
    [[nodiscard]] std::string range(const interval& is) const;

private:
    struct written {
        number value;  // in the fact's unit
        std::string figure, unit;
    };
    [[nodiscard]] written as_written(const number& value) const;
    void take(const std::optional<bound_text>& end, const std::string& unit_of_range);

    const fact& f_;
    std::vector<written> all_;
    std::string to_ = "-", less_ = "不足";
    bool unit_twice_ = false;  // 60%-79%
};

/// The words with other points: 得6分 for 得2分; nothing where the points do not stand there just once.
std::optional<std::string> with_points(const std::string& words, const number& is, const number& would);

}  // namespace fenze
