#include "interpreter/goal/cost_table.hpp"

#include <algorithm>
#include <numeric>

namespace fenze {

direction operator|(direction a, direction b) { return static_cast<direction>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b)); }

direction reversed(direction d) { return d == direction::more ? direction::less : d == direction::less ? direction::more : d; }

std::size_t cost_table::column_of(std::uint32_t operation) const {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), operation) - columns.begin());
}

std::uint32_t making_record::pair(std::uint32_t left, std::uint32_t right) {
    if (left == 0 || right == 0) return left + right;
    all_.push_back({left, right, false});
    return static_cast<std::uint32_t>(all_.size() - 1);
}

std::uint32_t making_record::value(std::uint32_t fact, std::uint32_t place) {
    all_.push_back({fact, place, true});
    return static_cast<std::uint32_t>(all_.size() - 1);
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> making_record::facts_of(std::uint32_t row) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
    std::vector<std::uint32_t> left{row};
    while (!left.empty()) {
        const making m = all_[left.back()];
        left.pop_back();
        if (m.fact) {
            out.emplace_back(m.left, m.right);
        } else if (m.left != 0) {
            left.push_back(m.left);
            left.push_back(m.right);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

namespace {

/// The order in which a needless row comes behind the one that makes it so: columns alike, then the better value, then the lower cost.
class row_order {
public:
    row_order(const row_draft& d, std::size_t width, std::size_t swept, bool less_is_better) : d_(d), width_(width), swept_(swept), less_(less_is_better) {}

    [[nodiscard]] int alike(std::size_t a, std::size_t b) const {
        for (std::size_t c = 0; c < width_; ++c) {
            if (c == swept_) continue;
            const auto order = d_.at[a * width_ + c] <=> d_.at[b * width_ + c];
            if (order != 0) return order < 0 ? -1 : 1;
        }
        return 0;
    }

    bool operator()(std::size_t a, std::size_t b) const {
        if (const int order = alike(a, b); order != 0) return order < 0;
        if (swept_ < width_) {
            const auto order = d_.at[a * width_ + swept_] <=> d_.at[b * width_ + swept_];
            if (order != 0) return less_ ? order < 0 : order > 0;
        }
        return d_.cost[a] < d_.cost[b];
    }

private:
    const row_draft& d_;
    std::size_t width_, swept_;
    bool less_;
};

}  // namespace

cost_table without_needless(
    row_draft draft, std::vector<std::uint32_t> columns, const std::vector<direction>& matters, making_record& record, std::size_t most, bool& whole) {
    const std::size_t width = columns.size();
    std::size_t swept = width;
    for (std::size_t c = width; c-- > 0;)
        if (matters[c] == direction::more || matters[c] == direction::less) swept = c;
    const row_order before(draft, width, swept, swept < width && matters[swept] == direction::less);
    std::vector<std::size_t> order(draft.rows()), kept;
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), before);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool first = i == 0 || before.alike(order[i - 1], order[i]) != 0;
        if (first || draft.cost[order[i]] < draft.cost[kept.back()]) kept.push_back(order[i]);
    }
    std::sort(
        kept.begin(), kept.end(), [&](std::size_t a, std::size_t b) { return draft.cost[a] != draft.cost[b] ? draft.cost[a] < draft.cost[b] : before(a, b); });
    if (kept.size() > most) {
        whole = false;
        std::vector<std::size_t> spread;
        for (std::size_t i = 0; i < most; ++i) spread.push_back(kept[i * (kept.size() - 1) / (most - 1)]);
        kept = std::move(spread);
    }
    cost_table out;
    out.columns = std::move(columns);
    for (const std::size_t i : kept) {
        for (std::size_t c = 0; c < width; ++c) out.at.push_back(std::move(draft.at[i * width + c]));
        out.cost.push_back(draft.cost[i]);
        out.made.push_back(record.pair(draft.from[i].first, draft.from[i].second));
    }
    return out;
}

}  // namespace fenze
