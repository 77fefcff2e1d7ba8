#include "interpreter/outcomes/share.hpp"

#include <algorithm>
#include <numeric>

namespace fenze {
namespace {

void by_rank(const std::vector<reward_claim>& all, const number& most, std::vector<number>& given) {
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
        for (std::size_t i = from; i < to; ++i) {
            const number& wanted = all[order[i]].wanted;
            given[order[i]] = enough || group.sign() == 0 ? wanted : *divide(wanted * left, group);
        }
        left = enough ? left - group : number(0);
        from = to;
    }
}

}  // namespace

shared_rewards share_rewards(const std::vector<reward_claim>& all, const budget& from) {
    shared_rewards out;
    for (const auto& c : all) {
        out.given.push_back(c.wanted);
        out.wanted = out.wanted + c.wanted;
    }
    out.sum = out.wanted;
    if (!from.most || out.wanted <= *from.most) return out;
    out.over = out.wanted - *from.most;
    if (from.how == budget::sharing::by_rank) by_rank(all, *from.most, out.given);
    else if (from.how == budget::sharing::in_proportion)
        for (auto& g : out.given) g = *divide(g * *from.most, out.wanted);
    else return out;
    out.sum = *from.most;
    return out;
}

}  // namespace fenze
