#include "interpreter/reading/exact_rules.hpp"

namespace fenze {

bool rule_scan::add(decltype(rule::is) is, const char* family, bool take) {
    rule r;
    r.is = std::move(is);
    r.family = family;
    r.take = take;
    r.at = here();
    r.text = std::string(text_.slice(r.at));
    ++rules_;
    effects_.emplace_back([this, r] { model_.nodes[node_].rules.push_back(r); });
    return true;
}

bool rule_scan::round_up(const std::string& unit, const number& step) {
    const std::size_t back = at_;
    if (skip(",不足"))
        if (const auto a = figure(); a && *a == step && skip(unit) && skip("按"))
            if (const auto b = figure(); b && *b == step && skip(unit) && skip("计")) return true;
    at_ = back;
    return false;
}

bool rule_scan::per_unit(std::size_t f) {
    per_rule out;
    out.fact = f;
    const auto each = amount(f);
    const auto gives = each ? points() : std::nullopt;
    if (!gives || each->sign() <= 0) return false;
    out.each = *each;
    out.points = gives->points;
    if (skip(",最多计")) {
        out.most = figure();
        if (!out.most || !skip(*each == number(1) ? unit_of(f) : "份")) return false;
    }
    out.round_up = round_up(unit_of(f), out.each);
    return add(out, "per_unit", gives->take);
}

std::optional<bool> rule_scan::steps(std::size_t f) {
    const std::size_t back = at_;
    steps_rule out;
    out.fact = f;
    out.up = skip("超过");
    if (out.up || skip("不足"))
        if (const auto from = amount(f); from && skip("的部分,每")) {
            const auto step = amount(f);
            const auto gives = step ? points() : std::nullopt;
            if (!gives || step->sign() <= 0) return false;
            out.from = *from;
            out.step = *step;
            out.points = gives->points;
            out.round_up = round_up(unit_of(f), out.step);
            return add(out, !gives->take ? "step" : out.up ? "excess" : "shortfall", gives->take);
        }
    at_ = back;
    return std::nullopt;
}

bool rule_scan::choice(std::size_t f) {
    choice_rule out;
    out.fact = f;
    bool take = false, give = false;
    out.awards.resize(model_.facts[f].options.size());
    for (std::size_t k = 0; k < out.awards.size(); ++k) {
        if (k > 0 && !skip(",")) return false;
        const auto o = option_of(f);
        const auto gives = o == k ? points() : std::nullopt;
        if (!gives) return false;
        out.awards[k].points = gives->points;
        take = take || gives->take;
        give = give || gives->points.sign() > 0;
    }
    return !out.awards.empty() && add(std::move(out), "choice", take && !give);
}

condition rule_scan::again(const condition& before) {
    condition out = before;
    const std::size_t back = at_;
    if (before.kind == condition::form::option && skip("为")) {
        if (const auto o = option_of(before.fact)) {
            out.option = *o;
            return out;
        }
    } else if (before.kind == condition::form::compare) {
        if (const auto is = interval_here(unit_of(before.fact))) {
            out.is = *is;
            return out;
        }
    }
    at_ = back;
    return {};
}

bool rule_scan::judged(std::size_t f) {
    if (model_.facts[f].kind != fact_kind::score) return false;
    if (skip("评定,") || (skip("在") && figure() && skip("至") && figure() && skip("分之间评定,"))) {
        if (skip("计入得分")) return add(judged_rule{f, 1}, "judged", false);
        return skip("从得分中扣除") && add(judged_rule{f, -1}, "judged", true);
    }
    if (!skip("评定:")) return false;
    mark_limit out;
    out.score = f;
    bool take = false;
    do {
        if (skip("或者")) {
            if (!(take ? skip("扣0分") : skip("得0分"))) return false;
            out.or_zero = true;
            break;
        }
        mark_limit::part part;
        if (!out.parts.empty()) part.when = again(out.parts.back().when);
        if (part.when.kind == condition::form::always)
            if (auto when = condition_here()) part.when = std::move(*when);
        if (part.when.kind != condition::form::always && !skip("时")) return false;
        take = skip("扣");
        if (!take && !skip("得")) return false;
        const auto low = figure();
        if (!low) return false;
        if (skip("至")) {
            const auto high = figure();
            if (!high || !skip("分")) return false;
            part.range = {*low, *high};
            if (skip("(不含")) {
                if (!figure() || !skip("分)")) return false;
                part.below_high = true;
            }
        } else {
            part.values.push_back(*low);
            if (!skip("分")) return false;
            while (skip("或")) {
                const auto next = figure();
                if (!next || !skip("分")) return false;
                part.values.push_back(*next);
            }
        }
        out.parts.push_back(std::move(part));
    } while (skip(","));
    out.at = here();
    effects_.emplace_back([this, out] { model_.limits.push_back(out); });
    return add(judged_rule{f, take ? -1 : 1}, "judged", take);
}

bool rule_scan::ratio(ratio_rule out) {
    const auto gives = points();
    if (!gives || gives->take || !skip(",不足按比例得分")) return false;
    out.points = gives->points;
    for (const auto& t : out.targets)
        if (t.sign() <= 0) return false;
    return add(std::move(out), "target", false);
}

bool rule_scan::ratio_by_class(std::size_t f) {
    ratio_rule out;
    out.fact = f;
    out.by_class = fact_here();
    if (!out.by_class || !skip("定目标:")) return false;
    for (std::size_t k = 0; k < model_.facts[*out.by_class].options.size(); ++k) {
        if (k > 0 && !skip("、")) return false;
        const auto o = option_of(*out.by_class);
        const auto target = o == k ? amount(f) : std::nullopt;
        if (!target) return false;
        out.targets.push_back(*target);
    }
    return skip(",达到") && ratio(std::move(out));
}

bool rule_scan::tiers() {
    tiers_rule out;
    bool take = false;
    std::optional<condition> before;
    do {
        const std::size_t from = at_;
        if (!out.tiers.empty() && skip("其余")) {
            if (skip("得分=")) {
                out.otherwise_formula = expression(0);
                if (!out.otherwise_formula) return false;
                break;
            }
            const auto gives = points();
            if (!gives) return false;
            out.otherwise = gives->points;
            break;
        }
        tier one;
        if (before) one.when = again(*before);
        if (!before || one.when.kind == condition::form::always) {
            auto when = condition_here();
            if (!when) return false;
            one.when = std::move(*when);
        }
        if (skip("得分=")) {
            one.gives.formula = expression(0);
            if (!one.gives.formula) return false;
        } else {
            const auto gives = points();
            if (!gives) return false;
            one.gives.points = gives->points;
            take = take || gives->take;
        }
        one.at = line_.original(from, at_);
        before = one.when;
        out.tiers.push_back(std::move(one));
    } while (skip(","));
    const bool one = out.tiers.size() == 1, compares = before->kind == condition::form::compare;
    return add(std::move(out), !one ? "tiers" : compares ? "threshold" : take ? "deduction" : "flag", take);
}

rule_scan::tree rule_scan::join(formula_node::form kind, tree a, tree b) {
    if (!a || !b) return nullptr;
    auto out = std::make_shared<formula_node>();
    out->kind = kind;
    out->parts = {std::move(a), std::move(b)};
    return out;
}

rule_scan::tree rule_scan::leaf(int depth) {
    if (depth > deepest) return nullptr;
    auto out = std::make_shared<formula_node>();
    if (skip("(")) {
        tree inner = expression(depth + 1);
        return inner && skip(")") ? inner : nullptr;
    }
    if (const bool least = skip("最小("); least || skip("最大(")) {
        tree a = expression(depth + 1);
        tree b = a && skip("、") ? expression(depth + 1) : nullptr;
        return b && skip(")") ? join(least ? formula_node::form::least : formula_node::form::greatest, a, b) : nullptr;
    }
    if (const auto f = fact_here()) {
        out->kind = formula_node::form::fact;
        out->fact = *f;
        out->percent = model_.facts[*f].kind == fact_kind::percent;
        return out;
    }
    const auto value = figure();
    if (!value) return nullptr;
    out->value = *value;
    return out;
}

rule_scan::tree rule_scan::expression(int depth) {
    tree a = leaf(depth);
    if (!a) return nullptr;
    using form = formula_node::form;
    for (const auto& [word, kind] : {std::pair{"+", form::add}, {"-", form::subtract}, {"×", form::multiply}, {"÷", form::divide}})
        if (skip(word)) return join(kind, a, leaf(depth));
    return a;
}

}  // namespace fenze
