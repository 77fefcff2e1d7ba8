#include "interpreter/criteria.hpp"

#include "dsl/fold.hpp"
#include "interpreter/node/clause_shape.hpp"

namespace fenze {
namespace {

rule criterion(const condition& when, const node_reader::criteria& c) {
    rule r;
    if (c.unit.empty()) {
        tiers_rule t;
        t.tiers.push_back({when, {c.points, std::nullopt}, c.at});
        r.is = std::move(t);
    } else {
        r.is = per_rule{when.fact, number(1), c.points, false, std::nullopt};
    }
    r.family = "criteria";
    r.at = c.at;
    r.text = c.text;
    r.sentence = c.sentence;
    r.segment = c.segment;
    r.take = c.take;
    return r;
}

// Deductions by a list start from the mark as any deductions do.
void settle_start(model& m, const std::vector<read_node>& nodes, std::size_t n) {
    auto& node = m.nodes[n];
    bool take = false, give = false;
    for (const auto& c : nodes[n].criteria) (c.take ? take : give) = true;
    for (const auto& r : node.rules) (r.take ? take : give) = true;
    if (take && !give && node.max && !node.start && node.kind != section_kind::deduction) {
        node.start = node.max;
        node.floor = true;
    }
}

condition truth(const source& text, model& m, const std::string& name, span at, std::size_t owner) {
    fact f;
    f.name = name;
    while (f.name.size() > 3 && f.name.compare(f.name.size() - 3, 3, "的") == 0) f.name.resize(f.name.size() - 3);
    f.kind = fact_kind::boolean;
    f.node = static_cast<std::uint32_t>(owner);
    f.node_title = m.nodes[owner].title;
    f.at = at;
    f.text = std::string(text.slice(at));
    m.facts.push_back(std::move(f));
    condition c;
    c.kind = condition::form::truth;
    c.fact = m.facts.size() - 1;
    c.at = at;
    return c;
}

// How many ways there are to choose so many of the items; past this a sentence about them says nothing to a reader.
constexpr std::size_t most_ways = 70;
std::size_t ways(std::size_t all, std::size_t chosen) {
    std::size_t out = 1;
    for (std::size_t k = 1; k <= chosen; ++k) {
        out = out * (all - chosen + k) / k;
        if (out > most_ways) return out;
    }
    return out;
}

// 至少满足两项: one of the pairs holds.
void combine(const std::vector<condition>& parts, std::size_t wanted, std::size_t from, std::vector<std::size_t>& chosen, condition& joined) {
    if (chosen.size() == wanted) {
        condition all;
        all.kind = wanted == 1 ? condition::form::any : condition::form::all;
        for (const auto k : chosen) all.parts.push_back(parts[k]);
        all.at = joined.at;
        joined.parts.push_back(std::move(all));
        return;
    }
    for (std::size_t k = from; k + (wanted - chosen.size()) <= parts.size(); ++k) {
        chosen.push_back(k);
        combine(parts, wanted, k + 1, chosen, joined);
        chosen.pop_back();
    }
}

}  // namespace

void settle_criteria(const source& text, model& m, const std::vector<read_node>& nodes, diagnostics& out) {
    using mode = node_reader::criteria::mode;
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        for (const auto& c : nodes[n].criteria) {
            std::size_t from = n;
            if (!c.article.empty()) {
                for (std::size_t k = 0; k < nodes.size(); ++k)
                    if (!nodes[k].written->number.empty() && name_key(nodes[k].written->number).find(name_key(c.article)) != std::string::npos) from = k;
            }
            std::vector<std::size_t> below;
            for (const auto child : m.nodes[from].children)
                if (m.nodes[child].rules.empty() && m.nodes[child].children.empty() && m.nodes[child].zero_when.empty()) below.push_back(child);
            if (!c.listed.empty()) below.clear();
            const auto& letters = c.listed.empty() ? nodes[from].letters : c.listed;
            const std::size_t count = below.empty() ? letters.size() : below.size();
            if (count == 0) {
                diagnostic d;
                d.code = "FZ118";
                d.at = c.at;
                d.message = {"这一句按下列各项计分，但下面没有列出各项。", "this scores the items below, but none are listed"};
                d.help = {"在下面逐项编号列出，如“1.……”。", "list the items below with numbers"};
                out.push_back(std::move(d));
                continue;
            }
            mode how = c.how;
            const auto& mark = m.nodes[n].max;
            if (!c.settled && how != mode::zero && mark) {
                // only the marks tell whether one is enough
                if (c.points * number(static_cast<std::int64_t>(count)) == *mark) how = mode::each;
                else if (c.points == *mark) how = mode::any;
            }
            std::vector<condition> parts;
            for (std::size_t k = 0; k < count; ++k) {
                const std::string name = c.denial + (below.empty() ? letters[k].first : m.nodes[below[k]].title);
                const span at = below.empty() ? letters[k].second : m.nodes[below[k]].at;
                const std::size_t owner = how == mode::each && !below.empty() ? below[k] : n;
                parts.push_back(truth(text, m, name, at, owner));
                if (!c.unit.empty() && how == mode::each) {
                    m.facts.back().kind = kind_of(c.unit);
                    m.facts.back().unit = c.unit;
                }
                if (how != mode::each) continue;
                m.nodes[owner].rules.push_back(criterion(parts.back(), c));
            }
            if (how == mode::each) continue;
            if (c.at_least > count || (c.at_least > 1 && ways(count, c.at_least) > most_ways)) {
                diagnostic d;
                d.code = "FZ118";
                d.at = c.at;
                d.message = {"这一句要求满足" + std::to_string(c.at_least) + "项，列出的有" + std::to_string(count) + "项，不能这样计分。",
                    "so many of the listed items cannot be asked for"};
                d.help = {"改正项数；列得太多的，写成“满足…项得…分”，由填报人填满足的项数。", "correct the number, or score the number of items that hold"};
                out.push_back(std::move(d));
                continue;
            }
            condition joined;
            if (c.at_least > 1) {
                joined.kind = condition::form::any;
                std::vector<std::size_t> chosen;
                combine(parts, c.at_least, 0, chosen, joined);
            } else {
                joined.kind = how == mode::all ? condition::form::all : condition::form::any;
                joined.parts = std::move(parts);
            }
            joined.at = c.at;
            if (how == mode::zero) m.nodes[n].zero_when.push_back(std::move(joined));
            else m.nodes[n].rules.push_back(criterion(joined, c));
        }
        if (!nodes[n].criteria.empty()) settle_start(m, nodes, n);
    }
}

}  // namespace fenze
