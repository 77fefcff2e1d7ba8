#include "interpreter/same_plan.hpp"

#include <map>
#include <vector>

#include "dsl/fold.hpp"

namespace fenze {
namespace {

class plan_pair {
public:
    plan_pair(const plan& a, const plan& b, plan_likeness how) : a_(a), b_(b), how_(how) {}

    bool same(std::string& why) {
        const bool good = facts() && nodes() && constraints() && outcomes("vetoes", a_.vetoes, b_.vetoes) && outcomes("grades", a_.grades, b_.grades) &&
                          outcomes("actions", a_.actions, b_.actions) && whole();
        why = why_;
        return good;
    }

private:
    bool differ(const std::string& what) {
        if (why_.empty()) why_ = what;
        return false;
    }
    static std::string text(const std::optional<number>& n) { return n ? n->text() : "none"; }
    static bool same(const std::optional<number>& a, const std::optional<number>& b) { return a.has_value() == b.has_value() && (!a || *a == *b); }

    bool facts() {
        if (a_.facts.size() != b_.facts.size()) return differ("facts: " + std::to_string(a_.facts.size()) + " and " + std::to_string(b_.facts.size()));
        for (std::size_t f = 0; f < a_.facts.size(); ++f) {
            const fact &x = a_.facts[f], &y = b_.facts[f];
            if (x.kind != y.kind || x.unit != y.unit || x.options.size() != y.options.size() || x.whole != y.whole || x.use != y.use || x.node != y.node ||
                !same(x.min, y.min) || !same(x.max, y.max))
                return differ("fact " + x.name + ": " + kind_name(x.kind) + " " + x.unit + " " + text(x.min) + " " + text(x.max) + " and " + y.name + ": " +
                              kind_name(y.kind) + " " + y.unit + " " + text(y.min) + " " + text(y.max));
            if (how_ == plan_likeness::names && !same_names(x, y)) return differ("name of fact " + x.name + ": " + y.name);
        }
        return true;
    }

    static bool same_names(const fact& x, const fact& y) {
        for (std::size_t k = 0; k < x.options.size(); ++k)
            if (name_key(x.options[k]) != name_key(y.options[k])) return false;
        return name_key(x.name) == name_key(y.name) && name_key(x.path) == name_key(y.path);
    }

    bool tables(std::uint32_t x, std::uint32_t y) {
        const auto &p = a_.tiers[x].pieces, &q = b_.tiers[y].pieces;
        if (p.size() != q.size()) return false;
        for (std::size_t i = 0; i < p.size(); ++i)
            if (!same(p[i].from, q[i].from) || p[i].open != q[i].open || !(p[i].value == q[i].value)) return false;
        return true;
    }

    bool operations(std::uint32_t x, std::uint32_t y, const std::string& what) {
        if (const auto met = met_.find({x, y}); met != met_.end()) return met->second;
        const operation &o = a_.operations[x], &p = b_.operations[y];
        bool good = o.kind == p.kind && o.in.size() == p.in.size() && o.value == p.value && o.places == p.places;
        if (good && (o.kind == op::fact || o.kind == op::round)) good = o.index == p.index;
        if (good && o.kind == op::tier) good = tables(o.index, p.index);
        if (good && o.kind == op::choice) good = a_.choices[o.index] == b_.choices[p.index];
        if (!good)
            differ(what + ": operation " + std::to_string(x) + " (kind " + std::to_string(static_cast<int>(o.kind)) + ", " + o.value.text() + ") and " +
                   std::to_string(y) + " (kind " + std::to_string(static_cast<int>(p.kind)) + ", " + p.value.text() + ")");
        for (std::size_t i = 0; good && i < o.in.size(); ++i) good = operations(o.in[i], p.in[i], what);
        met_[{x, y}] = good;
        return good;
    }

    bool nodes() {
        if (a_.nodes.size() != b_.nodes.size()) return differ("nodes: " + std::to_string(a_.nodes.size()) + " and " + std::to_string(b_.nodes.size()));
        if (a_.roots != b_.roots) return differ("roots");
        for (std::size_t n = 0; n < a_.nodes.size(); ++n) {
            const plan_node &x = a_.nodes[n], &y = b_.nodes[n];
            if (x.children != y.children || x.parent != y.parent || x.bonus != y.bonus || x.deduction != y.deduction || x.apart != y.apart ||
                !same(x.max, y.max))
                return differ("node " + x.id + " " + x.title + " and " + y.id + " " + y.title);
            if (how_ == plan_likeness::names && (x.id != y.id || name_key(x.title) != name_key(y.title)))
                return differ("name of item " + x.id + " " + x.title + ": " + y.id + " " + y.title);
            if (x.rules.size() != y.rules.size()) return differ("rules of " + x.title);
            for (std::size_t r = 0; r < x.rules.size(); ++r)
                if (!operations(x.rules[r].raw, y.rules[r].raw, "rule " + x.rules[r].reading) ||
                    !operations(x.rules[r].score, y.rules[r].score, "cap of " + x.rules[r].reading) || x.rules[r].facts != y.rules[r].facts)
                    return differ("facts of rule " + x.rules[r].reading);
            if (!operations(x.raw, y.raw, "raw of " + x.title) || !operations(x.score, y.score, "score of " + x.title)) return false;
        }
        return true;
    }

    bool constraints() {
        if (a_.constraints.size() != b_.constraints.size())
            return differ("constraints: " + std::to_string(a_.constraints.size()) + " and " + std::to_string(b_.constraints.size()));
        for (std::size_t c = 0; c < a_.constraints.size(); ++c)
            if (!operations(a_.constraints[c].operation, b_.constraints[c].operation, "constraint " + a_.constraints[c].message.zh) ||
                a_.constraints[c].facts != b_.constraints[c].facts)
                return differ("constraint");
        return true;
    }

    bool outcomes(const std::string& what, const std::vector<outcome>& x, const std::vector<outcome>& y) {
        if (x.size() != y.size()) return differ(what);
        for (std::size_t n = 0; n < x.size(); ++n)
            if (name_key(x[n].name) != name_key(y[n].name) || !operations(x[n].condition, y[n].condition, what))
                return differ(what + " " + x[n].name + " and " + y[n].name);
        return true;
    }

    bool whole() {
        if (!same(a_.max, b_.max)) return differ("full mark: " + text(a_.max) + " and " + text(b_.max));
        if (!operations(a_.total, b_.total, "total") || !operations(a_.bonus, b_.bonus, "bonus") || !operations(a_.deduction, b_.deduction, "deduction"))
            return false;
        return a_.operations.size() == b_.operations.size() ||
               differ("operations: " + std::to_string(a_.operations.size()) + " and " + std::to_string(b_.operations.size()));
    }

    const plan& a_;
    const plan& b_;
    plan_likeness how_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> met_;
    std::string why_;
};

}  // namespace

bool same_plan(const plan& a, const plan& b, plan_likeness how, std::string& why) { return plan_pair(a, b, how).same(why); }

}  // namespace fenze
