#include "repl/report/budget_words.hpp"

#include <algorithm>

#include "interpreter/quantity.hpp"
#include "repl/json_writer.hpp"
#include "repl/layout.hpp"

namespace fenze {
namespace {

/// Exactly, or to the 元 where the figure has no end: 约14.2857万元.
std::string money(const number& n, const std::string& unit) {
    constexpr int places = 4;
    return n.text().find('/') == std::string::npos ? n.text() + unit : "约" + n.display(places) + unit;
}

std::string names(const plan& p, const population_rewards& of) {
    std::string out;
    for (const auto r : of.rewards) out += (out.empty() ? "" : "、") + p.rewards[r].name;
    return out;
}

/// What a unit gets of one reward, in the unit of the budget.
std::optional<number> amount_of(const scored& s, const reward& from, const std::string& unit, bool& open, bool& limit) {
    const auto& allowed = s.came_to->at(from.allowed);
    const auto given = from.fact ? s.facts[*from.fact] : std::nullopt;
    open = open || (!given && !(allowed.low && allowed.high && *allowed.low == *allowed.high));
    const number wanted = given ? *given : allowed.high.value_or(number(0));
    limit = limit || (from.limit && !given && wanted.sign() > 0);
    return convert(wanted, from.unit, unit);
}

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
        std::string said = budget_option;
        if (said.ends_with("万") || said.ends_with("亿")) said += "元";  // 500万
        const auto read = parse_quantity(said);
        if (read && read->unit.empty() && read->value.sign() > 0) {
            why = {"--budget 后面没有写单位：" + budget_option + unit + "，还是" + budget_option + "元？请写全。",
                "--budget needs a unit of money, such as " + budget_option + unit + "."};
            return std::nullopt;
        }
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
    out.rewards = rewards_under(p, out.from);
    std::vector<reward_claim> claims;
    bool only_limits = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].came_to) continue;
        reward_claim claim{all[i].came_to->value(p.total), {}};
        bool open = false;
        for (const auto r : out.rewards) claim.wanted = claim.wanted + amount_of(all[i], p.rewards[r], out.from.unit, open, only_limits).value_or(number(0));
        out.open += open ? 1 : 0;
        out.units.push_back(i);
        claims.push_back(std::move(claim));
    }
    out.decided = !only_limits && out.open == 0;
    out.shared = share_rewards(claims, out.from);
    return out;
}

std::string rewards_line(const plan& p, const population_rewards& of, bool zh) {
    std::size_t count = 0;
    for (const auto& g : of.shared.given) count += g.sign() > 0 ? 1 : 0;
    return rewards_line(p, of, count, zh);
}

std::string rewards_line(const plan& p, const population_rewards& of, std::size_t count, bool zh) {
    const auto& unit = of.from.unit;
    if (!zh) {
        std::string out = names(p, of) + ": " + std::to_string(count) + " units, " + money(of.shared.wanted, unit);
        if (of.from.most) out += ", budget " + money(*of.from.most, unit) + (of.shared.over ? ", exceeded by " + money(*of.shared.over, unit) : "");
        return out;
    }
    std::string out = names(p, of) + "：" + std::to_string(count) + "家，" + (of.decided ? "合计" : "按上限合计") + money(of.shared.wanted, unit);
    if (of.open > 0) out += "（其中" + std::to_string(of.open) + "家事实没有填全，按可能的最多算）";
    if (!of.from.most) return out + (p.fund ? "；文件说按资金总量控制，没有写数，可用 --budget 给出。" : "。");
    out += "，预算" + money(*of.from.most, unit);
    if (!of.shared.over) return out + "，没有超出。";
    out += "，超出" + money(*of.shared.over, unit);
    switch (of.from.how) {
        case budget::sharing::by_rank:
            return out + "；按名次依次给予，用完为止" + (of.shared.tie ? "，名次相同的按各自的数额分余下的" : "") +
                   (of.open > 0 ? "，得分未定的排在最后" : "") + "。";
        case budget::sharing::in_proportion:
            return out + "；按比例核减。";
        case budget::sharing::unsaid:
            break;
    }
    return out + "；文件没有说怎样核减，这里不核减。";
}

std::string rewards_text(const plan& p, const std::vector<scored>& all, const population_rewards& of, bool zh, bool markdown) {
    std::string out = (markdown ? "\n" : " ") + rewards_line(p, of, zh) + "\n";
    const bool shared = of.shared.over && of.from.how != budget::sharing::unsaid;
    for (std::size_t n = 0; shared && n < of.units.size(); ++n)
        if (std::any_of(of.rewards.begin(), of.rewards.end(),
                [&](std::size_t r) { return all[of.units[n]].came_to->at(p.rewards[r].allowed).high.value_or(number(0)).sign() > 0; }))
            out += (markdown ? "- " : "   ") + name_of(all, of.units[n]) + (zh ? "：" : ": ") + money(of.shared.given[n], of.from.unit) + "\n";
    if (const auto others = other_rewards(p, all, of, zh); !others.empty()) out += (markdown ? "\n" : " ") + others;
    return out;
}

std::string other_rewards(const plan& p, const std::vector<scored>& all, const population_rewards& of, bool zh) {
    std::string out;
    for (std::size_t r = 0; r < p.rewards.size(); ++r) {
        if (std::find(of.rewards.begin(), of.rewards.end(), r) != of.rewards.end()) continue;
        population_rewards one;
        one.rewards = {r};
        one.from.unit = p.rewards[r].unit;
        bool limit = false;
        std::size_t count = 0;
        for (const auto i : of.units) {
            bool open = false;
            const auto amount = amount_of(all[i], p.rewards[r], one.from.unit, open, limit).value_or(number(0));
            one.open += open ? 1 : 0;
            count += amount.sign() > 0 ? 1 : 0;
            one.shared.wanted = one.shared.wanted + amount;
        }
        one.decided = !limit && one.open == 0;
        out += names(p, one) + (zh ? "：" : ": ") + std::to_string(count) + (zh ? "家，" : " units, ") + (zh ? (one.decided ? "合计" : "按上限合计") : "") +
               money(one.shared.wanted, one.from.unit) + (zh ? "；预算不管这一项。" : "; not under the budget.") + "\n";
    }
    return out;
}

std::string rewards_json(const plan& p, const std::vector<scored>& all, const population_rewards& of) {
    json_writer w(false);
    w.open('{');
    member(w, "rubric", p.title);
    member(w, "reward", names(p, of));
    member(w, "unit", of.from.unit);
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
