#include "interpreter/outcomes/share.hpp"

#include <algorithm>
#include <numeric>

#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

void by_rank(const std::vector<reward_claim>& all, const number& most, std::vector<number>& given, bool& tie) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (!all[a].total || !all[b].total) return all[a].total.has_value() && !all[b].total;
        return *all[b].total < *all[a].total;
    });
    number left = most;
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        number group;
        const auto same = [&](std::size_t i) {
            const auto &a = all[order[from]].total, &b = all[order[i]].total;
            return a && b ? *a == *b : !a && !b;
        };
        for (; to < order.size() && same(to); ++to) group = group + all[order[to]].wanted;
        const bool enough = group <= left;
        std::size_t wanting = 0;
        for (std::size_t i = from; i < to; ++i) wanting += all[order[i]].wanted.sign() > 0 ? 1 : 0;
        tie = tie || (!enough && wanting > 1 && left.sign() > 0);
        for (std::size_t i = from; i < to; ++i) {
            const number& wanted = all[order[i]].wanted;
            given[order[i]] = enough || group.sign() == 0 ? wanted : *divide(wanted * left, group);
        }
        left = enough ? left - group : number(0);
        from = to;
    }
}

}  // namespace

std::vector<std::size_t> rewards_under(const plan& p, const budget& from) {
    std::vector<std::size_t> exact, like, all;
    for (std::size_t r = 0; r < p.rewards.size(); ++r) {
        if (!convert(number(1), p.rewards[r].unit, p.rewards.front().unit)) continue;
        all.push_back(r);
        if (from.reward.empty()) continue;
        if (p.rewards[r].name == from.reward) exact.push_back(r);
        if (p.rewards[r].name.find(from.reward) != std::string::npos) like.push_back(r);
    }
    return !exact.empty() ? exact : !like.empty() ? like : all;
}

shared_rewards share_rewards(const std::vector<reward_claim>& all, const budget& from) {
    shared_rewards out;
    for (const auto& c : all) {
        out.given.push_back(c.wanted);
        out.wanted = out.wanted + c.wanted;
    }
    out.sum = out.wanted;
    if (!from.most || out.wanted <= *from.most) return out;
    out.over = out.wanted - *from.most;
    if (from.how == budget::sharing::by_rank) by_rank(all, *from.most, out.given, out.tie);
    else if (from.how == budget::sharing::in_proportion)
        for (auto& g : out.given) g = *divide(g * *from.most, out.wanted);
    else return out;
    out.sum = *from.most;
    return out;
}

}  // namespace fenze
