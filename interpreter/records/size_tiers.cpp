// 按 投资额 分档: one line of 统计： for all tiers of size that a sentence has.

#include <algorithm>

#include "dsl/phrases.hpp"
#include "dsl/text.hpp"
#include "interpreter/records/count_line.hpp"

namespace fenze {
namespace {

/// The facts of the tiers that a sentence has: 引进重大项目，5个亿以上, 1亿-5亿, 1亿以下.
struct tier {
    std::uint32_t fact = 0;
    interval is;
    std::string before, words;  // of the name
};

std::optional<tier> tier_of(const count_line& l, std::uint32_t f, std::size_t column) {
    const auto& written = l.c.p.facts[f].name;
    const folded name = fold(written, {0, static_cast<std::uint32_t>(written.size())});
    for (std::size_t i = 0; i < name.text.size(); i += character_length(name.text, i)) {
        const auto found = read_interval(name, i);
        if (!found || found->is.bare || found->end + std::string_view("的").size() < name.text.size()) continue;
        const auto is = interval_in(found->is, l.of().columns[column], l.c.m);
        if (!is) return std::nullopt;
        return tier{f, *is, name.text.substr(0, i), name.text.substr(i, found->end - i)};
    }
    return std::nullopt;
}

/// From the first that bears the name on, until another thing is tiered: 引进项目，5亿元以上…，1亿-5亿元…；技改项目，1亿元以上….
std::vector<tier> tiers_of(const count_line& l, const std::string& name, std::size_t column) {
    const std::string key = name_key(name);
    std::vector<tier> out;
    std::uint32_t node = no_node;
    for (std::uint32_t f = 0; f < l.c.p.facts.size(); ++f) {
        if (!out.empty() && l.c.p.facts[f].node != node) break;
        auto found = tier_of(l, f, column);
        if (!found) continue;
        const bool named = starts(name_key(found->before), key);
        if (!out.empty() && !named && !name_key(found->before).empty()) break;
        if (out.empty() && !named) continue;
        node = l.c.p.facts[f].node;
        out.push_back(std::move(*found));
    }
    return out;
}

}  // namespace

bool add_tiers(count_line& l, const std::string& name) {
    const fact& by = l.of().columns[*l.tiers_by];
    if (by.kind == fact_kind::text || by.kind == fact_kind::choice || by.kind == fact_kind::boolean || by.kind == fact_kind::date)
        return l.fail(0, {"“" + by.name + "”不是数，不能分档。", "the column holds no numbers"});
    const auto tiers = tiers_of(l, name, *l.tiers_by);
    if (tiers.size() < 2)
        return l.fail(0, {"“" + name + "”没有按大小分的档。", "this fact has no tiers of size"},
            {"分档要规则里有“" + name + "，5亿元以上的，每项计5分，1亿-5亿元的，每项计2.5分”这样的句子。",
                "tiers come from sentences such as 5亿元以上的，每项计5分"});
    const span at = l.d.text_at;
    row_plan& rows = l.rows();
    const auto cell = rows.cell(*l.tiers_by, at), filled = rows.filled(*l.tiers_by, at);
    std::vector<row_plan::id> in;
    for (const auto& t : tiers) in.push_back(rows.inside(cell, t.is, at));
    for (std::size_t k = 0; k < tiers.size(); ++k) {
        // the narrowest that holds; of those that do not nest the first listed
        std::vector<row_plan::id> better;
        for (std::size_t j = 0; j < tiers.size(); ++j) {
            if (j == k) continue;
            const bool inside = within(tiers[j].is, tiers[k].is, false), around = within(tiers[k].is, tiers[j].is, false);
            if (inside == around ? j < k : inside) better.push_back(in[j]);
        }
        std::vector<row_plan::id> parts{filled, in[k]};
        if (!better.empty()) parts.push_back(rows.make(op::negate, {rows.make(op::any, std::move(better), at)}, at));
        record_count one = l.made;
        one.fact = tiers[k].fact;
        record_condition size;
        size.operation = rows.make(op::all, std::move(parts), at);
        size.text = by.name + tiers[k].words;
        size.columns = {static_cast<std::uint32_t>(*l.tiers_by)};
        one.when.push_back(std::move(size));
        l.made.fact = one.fact;
        std::swap(l.made, one);
        if (!fits_fact(l, 0)) return false;
        std::swap(l.made, one);
        add_count(l, std::move(one));
    }
    return true;
}

}  // namespace fenze
