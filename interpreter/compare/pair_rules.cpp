#include "interpreter/compare/pair_rules.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/compare/likeness.hpp"

namespace fenze {
namespace {

class rule_pairs {
public:
    rule_pairs(const joint_plan& j, const plan_node& x, const plan_node& y) : j_(j), x_(x.rules), y_(y.rules), to_new_(x_.size()), to_old_(y_.size()) {}

    std::vector<pair_of> run() {
        const auto same_words = [](const plan_rule& x, const plan_rule& y) { return name_key(x.text) == name_key(y.text); };
        take([&](const plan_rule& x, const plan_rule& y) { return same_words(x, y) && same(x.raw, y.raw) && same(x.score, y.score); });
        take([&](const plan_rule& x, const plan_rule& y) { return same_words(x, y) && facts(before, x) == facts(after, y); });
        take(same_words);
        take([&](const plan_rule& x, const plan_rule& y) { return same(x.raw, y.raw) && same(x.score, y.score); });
        take([&](const plan_rule& x, const plan_rule& y) { return same(x.raw, y.raw); });
        take([&](const plan_rule& x, const plan_rule& y) { return !x.facts.empty() && facts(before, x) == facts(after, y); });
        take([&](const plan_rule& x, const plan_rule& y) { return share(x, y) && x.family == y.family; });
        take([&](const plan_rule& x, const plan_rule& y) { return share(x, y); });
        take([&](const plan_rule& x, const plan_rule& y) { return x.family == y.family && !(likeness(x.text, y.text) < number::fraction(3, 5)); });
        std::vector<pair_of> out;
        std::vector<bool> said(x_.size());
        const auto removed_from = [&](std::size_t b) {
            for (; b < x_.size() && !to_new_[b]; ++b)
                if (!said[b]) {
                    said[b] = true;
                    out.push_back({static_cast<std::uint32_t>(b), std::nullopt});
                }
        };
        removed_from(0);
        for (std::uint32_t a = 0; a < y_.size(); ++a) {
            out.push_back({to_old_[a], a});
            if (to_old_[a]) removed_from(*to_old_[a] + 1);
        }
        return out;
    }

private:
    [[nodiscard]] bool same(std::uint32_t x, std::uint32_t y) const { return j_.at[before][x] == j_.at[after][y]; }

    [[nodiscard]] std::vector<std::uint32_t> facts(side s, const plan_rule& r) const {
        std::vector<std::uint32_t> out;
        for (const auto f : r.facts) out.push_back(j_.joint_fact[s][f]);
        std::sort(out.begin(), out.end());
        return out;
    }
    [[nodiscard]] bool share(const plan_rule& x, const plan_rule& y) const {
        const auto mine = facts(before, x), theirs = facts(after, y);
        return std::any_of(mine.begin(), mine.end(), [&](auto f) { return std::binary_search(theirs.begin(), theirs.end(), f); });
    }

    template <typename Fits>
    void take(Fits fits) {
        for (std::uint32_t a = 0; a < y_.size(); ++a)
            for (std::uint32_t b = 0; b < x_.size() && !to_old_[a]; ++b)
                if (!to_new_[b] && fits(x_[b], y_[a])) {
                    to_new_[b] = a;
                    to_old_[a] = b;
                }
    }

    const joint_plan& j_;
    const std::vector<plan_rule>&x_, &y_;
    std::vector<std::optional<std::uint32_t>> to_new_, to_old_;
};

}  // namespace

std::vector<pair_of> pair_rules(const joint_plan& j, const plan_node& old_item, const plan_node& new_item) { return rule_pairs(j, old_item, new_item).run(); }

}  // namespace fenze
