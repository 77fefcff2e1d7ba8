#include "interpreter/goal/seek.hpp"

#include <algorithm>
#include <set>

#include "interpreter/goal/obstacle.hpp"
#include "interpreter/goal/search.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {

namespace {

constexpr int most_alternatives = 300;  // searches for other plans

class seeking {
public:
    seeking(const plan& p, const goal_request& wanted)
        : plan_(p),
          wanted_(wanted),
          space_(space_of(p, starting_values(p, wanted.facts), wanted.moves)),
          measured_(measured_by(p, wanted.what)),
          work_(wanted.work) {
        space_.stop = wanted.stop;
        reached_ = append_goal(space_.program, wanted.what);
    }

    goal_answer run() {
        if (!settle_start()) return std::move(out_);
        note_assumed();
        if (fulfils(plan_, wanted_.what, start_values_)) {
            out_.status = goal_status::reached;
            out_.proved = true;
            out_.plans.push_back(plan_at(space_, front_point{}, true).value());
            if (wanted_.curve) draw_curve(0);
            return std::move(out_);
        }
        const bounds can = reach_of(space_, reached_);
        if (can.high && can.high->sign() <= 0) return refuse(true);
        std::int64_t work = work_;
        const found_plan first = find(space_, 0, work);
        if (!first.plan) {
            out_.proved = false;
            if (first.exact) return refuse(false);
            if (wanted_.curve) draw_curve(0);
            return std::move(out_);
        }
        out_.status = goal_status::found;
        out_.proved = first.plan->proved;
        out_.plans.push_back(*first.plan);
        if (wanted_.plans > 1) find_others(first, work);
        draw_curve(first.budget);
        return std::move(out_);
    }

private:
    struct found_plan {
        std::optional<goal_plan> plan;
        number budget;
        bool exact = true;
    };

    /// Facts to count from that break no limit of the rubric: the starting values, or the nearest to them.
    bool settle_start() {
        out_.start.assign(space_.start.begin(), space_.start.end());
        auto values = replayed(plan_, out_.start);
        if (!values) {
            move_space completing = space_of(plan_, space_.start, moves_of_completion(plan_, wanted_.facts));
            completing.stop = wanted_.stop;
            std::int64_t work = work_;
            const auto nearest = cheapest(
                completing, plan_.total, true,
                [&](const front_point& point) {
                    const auto facts = facts_at(completing, point);
                    values = replayed(plan_, facts);
                    if (values) out_.start = facts;
                    return values.has_value();
                },
                work);
            if (!values) {
                out_.status = nearest.exact ? goal_status::unreachable : goal_status::not_found;
                out_.proved = nearest.exact;
                out_.because.emplace();
                out_.because->facts_refused = true;
                return false;
            }
            for (std::size_t f = 0; f < out_.start.size(); ++f) space_.start[f] = *out_.start[f];
        }
        start_values_ = std::move(*values);
        out_.total = start_values_[plan_.total];
        out_.measured = start_values_[measured_];
        return true;
    }

    void note_assumed() {
        fact_values fixed = wanted_.facts;  // a fact that may move leaves open what the others matter for
        for (std::size_t f = 0; f < fixed.size(); ++f)
            if (space_.moves[f].may != freedom::locked) fixed[f].reset();
        const open_plan open = open_part(space_.program, fixed);
        std::set<std::uint32_t> unknown;
        for (const std::uint32_t i : cone_of(open.program, {open.at[reached_], open.at[measured_]}))
            if (const operation& o = open.program.operations[i]; o.kind == op::fact && !open.known[i]) unknown.insert(o.index);
        for (const std::uint32_t f : unknown)
            if (!wanted_.facts[f]) out_.assumed.push_back(f);
    }

    goal_answer refuse(bool proved) {
        out_.status = proved ? goal_status::unreachable : goal_status::not_found;
        out_.proved = proved;
        std::int64_t work = work_;
        out_.because = obstacle_of(space_, plan_, measured_, reached_, work);
        if (wanted_.curve) draw_curve(0);
        return std::move(out_);
    }

    /// What a grade asks for beside the total is no matter of the front's points, so it has to hold.
    [[nodiscard]] move_space aimed(const move_space& s) const {
        move_space with = s;
        if (wanted_.what.is == goal::kind::grade) with.must.push_back(reached_);
        return with;
    }

    found_plan find(const move_space& s, const number& from, std::int64_t& work) const {
        const move_space aim = aimed(s);
        std::optional<goal_plan> plan;
        bool first = true;
        const auto result = cheapest(
            aim, measured_, true,
            [&](const front_point& point) {
                if (wanted_.what.is != goal::kind::grade && point.points < wanted_.what.points) return false;
                plan = plan_at(aim, point, first);
                first = false;
                return plan.has_value();
            },
            work, from);
        if (plan) plan->proved = plan->proved && result.exact;
        return {std::move(plan), result.budget, result.exact};
    }

    std::vector<change> changes_to(const fact_values& facts) const {
        std::vector<change> out;
        for (std::uint32_t f = 0; f < facts.size(); ++f) {
            const number &from = space_.start[f], &to = *facts[f];
            if (from == to) continue;
            const fact_moves& m = space_.moves[f];
            const bool levels = plan_.facts[f].kind == fact_kind::choice || plan_.facts[f].kind == fact_kind::boolean;
            const number away = from < to ? to - from : from - to;
            out.push_back({f, from, to, !wanted_.facts[f], *divide(away, levels ? number(1) : m.step) * m.cost});
        }
        return out;
    }

    /// Replayed; nothing where the evaluator does not agree that this reaches the goal.
    std::optional<goal_plan> plan_at(const move_space& s, const front_point& point, bool first) const {
        goal_plan out;
        out.facts = facts_at(s, point);
        const auto values = replayed(plan_, out.facts);
        if (!values || !fulfils(plan_, wanted_.what, *values)) return std::nullopt;
        out.changes = changes_to(out.facts);
        for (const change& c : out.changes) out.cost = out.cost + c.cost;
        out.total = (*values)[plan_.total];
        out.measured = (*values)[measured_];
        out.proved = first;  // a cheaper point that the evaluator refused leaves a doubt
        return out;
    }

    static std::set<std::uint32_t> changed(const goal_plan& plan) {
        std::set<std::uint32_t> out;
        for (const change& c : plan.changes) out.insert(c.fact);
        return out;
    }

    /// The next plan changes no set of facts that holds all of an earlier plan's: of each earlier plan it leaves a fact as it is. So each search
    /// locks one fact of every earlier plan, and the cheapest of all ways to do so comes next.
    void find_others(const found_plan& first, std::int64_t& work) {
        struct branch {
            std::set<std::uint32_t> locked;
            goal_plan plan;
        };
        std::vector<branch> open{{{}, *first.plan}};
        std::set<std::set<std::uint32_t>> seen;
        int searches = 0;
        bool sure = first.plan->proved;
        out_.plans.clear();
        while (!open.empty() && out_.plans.size() < wanted_.plans) {
            const auto next = std::min_element(open.begin(), open.end(), [](const branch& a, const branch& b) { return a.plan.cost < b.plan.cost; });
            const branch here = std::move(*next);
            open.erase(next);
            std::set<std::uint32_t> split = changed(here.plan);
            const auto within = std::find_if(out_.plans.begin(), out_.plans.end(), [&](const goal_plan& earlier) {
                const auto own = changed(earlier);
                return std::includes(split.begin(), split.end(), own.begin(), own.end());
            });
            if (within == out_.plans.end()) {
                out_.plans.push_back(here.plan);
                out_.plans.back().proved = sure && here.plan.proved;
            } else {
                split = changed(*within);
            }
            if (out_.plans.size() == wanted_.plans) break;
            for (const std::uint32_t f : split) {
                auto locked = here.locked;
                locked.insert(f);
                if (!seen.insert(locked).second) continue;
                if (++searches > most_alternatives || work <= 0 || (wanted_.stop && wanted_.stop->load())) {
                    sure = false;
                    continue;
                }
                move_space s = space_;
                for (const std::uint32_t l : locked) s.moves[l].may = freedom::locked;
                if (const bounds can = reach_of(s, reached_); can.high && can.high->sign() <= 0) continue;
                auto found = find(s, first.budget, work);
                if (found.plan) open.push_back({std::move(locked), std::move(*found.plan)});
                else sure = sure && found.exact;
            }
        }
    }

    /// Points that the front of the measured score goes through, the plan's other demands left aside.
    void draw_curve(const number& budget) {
        std::int64_t work = work_;
        const bounds can = reach_of(space_, measured_);
        // Where points have no end the curve needs one: the full mark, or where that is behind us what is asked for.
        number end = maximum(out_.measured, wanted_.what.is == goal::kind::grade ? number() : wanted_.what.points);
        const auto& full = wanted_.what.is == goal::kind::item ? plan_.nodes[wanted_.what.node].max : plan_.max;
        if (full) end = maximum(end, *full);
        if (!out_.plans.empty()) end = maximum(end, out_.plans.front().measured);
        if (can.high) end = *can.high;
        const auto done = [&](const front_point& point) {
            if (!wanted_.curve) return true;  // what lies within the budget is all that is asked for
            return point.points >= end;
        };
        const auto result = cheapest(space_, measured_, true, done, work, budget);
        if (!result.looked_at.exact) return;
        out_.curve_complete = can.high && !result.looked_at.points.empty() && result.looked_at.points.back().points >= end;
        for (const front_point& point : result.looked_at.points) {
            if (wanted_.curve && !out_.curve.empty() && out_.curve.back().points >= end) break;
            const auto facts = facts_at(space_, point);
            const auto values = replayed(plan_, facts);
            if (!values || (*values)[measured_] != point.points) continue;
            out_.curve.push_back({point.points, point.cost, changes_to(facts)});
        }
    }

    const plan& plan_;
    const goal_request& wanted_;
    move_space space_;
    std::uint32_t measured_ = 0, reached_ = 0;
    std::int64_t work_;
    std::vector<number> start_values_;
    goal_answer out_;
};

}  // namespace

goal_answer seek(const plan& p, const goal_request& wanted) { return seeking(p, wanted).run(); }

}  // namespace fenze
