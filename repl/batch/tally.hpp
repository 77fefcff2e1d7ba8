#pragma once
// What a population came to, counted on the way: memory grows with the number of different totals, and no further than a limit.

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "repl/batch/result_text.hpp"

namespace fenze {

/// An item in the summary: where its points before and after its cap are among the wanted operations.
struct summed_item {
    std::uint32_t node = 0;
    std::size_t score = 0, raw = 0;
};

class tally {
public:
    tally() = default;
    /// `items`: those to be added up; none and not `detailed`: only records are counted.
    /// `every_total`: none are put together, however many there are.
    tally(bool detailed, std::size_t items, bool every_total) : detailed_(detailed), every_total_(every_total), items_(items) {}

    void add(const block& from, const std::vector<summed_item>& items);
    void join(const tally& other);
    [[nodiscard]] std::uint64_t records() const { return scored + open + bad; }

    std::uint64_t scored = 0, open = 0, bad = 0;  // with a total, with a range, with neither
    std::map<std::string, std::uint64_t> grades;  // "" where none holds
    struct item_sum {
        number points;
        std::uint64_t counted = 0, full = 0, cut = 0;  // full: the mark is reached; cut: more was earned than the cap lets through
    };
    [[nodiscard]] const std::vector<item_sum>& items() const { return items_; }
    /// Totals with how many records have each, ascending; `exact` is false where they were too many, and were put together by hundredths.
    [[nodiscard]] std::vector<std::pair<number, std::uint64_t>> totals() const;
    [[nodiscard]] bool exact() const { return exact_; }

private:
    void count(std::int64_t narrow, const number& ratio, std::uint64_t times);
    void count(number total, std::uint64_t times);

    bool detailed_ = false, every_total_ = false, exact_ = true;
    std::vector<item_sum> items_;
    number ratio_ = 1;
    std::unordered_map<std::int64_t, std::uint64_t> narrow_;
    std::map<number, std::uint64_t> other_;
};

/// The distribution as text: grades, quantiles, mean, the items' means and caps, a histogram.
std::string summary_text(const plan& p, const std::vector<summed_item>& items, const tally& all, bool zh);

}  // namespace fenze
