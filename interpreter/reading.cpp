#include "interpreter/reading.hpp"

#include <algorithm>

#include "interpreter/formula.hpp"
#include "interpreter/reading/phrasing.hpp"

namespace fenze {
namespace {

void collect(const condition& c, std::vector<std::size_t>& out) {
    if (c.kind == condition::form::compare || c.kind == condition::form::truth || c.kind == condition::form::option)
        if (std::find(out.begin(), out.end(), c.fact) == out.end()) out.push_back(c.fact);
    for (const auto& p : c.parts) collect(p, out);
}

}  // namespace

std::vector<std::size_t> facts_of(const rule& r, const model& m) {
    std::vector<std::size_t> out;
    const auto add = [&](std::size_t f) {
        if (std::find(out.begin(), out.end(), f) == out.end()) out.push_back(f);
    };
    if (const auto* t = std::get_if<tiers_rule>(&r.is)) {
        for (const auto& one : t->tiers) {
            collect(one.when, out);
            if (one.gives.formula) facts_in(*one.gives.formula, out);
        }
        if (t->otherwise_formula) facts_in(*t->otherwise_formula, out);
    } else if (const auto* c = std::get_if<choice_rule>(&r.is)) add(c->fact);
    else if (const auto* p = std::get_if<per_rule>(&r.is)) add(p->fact);
    else if (const auto* s = std::get_if<steps_rule>(&r.is)) add(s->fact);
    else if (const auto* j = std::get_if<judged_rule>(&r.is)) {
        for (const auto& l : m.limits)
            if (l.score == j->fact)
                for (const auto& part : l.parts) collect(part.when, out);
        add(j->fact);
    } else if (const auto* q = std::get_if<ratio_rule>(&r.is)) {
        if (q->by_class) add(*q->by_class);
        add(q->fact);
    } else if (const auto* f = std::get_if<formula_rule>(&r.is)) facts_in(*f->tree, out);
    return out;
}

std::string reading_of(const rule& r, const model_node& n, const model& m) {
    (void)n;
    return phrasing(m).rule_words(r);
}

}  // namespace fenze
