#include "interpreter/tidy_model.hpp"

#include <map>

namespace fenze {

void drop_prose(model& m) {
    std::vector<bool> keep(m.nodes.size(), false);
    for (std::size_t n = m.nodes.size(); n-- > 0;) {
        keep[n] = keep[n] || !m.nodes[n].rules.empty() || !m.nodes[n].zero_when.empty();
        for (const auto& w : m.total_weights) keep[n] = keep[n] || w.node == n;
        if (keep[n] && m.nodes[n].parent) keep[*m.nodes[n].parent] = true;
    }
    std::vector<std::size_t> to(m.nodes.size(), 0);
    std::vector<model_node> kept;
    for (std::size_t n = 0; n < m.nodes.size(); ++n) {
        if (!keep[n] && n != 0) continue;
        to[n] = kept.size();
        kept.push_back(std::move(m.nodes[n]));
    }
    for (auto& n : kept) {
        std::vector<std::size_t> children;
        for (const auto c : n.children)
            if (keep[c]) children.push_back(to[c]);
        n.children = std::move(children);
        if (n.parent) n.parent = to[*n.parent];
        for (auto& w : n.weights) w.first = to[w.first];
    }
    for (auto& w : m.total_weights)
        if (w.node) w.node = to[*w.node];
    m.nodes = std::move(kept);
    for (auto& f : m.facts) f.node = static_cast<std::uint32_t>(to[f.node]);
}

void count_places_from_one(model& m) {
    for (auto& f : m.facts)
        if (is_place(f) && (!f.min || f.min->sign() <= 0)) f.min = number(1);
}

void offer_absence(model& m) {
    for (std::size_t n = 1; n < m.nodes.size(); ++n) {
        model_node& node = m.nodes[n];
        absence how = absence::refused;
        for (auto above = node.parent; above && how == absence::refused; above = m.nodes[*above].parent) how = m.nodes[*above].absent;
        if (how == absence::refused || node.kind != section_kind::base || (how != absence::zero && !node.max)) continue;
        fact f;
        f.name = (node.title.empty() ? node.number_text : node.title) + "不适用";
        f.use = fact_use::absence;
        f.kind = fact_kind::boolean;
        f.node = static_cast<std::uint32_t>(n);
        f.node_title = node.title;
        f.at = node.at;
        node.does_not_apply = m.facts.size();
        m.facts.push_back(std::move(f));
    }
}

void name_paths(model& m) {
    std::map<std::string, int> seen;
    for (auto& f : m.facts) {
        if (f.name.empty() || !f.path.empty()) continue;
        const std::string& id = m.nodes[f.node].id;
        f.path = id.empty() ? f.name : id + "/" + f.name;
        if (const int n = ++seen[f.path]; n > 1) f.path += "#" + std::to_string(n);
    }
}

}  // namespace fenze
