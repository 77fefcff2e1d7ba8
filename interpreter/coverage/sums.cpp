#include "interpreter/coverage/sums.hpp"

#include <algorithm>
#include <map>

namespace fenze {
namespace {

constexpr std::size_t most_options = 10, most_sums = 600, most_near = 6, most_values = 20;

using change = std::vector<std::pair<std::size_t, number>>;  // facts and their values

/// What the facts of one item can add, by how much.
using item_options = std::map<number, change>;

class combiner {
public:
    combiner(const stage& s, std::uint32_t local, const fact_values& from, const std::vector<std::vector<number>>& values, std::size_t& work)
        : s_(s), local_(local), from_(from), values_(values), work_(work) {}

    std::vector<fact_values> near(const std::vector<number>& figures) {
        const auto start = s_.value(local_, from_);
        if (!start) return {};
        start_ = *start;
        std::map<std::uint32_t, std::vector<std::size_t>> items;
        for (std::size_t f = 0; f < values_.size(); ++f) items[s_.about().facts[f].node].push_back(f);
        sums_[number()] = {};
        steps_.push_back({});
        for (const number& figure : figures) wanted_.push_back(figure - start_);
        for (const auto& [node, facts] : items) combine(options_of(facts));
        std::vector<fact_values> out;
        for (const number& wanted : wanted_) choose(wanted, out);
        return out;
    }

private:
    struct step {
        std::size_t before = 0;
        change with;
    };

    item_options options_of(const std::vector<std::size_t>& facts) {
        item_options all;
        const auto add = [&](const change& c) {
            fact_values now = from_;
            for (const auto& [f, v] : c) now[f] = v;
            work_ += s_.about().operations.size();
            if (const auto value = s_.value(local_, now)) all.try_emplace(*value - start_, c);
        };
        for (const auto f : facts)
            for (std::size_t n = 0; n < values_[f].size() && n < most_values; ++n) add({{f, values_[f][n]}});
        change more;  // one fact after the other
        for (const auto f : facts) {
            const bool choice = s_.about().facts[f].kind == fact_kind::choice;
            more.emplace_back(f, choice ? number(0) : *std::max_element(values_[f].begin(), values_[f].end()));
            add(more);
        }
        while (all.size() > most_options) {  // the ends stay, and what is small
            auto middle = std::next(all.begin(), static_cast<std::ptrdiff_t>(all.size() - 2));
            all.erase(middle);
        }
        return all;
    }

    void combine(const item_options& options) {
        std::map<number, std::size_t> next = sums_;
        for (const auto& [sum, at] : sums_)
            for (const auto& [gain, with] : options) {
                if (gain.sign() == 0 || next.count(sum + gain) != 0) continue;
                next[sum + gain] = steps_.size();
                steps_.push_back({at, with});
            }
        if (next.size() > most_sums) {  // every so manieth, and those around the figure
            std::map<number, std::size_t> thinned;
            std::size_t n = 0;
            const std::size_t each = next.size() / (most_sums / 2) + 1;
            const auto close = [&](const number& sum) {
                return std::any_of(wanted_.begin(), wanted_.end(), [&](const number& w) { return sum >= w - number(5) && sum <= w + number(5); });
            };
            for (const auto& entry : next)
                if (n++ % each == 0 || (thinned.size() < most_sums && close(entry.first))) thinned.insert(entry);
            next = std::move(thinned);
        }
        sums_ = std::move(next);
    }

    void choose(const number& wanted, std::vector<fact_values>& out) const {
        const auto take = [&](const std::pair<const number, std::size_t>& sum) {
            fact_values facts = from_;
            for (std::size_t at = sum.second; at != 0; at = steps_[at].before)
                for (const auto& [f, v] : steps_[at].with) facts[f] = v;
            out.push_back(std::move(facts));
        };
        const auto here = sums_.find(wanted);
        if (here != sums_.end()) take(*here);
        std::size_t n = 0;
        for (auto at = sums_.lower_bound(wanted); at != sums_.begin() && n < most_near; ++n) take(*--at);
        n = 0;
        for (auto at = sums_.upper_bound(wanted); at != sums_.end() && n < most_near; ++at, ++n) take(*at);
    }

    const stage& s_;
    std::uint32_t local_;
    const fact_values& from_;
    const std::vector<std::vector<number>>& values_;
    std::size_t& work_;
    number start_;
    std::vector<number> wanted_;          // beside the start
    std::map<number, std::size_t> sums_;  // gain → its last step
    std::vector<step> steps_;
};

}  // namespace

std::vector<fact_values> facts_near(const stage& s, std::uint32_t local, const std::vector<number>& figures, const fact_values& from,
    const std::vector<std::vector<number>>& values, std::size_t& work) {
    return combiner(s, local, from, values, work).near(figures);
}

}  // namespace fenze
