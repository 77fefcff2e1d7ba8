#include "interpreter/rebase.hpp"

#include "interpreter/formula.hpp"

namespace fenze {
namespace {

class rebaser {
public:
    explicit rebaser(const rebasing& how) : how_(how) {}

    void whole(model& m) {
        for (model_node& n : m.nodes) {
            for (rule& r : n.rules) std::visit([&](auto& is) { take(is); }, r.is);
            for (cap& c : n.caps)
                if (c.zero) take(*c.zero);
            for (condition& c : n.zero_when) take(c);
            for (auto& [when, share] : n.share_when) take(when);
            if (n.does_not_apply) point(*n.does_not_apply);
        }
        for (auto* all : {&m.grades, &m.vetoes})
            for (grade_rule& g : *all) take(g.when);
        for (action_rule& a : m.actions)
            for (condition& c : a.also) take(c);
        for (weighted_part& w : m.total_weights)
            if (w.fact) point(*w.fact);
        for (mark_limit& l : m.limits) {
            point(l.score);
            for (mark_limit::part& p : l.parts) take(p.when);
        }
    }

private:
    bool point(std::size_t& fact) {
        if (fact != how_.from) return false;
        fact = how_.to;
        return true;
    }
    void take(interval& is) const {
        for (auto* end : {&is.low, &is.high})
            if (*end) (*end)->value = (*end)->value * how_.factor;
    }
    void take(condition& c) {
        for (condition& part : c.parts) take(part);
        if (c.kind == condition::form::always || c.kind == condition::form::all || c.kind == condition::form::any) return;
        if (!point(c.fact)) return;
        if (c.kind == condition::form::compare) take(c.is);
        if (c.kind == condition::form::option && c.option < how_.options.size()) c.option = how_.options[c.option];
    }
    void take(award& a) {
        if (a.judged) point(*a.judged);
        if (a.formula) a.formula = of(*a.formula);
    }
    void take(tiers_rule& r) {
        for (tier& t : r.tiers) {
            take(t.when);
            take(t.gives);
        }
        if (r.otherwise_formula) r.otherwise_formula = of(*r.otherwise_formula);
    }
    template <class T>
    [[nodiscard]] std::vector<T> by_option(std::vector<T> is) const {
        if (how_.options.empty()) return is;
        std::vector<T> out = is;
        for (std::size_t n = 0; n < is.size() && n < how_.options.size(); ++n) out[how_.options[n]] = is[n];
        return out;
    }
    void take(choice_rule& r) {
        for (award& a : r.awards) take(a);
        if (point(r.fact)) r.awards = by_option(std::move(r.awards));
    }
    void take(per_rule& r) {
        if (point(r.fact)) r.each = r.each * how_.factor;
    }
    void take(steps_rule& r) {
        if (!point(r.fact)) return;
        r.from = r.from * how_.factor;
        r.step = r.step * how_.factor;
    }
    void take(judged_rule& r) { point(r.fact); }
    void take(ratio_rule& r) {
        if (r.by_class && point(*r.by_class)) r.targets = by_option(std::move(r.targets));
        if (!point(r.fact)) return;
        for (number& target : r.targets) target = target * how_.factor;
    }
    void take(constant_rule&) {}
    void take(formula_rule& r) {
        if (r.tree) r.tree = of(*r.tree);
    }

    /// The tree with the fact in its old unit: what the formula computes stays the same.
    [[nodiscard]] std::shared_ptr<const formula_node> of(const formula_node& tree) {
        auto out = std::make_shared<formula_node>(tree);
        for (auto& part : out->parts) part = of(*part);
        if (tree.kind != formula_node::form::fact || !point(out->fact) || how_.factor == number(1)) return out;
        auto rate = std::make_shared<formula_node>();
        rate->kind = formula_node::form::number;
        rate->value = how_.factor;
        auto in_old_unit = std::make_shared<formula_node>();
        in_old_unit->kind = formula_node::form::divide;
        in_old_unit->parts = {out, rate};
        return in_old_unit;
    }

    const rebasing& how_;
};

}  // namespace

void rebase(model& m, const rebasing& how) { rebaser(how).whole(m); }

}  // namespace fenze
