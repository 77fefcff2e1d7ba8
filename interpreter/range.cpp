// Exact ranges where facts are unknown. An operation whose operands share no unknown fact is read from their ends;
// where paths of a fact meet, or a constraint binds facts, the operation is answered by cases (cases.hpp).

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/closed_parts.hpp"
#include "interpreter/evaluate.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {

namespace {

// Work is counted in operations on single numbers (about a microsecond). Past these the interval is kept, and not called tight. A component of a
// real rubric takes some thousands; the limits keep the worst rubric within some seconds.
constexpr std::int64_t work_per_operation = 600'000;
constexpr std::int64_t work_per_grade = 100'000;
constexpr std::int64_t work_in_all = 4'000'000;

class range_reading {
public:
    range_reading(const plan& p, const fact_values& facts)
        : plan_(p),
          open_(open_part(p, facts)),
          ops_(open_.program.operations),
          wanted_(ops_.size()),
          parts_(ops_.size()),
          extents_(ops_.size()),
          reach_(ops_.size()) {}

    ranges run() {
        want_outputs();
        for (std::size_t i = ops_.size(); i-- > 0;)
            if (wanted_[i]) want_operands(static_cast<std::uint32_t>(i));
        for (std::uint32_t i = 0; i < ops_.size(); ++i) find(i);
        ranges result;
        for (const std::uint32_t i : open_.at) result.of.push_back(bounds_of(extents_[i]));
        result.tight = open_.possible && possible_ && std::all_of(outputs_.begin(), outputs_.end(), [&](std::uint32_t i) { return attained(reach_[i]); });
        result.missing = missing();
        for (std::size_t i = 0; i < open_.grades.size(); ++i)
            if (holds_somewhere(extents_[open_.grades[i]])) result.grades.push_back(i < plan_.grades.size() ? plan_.grades[i].name : "");
        result.grades.erase(repeated(result.grades), result.grades.end());
        result.failed = failed();
        return result;
    }

private:
    static bounds bounds_of(const extent& e) {
        bounds b;
        if (e.low) b.low = e.low->at;
        if (e.high) b.high = e.high->at;
        return b;
    }

    static bool attained(const reach& r) {
        const auto closed = [](const std::optional<edge>& l) { return !l || l->beside.sign() == 0; };
        return r.sure() && closed(r.of.low) && closed(r.of.high);
    }

    static bool holds_somewhere(const extent& e) { return !e.high || e.high->at.sign() > 0; }
    static bool fails_somewhere(const extent& e) { return !e.low || e.low->at < number(1); }

    /// One name may stand for several conditions; keeps the first of each.
    static std::vector<std::string>::iterator repeated(std::vector<std::string>& names) {
        auto end = names.begin();
        for (auto i = names.begin(); i != names.end(); ++i)
            if (std::find(names.begin(), end, *i) == end) {
                if (end != i) *end = std::move(*i);
                ++end;
            }
        return end;
    }

    void want_outputs() {
        const auto output = [&](std::uint32_t i) { outputs_.push_back(open_.at[i]); };
        output(plan_.total), output(plan_.bonus), output(plan_.deduction);
        for (const plan_node& n : plan_.nodes) {
            output(n.score);
            for (const plan_rule& r : n.rules) output(r.score);
        }
        for (const std::uint32_t i : outputs_) wanted_[i] = true;
        for (const std::uint32_t i : open_.grades) wanted_[i] = true;
    }

    /// Whether the ends of the operands, each free of the others, give the ends of the operation.
    bool read_from_ends(const operation& o) const {
        if (o.kind == op::tier || o.kind == op::choice || o.kind == op::equal) return false;
        group_set seen(open_.group.size());
        for (const std::uint32_t i : o.in) {
            if (seen.meets(open_.reached_by[i])) return false;
            seen.insert(open_.reached_by[i]);
        }
        return true;
    }

    void want_operands(std::uint32_t i) {
        if (open_.known[i] || ops_[i].kind == op::fact) return;
        if (read_from_ends(ops_[i])) {
            for (const std::uint32_t operand : ops_[i].in) wanted_[operand] = true;
            return;
        }
        parts_[i] = closed_parts(open_, i);
        for (const std::uint32_t part : parts_[i]) wanted_[part] = true;
    }

    void find(std::uint32_t i) {
        const operation& o = ops_[i];
        const bool fact = o.kind == op::fact;
        reach& r = reach_[i];
        r.of = open_.known[i] ? extent::of(*open_.known[i]) : fact ? open_.domain[o.index] : read_extent(open_.program, o, extents_);
        const bool free_fact = fact && open_.bound_by[open_.group[o.index]].empty();
        const auto sure = [&](std::uint32_t operand) { return reach_[operand].sure(); };
        r.low_sure = r.high_sure = open_.known[i] || free_fact || (!fact && read_from_ends(o) && std::all_of(o.in.begin(), o.in.end(), sure));
        if (wanted_[i] && !r.sure()) by_cases(i);
        extents_[i] = r.of;
    }

    void by_cases(std::uint32_t i) {
        const bool grade = std::find(open_.grades.begin(), open_.grades.end(), i) != open_.grades.end();
        const bool closed = std::any_of(parts_[i].begin(), parts_[i].end(), [&](std::uint32_t part) { return stands_whole(part); });
        if (closed) ask(i, parts_[i], work_per_operation);
        const bool settled = grade ? !holds_somewhere(reach_[i].of) || reach_[i].high_sure : reach_[i].sure();
        if (!settled) ask(i, {}, grade ? work_per_grade : work_per_operation);
    }

    /// A free fact is a variable either way; anything else hides facts.
    bool stands_whole(std::uint32_t part) const { return ops_[part].kind != op::fact || !open_.bound_by[open_.group[ops_[part].index]].empty(); }

    /// Both what was known and the answer enclose, so what lies in each does.
    void ask(std::uint32_t i, const std::vector<std::uint32_t>& parts, std::int64_t most) {
        std::int64_t work = std::min(most, work_left_);
        if (work <= 0) return;
        const std::int64_t granted = work;
        plan own;
        const reach answer = answer_by_cases(question(i, asking_for(i, parts), own), work);
        work_left_ -= granted - work;
        if (answer.empty) {
            possible_ = false;
            return;
        }
        reach& r = reach_[i];
        const extent before = r.of;
        r.of = both(r.of, answer.of);
        r.low_sure = (r.of.low == before.low && r.low_sure) || (r.of.low == answer.of.low && answer.low_sure);
        r.high_sure = (r.of.high == before.high && r.high_sure) || (r.of.high == answer.of.high && answer.high_sure);
    }

    /// What a question asks, in operations of the plan.
    struct asking {
        std::vector<std::uint32_t> cone, must;
        std::map<std::uint32_t, std::size_t> variable;  // by operation
        std::vector<case_variable> variables;
        group_set asked;
    };

    asking asking_for(std::uint32_t goal, const std::vector<std::uint32_t>& parts) const {
        asking a{{}, {}, {}, {}, group_set(open_.group.size())};
        for (const std::uint32_t part : parts) {
            if (!stands_whole(part)) continue;
            const reach& r = reach_[part];
            a.variable[part] = a.variables.size();
            a.variables.push_back({r.of, false, true, r.low_sure, r.high_sure});
        }
        take_cone(a, goal);
        for (std::size_t k = 0; k < a.must.size(); ++k) take_cone(a, a.must[k]);  // `must` grows on the way
        std::sort(a.cone.begin(), a.cone.end());
        a.cone.erase(std::unique(a.cone.begin(), a.cone.end()), a.cone.end());
        return a;
    }

    /// Adds what decides `top`, from there down, and what the constraints say of each fact met on the way.
    void take_cone(asking& a, std::uint32_t top) const {
        std::set<std::uint32_t, std::greater<>> left{top};
        while (!left.empty()) {
            const std::uint32_t i = left.extract(left.begin()).value();
            a.cone.push_back(i);
            if (open_.known[i] || a.variable.contains(i)) continue;
            left.insert(ops_[i].in.begin(), ops_[i].in.end());
            if (ops_[i].kind != op::fact) continue;
            const std::uint32_t f = ops_[i].index, group = open_.group[f];
            a.variable[i] = a.variables.size();
            a.variables.push_back({open_.domain[f], takes_whole(open_.program.facts[f]), false, true, true});
            if (a.asked.contains(group)) continue;
            a.asked.insert(group);
            a.must.insert(a.must.end(), open_.bound_by[group].begin(), open_.bound_by[group].end());
        }
    }

    /// The question about a plan of its own, which holds the cone alone: a plan of many items asks as many questions.
    case_question question(std::uint32_t goal, const asking& a, plan& own) const {
        case_question q;
        q.program = &own;
        const auto place = [&](std::uint32_t i) { return static_cast<std::uint32_t>(std::lower_bound(a.cone.begin(), a.cone.end(), i) - a.cone.begin()); };
        for (const std::uint32_t i : a.cone) {
            const auto variable = a.variable.find(i);
            q.cone.push_back(static_cast<std::uint32_t>(q.cone.size()));
            q.known.push_back(open_.known[i]);
            q.variable.push_back(variable == a.variable.end() ? std::nullopt : std::optional(variable->second));
            operation o = ops_[i];
            if (q.known.back() || q.variable.back()) o.in.clear();
            for (std::uint32_t& operand : o.in) operand = place(operand);
            if (o.kind == op::tier) {
                own.tiers.push_back(open_.program.tiers[o.index]);
                o.index = static_cast<std::uint32_t>(own.tiers.size() - 1);
            } else if (o.kind == op::choice) {
                own.choices.push_back(open_.program.choices[o.index]);
                o.index = static_cast<std::uint32_t>(own.choices.size() - 1);
            }
            own.operations.push_back(std::move(o));
        }
        q.variables = a.variables;
        q.goal = place(goal);
        for (const std::uint32_t m : a.must) q.must.push_back(place(m));
        return q;
    }

    /// Operands that can still make a difference to an operation that is not yet fixed.
    std::vector<std::uint32_t> live_operands(const operation& o) const {
        if (o.kind == op::select) {
            std::vector<std::uint32_t> live{o.in[0]};
            if (holds_somewhere(extents_[o.in[0]])) live.push_back(o.in[1]);
            if (fails_somewhere(extents_[o.in[0]])) live.push_back(o.in[2]);
            return live;
        }
        if (o.kind != op::min && o.kind != op::max) return o.in;
        std::vector<std::uint32_t> live;
        for (const std::uint32_t i : o.in) {
            const extent& mine = extents_[i];
            const bool idle = std::any_of(o.in.begin(), o.in.end(), [&](std::uint32_t k) {
                const extent& e = extents_[k];
                return k != i && (o.kind == op::min ? e.high && mine.low && *e.high <= *mine.low : e.low && mine.high && *mine.high <= *e.low);
            });
            if (!idle) live.push_back(i);
        }
        return live;
    }

    /// Marks what can be seen from some operations through those not fixed (or, `all`, through every one that is not passed over).
    std::vector<bool> seen_from(const std::vector<std::uint32_t>& tops, bool all) const {
        std::vector<bool> seen(ops_.size());
        for (const std::uint32_t t : tops) seen[t] = true;
        for (std::size_t i = ops_.size(); i-- > 0;) {
            if (!seen[i]) continue;
            if (!all && extents_[i].fixed()) {
                seen[i] = false;
                continue;
            }
            const bool choosing = ops_[i].kind == op::select;
            for (const std::uint32_t operand : all && !choosing ? ops_[i].in : live_operands(ops_[i])) seen[operand] = true;
        }
        return seen;
    }

    /// A fact bound to one that can move the total narrows it, and so is asked for with it.
    std::vector<std::uint32_t> missing() const {
        const auto seen = seen_from({open_.at[plan_.total]}, false);
        group_set moving(open_.group.size());
        for (std::size_t i = 0; i < ops_.size(); ++i)
            if (seen[i] && ops_[i].kind == op::fact) moving.insert(open_.group[ops_[i].index]);
        std::vector<bool> unknown(plan_.facts.size());
        for (const operation& o : ops_)
            if (o.kind == op::fact) unknown[o.index] = true;
        std::vector<std::uint32_t> facts;
        for (std::uint32_t f = 0; f < plan_.facts.size(); ++f)
            if (unknown[f] && plan_.facts[f].use == fact_use::score && moving.contains(open_.group[f]) && !open_.domain[f].fixed()) facts.push_back(f);
        return facts;
    }

    std::optional<std::uint32_t> failed() const {
        const auto seen = seen_from(outputs_, true);
        for (std::size_t i = 0; i < ops_.size(); ++i) {
            if (!seen[i] || ops_[i].kind != op::divide) continue;
            const extent& divisor = extents_[ops_[i].in[1]];
            if (divisor.fixed() && sign(*divisor.low) == 0) return open_.origin[i];
        }
        return std::nullopt;
    }

    const plan& plan_;
    open_plan open_;
    const std::vector<operation>& ops_;
    std::vector<bool> wanted_;
    std::vector<std::vector<std::uint32_t>> parts_;
    std::vector<extent> extents_;
    std::vector<reach> reach_;
    std::vector<std::uint32_t> outputs_;
    std::int64_t work_left_ = work_in_all;
    bool possible_ = true;
};

}  // namespace

ranges range(const plan& p, const fact_values& facts) { return range_reading(p, facts).run(); }

}  // namespace fenze
