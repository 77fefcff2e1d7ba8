#include "interpreter/compare/difference.hpp"

#include <algorithm>
#include <set>

#include "interpreter/open_plan.hpp"
#include "interpreter/result.hpp"

namespace fenze {
namespace {

bool divides(const plan& p, std::uint32_t top) {
    const auto cone = cone_of(p, {top});
    return std::any_of(cone.begin(), cone.end(), [&](std::uint32_t i) {
        const operation& o = p.operations[i];
        return o.kind == op::divide && (p.operations[o.in[1]].kind != op::constant || p.operations[o.in[1]].value.sign() == 0);
    });
}

std::set<std::uint32_t> facts_under(const plan& p, std::uint32_t top) {
    std::set<std::uint32_t> out;
    for (const auto i : cone_of(p, {top}))
        if (p.operations[i].kind == op::fact) out.insert(p.operations[i].index);
    return out;
}

/// Values that rise, or do not fall, along the line.
bool rises(const tier_table& table) {
    return std::is_sorted(table.pieces.begin(), table.pieces.end(), [](const tier_piece& a, const tier_piece& b) { return a.value < b.value; });
}

const number& at_point(const tier_table& table, const std::optional<number>& from, bool open) {
    const number* value = &table.pieces.front().value;
    for (const auto& p : table.pieces)
        if (!p.from || (from && (*p.from < *from || (*p.from == *from && (!p.open || open))))) value = &p.value;
    return *value;
}

bool pointwise_below(const tier_table& low, const tier_table& high) {
    for (const auto* table : {&low, &high})
        for (const auto& p : table->pieces)
            if (at_point(high, p.from, p.open) < at_point(low, p.from, p.open)) return false;
    return true;
}

/// The least that a fact may be, or the most; where there is no most, a little more than nothing.
number end_of(const fact& f, bool high) {
    const extent domain = domain_of(f);
    const number least = domain.low ? domain.low->at : domain.high ? minimum(domain.high->at, number(0)) : number(0);
    if (!high) return least;
    return domain.high ? domain.high->at : least + number(1);
}

}  // namespace

differences::differences(joint_plan& j, unsigned milliseconds) : put(interner_of(j)), j_(j), open_(range(j.both, fact_values(j.both.facts.size()))) {
    solver.milliseconds = milliseconds;
    solver.left = 400;
}

void differences::terms(std::uint32_t i, const number& times, term_list& into, number& rest) const {
    const operation& o = j_.both.operations[i];
    if (o.kind == op::constant) rest = rest + times * o.value;
    else if (o.kind == op::add)
        for (const auto k : o.in) terms(k, times, into, rest);
    else if (o.kind == op::scale) terms(o.in[0], times * o.value, into, rest);
    else into[i] = into[i] + times;
}

std::uint32_t differences::sum(const term_list& all, const number& rest) {
    std::vector<std::uint32_t> in;
    for (const auto& [i, times] : all)
        if (times.sign() != 0) in.push_back(times == number(1) ? i : put.make(op::scale, {i}, times));
    if (rest.sign() != 0 || in.empty()) in.push_back(put.constant(rest));
    return in.size() == 1 ? in[0] : put.make(op::add, std::move(in));
}

/// Those of `left` that speak of the goal's facts, or of facts that such ones bind to them.
std::vector<std::uint32_t> differences::demands_on(std::uint32_t goal, std::vector<std::uint32_t> left) const {
    std::vector<std::uint32_t> all;
    std::set<std::uint32_t> facts = facts_under(j_.both, goal);
    for (bool more = true; more;) {
        more = false;
        for (auto at = left.begin(); at != left.end();) {
            const auto own = facts_under(j_.both, *at);
            if (std::none_of(own.begin(), own.end(), [&](auto f) { return facts.count(f) != 0; })) {
                ++at;
                continue;
            }
            facts.insert(own.begin(), own.end());
            all.push_back(*at);
            at = left.erase(at);
            more = true;
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

question differences::asked(std::vector<std::uint32_t> all) {
    const auto goal = all.size() == 1 ? all[0] : put.make(op::all, std::move(all));
    question_maker maker(j_.both);
    return maker.ask(maker.take(goal));
}

/// Whether facts are left that satisfy all of them: what is equal for no facts at all is not equal.
bool differences::possible(const std::vector<std::uint32_t>& demands) {
    if (demands.empty()) return true;
    const auto [met, is_new] = possible_.try_emplace(demands, false);
    if (is_new) met->second = ask(asked(demands), j_.both.facts.size(), solver).is == verdict::yes;
    return met->second;
}

bool differences::comparable(const subject& old_one, const subject& new_one) {
    std::vector<std::uint32_t> left = j_.demands[before];
    left.insert(left.end(), j_.demands[after].begin(), j_.demands[after].end());
    return possible(demands_on(put.make(op::less, {old_one.joint, new_one.joint}), std::move(left)));
}

difference differences::of(const subject& old_one, const subject& new_one) {
    difference r;
    if (old_one.joint == new_one.joint) {
        r.same_operation = true;
        return r;
    }
    r.may_fail = divides(j_.both, old_one.joint) || divides(j_.both, new_one.joint);
    // what both have in common cancels out
    term_list was, is;
    number rest_was, rest_is;
    terms(old_one.joint, number(1), was, rest_was);
    terms(new_one.joint, number(1), is, rest_is);
    for (auto& [i, times] : was)
        if (const auto other = is.find(i); other != is.end()) {
            other->second = other->second - times;
            times = number(0);
        }
    const auto x = sum(was, rest_was - rest_is), y = sum(is, number(0));
    if (x == y) {
        r.same_operation = !r.may_fail;
        not_above_[{old_one.joint, new_one.joint}] = not_above_[{new_one.joint, old_one.joint}] = true;
        return r;
    }
    r.less = below({y, x, true}, old_one, new_one, r.when_less);
    r.more = below({x, y, false}, old_one, new_one, r.when_more);
    if (r.less == verdict::no) not_above_[{old_one.joint, new_one.joint}] = true;
    if (r.more == verdict::no) not_above_[{new_one.joint, old_one.joint}] = true;
    return r;
}

verdict differences::below(const way& w, const subject& old_one, const subject& new_one, std::optional<witness>& found) {
    const auto goal = put.make(op::less, {w.low, w.high});
    std::vector<std::uint32_t> left = j_.demands[before];
    left.insert(left.end(), j_.demands[after].begin(), j_.demands[after].end());
    std::vector<std::uint32_t> all = demands_on(goal, std::move(left));
    if (!possible(all)) return verdict::undecided;
    if (never_above(w.high, w.low, 0)) return verdict::no;
    all.push_back(goal);
    const question q = asked(all);
    answer said;
    if (auto facts = from_parts(q)) {
        said.is = verdict::yes;
        said.facts = std::move(*facts);
    } else {
        said = ask(q, j_.both.facts.size(), solver);
    }
    if (said.is != verdict::yes) return said.is;
    // what cancelled out takes any value: the least, or the most where the least is not allowed
    for (const bool high : {false, true}) {
        found = replay(filled(said.facts, {old_one.joint, new_one.joint}, high), old_one, new_one);
        if (found && (w.new_is_less ? found->after < found->before : found->before < found->after)) {
            seen_.push_back(said.facts);
            return verdict::yes;
        }
    }
    found.reset();
    return verdict::undecided;
}

fact_values differences::filled(fact_values joint, const std::vector<std::uint32_t>& tops, bool high) const {
    for (const auto i : cone_of(j_.both, tops)) {
        const operation& o = j_.both.operations[i];
        if (o.kind == op::fact && !joint[o.index]) joint[o.index] = end_of(j_.both.facts[o.index], high && j_.both.facts[o.index].use != fact_use::absence);
    }
    return joint;
}

/// What showed a difference of a part often shows one of the whole; the facts beside are all at the least or all at the most.
std::optional<fact_values> differences::from_parts(const question& q) const {
    for (const auto& part : seen_)
        for (const bool high : {false, true}) {
            fact_values own, joint(j_.both.facts.size());
            bool speaks = false;
            for (std::size_t f = 0; f < q.about.facts.size(); ++f) {
                const auto whole = *q.of[f];
                speaks = speaks || part[whole].has_value();
                own.push_back(part[whole] ? *part[whole] : end_of(q.about.facts[f], high));
                joint[whole] = own.back();
            }
            if (speaks && holds_for(q.about, q.goal, own)) return joint;
        }
    return std::nullopt;
}

std::optional<number> differences::replayed(side s, const fact_values& joint, const subject& what) const {
    const plan& own = *j_.of[s];
    const fact_values facts = j_.facts_of(s, joint);
    if (!broken_constraints(own, facts).empty()) return std::nullopt;
    const result asked = score(own, facts);
    if (asked.failed) return std::nullopt;
    if (what.own) return asked.value(*what.own);
    plan alone = j_.both;
    alone.total = alone.bonus = alone.deduction = what.joint;
    const bounds b = range(alone, joint).of[what.joint];
    return b.fixed() ? b.low : std::nullopt;
}

std::optional<witness> differences::replay(const fact_values& joint, const subject& old_one, const subject& new_one) const {
    auto was = replayed(before, joint, old_one), is = replayed(after, joint, new_one);
    if (!was || !is) return std::nullopt;
    return witness{joint, std::move(*was), std::move(*is)};
}

verdict differences::refused(side allows, std::uint32_t demand, fact_values& example) {
    const auto goal = put.make(op::negate, {demand});
    auto all = demands_on(goal, j_.demands[allows]);
    all.push_back(goal);
    auto said = ask(asked(std::move(all)), j_.both.facts.size(), solver);
    if (said.is == verdict::yes) example = std::move(said.facts);
    return said.is;
}

/// x ≤ y for all facts, by the shape of the two alone and what was proved of their parts.
bool differences::never_above(std::uint32_t x, std::uint32_t y, int depth) {
    constexpr int deepest = 40;
    if (x == y) return true;
    if (depth > deepest) return false;
    if (const auto met = not_above_.find({x, y}); met != not_above_.end()) return met->second;
    if (x < open_.of.size() && y < open_.of.size() && open_.of[x].high && open_.of[y].low && !(*open_.of[y].low < *open_.of[x].high)) return true;
    const bool good = operands_below(j_.both.operations[x], j_.both.operations[y], depth + 1);
    not_above_[{x, y}] = good;
    return good;
}

bool differences::operands_below(const operation& a, const operation& b, int depth) {
    if (a.kind == op::min && b.kind != op::min)
        for (const auto i : a.in)
            if (j_.both.operations[i].kind == b.kind && operands_below(j_.both.operations[i], b, depth)) return true;
    if (b.kind == op::max && a.kind != op::max)
        for (const auto i : b.in)
            if (j_.both.operations[i].kind == a.kind && operands_below(a, j_.both.operations[i], depth)) return true;
    if (a.kind != b.kind) return false;
    const auto under = [&](std::uint32_t x, std::uint32_t y) { return never_above(x, y, depth); };
    switch (a.kind) {
        case op::constant:
            return !(b.value < a.value);
        case op::add:
            return sum_below(a.in, b.in, depth);
        case op::min:  // below each of the other's there is one
            return std::all_of(b.in.begin(), b.in.end(), [&](auto y) { return std::any_of(a.in.begin(), a.in.end(), [&](auto x) { return under(x, y); }); });
        case op::max:
            return std::all_of(a.in.begin(), a.in.end(), [&](auto x) { return std::any_of(b.in.begin(), b.in.end(), [&](auto y) { return under(x, y); }); });
        case op::scale:
            return a.value == b.value && (a.value.sign() >= 0 ? under(a.in[0], b.in[0]) : under(b.in[0], a.in[0]));
        case op::select:
            return a.in[0] == b.in[0] && under(a.in[1], b.in[1]) && under(a.in[2], b.in[2]);
        case op::tier: {
            const tier_table &low = j_.both.tiers[a.index], &high = j_.both.tiers[b.index];
            return rises(high) && pointwise_below(low, high) && under(a.in[0], b.in[0]);
        }
        case op::round:
            return a.index == b.index && a.places == b.places && under(a.in[0], b.in[0]);
        case op::floor_divide:
            return a.value == b.value && under(a.in[0], b.in[0]);
        default:
            return false;
    }
}

/// Term by term; what is left over only lowers the one or raises the other.
bool differences::sum_below(std::vector<std::uint32_t> xs, std::vector<std::uint32_t> ys, int depth) {
    const auto take = [&](auto fits) {
        for (auto x = xs.begin(); x != xs.end();) {
            const auto y = std::find_if(ys.begin(), ys.end(), [&](auto i) { return fits(*x, i); });
            if (y == ys.end()) {
                ++x;
                continue;
            }
            ys.erase(y);
            x = xs.erase(x);
        }
    };
    take([](auto x, auto y) { return x == y; });
    take([&](auto x, auto y) { return never_above(x, y, depth); });
    const auto bound = [&](std::uint32_t i) { return i < open_.of.size() ? open_.of[i] : bounds{}; };
    return std::all_of(xs.begin(), xs.end(), [&](auto i) { return bound(i).high && bound(i).high->sign() <= 0; }) &&
           std::all_of(ys.begin(), ys.end(), [&](auto i) { return bound(i).low && bound(i).low->sign() >= 0; });
}

}  // namespace fenze
