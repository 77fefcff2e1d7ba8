#include "repl/batch/tally.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_totals = 200'000;  // some ten megabytes

}  // namespace

void tally::add(const block& from, const std::vector<summed_item>& items) {
    const auto& s = from.setup();
    std::vector<std::uint64_t> by_place(s.wanted.size() + 1);
    std::vector<wide_int> sums(items.size());
    for (const auto& r : from.records()) {
        if (r.is == batch_record::state::bad) {
            ++bad;
            continue;
        }
        const bool columns = r.is == batch_record::state::columns;
        const auto total = columns ? std::optional<number>() : from.value(r, 0);
        if (!columns && !total) {
            ++open;
            continue;
        }
        ++scored;
        if (!detailed_) continue;
        if (from.by_itself(r)) {
            const auto& possible = from.grades(r);
            if (possible.size() < 2) ++grades[possible.empty() ? std::string() : possible.front()];
        } else {
            ++by_place[from.outcome(r).value_or(s.wanted.size())];
        }
        if (columns && !s.narrow->outputs[0].constant) count(from.narrow_value(r, 0), s.narrow->outputs[0].ratio, 1);
        else count(columns ? *s.narrow->outputs[0].constant : *total, 1);
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto& sum = items_[i];
            const auto& max = s.program.nodes[items[i].node].max;
            if (columns && !s.narrow->outputs[items[i].score].constant && !s.narrow->outputs[items[i].raw].constant) {
                const auto &of = s.narrow->outputs[items[i].score], &before = s.narrow->outputs[items[i].raw];
                const auto value = from.narrow_value(r, items[i].score), raw = from.narrow_value(r, items[i].raw);
                sums[i] += value;
                ++sum.counted;
                if (of.ratio == before.ratio) {
                    sum.cut += raw > value ? 1 : 0;
                } else {
                    sum.cut += number(raw) * before.ratio > number(value) * of.ratio ? 1 : 0;
                }
                if (max && number(value) * of.ratio == *max) ++sum.full;
                continue;
            }
            const auto value = from.value(r, items[i].score), raw = from.value(r, items[i].raw);
            if (!value) continue;
            sum.points = sum.points + *value;
            ++sum.counted;
            sum.cut += raw && *raw > *value ? 1 : 0;
            sum.full += max && *value == *max ? 1 : 0;
        }
    }
    for (std::size_t i = 0; i < items.size(); ++i)
        if (sums[i] != 0) items_[i].points = items_[i].points + number(static_cast<std::int64_t>(sums[i])) * s.narrow->outputs[items[i].score].ratio;
    for (std::size_t w = 0; w < by_place.size(); ++w)
        if (by_place[w] > 0) grades[w < s.wanted.size() ? s.outcome_name(w) : std::string()] += by_place[w];
}

void tally::count(std::int64_t narrow, const number& ratio, std::uint64_t times) {
    ratio_ = ratio;
    if (exact_ && (every_total_ || narrow_.size() < most_totals || narrow_.count(narrow) > 0)) narrow_[narrow] += times;
    else count(number(narrow) * ratio, times);
}

void tally::count(number total, std::uint64_t times) {
    if (exact_ && !every_total_ && other_.size() + narrow_.size() >= most_totals) {
        exact_ = false;
        const auto before = std::move(other_);
        other_.clear();
        for (const auto& [value, n] : before) count(value, n);
        for (const auto& [value, n] : narrow_) count(number(value) * ratio_, n);
        narrow_.clear();
    }
    if (!exact_) total = round_half_up(total, 2);
    other_[total] += times;
}

void tally::join(const tally& other) {
    scored += other.scored;
    open += other.open;
    bad += other.bad;
    for (const auto& [grade, n] : other.grades) grades[grade] += n;
    if (items_.size() < other.items_.size()) items_.resize(other.items_.size());
    for (std::size_t i = 0; i < other.items_.size(); ++i) {
        items_[i].points = items_[i].points + other.items_[i].points;
        items_[i].counted += other.items_[i].counted;
        items_[i].full += other.items_[i].full;
        items_[i].cut += other.items_[i].cut;
    }
    for (const auto& [value, n] : other.narrow_) count(value, other.ratio_, n);
    for (const auto& [value, n] : other.other_) count(value, n);
    exact_ = exact_ && other.exact_;
}

std::vector<std::pair<number, std::uint64_t>> tally::totals() const {
    auto all = other_;
    for (const auto& [value, n] : narrow_) all[number(value) * ratio_] += n;
    return {all.begin(), all.end()};
}

}  // namespace fenze
