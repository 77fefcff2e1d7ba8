#include "interpreter/compare/merged.hpp"

#include <algorithm>
#include <set>

namespace fenze {
namespace {

class merger {
public:
    merger(const joint_plan& j, const pairing& pairs, const paired_rules& rules) : j_(j), pairs_(pairs), put_(out_.program) {
        out_.program.facts = j.both.facts;
        out_.program.tiers = j.both.tiers;
        out_.program.choices = j.both.choices;
        for (const auto& o : j.both.operations) out_.program.operations.push_back(o);
        put_refill();
        out_.first = static_cast<std::uint32_t>(j.both.facts.size());
        name_places(rules);
        find_reach();
    }

    merged_plan run() {
        out_.total = together(j_.at[before][j_.of[before]->total], j_.at[after][j_.of[after]->total], {});
        out_.program.total = out_.total;
        out_.program.bonus = out_.program.deduction = put_.constant(number(0));
        return std::move(out_);
    }

private:
    using id = std::uint32_t;
    using ids = std::vector<id>;

    void put_refill() {
        plan& p = out_.program;
        std::vector<operation> had;
        had.swap(p.operations);
        for (auto& o : had) put_.put(std::move(o));
    }

    [[nodiscard]] const plan_node& node(side s, id n) const { return j_.of[s]->nodes[n]; }

    void name_places(const paired_rules& rules) {
        for (std::size_t n = 0; n < pairs_.items.size(); ++n) {
            const pair_of& item = pairs_.items[n];
            place(item, {});
            if (item.before && item.after)  // one that came or went is one part with its clauses
                for (const auto& r : rules[n]) place(item, r);
        }
    }

    void place(const pair_of& item, const pair_of& rule) {
        const auto points = [&](side s, id n, const std::optional<id>& r) {
            ids out;
            if (r) out = {j_.at[s][node(s, n).rules[*r].score], j_.at[s][node(s, n).rules[*r].raw]};
            else out = {j_.at[s][node(s, n).score]};
            return out;
        };
        const bool clause = rule.before || rule.after;
        const auto here = static_cast<id>(places_.size());
        places_.push_back({item, rule});
        if (item.before && (!clause || rule.before))
            for (const auto x : points(before, *item.before, rule.before)) at_[before][x].insert(here);
        if (item.after && (!clause || rule.after))
            for (const auto y : points(after, *item.after, rule.after)) at_[after][y].insert(here);
    }

    /// For each operation the places that decide it, in each rubric.
    void find_reach() {
        for (const side s : {before, after}) {
            reach_[s].resize(j_.both.operations.size());
            for (id i = 0; i < reach_[s].size(); ++i) {
                for (const auto k : j_.both.operations[i].in) reach_[s][i].insert(reach_[s][k].begin(), reach_[s][k].end());
                if (const auto own = at_[s].find(i); own != at_[s].end()) reach_[s][i].insert(own->second.begin(), own->second.end());
            }
        }
    }

    /// A place that is x in the old rubric and y in the new one; clauses before items.
    [[nodiscard]] const part* common(id x, id y, bool clause) const {
        const auto p = at_[before].find(x), q = at_[after].find(y);
        if (p == at_[before].end() || q == at_[after].end()) return nullptr;
        for (const auto n : p->second)
            if (q->second.count(n) != 0 && (places_[n].rule.before.has_value() || places_[n].rule.after.has_value()) == clause) return &places_[n];
        return nullptr;
    }
    /// The clause or item that is this operation and stands in one rubric only; the widest.
    [[nodiscard]] const part* only(side s, id i) const {
        const auto found = at_[s].find(i);
        if (found == at_[s].end()) return nullptr;
        for (const auto n : found->second) {
            const bool clause = places_[n].rule.before || places_[n].rule.after;
            const pair_of& which = clause ? places_[n].rule : places_[n].item;
            if (!(s == before ? which.after : which.before)) return &places_[n];
        }
        return nullptr;
    }

    id switch_of(const part& p) {
        const auto same = [&](const part& q) {
            return q.item.before == p.item.before && q.item.after == p.item.after && q.rule.before == p.rule.before && q.rule.after == p.rule.after;
        };
        const auto found = std::find_if(out_.parts.begin(), out_.parts.end(), same);
        last_ = static_cast<std::size_t>(found - out_.parts.begin());
        if (found == out_.parts.end()) {
            out_.parts.push_back(p);
            out_.chosen.emplace_back();
            out_.alone.push_back(true);
            fact f;
            f.kind = fact_kind::boolean;
            f.name = f.path = "switch " + std::to_string(last_);
            out_.program.facts.push_back(std::move(f));
        }
        return put_.fact(out_.first + static_cast<id>(last_));
    }

    /// x where the part is old, y where it is new.
    id either(const part& p, id x, id y) {
        const id on = switch_of(p);
        const std::size_t n = last_;
        if (is_plain(x) && is_plain(y)) out_.chosen[n].emplace_back(x, y);
        else out_.alone[n] = false;
        return put_.make(op::select, {on, y, x});
    }
    [[nodiscard]] bool is_plain(id i) const { return i < j_.both.operations.size() || out_.program.operations[i].kind == op::constant; }

    id together(id x, id y, const part& owner) {
        if (x == y) return x;
        const auto [met, is_new] = met_.try_emplace({x, y}, 0);
        if (!is_new) return met->second;
        const id made = fresh(x, y, owner);
        return met_[{x, y}] = made;
    }

    id fresh(id x, id y, const part& around) {
        if (const part* clause = common(x, y, true)) return either(*clause, x, y);
        const part* item = common(x, y, false);
        const part owner = item ? *item : around;
        const operation a = j_.both.operations[x], b = j_.both.operations[y];
        if (a.kind != b.kind) return unlike(x, y, a, b, owner);
        switch (a.kind) {
            case op::add:
                return sum(a.in, b.in, owner);
            case op::min:
            case op::max:
                return extreme(x, y, a.in, b.in, a.kind, owner);
            case op::scale: {
                const id inner = together(a.in[0], b.in[0], owner);
                if (a.value == b.value) return put_.make(op::scale, {inner}, a.value);
                return put_.make(op::multiply, {either(owner, put_.constant(a.value), put_.constant(b.value)), inner});
            }
            case op::select:
                if (a.in[0] == b.in[0]) return put_.make(op::select, {a.in[0], together(a.in[1], b.in[1], owner), together(a.in[2], b.in[2], owner)});
                return put_.make(op::select, {either(owner, a.in[0], b.in[0]), together(a.in[1], b.in[1], owner), together(a.in[2], b.in[2], owner)});
            case op::round:
            case op::tier:
            case op::choice:
                if (a.index == b.index && a.places == b.places) {
                    operation o = a;
                    o.in = {together(a.in[0], b.in[0], owner)};
                    return put_.put(std::move(o));
                }
                return either(owner, x, y);
            default:
                return either(owner, x, y);
        }
    }

    /// The operand that the operation only bounds, rounds, weighs or lets through.
    [[nodiscard]] std::optional<std::size_t> held(const operation& o) const {
        const auto figure = [&](std::size_t i) { return j_.both.operations[o.in[i]].kind == op::constant; };
        if (o.kind == op::round || o.kind == op::scale) return 0;
        if ((o.kind == op::min || o.kind == op::max) && o.in.size() == 2 && figure(0) != figure(1)) return figure(0) ? 1 : 0;
        if (o.kind == op::select && figure(1) != figure(2)) return figure(1) ? 2 : 1;
        return std::nullopt;
    }

    /// A cap, a rounding, a condition or a second summand that only one of the two has.
    id unlike(id x, id y, const operation& a, const operation& b, const part& owner) {
        for (const bool in_new : {false, true}) {
            operation o = in_new ? b : a;
            const auto at = held(o);
            if (!at) continue;
            const id inner = in_new ? together(x, o.in[*at], owner) : together(o.in[*at], y, owner);
            o.in[*at] = inner;
            const id around = put_.put(std::move(o));
            return in_new ? either(owner, inner, around) : either(owner, around, inner);
        }
        if (a.kind == op::add) return sum(a.in, {y}, owner);
        if (b.kind == op::add) return sum({x}, b.in, owner);
        return either(owner, x, y);
    }

    [[nodiscard]] std::size_t shared(id x, id y) const {
        const auto &p = reach_[before][x], &q = reach_[after][y];
        return static_cast<std::size_t>(std::count_if(p.begin(), p.end(), [&](id n) { return q.count(n) != 0; }));
    }

    /// Operands that are the same, then those that have most items and clauses in common; what is left stays in xs and ys.
    ids matched(ids& xs, ids& ys, const part& owner) {
        ids out;
        const auto take = [&](std::size_t i, std::size_t k) {
            out.push_back(together(xs[i], ys[k], owner));
            xs.erase(xs.begin() + static_cast<std::ptrdiff_t>(i));
            ys.erase(ys.begin() + static_cast<std::ptrdiff_t>(k));
        };
        for (std::size_t i = 0; i < xs.size();) {
            const auto same = std::find(ys.begin(), ys.end(), xs[i]);
            if (same == ys.end()) ++i;
            else take(i, static_cast<std::size_t>(same - ys.begin()));
        }
        for (;;) {
            std::size_t best = 0, i = 0, k = 0;
            for (std::size_t n = 0; n < xs.size(); ++n)
                for (std::size_t m = 0; m < ys.size(); ++m)
                    if (const auto much = shared(xs[n], ys[m]) * 2 + (common(xs[n], ys[m], true) || common(xs[n], ys[m], false) ? 1 : 0); much > best) {
                        best = much;
                        i = n;
                        k = m;
                    }
            if (best == 0) return out;
            take(i, k);
        }
    }

    id sum(ids xs, ids ys, const part& owner) {
        ids all = matched(xs, ys, owner);
        const id none = put_.constant(number(0));
        const auto figure = [&](id i) { return j_.both.operations[i].kind == op::constant; };
        if (xs.size() == 1 && ys.size() == 1 && !only(before, xs[0]) && !only(after, ys[0]) && (figure(xs[0]) == figure(ys[0]))) {
            all.push_back(either(owner, xs[0], ys[0]));
            xs.clear(), ys.clear();
        }
        for (const id x : xs) all.push_back(either(only(before, x) ? *only(before, x) : owner, x, none));
        for (const id y : ys) all.push_back(either(only(after, y) ? *only(after, y) : owner, none, y));
        return all.size() == 1 ? all[0] : put_.make(op::add, std::move(all));
    }

    id extreme(id x, id y, ids xs, ids ys, op kind, const part& owner) {
        ids all = matched(xs, ys, owner);
        if (xs.size() == 1 && ys.size() == 1) {
            all.push_back(either(owner, xs[0], ys[0]));
        } else if (!xs.empty() || !ys.empty()) {
            if (all.empty()) return either(owner, x, y);
            const id neutral = all[0];  // a bound that is there in any case adds nothing a second time
            for (const id i : xs) all.push_back(either(only(before, i) ? *only(before, i) : owner, i, neutral));
            for (const id i : ys) all.push_back(either(only(after, i) ? *only(after, i) : owner, neutral, i));
        }
        return all.size() == 1 ? all[0] : put_.make(kind, std::move(all));
    }

    const joint_plan& j_;
    const pairing& pairs_;
    merged_plan out_;
    interner put_;
    std::vector<part> places_;
    std::array<std::map<id, std::set<id>>, 2> at_;
    std::array<std::vector<std::set<id>>, 2> reach_;
    std::map<std::pair<id, id>, id> met_;
    std::size_t last_ = 0;
};

}  // namespace

merged_plan merge(const joint_plan& j, const pairing& pairs, const paired_rules& rules) { return merger(j, pairs, rules).run(); }

}  // namespace fenze
