#include "interpreter/coverage/values.hpp"

#include <algorithm>

#include "interpreter/open_plan.hpp"
#include "interpreter/straight.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_values = 60, most_bases = 24, most_options = 40;
constexpr std::size_t few_facts = 4;
constexpr int most_steps = 8, few_steps = 12;

bool numeric(const fact& f) { return f.kind != fact_kind::boolean && f.kind != fact_kind::choice; }

/// A figure of a fact; `most`: how far from it a value may lie, where the figure itself does not say.
struct figure_of_fact {
    number at;
    std::optional<number> most;
};

/// The largest of 1, 0.1, 0.01 … that keeps near to the figure and off its neighbours.
number small_step(const fact& f, const figure_of_fact& figure, const std::vector<figure_of_fact>& others) {
    if (takes_whole(f)) return number(1);
    number step(1);
    const number near = figure.most ? minimum(*figure.most, nearness(figure.at, &f)) : nearness(figure.at, &f), tenth = number::fraction(1, 10);
    for (int n = 0; n < 6; ++n, step = step * tenth) {
        if (step > near) continue;
        const bool alone = std::none_of(
            others.begin(), others.end(), [&](const figure_of_fact& o) { return o.at != figure.at && o.at >= figure.at - step && o.at <= figure.at + step; });
        if (alone) break;
    }
    return step;
}

class collector {
public:
    collector(const stage& s, const std::vector<target>& targets)
        : s_(s), p_(s.about()), targets_(targets), figures_(p_.facts.size()), later_(p_.facts.size()), values_(p_.facts.size()) {}

    std::vector<std::vector<number>> run() {
        std::vector<std::size_t> local_of;
        for (std::size_t f = 0; f < p_.facts.size(); ++f) {
            if (s_.whole_fact(f) >= local_of.size()) local_of.resize(s_.whole_fact(f) + 1, SIZE_MAX);
            local_of[s_.whole_fact(f)] = f;
        }
        for (const target& t : targets_)
            if (t.fact && *t.fact < local_of.size() && local_of[*t.fact] != SIZE_MAX && t.kind != target_kind::clause) {
                const std::size_t f = local_of[*t.fact];
                if (t.kind == target_kind::choice)
                    for (const situation& each : t.situations) later_[f].push_back(each.option);
                else if (t.first) figures_[f].push_back({*t.first, t.figure * number::fraction(1, 2)});
                else figures_[f].push_back({t.figure, std::nullopt});
                if (!t.first) continue;
                for (int n = 1; n <= most_steps; ++n) later_[f].push_back(*t.first + t.figure * number(n));
            }
        for (std::size_t f = 0; f < p_.facts.size(); ++f) plain(f);
        sums();
        for (std::size_t f = 0; f < p_.facts.size(); ++f) tidy(f);
        return std::move(values_);
    }

private:
    void plain(std::size_t f) {
        const fact& is = p_.facts[f];
        auto& to = values_[f];
        to.push_back(nothing_of(is));
        const extent domain = domain_of(is);
        if (!numeric(is)) {
            for (number n = domain.low->at; n <= domain.high->at && to.size() < most_options; n = n + number(1)) to.push_back(n);
            return;
        }
        for (const int n : {0, 1, 2}) to.emplace_back(n);
        for (const auto& end : {domain.low, domain.high})
            if (end) to.push_back(end->at);
        if (domain.low && domain.high && !takes_whole(is)) to.push_back(floor((domain.low->at + domain.high->at) * number::fraction(1, 2)));
        for (const auto& each : figures_[f]) {
            const number step = small_step(is, each, figures_[f]);
            const number& figure = each.at;
            if (takes_whole(is) && !figure.is_integer()) to.insert(to.end(), {floor(figure), ceiling(figure)});
            else to.insert(to.end(), {figure - step, figure, figure + step});
        }
        to.insert(to.end(), later_[f].begin(), later_[f].end());
        if (!takes_whole(is)) return;
        number most;
        for (const auto& figure : figures_[f]) most = maximum(most, figure.at);
        for (int n = 3; n <= few_steps && number(n) < most; ++n) to.emplace_back(n);  // small counts, to come to a sum
        for (const int n : {5, 10}) to.emplace_back(n);
        for (const auto& figure : figures_[f]) to.push_back(figure.at * number(2));
    }

    /// What of one fact alone brings a sum to its cap, or just not to it.
    void sums() {
        fact_values none;
        for (const fact& f : p_.facts) none.emplace_back(nothing_of(f));
        const sight from = sight_of(p_, none);
        for (std::size_t f = 0; f < p_.facts.size(); ++f) {
            const fact& is = p_.facts[f];
            if (!numeric(is)) continue;
            fact_values one = none;
            const number had = *none[f], next = had + number(1);
            one[f] = next;
            const sight to = sight_of(p_, one);
            for (const target& t : targets_) {
                if (t.fact || t.kind == target_kind::clause) continue;
                if (t.kind == target_kind::grade && is.kind == fact_kind::count && p_.facts.size() > few_facts) continue;  // nobody has 90 of one thing
                for (const situation& s : t.situations) {
                    const auto of = s.seen_by.empty() ? std::nullopt : s_.here(s.seen_by[0].of);
                    if (s.where != side::at || !of || !from.values[*of] || !to.values[*of]) continue;
                    const number slope = *to.values[*of] - *from.values[*of];
                    if (slope.sign() == 0) continue;
                    const number at = had + *divide(t.figure - *from.values[*of], slope);
                    if (at.is_integer()) values_[f].insert(values_[f].end(), {at, at - number(1), at + number(1)});
                    else values_[f].insert(values_[f].end(), {floor(at), ceiling(at), round_half_up(at, 2)});
                }
            }
        }
    }

    void tidy(std::size_t f) {
        const fact& is = p_.facts[f];
        const extent domain = domain_of(is);
        std::vector<number> kept;
        for (const number& n : values_[f]) {
            const bool outside = (domain.low && n < domain.low->at) || (domain.high && n > domain.high->at) || (takes_whole(is) && !n.is_integer());
            if (!outside && kept.size() < most_values && std::find(kept.begin(), kept.end(), n) == kept.end()) kept.push_back(n);
        }
        values_[f] = std::move(kept);
    }

    const stage& s_;
    const plan& p_;
    const std::vector<target>& targets_;
    std::vector<std::vector<figure_of_fact>> figures_;
    std::vector<std::vector<number>> later_, values_;
};

}  // namespace

number nothing_of(const fact& f) {
    const extent domain = domain_of(f);
    if (f.kind == fact_kind::choice) return domain.high ? domain.high->at : number(0);
    if (domain.low && domain.low->at.sign() > 0) return domain.low->at;
    if (domain.high && domain.high->at.sign() < 0) return domain.high->at;
    return {};
}

std::vector<std::vector<number>> values_worth_trying(const stage& s, const std::vector<target>& targets) { return collector(s, targets).run(); }

std::vector<fact_values> bases_of(const stage& s, const std::vector<std::vector<number>>& values) {
    const plan& p = s.about();
    std::vector<fact_values> out(3);
    for (std::size_t f = 0; f < values.size(); ++f) {
        const fact& is = p.facts[f];
        const number &least = values[f].front(), &most = *std::max_element(values[f].begin(), values[f].end());
        out[0].emplace_back(least);
        if (is.use == fact_use::absence) {
            out[1].emplace_back(least);
            out[2].emplace_back(least);
        } else if (is.kind == fact_kind::choice) {
            out[1].emplace_back(0);
            out[2].emplace_back(0);
        } else {
            out[1].emplace_back(most.sign() > 0 ? number(1) : least);
            out[2].emplace_back(most);
        }
    }
    for (std::size_t f = 0; f < values.size(); ++f) {
        if (p.facts[f].kind != fact_kind::choice || values[f].size() * out.size() > most_bases) continue;
        const std::size_t had = out.size();
        for (std::size_t n = 0; n < had; ++n)
            for (const number& option : values[f])
                if (option != *out[n][f]) {
                    out.push_back(out[n]);
                    out.back()[f] = option;
                }
    }
    return out;
}

}  // namespace fenze
