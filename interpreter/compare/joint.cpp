#include "interpreter/compare/joint.hpp"

#include <algorithm>

#include "interpreter/extent.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {
namespace {

bool order_is_nothing(op kind) {
    return kind == op::add || kind == op::min || kind == op::max || kind == op::all || kind == op::any || kind == op::multiply || kind == op::equal;
}

bool same_pieces(const tier_table& a, const tier_table& b) {
    return std::equal(a.pieces.begin(), a.pieces.end(), b.pieces.begin(), b.pieces.end(),
        [](const tier_piece& x, const tier_piece& y) { return x.from == y.from && x.open == y.open && x.value == y.value; });
}

bool same_extent(const extent& a, const extent& b) { return a.low == b.low && a.high == b.high; }

/// 无 of a choice, which has no words of its own among the options.
std::size_t values(const fact& f) { return f.options.size() + (f.or_none ? 1 : 0); }
std::string option(const fact& f, std::size_t n) { return n < f.options.size() ? f.options[n] : "无"; }

class joiner {
public:
    joiner(const plan& old_one, const plan& new_one, const pairing& pairs) : pairs_(pairs), put_(j_.both) {
        j_.of = {&old_one, &new_one};
        for (const side s : {before, after}) {
            j_.fact_at[s].resize(plan_of(s).facts.size());
            j_.joint_fact[s].resize(plan_of(s).facts.size());
        }
    }

    joint_plan run() {
        j_.both.title = plan_of(after).title;
        for (const auto& p : pairs_.facts) take_fact(p);
        for (const side s : {before, after}) {
            j_.at[s] = take_over(j_, s, {});
            for (const auto& c : plan_of(s).constraints) demand(s, j_.at[s][c.operation]);
        }
        return std::move(j_);
    }

private:
    [[nodiscard]] const plan& plan_of(side s) const { return *j_.of[s]; }
    void demand(side s, std::uint32_t operation) {
        auto& all = j_.demands[s];
        if (std::find(all.begin(), all.end(), operation) == all.end()) all.push_back(operation);
    }

    void bind(side s, std::optional<std::uint32_t> own, std::uint32_t at) {
        if (!own) return;
        j_.fact_at[s][*own] = at;
        j_.joint_fact[s][*own] = static_cast<std::uint32_t>(j_.both.facts.size() - 1);
    }

    void take_fact(const paired_fact& p) {
        const side only = p.after ? after : before;
        fact made = plan_of(only).facts[only == after ? *p.after : *p.before];
        made.node = no_node;
        j_.facts.push_back(p);
        if (p.before && p.after) {
            const fact &x = plan_of(before).facts[*p.before], &y = plan_of(after).facts[*p.after];
            if (made.kind == fact_kind::choice) return take_choice(p, x, y);
            return take_quantity(p, x, y);
        }
        j_.both.facts.push_back(made);
        bind(only, only == after ? p.after : p.before, put_.fact(static_cast<std::uint32_t>(j_.both.facts.size() - 1)));
    }

    /// In the new unit. Where the two do not allow the same values, both may be had, and each side demands its own.
    void take_quantity(const paired_fact& p, const fact& x, const fact& y) {
        extent old_domain = domain_of(x);
        const extent new_domain = domain_of(y);
        if (old_domain.low) old_domain.low = *old_domain.low * p.times;
        if (old_domain.high) old_domain.high = *old_domain.high * p.times;
        fact made = y;
        made.node = no_node;
        const bool whole_old = takes_whole(x) && p.times == number(1), whole_new = takes_whole(y);
        const bool differ = !same_extent(old_domain, new_domain) || takes_whole(x) != whole_new || !(p.times == number(1));
        if (differ) {
            const extent all = either(old_domain, new_domain);
            made.min = all.low ? std::optional(all.low->at) : std::nullopt;
            made.max = all.high ? std::optional(all.high->at) : std::nullopt;
            made.whole = whole_old && whole_new;
            if (!made.whole && takes_whole(made)) made.kind = fact_kind::number;
            if (!made.min && (made.kind == fact_kind::count || made.kind == fact_kind::amount)) made.kind = fact_kind::number;
        }
        j_.both.facts.push_back(made);
        const auto at = put_.fact(static_cast<std::uint32_t>(j_.both.facts.size() - 1));
        const auto own = p.times == number(1) ? at : put_.make(op::scale, {at}, *divide(number(1), p.times));
        bind(before, p.before, own);
        bind(after, p.after, at);
        if (!differ) return;
        demand_domain(before, own, domain_of(x), takes_whole(x));
        demand_domain(after, at, new_domain, whole_new);
    }

    void demand_domain(side s, std::uint32_t at, const extent& domain, bool whole) {
        if (domain.low) demand(s, put_.make(op::less_equal, {put_.constant(domain.low->at), at}));
        if (domain.high) demand(s, put_.make(op::less_equal, {at, put_.constant(domain.high->at)}));
        if (whole) demand(s, put_.make(op::equal, {put_.make(op::floor_divide, {at}, number(1)), at}));
    }

    /// The options of both: those of the new rubric in their order, behind them the ones that only the old one has.
    void take_choice(const paired_fact& p, const fact& x, const fact& y) {
        fact made = y;
        made.node = no_node;
        made.options.clear();
        made.or_none = false;
        std::vector<number> to_old, to_new, is_old, is_new;
        const auto add = [&](const std::string& name, std::optional<std::size_t> in_old, std::optional<std::size_t> in_new) {
            made.options.push_back(name);
            to_old.emplace_back(static_cast<std::int64_t>(in_old.value_or(0)));
            to_new.emplace_back(static_cast<std::int64_t>(in_new.value_or(0)));
            is_old.emplace_back(in_old ? 1 : 0);
            is_new.emplace_back(in_new ? 1 : 0);
        };
        bool same = values(x) == values(y) && p.options.size() == values(x);
        for (const auto& [i, k] : p.options) same = same && i == k;
        for (std::size_t k = 0; k < values(y); ++k) {
            const auto found = std::find_if(p.options.begin(), p.options.end(), [&](const auto& o) { return o.second == k; });
            add(option(y, k), found == p.options.end() ? std::nullopt : std::optional(found->first), k);
        }
        for (std::size_t i = 0; i < values(x); ++i)
            if (std::none_of(p.options.begin(), p.options.end(), [&](const auto& o) { return o.first == i; })) add(option(x, i), i, std::nullopt);
        if (same) {
            made.options = y.options;
            made.or_none = y.or_none;
        }
        j_.both.facts.push_back(made);
        const auto at = put_.fact(static_cast<std::uint32_t>(j_.both.facts.size() - 1));
        if (same) {
            bind(before, p.before, at);
            bind(after, p.after, at);
            return;
        }
        bind(before, p.before, put_.choice(to_old, at));
        bind(after, p.after, put_.choice(to_new, at));
        const auto all_one = [](const std::vector<number>& of) { return std::all_of(of.begin(), of.end(), [](const number& n) { return n == number(1); }); };
        if (!all_one(is_old)) demand(before, put_.make(op::equal, {put_.choice(is_old, at), put_.constant(number(1))}));
        if (!all_one(is_new)) demand(after, put_.make(op::equal, {put_.choice(is_new, at), put_.constant(number(1))}));
    }

    const pairing& pairs_;
    joint_plan j_;
    interner put_;
};

}  // namespace

std::uint32_t interner::put(operation o) {
    if (order_is_nothing(o.kind)) std::sort(o.in.begin(), o.in.end());
    key k{o.kind, o.in, o.value, o.index, o.places};
    const auto [found, is_new] = met_.try_emplace(std::move(k), static_cast<std::uint32_t>(into_.operations.size()));
    if (is_new) into_.operations.push_back(std::move(o));
    return found->second;
}

std::uint32_t interner::make(op kind, std::vector<std::uint32_t> in, const number& value) {
    operation o;
    o.kind = kind;
    o.in = std::move(in);
    o.value = value;
    return put(std::move(o));
}

std::uint32_t interner::fact(std::uint32_t index) {
    operation o;
    o.kind = op::fact;
    o.index = index;
    return put(std::move(o));
}

std::uint32_t interner::tier(tier_table table, std::uint32_t in) {
    operation o;
    o.kind = op::tier;
    o.in = {in};
    for (o.index = 0; o.index < into_.tiers.size() && !same_pieces(into_.tiers[o.index], table);) ++o.index;
    if (o.index == into_.tiers.size()) into_.tiers.push_back(std::move(table));
    return put(std::move(o));
}

std::uint32_t interner::choice(std::vector<number> all, std::uint32_t in) {
    operation o;
    o.kind = op::choice;
    o.in = {in};
    o.index = static_cast<std::uint32_t>(std::find(into_.choices.begin(), into_.choices.end(), all) - into_.choices.begin());
    if (o.index == into_.choices.size()) into_.choices.push_back(std::move(all));
    return put(std::move(o));
}

interner interner_of(joint_plan& j) {
    interner out(j.both);
    // what is there is met once more, in its order: each falls on itself
    std::vector<operation> had;
    had.swap(j.both.operations);
    for (auto& o : had) out.put(std::move(o));
    return out;
}

std::vector<std::uint32_t> take_over(joint_plan& j, side which, const std::map<std::uint32_t, std::uint32_t>& instead) {
    interner put = interner_of(j);
    const plan& own = *j.of[which];
    std::vector<std::uint32_t> at(own.operations.size());
    for (std::uint32_t i = 0; i < own.operations.size(); ++i) {
        if (const auto other = instead.find(i); other != instead.end()) {
            at[i] = other->second;
            continue;
        }
        operation o = own.operations[i];
        o.at = {};  // of two texts
        for (auto& operand : o.in) operand = at[operand];
        if (o.kind == op::fact) at[i] = j.fact_at[which][o.index];
        else if (o.kind == op::tier) at[i] = put.tier(own.tiers[o.index], o.in[0]);
        else if (o.kind == op::choice) at[i] = put.choice(own.choices[o.index], o.in[0]);
        else at[i] = put.put(std::move(o));
    }
    return at;
}

joint_plan join(const plan& old_one, const plan& new_one, const pairing& pairs) { return joiner(old_one, new_one, pairs).run(); }

fact_values joint_plan::facts_of(side which, const fact_values& joint) const {
    fact_values out(fact_at[which].size());
    std::vector<number> known(both.operations.size());
    for (std::size_t f = 0; f < out.size(); ++f) {
        const auto& value = joint[joint_fact[which][f]];
        if (!value) continue;
        const operation& o = both.operations[fact_at[which][f]];
        if (o.kind == op::fact) {
            out[f] = value;
            continue;
        }
        known[o.in[0]] = *value;
        out[f] = evaluate_one(both, fact_at[which][f], known);
    }
    return out;
}

fact_values joint_plan::joint_of(side which, const fact_values& own) const {
    fact_values out(both.facts.size());
    for (std::size_t f = 0; f < own.size(); ++f) {
        if (!own[f]) continue;
        const operation& o = both.operations[fact_at[which][f]];
        auto& value = out[joint_fact[which][f]];
        if (o.kind == op::fact) value = own[f];
        else if (o.kind == op::scale) value = divide(*own[f], o.value);
        else {
            const paired_fact& p = facts[joint_fact[which][f]];
            const fact& mine = of[which]->facts[f];
            const auto index = own[f]->to_int();
            if (!index) continue;
            // the place among the joint options: that of the new rubric, or behind them
            const auto& all = both.facts[joint_fact[which][f]].options;
            const auto wanted = static_cast<std::size_t>(*index);
            if (which == after) value = *own[f];
            else if (const auto found = std::find_if(p.options.begin(), p.options.end(), [&](const auto& pair) { return pair.first == wanted; });
                     found != p.options.end())
                value = number(static_cast<std::int64_t>(found->second));
            else
                for (std::size_t k = values(of[after]->facts[*p.after]); k < all.size(); ++k)
                    if (all[k] == option(mine, wanted)) value = number(static_cast<std::int64_t>(k));
        }
    }
    return out;
}

}  // namespace fenze
