// 1300-1600亿元 in a list of 万元: where a list does not hold together and one tier has a unit of its own, the unit is what is wrong.

#include <algorithm>
#include <map>

#include "dsl/text.hpp"
#include "interpreter/check/tier_order.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

bool told_in_whole_unit(const std::string& unit) {
    fact f;
    f.unit = unit;
    return told_in_whole(f);
}

/// The unit written in the tier's own figures: 万元, 亿元, 元; empty where none or several.
std::string unit_of(const review& r, const listed_tier& t) {
    std::string found;
    for (const auto* item : r.items_in(t.at)) {
        const auto* c = std::get_if<clause_text>(&item->is);
        if (!c || c->when.empty() || c->when[0].empty() || !c->when[0][0].is) continue;
        for (const auto* b : {&c->when[0][0].is->low, &c->when[0][0].is->high})
            if (*b && !(*b)->amount.unit.empty()) found = (*b)->amount.unit;
    }
    return found;
}

/// The units of both ends, as they are written.
std::pair<std::string, std::string> units_of_ends(const review& r, const listed_tier& t) {
    std::pair<std::string, std::string> out;
    for (const auto* item : r.items_in(t.at)) {
        const auto* c = std::get_if<clause_text>(&item->is);
        if (!c) continue;
        for (const auto& group : c->when)
            for (const auto& atom : group) {
                if (!atom.is) continue;
                if (atom.is->low && out.first.empty()) out.first = atom.is->low->amount.unit;
                if (atom.is->high && out.second.empty()) out.second = atom.is->high->amount.unit;
            }
    }
    return out;
}

/// How much of the list does not hold together: tiers nothing falls into, stretches without a tier, tiers over one another, points that turn.
std::size_t faults(const tier_list& list) {
    std::size_t out = 0;
    const auto pieces = covered(list, list.quantity);
    for (std::size_t n = 1; n + 1 < pieces.size(); ++n) out += pieces[n].tier < 0 ? 1 : 0;
    for (std::size_t n = 0; n < list.tiers.size(); ++n)
        out += std::none_of(pieces.begin(), pieces.end(), [&](const covered_piece& p) { return p.tier == static_cast<int>(n); }) ? 1 : 0;
    for (std::size_t b = 1; b < list.tiers.size(); ++b)
        for (std::size_t a = 0; a < b; ++a) {
            const interval &x = list.tiers[a].is, &y = list.tiers[b].is;
            if ((!x.high && !y.high) || (!x.low && !y.low)) continue;
            const auto& low = !x.low ? y.low : !y.low ? x.low : x.low->value < y.low->value ? y.low : x.low;
            const auto& high = !x.high ? y.high : !y.high ? x.high : x.high->value < y.high->value ? x.high : y.high;
            out += !low || !high || low->value < high->value ? 1 : 0;
        }
    bool up = true, down = true;
    const auto order = from_below(list);
    for (std::size_t n = 1; n < order.size(); ++n) {
        const number &a = list.tiers[order[n - 1]].points, &b = list.tiers[order[n]].points;
        up = up && a <= b;
        down = down && b <= a;
    }
    return out + (up || down ? 0 : 1);
}

/// Whether the list holds together better with the one tier in the other unit. Units that cannot be exchanged are wrong anyhow.
bool mends(const review& r, const tier_list& list, std::size_t n, const std::string& unit, const std::string& other) {
    const auto factor = convert(number(1), other, unit);
    if (!factor) return true;
    tier_list changed = list;
    const auto ends = units_of_ends(r, list.tiers[n]);
    interval& is = changed.tiers[n].is;
    const bool shared = ends.first.empty() || ends.second.empty();  // 1300-1600亿元: one unit for both
    if (is.low && (shared || ends.first == unit)) is.low->value = is.low->value * *factor;
    if (is.high && (shared || ends.second == unit)) is.high->value = is.high->value * *factor;
    return faults(changed) == 0;
}

/// How often a unit is written in the whole rubric.
std::size_t written_times(const review& r, const std::string& unit) {
    std::size_t times = 0;
    for (const auto& item : r.items)
        if (const auto* c = std::get_if<clause_text>(&item.is))
            for (const auto& group : c->when)
                for (const auto& atom : group)
                    if (atom.is)
                        for (const auto* b : {&atom.is->low, &atom.is->high}) times += *b && (*b)->amount.unit == unit ? 1 : 0;
    return times;
}

}  // namespace

bool far_apart(const review& r, const tier_list& list) {
    std::vector<std::pair<number, std::string>> figures;
    for (const auto& t : list.tiers) {
        const auto& end = t.is.low ? t.is.low : t.is.high;
        if (end && end->value.sign() > 0) figures.emplace_back(end->value, unit_of(r, t));
    }
    std::sort(figures.begin(), figures.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t n = 1; n < figures.size(); ++n)
        if (figures[n].second != figures[n - 1].second && figures[n].first >= figures[n - 1].first * number(1000)) return true;
    return false;
}

namespace {

class unit_check {
public:
    unit_check(review& r, const tier_list& list) : r_(r), l_(list) {
        for (std::size_t n = 0; n < list.tiers.size(); ++n)
            if (const auto unit = unit_of(r, list.tiers[n]); !unit.empty()) by_unit_[unit].push_back(n);
    }

    bool run() {
        if (by_unit_.empty()) return false;
        const auto common = std::max_element(by_unit_.begin(), by_unit_.end(), [&](const auto& a, const auto& b) {
            if (a.second.size() != b.second.size()) return a.second.size() < b.second.size();
            return written_times(r_, a.first) < written_times(r_, b.first);
        });
        const std::size_t beside = common->second.front();
        for (const auto& [unit, tiers] : by_unit_) {
            if (unit == common->first || (tiers.size() >= common->second.size() && written_times(r_, unit) >= written_times(r_, common->first))) continue;
            for (const auto n : tiers) judge(n, unit, common->first, beside);
        }
        // 2000元以上不足5000万元 in a list of 万元: one end of a tier
        for (const auto n : common->second) {
            const auto ends = units_of_ends(r_, l_.tiers[n]);
            for (const auto& unit : {ends.first, ends.second})
                if (!unit.empty() && unit != common->first) judge(n, unit, common->first, beside != n ? beside : common->second.back());
        }
        return any_;
    }

private:
    void judge(std::size_t n, const std::string& unit, const std::string& common, std::size_t beside) {
        if (convert(number(1), unit, common) && told_in_whole_unit(unit)) return;  // 30分钟以内, 1小时以内
        if (!mends(r_, l_, n, unit, common)) return;
        std::string mended = r_.words_of(l_.tiers[n].at);
        for (auto at = mended.find(unit); at != std::string::npos; at = mended.find(unit, at + common.size())) {
            const bool figure = at > 0 && ((mended[at - 1] >= '0' && mended[at - 1] <= '9') || ends(mended.substr(0, at), "）"));
            if (figure) mended.replace(at, unit.size(), common);  // 元, not the second half of 万元
        }
        diagnostic& d = r_.add("FZ316", severity::warning, l_.tiers[n].at,
            {"这一档的单位是“" + unit + "”，别的档是“" + common + "”，各档因此接不上。", "this tier is in " + unit + ", the others in " + common},
            {"疑为“" + mended + "”。", "perhaps " + common});
        d.labels.push_back({l_.tiers[beside].at, {"别的档用“" + common + "”", "the others use " + common}});
        any_ = true;
    }

    review& r_;
    const tier_list& l_;
    std::map<std::string, std::vector<std::size_t>> by_unit_;
    bool any_ = false;
};

}  // namespace

bool unit_slip(review& r, const tier_list& list) { return unit_check(r, list).run(); }

}  // namespace fenze
