#include "interpreter/across_nodes.hpp"

#include <algorithm>
#include <functional>

namespace fenze {

void weigh_columns(model& m, const std::vector<read_node>& nodes, diagnostics& out) {
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        const auto& children = m.nodes[n].children;
        number sum;
        std::size_t weighed = 0;
        span at;
        for (const auto c : children)
            if (const auto& weight = nodes[c].written->weight) {
                const std::string figure = weight->text.substr(0, weight->text.find('%'));
                sum = sum + number::parse(figure).value_or(number(0));
                at = cover(at, weight->at);
                ++weighed;
            }
        if (weighed == 0) continue;
        const bool whole = weighed == children.size() && (sum == number(100) || sum == number(1));
        if (!whole) {
            diagnostic d;
            d.code = "FZ133";
            d.at = at;
            d.message = {"这一列权重相加是" + sum.text() + "，不是100%，或者有的指标没有权重。", "these weights do not add up to 100%, or some item has none"};
            d.help = {"补齐各项的权重，使它们相加为100%；只作说明的，去掉这一列。", "complete the weights, or leave the column out"};
            out.push_back(std::move(d));
            continue;
        }
        for (const auto c : children) {
            const std::string& text_here = nodes[c].written->weight->text;
            const number share = number::parse(text_here.substr(0, text_here.find('%'))).value_or(number(0));
            const number part = sum == number(1) ? share : share * number::fraction(1, 100);
            if (n != 0) {
                m.nodes[n].weights.emplace_back(c, part);
                m.nodes[n].how = combination::weighted;
            } else {
                m.total_weights.push_back({m.nodes[c].title, c, std::nullopt, part, nodes[c].written->weight->at});
            }
        }
    }
}

void merge_options(const source& text, model& m, const std::vector<read_node>& nodes) {
    for (std::size_t n = m.nodes.size(); n-- > 0;) {
        auto& node = m.nodes[n];
        if (!nodes[n].one_of || !node.rules.empty() || node.children.size() < 2) continue;
        bool flags = true;
        for (const auto c : node.children) {
            const auto& child = m.nodes[c];
            const auto* t = child.rules.size() == 1 ? std::get_if<tiers_rule>(&child.rules[0].is) : nullptr;
            flags = flags && child.children.empty() && t && t->tiers.size() == 1 && t->tiers[0].when.kind == condition::form::truth;
        }
        if (!flags) continue;
        fact f;
        f.name = node.title;
        f.kind = fact_kind::choice;
        f.node = static_cast<std::uint32_t>(n);
        f.node_title = node.title;
        f.at = node.at;
        choice_rule choose;
        choose.fact = m.facts.size();
        span all = node.at;
        for (const auto c : node.children) {
            auto& child = m.nodes[c];
            const auto& t = std::get<tiers_rule>(child.rules[0].is).tiers[0];
            f.options.push_back(m.facts[t.when.fact].name);
            m.facts[t.when.fact].name.clear();
            choose.awards.push_back(t.gives);
            all = cover(all, child.rules[0].at);
            child.rules.clear();
        }
        f.text = std::string(text.slice(all));
        m.facts.push_back(std::move(f));
        rule r;
        r.is = std::move(choose);
        r.family = "choice";
        r.at = all;
        r.text = std::string(text.slice(all));
        node.rules.push_back(std::move(r));
        node.how = combination::sum;
    }
}

void lift_zeroes(model& m) {
    for (std::size_t n = m.nodes.size(); n-- > 1;) {
        auto& node = m.nodes[n];
        if (node.zero_when.empty() || !node.rules.empty() || node.max || node.start || !node.children.empty() || !node.parent) continue;
        auto& above = m.nodes[*node.parent];
        if (!above.max && !above.start) continue;
        std::move(node.zero_when.begin(), node.zero_when.end(), std::back_inserter(above.zero_when));
        std::move(node.notes.begin(), node.notes.end(), std::back_inserter(above.notes));
        node.zero_when.clear();
        node.notes.clear();
        for (auto& f : m.facts)
            if (f.node == n) f.node = static_cast<std::uint32_t>(*node.parent);
    }
}

void start_from_children(model& m) {
    for (std::size_t n = m.nodes.size(); n-- > 0;) {
        auto& node = m.nodes[n];
        if (!node.max || node.start || node.children.empty() || node.kind == section_kind::deduction) continue;
        bool take = false, give = false;
        const std::function<void(std::size_t)> look = [&](std::size_t k) {
            const auto& here = m.nodes[k];
            if (k != n && here.kind == section_kind::deduction) return;
            if (k != n && (here.max || here.start)) {
                give = true;
                return;
            }
            for (const auto& r : here.rules) (r.take ? take : give) = true;
            for (const auto c : here.children) look(c);
        };
        look(n);
        if (!take) continue;
        if (!give) node.start = node.max;
        node.floor = true;
    }
}

}  // namespace fenze
