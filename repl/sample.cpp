#include "repl/sample.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/items_called.hpp"

namespace fenze {
namespace {

/// Whether the name alone says which fact is meant, and takes no line of its own.
bool tells(const plan& p, const fact& f) {
    constexpr std::uint32_t longest = 14;
    const auto key = name_key(f.name);
    if (f.use == fact_use::absence || characters(key) < 2 || characters(key) > longest) return false;
    return std::count_if(p.facts.begin(), p.facts.end(), [&](const fact& g) { return name_key(g.name) == key; }) == 1;
}

/// The lower, the better it is to speak of.
int rank_of_kind(const fact& f) {
    switch (f.kind) {
        case fact_kind::count:
            return is_place(f) ? 2 : 0;
        case fact_kind::amount:
            return 1;
        case fact_kind::choice:
            return 3;
        case fact_kind::boolean:
            return 4;
        case fact_kind::date:
        case fact_kind::text:
            return 9;
        default:
            return 2;
    }
}

int rank(const plan& p, const fact& f) {
    const auto joined = [&](std::string_view mark) { return f.name.find(mark) != std::string::npos; };
    const bool unwelcome =
        f.use != fact_use::score || (f.node < p.nodes.size() && p.nodes[f.node].deduction) || joined("扣") || joined("违") || joined("未") || joined("事故");
    return 2 * rank_of_kind(f) + (unwelcome ? 20 : 0) + (joined("（") || joined("、") || joined("/") || joined("(") ? 1 : 0);
}

/// 3, or the nearest that the fact can be.
number figure_of(const fact& f) {
    number n(3);
    if (f.min) n = maximum(n, *f.min);
    if (f.max) n = minimum(n, *f.max);
    return n;
}

}  // namespace

sample_fact sample_fact_of(const plan& p) {
    const fact* best = nullptr;
    for (const bool any_name : {false, true}) {
        for (const auto& f : p.facts)
            if (f.use != fact_use::absence && (any_name || tells(p, f)) && (!best || rank(p, f) < rank(p, *best))) best = &f;
        if (best && rank_of_kind(*best) < 9) break;
    }
    if (!best) return {};
    sample_fact out;
    out.name = tells(p, *best) || best->path.empty() ? best->name : best->path;
    switch (best->kind) {
        case fact_kind::choice:
            out.value = best->options.empty() ? "？" : best->options.front();
            break;
        case fact_kind::boolean:
            out.value = "是";
            break;
        case fact_kind::date:
        case fact_kind::text:
            out.value = "？";
            break;
        default:
            out.figure = figure_of(*best).text();
            out.value = is_place(*best) ? "第" + out.figure + "名" : out.figure + best->unit;
            out.counted = !is_place(*best);
    }
    return out;
}

sample_item sample_item_of(const plan& p) {
    for (const bool leaves : {true, false})
        for (const auto& node : p.nodes) {
            if (!node.max || node.id.empty() || node.deduction || (leaves && node.rules.empty())) continue;
            if (items_called(p, node.id).size() == 1) return {node.id, node.max->text()};
        }
    return {};
}

std::string sample_total_of(const plan& p) {
    if (!p.max) return "85";
    return floor(*p.max * number::fraction(9, 10)).text();
}

std::string sample_goal_of(const plan& p) { return p.grades.empty() ? sample_total_of(p) : p.grades.front().name; }

}  // namespace fenze
