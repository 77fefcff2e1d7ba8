#include "interpreter/coverage/targets.hpp"

#include <algorithm>
#include <map>

#include "interpreter/evaluate.hpp"
#include "interpreter/open_plan.hpp"
#include "interpreter/straight.hpp"

namespace fenze {
namespace {

number magnitude(const number& n) { return n.sign() < 0 ? -n : n; }

extent between(const edge& low, const edge& high) { return {low, high}; }
extent beyond(const number& low) { return {edge{low, 1}, std::nullopt}; }
extent before(const number& high) { return {std::nullopt, edge{high, -1}}; }

class finder {
public:
    explicit finder(const plan& p)
        : plan_(p),
          parts_(straight_parts(p)),
          scored_(p.operations.size()),
          bound_(p.operations.size()),
          home_(p.operations.size()),
          mark_(p.operations.size()) {}

    std::vector<target> run() {
        fact_values unknown(plan_.facts.size());
        for (std::size_t f = 0; f < unknown.size(); ++f)
            if (plan_.facts[f].use == fact_use::absence) unknown[f] = number(0);
        open_ = range(plan_, unknown).of;
        survey();
        clauses();
        for (std::uint32_t i = 0; i < plan_.operations.size(); ++i)
            if (scored_[i] || bound_[i]) one(i);
        for (std::uint32_t i = 0; i < plan_.operations.size(); ++i)
            if (plan_.operations[i].kind == op::fact && scored_[i]) answers(i);
        bends();
        for (target& t : out_)
            std::stable_sort(t.situations.begin(), t.situations.end(), [](const situation& a, const situation& b) { return a.where < b.where; });
        for (target& t : out_)
            for (situation& s : t.situations) s.possible = std::any_of(s.seen_by.begin(), s.seen_by.end(), [&](const probe& at) { return possible(at); });
        return std::move(out_);
    }

private:
    /// Which operations any result hangs on, which only a constraint does, and the smallest item of each.
    void survey() {
        for (std::uint32_t n = 0; n < plan_.nodes.size(); ++n)  // preorder: an item overwrites its section
            for (const auto i : cone_of(plan_, {plan_.nodes[n].score})) {
                scored_[i] = true;
                home_[i] = n;
            }
        std::vector<std::uint32_t> tops{plan_.total};
        for (const auto* list : {&plan_.vetoes, &plan_.grades})
            for (const auto& o : *list) tops.push_back(o.condition);
        for (const auto i : cone_of(plan_, tops)) scored_[i] = true;
        for (const auto& c : plan_.constraints)
            for (const auto i : cone_of(plan_, {c.operation})) {
                bound_[i] = !scored_[i];
                if (!bound_[i]) continue;
                for (const auto f : c.facts) {
                    if (plan_.facts[f].kind == fact_kind::score && !mark_[i]) mark_[i] = f;
                    if (!home_[i] && plan_.facts[f].node != no_node) home_[i] = plan_.facts[f].node;
                }
            }
    }

    void clauses() {
        for (std::uint32_t n = 0; n < plan_.nodes.size(); ++n)
            for (const auto& r : plan_.nodes[n].rules) {
                target t;
                t.node = n;
                t.at = r.at;
                t.text = r.text;
                probe p;
                p.operation = p.of = r.raw;
                p.nonzero = true;
                situation s;
                s.seen_by.push_back(p);
                t.situations.push_back(std::move(s));
                out_.push_back(std::move(t));
            }
    }

    void one(std::uint32_t i) {
        const operation& o = plan_.operations[i];
        switch (o.kind) {
            case op::tier:
                return tiers(i);
            case op::floor_divide:
                return steps(i);
            case op::min:
            case op::max:
                return limit(i);
            case op::less:
            case op::less_equal:
                return comparison(i);
            case op::equal:
                return equality(i);
            case op::choice:
                return options(i, o.in[0], plan_.choices[o.index].size());
            default:
                return;
        }
    }

    /// Steps that begin where a base is reached: the base is the boundary, and told already.
    void bends() {
        const auto told = [&](const target& bend) {
            return bend.bend && std::any_of(out_.begin(), out_.end(), [&](const target& t) {
                return !t.bend && t.kind == target_kind::threshold && t.fact == bend.fact && t.figure == bend.figure && t.node == bend.node;
            });
        };
        std::vector<target> kept;
        for (const target& t : out_)
            if (!told(t)) kept.push_back(t);
        out_ = std::move(kept);
    }

    // ---- one fact ----

    [[nodiscard]] const fact* fact_of(std::uint32_t i) const {
        const auto& s = parts_[i];
        return s && s->fact && s->slope.sign() != 0 ? &plan_.facts[*s->fact] : nullptr;
    }

    target& add(target_kind kind, std::uint32_t i, std::uint32_t value, const number& figure) {
        const auto& s = parts_[value];
        const bool single = fact_of(value) != nullptr;
        const number own = single ? *divide(figure - s->base, s->slope) : figure;
        const span at = plan_.operations[i].at;
        for (target& t : out_)
            if (t.kind == kind && t.figure == own && t.at.begin == at.begin && t.at.end == at.end && t.node == home_[i] &&
                t.fact == (single ? s->fact : std::nullopt) && single)
                return t;  // the same words compare twice: below a base, and from it on
        target t;
        t.kind = kind;
        if (single) t.fact = s->fact;
        t.figure = own;
        t.node = home_[i];
        t.at = at;
        out_.push_back(std::move(t));
        return out_.back();
    }

    void see(target& t, side where, std::uint32_t i, std::uint32_t value, extent in, const std::optional<number>& step = std::nullopt,
        const std::optional<extent>& wide = std::nullopt) {
        probe p;
        p.wide = wide;
        p.operation = i;
        p.of = value;
        p.in = std::move(in);
        p.step = step;
        if (bound_[i]) p.mark = mark_[i];
        for (situation& s : t.situations)
            if (s.where == where && where != side::whole) {
                s.seen_by.push_back(std::move(p));
                return;
            }
        situation s;
        s.where = where;
        s.seen_by.push_back(std::move(p));
        t.situations.push_back(std::move(s));
    }

    /// Below, at and above a figure. `under` and `over`: the neighbouring figures of the same list.
    void sides(target_kind kind, std::uint32_t i, std::uint32_t value, const number& figure, const std::optional<number>& under = std::nullopt,
        const std::optional<number>& over = std::nullopt) {
        const fact* f = fact_of(value);
        number width = f ? nearness((figure - parts_[value]->base) * *divide(number(1), parts_[value]->slope), f) * magnitude(parts_[value]->slope)
                         : nearness(figure, nullptr);
        const bool whole = f && takes_whole(*f);
        if (whole) width = magnitude(parts_[value]->slope);
        else if (value == plan_.total) width = maximum(number(1), magnitude(plan_.max.value_or(figure)) * number::fraction(1, 20));
        extent low = between({figure - width, 0}, {figure, -1}), high = between({figure, 1}, {figure + width, 0});
        if (under && !whole && edge{*under, 1} > *low.low) low.low = edge{*under, 1};
        if (over && !whole && edge{*over, -1} < *high.high) high.high = edge{*over, -1};
        std::optional<extent> wide_low, wide_high;
        if (!f) {
            wide_low = before(figure);
            wide_high = beyond(figure);
            if (under) wide_low->low = edge{*under, 1};
            if (over) wide_high->high = edge{*over, -1};
        }
        const bool turned = f && parts_[value]->slope.sign() < 0;
        target& t = add(kind, i, value, figure);
        const bool mark = f && bound_[i] && f->kind == fact_kind::score;  // on its far side the mark is refused
        if (!mark) see(t, turned ? side::above : side::below, i, value, low, std::nullopt, wide_low);
        if (!whole || t.figure.is_integer()) see(t, side::at, i, value, extent::of(figure));
        if (!mark) see(t, turned ? side::below : side::above, i, value, high, std::nullopt, wide_high);
    }

    /// Whether a list that parts just below a figure, or just above it, has values in both parts.
    [[nodiscard]] bool cuts(std::uint32_t value, const number& figure, bool below) const {
        const bounds& b = open_[value];
        if (b.high && (below ? *b.high < figure : *b.high <= figure)) return false;
        return !(b.low && (below ? *b.low >= figure : *b.low > figure));
    }

    // ---- each kind of operation ----

    void tiers(std::uint32_t i) {
        const operation& o = plan_.operations[i];
        const fact* f = fact_of(o.in[0]);
        std::vector<number> figures;
        for (const auto& piece : plan_.tiers[o.index].pieces) {
            if (!piece.from) continue;
            number from = *piece.from;
            bool open = piece.open;
            if (f && takes_whole(*f) && parts_[o.in[0]]->slope == number(1) && parts_[o.in[0]]->base.sign() == 0) {
                const number up = ceiling(from);  // of whole numbers, the first that is in the piece
                from = piece.open && up == from ? up + number(1) : up;
                open = false;
            }
            if (!cuts(o.in[0], from, !open) || (!figures.empty() && figures.back() == from)) continue;
            figures.push_back(from);
        }
        for (std::size_t n = 0; n < figures.size(); ++n) {
            const auto under = n > 0 ? std::optional(figures[n - 1]) : std::nullopt;
            const auto over = n + 1 < figures.size() ? std::optional(figures[n + 1]) : std::nullopt;
            sides(o.in[0] == plan_.total ? target_kind::grade : target_kind::threshold, i, o.in[0], figures[n], under, over);
        }
    }

    void steps(std::uint32_t i) {
        const operation& o = plan_.operations[i];
        const number& step = o.value;
        const fact* f = fact_of(o.in[0]);
        const bounds& b = open_[o.in[0]];
        if (b.fixed()) return;
        const bool turned = b.high && b.high->sign() <= 0;  // rounded up: counted below zero
        const bool whole = f && takes_whole(*f);
        const number slope = f ? magnitude(parts_[o.in[0]]->slope) : number(1);
        const number sign(turned ? -1 : 1);
        const auto first = f ? divide(step * sign - parts_[o.in[0]]->base, parts_[o.in[0]]->slope) : std::nullopt;
        number width = whole ? slope : f ? nearness(*first, f) * slope : step * number::fraction(1, 2);
        if (width >= step) {
            if (whole && floor(*divide(width, step)) * step == width) return;  // always whole steps
            width = step * number::fraction(1, 2);
        }
        target& t = add(target_kind::step, i, o.in[0], turned ? -step : step);
        if (f) {
            t.first = first;
            t.figure = *divide(step, slope);
        }
        see(t, turned ? side::above : side::below, i, o.in[0], between({step - width, 0}, {step, -1}), step);
        see(t, side::at, i, o.in[0], extent::of(number(0)), step);
        see(t, turned ? side::below : side::above, i, o.in[0], between({number(0), 1}, {width, 0}), step);
    }

    /// min and max with a constant: a target of one fact, a cap on points, a floor.
    void limit(std::uint32_t i) {
        const operation& o = plan_.operations[i];
        std::optional<std::uint32_t> value, bound;
        for (const auto k : o.in) {
            auto& to = plan_.operations[k].kind == op::constant ? bound : value;
            if (to) return;  // the best of several: each rule is asked for by itself
            to = k;
        }
        if (!value || !bound) return;
        const number& figure = plan_.operations[*bound].value;
        const bounds& b = open_[*value];
        const bool least = o.kind == op::min;
        if (b.fixed() || (least ? b.high && *b.high <= figure : b.low && *b.low >= figure)) return;  // cuts nothing off
        if (fact_of(*value)) {
            const std::size_t had = out_.size();
            sides(target_kind::threshold, i, *value, figure);
            if (out_.size() > had) out_.back().bend = !least && figure.sign() == 0;
            return;
        }
        // above: what is cut off; below: what is not yet. Nothing at all is no way towards a cap.
        extent over = least ? beyond(figure) : before(figure), under = least ? before(figure) : beyond(figure);
        if (least && figure.sign() > 0) under.low = edge{number(0), 1};
        if (!least && figure.sign() < 0) under.high = edge{number(0), -1};
        target& t = add(figure.sign() == 0 ? target_kind::floor : target_kind::cap, i, *value, figure);
        see(t, side::below, i, *value, std::move(under));
        see(t, side::at, i, *value, extent::of(figure));
        see(t, side::above, i, *value, std::move(over));
    }

    void comparison(std::uint32_t i) {
        const operation& o = plan_.operations[i];
        for (const int k : {0, 1}) {
            const auto constant = o.in[static_cast<std::size_t>(1 - k)], value = o.in[static_cast<std::size_t>(k)];
            if (plan_.operations[constant].kind != op::constant) continue;
            const number& figure = plan_.operations[constant].value;
            // c ≤ x and x < c part below c; c < x and x ≤ c above it; of a mark the ends count, beyond them it is refused
            const fact* f = fact_of(value);
            const bool end = f && bound_[i] && f->kind == fact_kind::score && figure.sign() > 0;
            if (end || cuts(value, figure, (o.kind == op::less_equal) == (k == 1)))
                sides(value == plan_.total ? target_kind::grade : target_kind::threshold, i, value, figure);
            return;
        }
    }

    void equality(std::uint32_t i) {
        const operation& o = plan_.operations[i];
        for (const int k : {0, 1}) {
            const auto constant = o.in[static_cast<std::size_t>(1 - k)], value = o.in[static_cast<std::size_t>(k)];
            if (plan_.operations[constant].kind != op::constant || plan_.operations[value].kind == op::tier) continue;
            if (plan_.operations[value].kind == op::constant) return;
            const number& figure = plan_.operations[constant].value;
            const bounds& b = open_[value];
            if (const fact* f = fact_of(value); f && bound_[i] && f->kind == fact_kind::score && figure.sign() == 0) return;  // nothing given is no option
            if (b.fixed() || (b.low && *b.low > figure) || (b.high && *b.high < figure)) return;
            target& t = add(target_kind::choice, i, value, number(0));
            option(t, i, value, figure);
            return;
        }
    }

    void options(std::uint32_t i, std::uint32_t value, std::size_t count) {
        target& t = add(target_kind::choice, i, value, number(0));
        for (std::size_t n = 0; n < count; ++n) option(t, i, value, number(static_cast<std::int64_t>(n)));
    }

    void option(target& t, std::uint32_t i, std::uint32_t value, const number& which) {
        for (situation& s : t.situations)
            if (s.option == which) {
                target alone;
                see(alone, side::whole, i, value, extent::of(which));
                s.seen_by.push_back(alone.situations[0].seen_by[0]);
                return;
            }
        see(t, side::whole, i, value, extent::of(which));
        situation& s = t.situations.back();
        s.option = which;
        const fact* f = fact_of(value);
        const auto n = which.to_int();
        if (f && f->kind == fact_kind::choice && n && *n >= 0)
            s.option_words = static_cast<std::size_t>(*n) < f->options.size() ? f->options[static_cast<std::size_t>(*n)] : "无";
        else s.option_words = which.text() + (f ? f->unit : "");
    }

    /// Yes and no; the ends of a mark.
    void answers(std::uint32_t i) {
        const std::uint32_t which = plan_.operations[i].index;
        const fact& f = plan_.facts[which];
        if (f.use == fact_use::absence) return;
        target t;
        t.fact = which;
        t.node = home_[i];
        t.at = f.at;
        if (f.kind == fact_kind::boolean) {
            t.kind = target_kind::truth;
            for (const int answer : {1, 0}) {
                see(t, side::whole, i, i, extent::of(number(answer)));
                t.situations.back().option = number(answer);
                t.situations.back().option_words = answer == 1 ? "是" : "否";
            }
        } else if (f.kind == fact_kind::score && f.min && f.max && *f.min < *f.max && !constrained(which)) {
            t.kind = target_kind::mark;
            t.figure = *f.max;
            see(t, side::below, i, i, extent::of(*f.min));
            see(t, side::at, i, i, extent::of(*f.max));
        } else {
            return;
        }
        out_.push_back(std::move(t));
    }

    [[nodiscard]] bool constrained(std::uint32_t f) const {
        return std::any_of(plan_.constraints.begin(), plan_.constraints.end(),
            [&](const constraint& c) { return std::find(c.facts.begin(), c.facts.end(), f) != c.facts.end(); });
    }

    [[nodiscard]] bool possible(const probe& at) const {
        const bounds& b = open_[at.of];
        if (at.nonzero) return !(b.fixed() && b.low->sign() == 0);
        if (at.step) return true;
        return !(b.high && at.in.low && edge{*b.high, 0} < *at.in.low) && !(b.low && at.in.high && edge{*b.low, 0} > *at.in.high);
    }

    const plan& plan_;
    std::vector<std::optional<straight>> parts_;
    std::vector<bool> scored_, bound_;
    std::vector<std::optional<std::uint32_t>> home_, mark_;
    std::vector<bounds> open_;
    std::vector<target> out_;
};

}  // namespace

std::vector<target> targets_of(const plan& p) { return finder(p).run(); }

number nearness(const number& figure, const fact* of) {
    if (of && (of->kind == fact_kind::percent || of->kind == fact_kind::score)) return number(1);
    if (figure.sign() == 0) return number(1);
    const number share = magnitude(figure) * number::fraction(1, 100);
    return of ? share : maximum(number(1), share);
}

bool ask_less(situation& s) {
    bool any = false;
    for (probe& p : s.seen_by) {
        any = any || p.freely || p.wide;
        p.freely = false;
        if (p.wide) p.in = *p.wide;
        p.wide.reset();
    }
    return any;
}

bool lies(const probe& where, const number& value) {
    if (where.nonzero) return value.sign() != 0;
    const auto inside = [](const extent& e, const number& n) { return !(e.low && edge{n, 0} < *e.low) && !(e.high && edge{n, 0} > *e.high); };
    if (!where.step) return inside(where.in, value);
    const number& step = *where.step;
    const number left = value - floor(*divide(value, step)) * step;
    if (!inside(where.in, left)) return false;
    if (value.sign() == 0) return false;  // no way towards the first step
    // at and above a step, a first one must have been gone
    const number gone = magnitude(value);
    const bool near_first = gone < step;
    if (!near_first) return true;
    const bool upwards = value.sign() > 0;
    return where.in.high && where.in.high->at >= step ? upwards : !upwards;
}

}  // namespace fenze
