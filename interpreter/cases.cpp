#include "interpreter/cases.hpp"

#include <algorithm>

#include "interpreter/case_points.hpp"
#include "interpreter/symbolic.hpp"

namespace fenze {

namespace {

/// What has been seen of one end of the goal so far, with the goal negated for the low end: higher is further.
struct end_seen {
    bool any = false;
    std::optional<edge> at;  // missing: unbounded

    void take(const std::optional<edge>& end) {
        if (!any) at = end;
        else if (at && (!end || *at < *end)) at = end;
        any = true;
    }
    [[nodiscard]] bool covers(const std::optional<edge>& end) const { return any && (!at || (end && *end <= *at)); }
};

std::optional<edge> negated(const std::optional<edge>& l) { return l ? std::optional(*l * -1) : std::nullopt; }

class case_search {
public:
    case_search(const case_question& q, std::int64_t& work) : question_(q), work_(work), reading_(q) {}

    reach run() {
        open_.push_back(reading_.whole_space());
        while (!open_.empty()) {
            const region r = std::move(open_.back());
            open_.pop_back();
            work_ -= static_cast<std::int64_t>(question_.cone.size() * (1 + reading_.whole().size()));
            if (!reading_.read(r)) continue;
            if (work_ <= 0) enclose();
            else visit(r);
        }
        return result();
    }

private:
    void visit(const region& r) {
        std::optional<std::uint32_t> undecided;
        for (const std::uint32_t m : question_.must) {
            const auto& form = reading_.form(m);
            if (form && form->is_constant()) {
                if (form->base.sign() == 0) return;
            } else if (!undecided) {
                undecided = m;
            }
        }
        const extent& goal = reading_.reach_of(question_.goal);
        if (reached_[1].covers(goal.high) && reached_[0].covers(negated(goal.low))) return;
        if (undecided || !reading_.form(question_.goal)) part(r, undecided.value_or(question_.goal));
        else solve(r, *reading_.form(question_.goal));
    }

    void part(const region& r, std::uint32_t operation) {
        const auto rows = reading_.rows(r, nullptr);
        if (!rows.empty() && !possible(r, rows)) return;
        if (const auto& form = reading_.form(operation)) return reading_.cut_truth(*form, r, open_);
        if (reading_.cut(operation, r, open_) == cutting::stuck) enclose();
    }

    bool possible(const region& r, const std::vector<linear_row>& rows) {
        linear_program program(r.box, rows);
        const bool can = program.feasible();
        work_ -= program.work() + static_cast<std::int64_t>(rows.size() * r.box.size());
        return can;
    }

    /// The region decides everything: the goal is a linear form of what is left open.
    void solve(const region& r, const linear_form& goal) {
        const auto rows = reading_.rows(r, &goal);
        linear_program program(r.box, rows);
        if (!program.feasible()) return;
        for (const int side : {1, 0}) {
            const linear_form directed = side == 1 ? goal : goal * -1;
            auto best = program.maximise(directed);
            work_ -= program.work() + static_cast<std::int64_t>(rows.size() * r.box.size());
            if (reached_[side].covers(best)) continue;
            if (const auto v = broken_whole(program)) return halve(r, *v, program.value(*v));
            if (best) best->beside = number(best->beside.sign());
            (witnessed(r, rows, directed, program) ? reached_ : enclosed_)[side].take(best);
        }
    }

    [[nodiscard]] std::optional<std::size_t> broken_whole(const linear_program& program) const {
        for (std::size_t v = 0; v < reading_.whole().size(); ++v) {
            const edge& l = program.value(v);
            if (reading_.whole()[v] && (!l.at.is_integer() || l.beside.sign() != 0)) return v;
        }
        return std::nullopt;
    }

    void halve(const region& r, std::size_t v, const edge& at) {
        const number below = floor(at);
        for (const extent& side : {extent{std::nullopt, edge{below, 0}}, extent{edge{below + 1, 0}, std::nullopt}}) {
            region half = r;
            half.box[v] = both(half.box[v], side);
            if (!half.box[v].empty()) open_.push_back(std::move(half));
        }
    }

    /// Of variables that stand for whole operations only the ends are known to be reached: is the found point at such ends?
    [[nodiscard]] bool witnessed(const region& r, const std::vector<linear_row>& rows, const linear_form& directed, const linear_program& program) const {
        for (std::size_t v = 0; v < question_.variables.size(); ++v) {
            const case_variable& x = question_.variables[v];
            if (!x.ends_only) continue;
            const bool tied = std::any_of(rows.begin(), rows.end(), [&](const linear_row& row) { return row.left.by[v].sign() != 0; });
            const int slope = directed.by[v].sign();
            const extent &whole = x.allowed, &now = r.box[v];
            const auto end = [&](const auto& mine, const auto& left, bool sure, bool onward) {
                if (!sure || mine != left) return false;
                if (!mine) return !tied && (onward || slope == 0);
                return mine->beside.sign() == 0 && ((slope == 0 && !tied) || program.value(v) == *mine);
            };
            if (!end(whole.low, now.low, x.low_sure, slope < 0) && !end(whole.high, now.high, x.high_sure, slope > 0)) return false;
        }
        return true;
    }

    void enclose() {
        const extent& goal = reading_.reach_of(question_.goal);
        enclosed_[1].take(goal.high);
        enclosed_[0].take(negated(goal.low));
    }

    reach result() const {
        reach answer;
        end_seen end[2] = {enclosed_[0], enclosed_[1]};
        for (const int side : {0, 1})
            if (reached_[side].any) end[side].take(reached_[side].at);
        answer.empty = !end[0].any || !end[1].any;
        answer.of = {negated(end[0].at), end[1].at};
        answer.low_sure = reached_[0].any && reached_[0].covers(end[0].at);
        answer.high_sure = reached_[1].any && reached_[1].covers(end[1].at);
        return answer;
    }

    const case_question& question_;
    std::int64_t& work_;
    symbolic_reading reading_;
    std::vector<region> open_;
    end_seen reached_[2], enclosed_[2];  // low end (negated), high end
};

}  // namespace

reach answer_by_cases(const case_question& q, std::int64_t& work) {
    if (const auto answer = answer_by_points(q, work)) return *answer;
    return answer_by_regions(q, work);
}

reach answer_by_regions(const case_question& q, std::int64_t& work) { return case_search(q, work).run(); }

}  // namespace fenze
