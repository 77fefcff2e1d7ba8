// Tiers that ask for several quantities at once: 营业收入2000万元以上且纳税100万元以上的得10分；1000万元以上且纳税50万元以上的得6分.

#include <algorithm>
#include <map>

#include "interpreter/check/checks.hpp"

namespace fenze {
namespace {

struct asked {
    interval is;
    number points;
    span at;
};

/// 1: 以上, −1: 以下, 0: both ends or none.
int side(const interval& is) { return is.low && !is.high ? 1 : is.high && !is.low ? -1 : 0; }

void judge(review& r, const fact& f, const std::vector<asked>& all) {
    if (all.size() < 2 || std::any_of(all.begin(), all.end(), [](const asked& a) { return side(a.is) == 0; })) return;
    const auto ups = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const asked& a) { return side(a.is) > 0; }));
    if (ups != 0 && ups != all.size()) {
        const bool most_up = 2 * ups >= all.size();
        for (auto a = all.rbegin(); a != all.rend(); ++a) {
            if ((side(a->is) > 0) == most_up) continue;
            diagnostic& d = r.add("FZ311", severity::warning, a->at,
                {"“" + f.name + "”在这一档是“" + std::string(side(a->is) > 0 ? "以上" : "以下") + "”，在别的档是“" + (most_up ? "以上" : "以下") +
                        "”，方向相反。",
                    "this tier bounds the quantity on the other side than the others do"},
                {"核对“以上”“以下”。", "check 以上 and 以下"});
            d.labels.push_back({(a == all.rbegin() ? all.front() : all.back()).at, {"别的档", "another tier"}});
            return;
        }
        return;
    }
    for (std::size_t n = 1; n < all.size(); ++n) {
        const asked &a = all[n - 1], &b = all[n];
        const number &x = ups ? a.is.low->value : b.is.high->value, &y = ups ? b.is.low->value : a.is.high->value;
        if (!((a.points > b.points && x < y) || (a.points < b.points && y < x))) continue;
        diagnostic& d = r.add("FZ314", severity::warning, b.at,
            {"“" + f.name + "”的要求与得分不合：分少的一档要求反而高。", "the tier that gives less asks for more of “" + f.name + "”"},
            {"疑为两档的数写反：得" + a.points.text() + "分的写“" + quantity_words(f, y) + "”，得" + b.points.text() + "分的写“" + quantity_words(f, x) + "”。",
                "the figures of the two tiers may be exchanged"});
        d.labels.push_back({a.at, {"与这一档相比", "compared with this tier"}});
        return;
    }
}

}  // namespace

void check_compound(review& r) {
    for (const auto& node : r.meaning.nodes)
        for (const auto& rule : node.rules) {
            const auto* t = std::get_if<tiers_rule>(&rule.is);
            if (!t || rule.take) continue;
            std::map<std::size_t, std::vector<asked>> by_fact;
            for (const auto& one : t->tiers) {
                if (one.when.kind != condition::form::all || !one.gives.fixed()) continue;
                for (const auto& part : one.when.parts)
                    if (part.kind == condition::form::compare) by_fact[part.fact].push_back({part.is, one.gives.points, one.at});
            }
            for (const auto& [fact, all] : by_fact) judge(r, r.meaning.facts[fact], all);
        }
}

}  // namespace fenze
