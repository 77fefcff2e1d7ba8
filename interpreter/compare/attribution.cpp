#include "interpreter/compare/attribution.hpp"

#include <algorithm>
#include <bit>

#include "interpreter/evaluate.hpp"

namespace fenze {

std::optional<number> value_for(const plan& p, std::uint32_t operation, const fact_values& facts) {
    plan alone;  // the plan's own outputs are not asked for
    const bool own = p.nodes.empty() && p.grades.empty() && p.total == operation;
    if (!own) {
        alone.facts = p.facts, alone.operations = p.operations, alone.tiers = p.tiers, alone.choices = p.choices;
        alone.total = alone.bonus = alone.deduction = operation;
    }
    const plan& asked = own ? p : alone;
    if (std::all_of(facts.begin(), facts.end(), [](const auto& v) { return v.has_value(); })) {
        auto done = evaluate(asked, facts);
        return done.failed ? std::nullopt : std::optional(std::move(done.values[operation]));
    }
    const ranges open = range(asked, facts);
    const bounds& b = open.of[operation];
    return !open.failed && b.fixed() ? b.low : std::nullopt;
}

attribution::attribution(const merged_plan& m, const joint_plan& j, std::size_t most) : m_(m), j_(j), most_(most) {
    divides_ = std::any_of(m.program.operations.begin(), m.program.operations.end(), [](const operation& o) { return o.kind == op::divide; });
    split(m.total, number(1));
}

/// The total is a sum of terms, and so is what each part does to it: terms without a common part need not be gone through together.
void attribution::split(std::uint32_t i, const number& times) {
    const operation& o = m_.program.operations[i];
    if (o.kind == op::add) {
        for (const auto k : o.in) split(k, times);
        return;
    }
    if (o.kind == op::scale) return split(o.in[0], times * o.value);
    question_maker maker(m_.program);
    const auto goal = maker.take(i);
    term t{times, maker.ask(goal), {}};
    for (const auto& f : t.what.of)
        if (*f >= m_.first) t.parts.push_back(*f - m_.first);
    std::sort(t.parts.begin(), t.parts.end());
    if (!t.parts.empty()) terms_.push_back(std::move(t));
}

/// Parts whose both sides come to the same for these facts decide nothing.
std::vector<bool> attribution::active(const fact_values& facts) const {
    std::vector<bool> out(m_.parts.size(), true);
    if (divides_ || std::any_of(facts.begin(), facts.end(), [](const auto& v) { return !v.has_value(); })) return out;
    const evaluation done = evaluate(m_.program, facts);
    for (std::size_t p = 0; p < out.size(); ++p)
        out[p] = !m_.alone[p] || std::any_of(m_.chosen[p].begin(), m_.chosen[p].end(),
                                     [&](const auto& pair) { return !(done.values[pair.first] == done.values[pair.second]); });
    return out;
}

/// Where a part stands: 0 the part itself, 1 its item, 2 the section, 3 the whole.
std::vector<std::uint32_t> attribution::place(std::size_t part, int level) const {
    if (level == 0) return {static_cast<std::uint32_t>(part)};
    if (level == 3) return {};
    const pair_of& item = m_.parts[part].item;
    if (!item.before && !item.after) return {no_node};
    const side s = item.after ? after : before;
    std::uint32_t n = s == after ? *item.after : *item.before;
    const auto& nodes = j_.of[s]->nodes;
    if (level == 2)
        while (nodes[n].parent) n = *nodes[n].parent;
    return {static_cast<std::uint32_t>(s), n};
}

std::vector<attribution::group> attribution::players(const std::vector<std::size_t>& parts) const {
    for (int level = 0;; ++level) {
        std::map<std::vector<std::uint32_t>, group> all;
        for (const auto p : parts) all[place(p, level)].push_back(p);
        if (all.size() > most_ && level < 3) continue;
        std::vector<group> out;
        for (auto& entry : all) out.push_back(std::move(entry.second));
        return out;
    }
}

bool attribution::shapley(const term& t, const std::vector<group>& who, const fact_values& facts, std::map<group, number>& into) const {
    const std::size_t n = who.size();
    if (n == 0) return true;
    std::vector<number> value(std::size_t{1} << n);
    for (std::size_t set = 0; set < value.size(); ++set) {
        fact_values own;
        for (const auto& f : t.what.of) {
            std::optional<number> v = *f < facts.size() ? facts[*f] : std::nullopt;
            for (std::size_t k = 0; k < n && *f >= m_.first; ++k)
                if (std::find(who[k].begin(), who[k].end(), *f - m_.first) != who[k].end()) v = number(static_cast<int>(set >> k & 1));
            own.push_back(std::move(v));
        }
        auto came_to = value_for(t.what.about, t.what.goal, own);
        if (!came_to) return false;
        value[set] = std::move(*came_to);
    }
    // of the n! orders those in which exactly `set` comes before k: |set|! (n − 1 − |set|)!, a share of 1 / (n × C(n − 1, |set|))
    std::vector<number> weight;
    std::int64_t choose = 1;
    for (std::size_t size = 0; size < n; ++size) {
        weight.push_back(number::fraction(1, static_cast<std::int64_t>(n) * choose));
        choose = choose * static_cast<std::int64_t>(n - 1 - size) / static_cast<std::int64_t>(size + 1);
    }
    for (std::size_t k = 0; k < n; ++k) {
        number points;
        for (std::size_t set = 0; set < value.size(); ++set)
            if ((set >> k & 1) == 0) points = points + weight[static_cast<std::size_t>(std::popcount(set))] * (value[set | std::size_t{1} << k] - value[set]);
        number& sum = into[who[k]];
        sum = sum + t.times * points;
    }
    return true;
}

std::optional<std::vector<share>> attribution::of(const fact_values& joint) const {
    fact_values facts(m_.program.facts.size(), number(0));
    for (std::size_t f = 0; f < m_.first; ++f) facts[f] = joint[f];
    const auto moves = active(facts);
    std::map<group, number> all;
    for (const auto& t : terms_) {
        std::vector<std::size_t> parts;
        for (const auto p : t.parts)
            if (moves[p]) parts.push_back(p);
        if (!shapley(t, players(parts), facts, all)) return std::nullopt;
    }
    std::vector<share> out;
    for (const auto& [parts, points] : all)
        if (points.sign() != 0) out.push_back({parts, points});
    return out;
}

}  // namespace fenze
