#include "repl/batch/reason_column.hpp"

#include <algorithm>

#include "repl/reasons.hpp"

namespace fenze {

reason_column::reason_column(const plan& p, bool zh) : plan_(p), zh_(zh) {
    for (const auto& node : p.nodes) steps_.push_back(steps_of(p, node));
}

std::string reason_column::text(const block& from, const batch_record& r) const {
    scored s;
    s.facts = from.facts(r);
    s.came_to = score(plan_, s.facts);
    std::string out;
    for (std::size_t n = 0; n < plan_.nodes.size(); ++n) {
        const auto& node = plan_.nodes[n];
        const auto points = s.came_to->value(node.score);
        const bool nothing = !node.rules.empty() && points && points->sign() == 0;
        const bool told = std::any_of(steps_[n].begin(), steps_[n].end(), [&](const point_step& step) { return step_tells(s, step); });
        if (!nothing && !told && !absent(s, node)) continue;
        const auto why = reason(plan_, s, node, zh_);
        if (why.empty()) continue;
        if (!out.empty()) out += zh_ ? "；" : "; ";
        out += node.id + (node.title.empty() ? "" : " " + node.title) + (zh_ ? "：" : ": ") + why;
    }
    return out;
}

}  // namespace fenze
