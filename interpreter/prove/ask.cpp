#include "interpreter/prove/ask.hpp"

#include <algorithm>

#include "interpreter/open_plan.hpp"
#include "interpreter/straight.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_values = 40;
constexpr int most_tries = 1500;

class figures {
public:
    explicit figures(const plan& p) : plan_(p), parts_(straight_parts(p)), values_(p.facts.size()) {}

    std::vector<std::vector<number>> run() {
        for (const operation& o : plan_.operations) {
            if (o.kind == op::tier) {
                for (const auto& piece : plan_.tiers[o.index].pieces)
                    if (piece.from) meets(o.in[0], *piece.from);
            } else if (o.kind == op::floor_divide) {
                for (int n = 1; n <= 3; ++n) meets(o.in[0], o.value * number(n));
            } else if (o.kind == op::less || o.kind == op::less_equal || o.kind == op::equal || o.kind == op::min || o.kind == op::max) {
                for (const auto i : o.in)
                    for (const auto k : o.in)
                        if (i != k && parts_[k] && !parts_[k]->fact) meets(i, parts_[k]->base);
            }
        }
        return std::move(values_);
    }

private:
    /// Where operation i is `figure`, and on both sides of it.
    void meets(std::uint32_t i, const number& figure) {
        const auto& part = parts_[i];
        if (!part || !part->fact || part->slope.sign() == 0) return;
        const bool whole = takes_whole(plan_.facts[*part->fact]);
        const number at = *divide(figure - part->base, part->slope), beside = whole ? number(1) : number::fraction(1, 10);
        for (const number& n : {floor(at), ceiling(at), at - beside, at, at + beside}) values_[*part->fact].push_back(n);
    }

    const plan& plan_;
    std::vector<std::optional<straight>> parts_;
    std::vector<std::vector<number>> values_;
};

class prober {
public:
    explicit prober(const question& q) : q_(q), values_(telling_values(q.about)) {}

    /// Facts for which the goal is 1, found by trying.
    std::optional<fact_values> find() {
        const std::size_t n = values_.size();
        std::vector<fact_values> bases(3);
        for (const auto& v : values_) {
            bases[0].emplace_back(v.front());
            bases[1].emplace_back(v.back());
            bases[2].emplace_back(v[v.size() / 2]);
        }
        for (const auto& base : bases)
            if (works(base)) return base;
        for (const auto& base : bases)
            for (std::size_t f = 0; f < n; ++f) {
                fact_values now = base;
                for (const auto& v : values_[f]) {
                    now[f] = v;
                    if (works(now)) return now;
                }
            }
        for (std::size_t f = 0; f < n; ++f)
            for (std::size_t g = f + 1; g < n; ++g)
                for (const auto& base : bases) {
                    fact_values now = base;
                    for (const auto& v : values_[f])
                        for (const auto& w : values_[g]) {
                            now[f] = v;
                            now[g] = w;
                            if (works(now)) return now;
                            if (tries_ > most_tries) return std::nullopt;
                        }
                }
        return std::nullopt;
    }

    /// The same answer in plainer numbers, where there are some.
    fact_values plainer(fact_values facts) {
        for (std::size_t f = 0; f < facts.size(); ++f) {
            const number had = *facts[f];
            std::vector<number> better = values_[f];
            better.insert(better.end(), {round_half_up(had, 0), floor(had), ceiling(had), round_half_up(had, 1), round_half_up(had, 2)});
            std::stable_partition(better.begin(), better.end(), [](const number& n) { return n.is_integer(); });
            for (const number& n : better) {
                facts[f] = n;
                if (holds_for(q_.about, q_.goal, facts)) break;
                facts[f] = had;
            }
        }
        return facts;
    }

private:
    bool works(const fact_values& facts) {
        ++tries_;
        return tries_ <= most_tries && holds_for(q_.about, q_.goal, facts);
    }

    const question& q_;
    std::vector<std::vector<number>> values_;
    int tries_ = 0;
};

answer found(const question& q, std::size_t whole_facts, fact_values facts) {
    answer out;
    out.is = verdict::yes;
    out.facts.resize(whole_facts);
    for (std::size_t f = 0; f < facts.size(); ++f)
        if (q.of[f]) out.facts[*q.of[f]] = facts[f];
    out.own = std::move(facts);
    return out;
}

}  // namespace

std::vector<std::vector<number>> telling_values(const plan& p) {
    std::vector<std::vector<number>> values = figures(p).run();
    for (std::size_t f = 0; f < p.facts.size(); ++f) {
        const extent domain = domain_of(p.facts[f]);
        auto& all = values[f];
        const bool whole = takes_whole(p.facts[f]);
        if (domain.low && domain.high && whole && domain.high->at - domain.low->at <= number(12)) {
            all.clear();
            for (number n = domain.low->at; n <= domain.high->at; n = n + number(1)) all.push_back(n);
            continue;
        }
        for (const int n : {0, 1, 2, 3, 5, 10, 20, 50, 100, 1000, 1000000}) all.emplace_back(n);
        if (domain.low) all.push_back(domain.low->at);
        if (domain.high) {
            all.push_back(domain.high->at);
            if (domain.low && !whole) all.push_back((domain.low->at + domain.high->at) * number::fraction(1, 2));
        }
        const auto outside = [&](const number& n) {
            return (domain.low && n < domain.low->at) || (domain.high && n > domain.high->at) || (whole && !n.is_integer());
        };
        all.erase(std::remove_if(all.begin(), all.end(), outside), all.end());
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        if (all.empty()) all.emplace_back(0);
        if (all.size() > most_values) {
            std::vector<number> thinned;
            for (std::size_t n = 0; n < most_values; ++n) thinned.push_back(all[n * (all.size() - 1) / (most_values - 1)]);
            all = std::move(thinned);
        }
    }
    return values;
}

bool holds_for(const plan& p, std::uint32_t operation, const fact_values& facts) {
    const evaluation done = evaluate(p, facts);
    if (done.failed) return false;
    if (done.values[operation].sign() == 0) return false;
    return std::all_of(p.constraints.begin(), p.constraints.end(), [&](const constraint& c) { return done.values[c.operation].sign() != 0; });
}

answer ask(const question& q, std::size_t whole_facts, asking& how) {
    answer out;
    const fact_values nothing(q.about.facts.size());
    const ranges all = range(q.about, nothing);
    const bounds& goal = all.of[q.goal];
    if (goal.high && goal.high->sign() == 0) {
        out.is = verdict::no;
        return out;
    }
    prober probe(q);
    if (auto facts = probe.find()) return found(q, whole_facts, probe.plainer(std::move(*facts)));
    if (how.left == 0) {
        ++how.undecided;
        return out;
    }
    --how.left;
    ++how.asked;
    solved said = solve(q, how.milliseconds);
    out.is = said.is;
    if (said.is == verdict::undecided) ++how.undecided;
    if (said.is != verdict::yes) return out;
    if (!holds_for(q.about, q.goal, said.facts)) {  // a witness that does not replay is none
        out.is = verdict::undecided;
        ++how.undecided;
        return out;
    }
    return found(q, whole_facts, probe.plainer(std::move(said.facts)));
}

}  // namespace fenze
