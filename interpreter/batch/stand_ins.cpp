#include "interpreter/batch/stand_ins.hpp"

#include <algorithm>

#include "interpreter/goal/completion.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {
namespace {

enum class course : std::uint8_t { still, up, down, unclear };

course turned(course c) { return c == course::up ? course::down : c == course::down ? course::up : c; }
course along(course c, int slope) { return slope > 0 ? c : slope < 0 ? turned(c) : course::still; }

/// What goes both ways is unclear.
course together(course a, course b) {
    if (a == course::still || a == b) return b;
    return b == course::still ? a : course::unclear;
}

class finder {
public:
    finder(const plan& p, const std::vector<std::uint32_t>& wanted, const column_program<std::int64_t>& program)
        : plan_(p),
          wanted_(wanted),
          program_(program),
          open_(open_part(p, fact_values(p.facts.size()))),
          reached_(p.operations.size(), group_set(p.facts.size())) {
        for (std::size_t i = 0; i < p.operations.size(); ++i) {
            const auto& o = p.operations[i];
            if (o.kind == op::fact) reached_[i].insert(o.index);
            for (const auto operand : o.in) reached_[i].insert(reached_[operand]);
        }
        extents_ = extents_where(nullptr);
    }

    std::vector<stand_in> run() {
        std::vector<stand_in> all(plan_.facts.size());
        for (fact_ = 0; fact_ < all.size(); ++fact_) {
            const auto& taken = program_.facts[fact_];
            if (!taken.column) continue;
            const auto& domain = open_.domain[fact_];
            const bool bounded = domain.low && domain.high;
            all[fact_].known_low = bounded ? taken.low : taken.low / known_part;
            all[fact_].known_high = bounded ? taken.high : taken.high / known_part;
            if (plan_.facts[fact_].use != fact_use::absence && open_.possible && !bound()) find(all[fact_]);
        }
        return all;
    }

private:
    /// Where a fact has no end of its own, a value far beyond all that a record may have stands for it.
    static constexpr std::int64_t known_part = 64;

    [[nodiscard]] bool hangs_on(std::uint32_t operation) const { return reached_[operation].contains(fact_); }
    [[nodiscard]] bool on_it_alone(std::uint32_t operation) const {
        return hangs_on(operation) && reached_[operation].all_of([&](std::size_t f) { return f == fact_; });
    }

    /// A constraint that speaks of further facts binds it to them.
    [[nodiscard]] bool bound() const {
        if (!open_.bound_by[open_.group[fact_]].empty()) return true;
        return std::any_of(
            plan_.constraints.begin(), plan_.constraints.end(), [&](const constraint& c) { return hangs_on(c.operation) && !on_it_alone(c.operation); });
    }

    void find(stand_in& s) {
        const auto low = end_of_domain(false), high = end_of_domain(true);
        if (!low || !high) return;
        if (settle(s, *low, *high, true)) return;
        const auto gate = deciding();
        if (!gate) return;
        const auto least = witness(*gate, range_end::low), greatest = witness(*gate, range_end::high);
        if (least && greatest) settle(s, *least, *greatest, false);
    }

    [[nodiscard]] number value_of(std::int64_t scaled) const { return *divide(number(scaled), number(program_.facts[fact_].scale)); }

    std::optional<std::int64_t> scaled(const number& value) const {
        const auto& taken = program_.facts[fact_];
        const auto at = (value * number(taken.scale)).to_int();
        return at && *at >= taken.low && *at <= taken.high ? at : std::nullopt;
    }

    std::optional<std::int64_t> end_of_domain(bool high) const {
        const auto& end = high ? open_.domain[fact_].high : open_.domain[fact_].low;
        const auto& taken = program_.facts[fact_];
        if (end) return end->beside.sign() == 0 ? scaled(end->at) : std::nullopt;
        const auto far = high ? taken.high : taken.low;
        if (far == 0 || !runs_dry(high)) return std::nullopt;
        return far;
    }

    /// Bounds of every operation over all that facts may be, or with a narrower domain for this one.
    std::vector<extent> extents_where(const extent* own) const {
        std::vector<extent> all(plan_.operations.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto& o = plan_.operations[i];
            if (o.kind != op::fact) all[i] = read_extent(plan_, o, all);
            else all[i] = own && o.index == fact_ ? *own : open_.domain[o.index];
        }
        return all;
    }

    /// Whether nothing that is wanted changes any more where the fact goes on and on.
    [[nodiscard]] bool runs_dry(bool high) const {
        const auto& taken = program_.facts[fact_];
        extent far;
        (high ? far.low : far.high) = edge{value_of((high ? taken.high : taken.low) / 2), 0};
        const auto all = extents_where(&far);
        std::vector<bool> moving(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto& o = plan_.operations[i];
            if (o.kind == op::fact) moving[i] = o.index == fact_;
            else if (!all[i].fixed()) moving[i] = std::any_of(o.in.begin(), o.in.end(), [&](std::uint32_t k) { return moving[k]; });
        }
        return std::none_of(wanted_.begin(), wanted_.end(), [&](std::uint32_t i) { return moving[i]; });
    }

    /// Takes the two values where they do for all that is wanted.
    bool settle(stand_in& s, std::int64_t low, std::int64_t high, bool in_order) {
        auto courses = courses_between(value_of(low), value_of(high), in_order);
        if (std::any_of(wanted_.begin(), wanted_.end(), [&](std::uint32_t i) { return courses[i] == course::unclear; })) return false;
        if (courses[plan_.total] == course::down) {
            std::swap(low, high);
            for (auto& c : courses) c = turned(c);
        }
        if (!find_way(s.way)) return false;
        for (std::size_t w = 0; w < wanted_.size(); ++w) {
            if (courses[wanted_[w]] == course::up) s.rising.push_back(w);
            if (courses[wanted_[w]] == course::down) s.falling.push_back(w);
        }
        s.low = low;
        s.high = high;
        return s.usable = true;
    }

    bool find_way(std::vector<way_step>& way) const {
        way.clear();
        return !hangs_on(plan_.total) || follow(plan_.total, way);
    }

    /// From an operation down, as long as there is one way, or one in each branch of a choice that does not hang on the fact.
    bool follow(std::uint32_t i, std::vector<way_step>& way) const {
        constexpr std::size_t most = 64;
        const auto place = way.size();
        if (place == most) return false;
        way.push_back({i, on_it_alone(i), {}, {}, 0, false});
        if (way[place].ends) return true;
        const auto& o = plan_.operations[i];
        std::vector<std::uint32_t> leading;
        for (std::uint32_t k = 0; k < o.in.size(); ++k)
            if (hangs_on(o.in[k])) leading.push_back(k);
        if (o.kind == op::select && !hangs_on(o.in[0])) {
            way[place].chooses = true;
            for (const auto k : leading) {
                (k == 1 ? way[place].then : way[place].on) = way.size();
                if (!follow(o.in[k], way)) return false;
            }
            return true;
        }
        if (leading.size() > 1) return false;
        way[place].on = way.size();
        way[place].on_operand = leading.front();
        return follow(o.in[leading.front()], way);
    }

    /// Which way every operation goes from the one value to the other, with all that lies between in between.
    std::vector<course> courses_between(const number& low, const number& high, bool in_order) {
        fact_values facts(plan_.facts.size(), number(0));
        facts[fact_] = low;
        at_low_ = evaluate(plan_, facts).values;
        facts[fact_] = high;
        at_high_ = evaluate(plan_, facts).values;
        std::vector<course> all(plan_.operations.size(), course::still);
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            if (!hangs_on(i)) continue;
            const auto& o = plan_.operations[i];
            if (o.kind == op::fact) all[i] = !in_order ? course::unclear : low < high ? course::up : course::still;
            else all[i] = by_form(o, all);
            if (all[i] == course::unclear && o.kind != op::fact && on_it_alone(i)) all[i] = by_range(i);
        }
        return all;
    }

    course by_form(const operation& o, const std::vector<course>& of) const {
        const auto in = [&](std::size_t i) { return of[o.in[i]]; };
        course all = course::still;
        switch (o.kind) {
            case op::scale:
                return along(in(0), o.value.sign());
            case op::divide:
                return plan_.operations[o.in[1]].kind == op::constant ? along(in(0), plan_.operations[o.in[1]].value.sign()) : course::unclear;
            case op::multiply:
                return together(along_factor(in(0), o.in[1]), along_factor(in(1), o.in[0]));
            case op::tier:
                return along_tiers(in(0), plan_.tiers[o.index]);
            case op::less:
            case op::less_equal:
                return together(turned(in(0)), in(1));
            case op::negate:
                return turned(in(0));
            case op::select:
                return selected(o, of);
            case op::choice:
            case op::equal:
            case op::constant:
            case op::fact:
                return course::unclear;
            default:  // sums, least and greatest, all and any, floors and rounding
                for (const auto operand : o.in) all = together(all, of[operand]);
                return all;
        }
    }

    [[nodiscard]] course along_factor(course c, std::uint32_t other) const {
        if (c == course::still) return c;
        const auto& e = extents_[other];
        if (e.low && e.low->at.sign() >= 0) return c;
        return e.high && e.high->at.sign() <= 0 ? turned(c) : course::unclear;
    }

    static course along_tiers(course c, const tier_table& table) {
        const auto above = [](const tier_piece& a, const tier_piece& b) { return a.value < b.value; };
        if (std::is_sorted(table.pieces.begin(), table.pieces.end(), above)) return c;
        return std::is_sorted(table.pieces.rbegin(), table.pieces.rend(), above) ? turned(c) : course::unclear;
    }

    /// A condition that comes to hold goes to a branch that is never less, or never more, than the other.
    [[nodiscard]] course selected(const operation& o, const std::vector<course>& of) const {
        const auto branches = together(of[o.in[1]], of[o.in[2]]);
        const auto condition = of[o.in[0]];
        if (condition == course::still) return branches;
        const auto &then = extents_[o.in[1]], &otherwise = extents_[o.in[2]];
        if (then.low && otherwise.high && *otherwise.high <= *then.low) return together(condition, branches);
        if (then.high && otherwise.low && *then.high <= *otherwise.low) return together(turned(condition), branches);
        return course::unclear;
    }

    /// An operation on this fact alone is asked for its range.
    [[nodiscard]] course by_range(std::uint32_t i) const {
        const auto all = range(question(i), facts_without()).of[i];
        if (!all.low || !all.high) return course::unclear;
        if (at_low_[i] == *all.low && at_high_[i] == *all.high) return *all.low == *all.high ? course::still : course::up;
        return at_low_[i] == *all.high && at_high_[i] == *all.low ? course::down : course::unclear;
    }

    [[nodiscard]] plan question(std::uint32_t i) const {
        plan q = plan_;
        q.total = q.bonus = q.deduction = i;
        q.nodes.clear();
        q.roots.clear();
        q.vetoes.clear();
        q.grades.clear();
        q.actions.clear();
        q.constraints.erase(
            std::remove_if(q.constraints.begin(), q.constraints.end(), [&](const constraint& c) { return !on_it_alone(c.operation); }), q.constraints.end());
        return q;
    }

    [[nodiscard]] fact_values facts_without() const {
        fact_values facts(plan_.facts.size(), number(0));
        facts[fact_].reset();
        return facts;
    }

    /// The highest operation on this fact alone that the total hangs on.
    [[nodiscard]] std::optional<std::uint32_t> deciding() const {
        std::vector<way_step> way;
        if (!find_way(way) || way.empty()) return std::nullopt;
        return std::find_if(way.begin(), way.end(), [](const way_step& s) { return s.ends; })->operation;
    }

    [[nodiscard]] std::optional<std::int64_t> witness(std::uint32_t gate, range_end end) const {
        const auto found = completion_at(question(gate), facts_without(), gate, end);
        return found && (*found)[fact_] ? scaled(*(*found)[fact_]) : std::nullopt;
    }

    const plan& plan_;
    const std::vector<std::uint32_t>& wanted_;
    const column_program<std::int64_t>& program_;
    open_plan open_;                  // with nothing known
    std::vector<group_set> reached_;  // facts, by operation
    std::vector<extent> extents_;
    std::vector<number> at_low_, at_high_;
    std::uint32_t fact_ = 0;
};

}  // namespace

std::vector<stand_in> find_stand_ins(const plan& p, const std::vector<std::uint32_t>& wanted, const column_program<std::int64_t>& program) {
    return finder(p, wanted, program).run();
}

}  // namespace fenze
