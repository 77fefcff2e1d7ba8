#include "interpreter/lower.hpp"

#include <algorithm>

#include "interpreter/asker.hpp"
#include "interpreter/outcomes/rewards.hpp"
#include "interpreter/reading.hpp"
#include "interpreter/tiers.hpp"

namespace fenze {
namespace {

using id = operation_id;

class lowering : asker {
public:
    using asker::asker;

    plan run() {
        take_facts();
        plan_.title = model_.title;
        std::vector<id> scores(model_.nodes.size(), 0);
        // preorder in the model; the plan drops a root that has no rules of its own
        root_counts_ = !model_.nodes.empty() && !model_.nodes[0].rules.empty();
        number_nodes();
        lost_.resize(model_.nodes.size());
        for (std::size_t n = model_.nodes.size(); n-- > 0;) scores[n] = lower_node(n, scores);
        total(scores);
        outcomes();
        limits();
        return std::move(plan_);
    }

private:
    void number_nodes() {
        plan_node_.assign(model_.nodes.size(), 0);
        for (std::size_t n = 0; n < model_.nodes.size(); ++n) {
            if (n == 0 && !root_counts_) continue;
            plan_node_[n] = static_cast<id>(plan_.nodes.size());
            const model_node& from = model_.nodes[n];
            plan_node to;
            to.id = from.id.empty() ? "0" : from.id;
            to.number = from.number_text;
            to.title = from.title.empty() ? model_.title : from.title;
            to.max = from.max;
            to.bonus = from.kind == section_kind::bonus;
            to.deduction = from.kind == section_kind::deduction;
            to.apart = from.apart;
            to.at = from.at;
            to.notes = from.notes;
            if (from.does_not_apply) to.does_not_apply = asked_[*from.does_not_apply].front();
            if (from.parent && (*from.parent != 0 || root_counts_)) to.parent = plan_node_[*from.parent];
            plan_.nodes.push_back(std::move(to));
            if (plan_.nodes.back().parent) plan_.nodes[*plan_.nodes.back().parent].children.push_back(plan_node_[n]);
            else plan_.roots.push_back(plan_node_[n]);
        }
        for (auto& f : plan_.facts) f.node = f.node == 0 && !root_counts_ ? no_node : plan_node_[f.node];
        for (auto& p : plan_.panels) p.node = plan_.facts[p.parts.front().facts.front()].node;
    }

    struct segment {
        std::size_t first, last;
        id value;
        bool take;
    };

    // What the node's rules come to, beside its starting points and its items.
    id joined(const model_node& n, const std::vector<segment>& rules, const std::vector<id>& around) {
        std::vector<id> parts, best;
        for (const auto& s : rules) (n.how == combination::greatest && !s.take ? best : parts).push_back(s.value);
        if (!best.empty()) parts.push_back(best.size() == 1 ? best[0] : make(op::max, best, n.at));
        parts.insert(parts.end(), around.begin(), around.end());
        return sum(std::move(parts), n.at);
    }

    // For each rule the number of its run: the widest stretches that no cap reaches out of.
    static std::vector<std::size_t> capped_runs(const model_node& n) {
        std::vector<std::size_t> reach(n.rules.size(), 0), run_of(n.rules.size(), 0);
        for (const cap& c : n.caps)
            if (c.first < c.last) reach[c.first] = std::max(reach[c.first], c.last);
        std::size_t end = 0;
        for (std::size_t i = 0; i < run_of.size(); ++i) {
            if (i > 0) run_of[i] = run_of[i - 1] + (i >= end ? 1 : 0);
            end = std::max(end, reach[i]);
        }
        return run_of;
    }

    // Rules of the node, each run under a cap as one; `each` is given them without caps.
    std::vector<segment> capped(const model_node& n, plan_node* out, std::vector<segment>& each) {
        std::vector<segment> all;
        for (std::size_t i = 0; i < n.rules.size(); ++i) {
            const id raw = rule_points(n.rules[i]);
            all.push_back({i, i + 1, raw, n.rules[i].take});
            if (!out) continue;
            plan_rule r;
            r.at = n.rules[i].at;
            r.text = n.rules[i].text;
            r.family = n.rules[i].family;
            r.reading = reading_of(n.rules[i], n, model_);
            r.raw = r.score = raw;
            r.note = n.rules[i].note;
            for (const auto f : facts_of(n.rules[i], model_)) r.facts.insert(r.facts.end(), asked_[f].begin(), asked_[f].end());
            out->rules.push_back(std::move(r));
        }
        each = all;
        // caps work on each run of rules that they overlap in by itself
        const std::vector<std::size_t> run_of = capped_runs(n);
        std::vector<std::vector<segment>> runs(run_of.empty() ? 0 : run_of.back() + 1);
        for (const auto& s : all) runs[run_of[s.first]].push_back(s);
        std::vector<cap> caps = n.caps;
        std::stable_sort(caps.begin(), caps.end(), [](const cap& a, const cap& b) { return a.last - a.first < b.last - b.first; });
        for (const auto& c : caps) {
            if (c.first >= run_of.size()) continue;
            std::vector<segment>& run = runs[run_of[c.first]];
            std::vector<segment> next;
            std::vector<id> inside;
            segment made{c.last, c.first, 0, c.take};
            std::size_t place = 0;
            for (const auto& s : run) {
                const bool covered = c.zero ? s.first < c.last && s.last > c.first
                                            : s.first < c.last && s.last > c.first && (!c.take || s.take) && (c.take || !s.take || n.how == combination::sum);
                if (covered && (c.zero || !(s.take && !c.take))) {
                    if (inside.empty()) place = next.size();
                    inside.push_back(s.value);
                    made.first = std::min(made.first, s.first);
                    made.last = std::max(made.last, s.last);
                } else {
                    next.push_back(s);
                }
            }
            if (inside.empty()) continue;
            const id together = n.how == combination::greatest && !c.take && inside.size() > 1 ? make(op::max, inside, c.at) : sum(inside, c.at);
            if (c.best) made.value = inside.size() > 1 ? make(op::max, inside, c.at) : inside[0];
            else if (c.zero) made.value = make(op::select, {holds(*c.zero, c.at), constant(number(0), c.at), together}, c.at);
            else made.value = c.take ? at_least(together, -c.points, c.at) : at_most(together, c.points, c.at);
            if (inside.size() == 1 && out) out->rules[made.first].score = made.value;
            next.insert(next.begin() + static_cast<std::ptrdiff_t>(place), made);
            run = std::move(next);
        }
        all.clear();
        for (const auto& run : runs) all.insert(all.end(), run.begin(), run.end());
        return all;
    }

    id lower_node(std::size_t index, const std::vector<id>& scores) {
        const model_node& n = model_.nodes[index];
        plan_node* out = index == 0 && !root_counts_ ? nullptr : &plan_.nodes[plan_node_[index]];
        const span at = n.at;
        std::vector<segment> rules;
        const auto segments = capped(n, out, rules);
        std::vector<id> around, bonus, highest;  // highest: 合成：取最高 over the items below
        if (n.start) around.push_back(constant(*n.start, at));
        for (const auto& [child, share] : n.weights) around.push_back(scaled(scores[child], share, at));
        for (const auto c : n.children) {
            const model_node& child = model_.nodes[c];
            if ((child.apart && !n.apart) || n.how == combination::weighted) continue;
            (child.kind != n.kind && child.kind != section_kind::base ? bonus
                : n.how == combination::greatest && n.rules.empty()   ? highest
                                                                      : around)
                .push_back(scores[c]);
        }
        if (!highest.empty()) around.push_back(highest.size() == 1 ? highest[0] : make(op::max, highest, at));
        id value = joined(n, segments, around);
        if (out) out->raw = n.caps.empty() ? value : joined(n, rules, around);
        for (const auto& [when, share] : n.share_when) value = make(op::select, {holds(when, when.at), scaled(value, share, when.at), value}, at);
        if (!n.zero_when.empty()) {
            std::vector<id> zero;
            for (const auto& z : n.zero_when) zero.push_back(holds(z, z.at));
            const id any = zero.size() == 1 ? zero[0] : make(op::any, zero, at);
            value = make(op::select, {any, constant(number(0), n.zero_when.size() == 1 ? n.zero_when[0].at : at), value}, at);
        }
        if (n.floor) value = at_least(value, number(0), at);
        const auto limit_here = n.ceiling ? n.ceiling : n.max;
        if (limit_here) value = n.kind == section_kind::deduction ? at_least(value, -*limit_here, at) : at_most(value, *limit_here, at);
        if (n.round_places) value = rounded(value, *n.round_places, n.rounding, at);
        value = without_absent(index, value);
        if (!bonus.empty()) {
            bonus.insert(bonus.begin(), value);
            value = sum(std::move(bonus), at);
        }
        if (out) out->score = value;
        return value;
    }

    // What the items that do not apply take away from the full mark below a node; nothing where none may be left out.
    std::optional<id> lost_below(const model_node& n) {
        std::vector<id> parts;
        for (const auto c : n.children)
            if (lost_[c] && !model_.nodes[c].apart) parts.push_back(*lost_[c]);
        if (parts.empty()) return std::nullopt;
        return sum(std::move(parts), n.at);
    }

    // 缺项：按比例折算: points × full mark ÷ the mark of what applies.
    id without_absent(std::size_t index, id value) {
        const model_node& n = model_.nodes[index];
        auto lost = lost_below(n);
        const auto full = index == 0 ? whole_mark() : full_mark(index);
        if (lost && full && n.absent == absence::scaled) {
            const id applies = sum({constant(*full, n.at), scaled(*lost, number(-1), n.at)}, n.at);
            value = make(op::divide, {scaled(value, *full, n.at), applies}, n.at);
            lost.reset();  // made up for
        }
        if (n.does_not_apply) {
            const id absent = value_of(*n.does_not_apply);
            value = make(op::select, {absent, constant(absence_of(n) == absence::full ? *n.max : number(0), n.at), value}, n.at);
            if (n.max) lost = lost ? make(op::select, {absent, constant(*n.max, n.at), at_most(*lost, *n.max, n.at)}, n.at) : scaled(absent, *n.max, n.at);
        }
        lost_[index] = lost;
        return value;
    }
    absence absence_of(const model_node& n) const {
        absence how = absence::refused;
        for (auto above = n.parent; above && how == absence::refused; above = model_.nodes[*above].parent) how = model_.nodes[*above].absent;
        return how;
    }
    std::optional<number> whole_mark() const { return model_.max ? model_.max : full_mark(0); }

    void collect(std::size_t n, section_kind kind, const std::vector<id>& scores, std::vector<id>& into) const {
        for (const auto c : model_.nodes[n].children) {
            if (model_.nodes[c].apart) continue;
            if (model_.nodes[c].kind == kind) into.push_back(scores[c]);
            else if (model_.nodes[c].kind == section_kind::base) collect(c, kind, scores, into);
        }
    }

    std::optional<number> full_mark(std::size_t n) const {
        const model_node& node = model_.nodes[n];
        if (n != 0 && node.max) return node.max;
        number all;
        bool any = false;
        for (const auto c : node.children) {
            if (model_.nodes[c].kind != section_kind::base || model_.nodes[c].apart) continue;
            const auto m = full_mark(c);
            if (!m) return std::nullopt;
            all = all + *m;
            any = true;
        }
        if (!any || !node.rules.empty()) return std::nullopt;
        return all;
    }

    // The full mark of a weighted total: what its parts come to at best.
    std::optional<number> weighted_mark() const {
        number all;
        for (const auto& w : model_.total_weights) {
            const auto part = w.node ? full_mark(*w.node) : model_.facts[*w.fact].max;
            if (!part) return std::nullopt;
            all = all + *part * w.share;
        }
        return all;
    }

    void total(const std::vector<id>& scores) {
        const span at = model_.nodes.empty() ? span{} : model_.nodes[0].at;
        std::vector<id> bonus, deduction;
        if (!model_.nodes.empty()) {
            collect(0, section_kind::bonus, scores, bonus);
            collect(0, section_kind::deduction, scores, deduction);
        }
        id value = 0;
        if (!model_.total_weights.empty()) {
            std::vector<id> parts;
            for (const auto& w : model_.total_weights) {
                const id part = w.node ? scores[*w.node] : value_of(*w.fact);
                parts.push_back(scaled(part, w.share, w.at));
            }
            value = sum(std::move(parts), at);
            if (!bonus.empty() || !deduction.empty()) {
                std::vector<id> all{value};
                all.insert(all.end(), bonus.begin(), bonus.end());
                all.insert(all.end(), deduction.begin(), deduction.end());
                value = sum(std::move(all), at);
            }
        } else {
            value = model_.nodes.empty() ? constant(number(0), at) : scores[0];
        }
        if (model_.most) value = at_most(value, *model_.most, at);
        if (model_.round_places) value = rounded(value, *model_.round_places, model_.rounding, at);
        plan_.bonus = sum(std::move(bonus), at);
        plan_.deduction = sum(std::move(deduction), at);
        plan_.total = value;
        plan_.max = model_.max ? model_.max : !model_.total_weights.empty() ? weighted_mark() : model_.nodes.empty() ? std::nullopt : full_mark(0);
    }

    void outcomes() {
        std::vector<interval> all;
        for (const auto& g : model_.grades)
            if (g.total) all.push_back(g.on_total);
        if (!all.empty()) {
            const span at = model_.grades[0].at;
            const id which = tier_lookup(plan_.total, winners(all, false), at);
            std::size_t n = 0;
            for (const auto& g : model_.grades) {
                if (!g.total) continue;
                plan_.grades.push_back({g.name, make(op::equal, {which, constant(number(static_cast<std::int64_t>(n)), g.at)}, g.at), g.at});
                ++n;
            }
        }
        for (const auto& v : model_.vetoes) plan_.vetoes.push_back({v.name, holds(v.when, v.at), v.at});
        for (const auto& a : model_.actions) {
            std::vector<id> when;
            for (const auto& g : plan_.grades)
                if (g.name == a.grade && !a.grade.empty()) when.push_back(unless_vetoed(g.condition, a.grade, a.at));
            if (a.grade.empty() && (a.on_total.low || a.on_total.high)) {
                // 90分以上的奖励5万元，80分以上的奖励3万元: of one sentence the narrowest
                std::vector<interval> together;
                std::size_t here = 0;
                for (const auto& other : model_.actions) {
                    if (!other.grade.empty() || other.sentence != a.sentence) continue;
                    if (&other == &a) here = together.size();
                    together.push_back(other.on_total);
                }
                when.push_back(
                    make(op::equal, {tier_lookup(plan_.total, winners(together, false), a.at), constant(number(static_cast<std::int64_t>(here)), a.at)}, a.at));
            }
            if (a.grade.empty() && !when.empty()) when.back() = unless_vetoed(when.back(), "", a.at);
            if (when.empty()) continue;
            for (const auto& c : a.also) when.push_back(holds(c, a.at));
            plan_.actions.push_back({a.name, when.size() == 1 ? when[0] : make(op::all, std::move(when), a.at), a.at});
        }
        std::vector<std::pair<std::string, id>> given;
        for (const auto& a : plan_.actions) given.emplace_back(a.name, a.condition);
        rewards(given);
    }

    // 弄虚作假的，一票否决: who is vetoed has the grade that the veto gives, and what follows from that one, whatever the total.
    id unless_vetoed(id graded, const std::string& grade, span at) {
        if (plan_.vetoes.empty()) return graded;
        std::vector<id> vetoed, same;
        for (const auto& v : plan_.vetoes) {
            vetoed.push_back(v.condition);
            if (!grade.empty() && v.name == grade) same.push_back(v.condition);
        }
        const id any = vetoed.size() == 1 ? vetoed[0] : make(op::any, std::move(vetoed), at);
        const id free = make(op::all, {graded, make(op::negate, {any}, at)}, at);
        if (same.empty()) return free;
        same.push_back(free);
        return make(op::any, std::move(same), at);
    }

    // What follows in money: 20万元 where the action holds, nothing elsewhere.
    void rewards(const std::vector<std::pair<std::string, id>>& actions) {
        for (const auto& [words_here, condition] : actions) {
            const auto said = reward_in(words_here);
            if (!said) continue;
            const span at = plan_.operations[condition].at;
            const id gives = make(op::select, {condition, constant(said->amount, at), constant(number(0), at)}, at);
            const auto same =
                std::find_if(plan_.rewards.begin(), plan_.rewards.end(), [&](const reward& r) { return r.name == said->name && r.unit == said->unit; });
            if (same != plan_.rewards.end()) {
                same->allowed = sum({same->allowed, gives}, at);
                same->limit = same->limit || said->limit;
                continue;
            }
            reward made;
            made.name = said->name;
            made.unit = said->unit;
            made.limit = said->limit;
            made.allowed = gives;
            made.at = at;
            plan_.rewards.push_back(std::move(made));
        }
        for (auto& r : plan_.rewards)
            for (id f = 0; f < plan_.facts.size(); ++f) {
                const fact& given = plan_.facts[f];
                if (given.use != fact_use::outcome || given.kind != fact_kind::amount || given.name != r.name) continue;
                r.fact = f;
                r.kept = make(op::less_equal, {f, r.allowed}, r.at);
                break;
            }
        plan_.fund = model_.fund;
        if (plan_.fund && plan_.fund->unit.empty() && !plan_.rewards.empty()) plan_.fund->unit = plan_.rewards.front().unit;
    }

    std::vector<id> plan_node_;
    std::vector<std::optional<id>> lost_;  // by node: full mark taken away by items that do not apply
    bool root_counts_ = false;
};

}  // namespace

plan lower(const model& m, diagnostics& out) {
    (void)out;
    return lowering(m).run();
}

}  // namespace fenze
