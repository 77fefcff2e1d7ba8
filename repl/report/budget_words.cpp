#include "repl/report/budget_words.hpp"

#include "interpreter/quantity.hpp"
#include "repl/json_writer.hpp"
#include "repl/layout.hpp"

namespace fenze {
namespace {

std::string money(const number& n, const std::string& unit) { return n.display() + unit; }

std::string name_of(const std::vector<scored>& all, std::size_t i) { return all[i].id.empty() ? "第" + std::to_string(i + 1) + "家" : all[i].id; }

}  // namespace

std::optional<budget> budget_for(const plan& p, const std::string& budget_option, words& why) {
    if (p.rewards.empty()) {
        if (!budget_option.empty()) why = {"评分文件没有说给多少奖励，--budget 用不上。", "The rubric gives no money: --budget says nothing."};
        return std::nullopt;
    }
    const auto& unit = p.rewards.front().unit;
    budget out = p.fund.value_or(budget{});
    if (!budget_option.empty()) {
        const auto read = parse_quantity(budget_option);
        out.most = !read ? std::nullopt : read->unit.empty() ? std::optional(read->value) : convert(read->value, read->unit, unit);
        if (!out.most || out.most->sign() < 0) {
            why = {"--budget 要写一个金额，如 500万元，不是“" + budget_option + "”。",
                "--budget takes an amount of money such as 500万元, not \"" + budget_option + "\"."};
            return std::nullopt;
        }
    } else if (out.most && out.unit != unit) {
        out.most = convert(*out.most, out.unit, unit);
    }
    out.unit = unit;
    return out;
}

std::optional<population_rewards> rewards_of(const plan& p, const std::vector<scored>& all, const std::string& budget_option, words& why) {
    const auto from = budget_for(p, budget_option, why);
    if (!from) return std::nullopt;
    population_rewards out;
    out.from = *from;
    const auto& reward = p.rewards.front();
    std::vector<reward_claim> claims;
    bool only_limits = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].came_to) continue;
        const auto& r = *all[i].came_to;
        const auto allowed = r.at(reward.allowed).high;
        const auto given = reward.fact ? all[i].facts[*reward.fact] : std::nullopt;
        reward_claim claim{r.value(p.total), given ? *given : allowed.value_or(number(0))};
        only_limits = only_limits || (reward.limit && !given && claim.wanted.sign() > 0);
        out.units.push_back(i);
        claims.push_back(std::move(claim));
    }
    out.decided = !only_limits;
    out.shared = share_rewards(claims, out.from);
    return out;
}

std::string rewards_line(const plan& p, const population_rewards& of, bool zh) {
    std::size_t count = 0;
    for (const auto& g : of.shared.given) count += g.sign() > 0 ? 1 : 0;
    return rewards_line(p, of, count, zh);
}

std::string rewards_line(const plan& p, const population_rewards& of, std::size_t count, bool zh) {
    const auto& reward = p.rewards[of.reward];
    const auto& unit = reward.unit;
    if (!zh) {
        std::string out = reward.name + ": " + std::to_string(count) + " units, " + money(of.shared.wanted, unit);
        if (of.from.most) out += ", budget " + money(*of.from.most, unit) + (of.shared.over ? ", exceeded by " + money(*of.shared.over, unit) : "");
        return out;
    }
    std::string out = reward.name + "：" + std::to_string(count) + "家，" + (of.decided ? "合计" : "按上限合计") + money(of.shared.wanted, unit);
    if (!of.from.most) return out + (p.fund ? "；文件说按资金总量控制，没有写数，可用 --budget 给出。" : "。");
    out += "，预算" + money(*of.from.most, unit);
    if (!of.shared.over) return out + "，没有超出。";
    out += "，超出" + money(*of.shared.over, unit);
    switch (of.from.how) {
        case budget::sharing::by_rank:
            return out + "；按名次依次给予，用完为止。";
        case budget::sharing::in_proportion:
            return out + "；按比例核减。";
        case budget::sharing::unsaid:
            break;
    }
    return out + "；文件没有说怎样核减，这里不核减。";
}

std::string rewards_text(const plan& p, const std::vector<scored>& all, const population_rewards& of, bool zh, bool markdown) {
    std::string out = (markdown ? "\n" : " ") + rewards_line(p, of, zh) + "\n";
    if (!of.shared.over || of.from.how == budget::sharing::unsaid) return out;
    for (std::size_t n = 0; n < of.units.size(); ++n)
        if (all[of.units[n]].came_to->at(p.rewards[of.reward].allowed).high.value_or(number(0)).sign() > 0)
            out += (markdown ? "- " : "   ") + name_of(all, of.units[n]) + (zh ? "：" : ": ") + money(of.shared.given[n], p.rewards[of.reward].unit) + "\n";
    return out;
}

std::string rewards_json(const plan& p, const std::vector<scored>& all, const population_rewards& of) {
    const auto& reward = p.rewards[of.reward];
    json_writer w(false);
    w.open('{');
    member(w, "rubric", p.title);
    member(w, "reward", reward.name);
    member(w, "unit", reward.unit);
    member(w, "wanted", exact(std::optional(of.shared.wanted)));
    member(w, "budget", exact(of.from.most));
    member(w, "over", exact(of.shared.over));
    w.key("decided");
    w.truth(of.decided);
    w.key("given");
    w.open('[');
    for (std::size_t n = 0; n < of.units.size(); ++n) {
        w.open('{');
        member(w, "record", name_of(all, of.units[n]));
        member(w, "amount", exact(std::optional(of.shared.given[n])));
        w.close('}');
    }
    w.close(']');
    w.close('}');
    return w.written() + "\n";
}

}  // namespace fenze
