#include "interpreter/symbolic.hpp"

#include <algorithm>

#include "interpreter/rounding.hpp"

namespace fenze {

symbolic_reading::symbolic_reading(const case_question& q)
    : question_(q), step_of_(q.program->operations.size()), forms_(step_of_.size()), extents_(step_of_.size()) {
    for (const case_variable& v : q.variables) {
        whole_.push_back(v.whole);
        start_.push_back(v.allowed);
    }
    for (const std::uint32_t i : q.cone) {
        const op kind = q.program->operations[i].kind;
        if (q.known[i] || q.variable[i] || (kind != op::floor_divide && kind != op::round)) continue;
        step_of_[i] = whole_.size();
        steps_.push_back({i, whole_.size()});
        whole_.push_back(true);
        start_.push_back({});
    }
}

region symbolic_reading::whole_space() const { return {start_, {}}; }

bool symbolic_reading::read(const region& r) {
    region_ = &r;
    for (const std::uint32_t i : question_.cone) {
        const operation& o = question_.program->operations[i];
        if (question_.known[i]) {
            forms_[i] = constant(*question_.known[i]);
            extents_[i] = extent::of(*question_.known[i]);
            continue;
        }
        if (question_.variable[i]) {
            forms_[i] = linear_form::variable(*question_.variable[i], whole_.size());
            extents_[i] = r.box[*question_.variable[i]];
            if (extents_[i].fixed() && extents_[i].low->beside.sign() == 0) forms_[i] = constant(extents_[i].low->at);
            continue;
        }
        extents_[i] = read_extent(*question_.program, o, extents_);
        if (extents_[i].fixed() && extents_[i].low->beside.sign() == 0) {
            forms_[i] = constant(extents_[i].low->at);
            continue;
        }
        forms_[i] = form_of(i);
        if (forms_[i]) extents_[i] = both(extents_[i], reach_in_region(*forms_[i]));
        if (extents_[i].empty()) return false;
    }
    return true;
}

namespace {

/// The number k with a = k × b but for the bases.
std::optional<number> multiple_of(const linear_form& a, const linear_form& b) {
    std::optional<number> factor;
    for (std::size_t i = 0; i < a.by.size(); ++i) {
        if ((a.by[i].sign() == 0) != (b.by[i].sign() == 0)) return std::nullopt;
        if (a.by[i].sign() == 0) continue;
        if (!factor) factor = divide(a.by[i], b.by[i]);
        else if (a.by[i] != b.by[i] * *factor) return std::nullopt;
    }
    return factor;
}

}  // namespace

/// The box alone would not know a cut over several variables again: the row that the cut left says on which side this is.
extent symbolic_reading::reach_in_region(const linear_form& f) const {
    extent reach = read_extent(f, region_->box);
    for (const linear_row& row : region_->rows) {
        const auto factor = multiple_of(f, row.left);
        if (!factor) continue;
        extent side{std::nullopt, edge{0, row.is == relation::below ? -1 : 0}};
        if (row.is == relation::exactly) side = extent::of(0);
        reach = both(reach, side * *factor + extent::of(f.base - row.left.base * *factor));
    }
    return reach;
}

const linear_form* symbolic_reading::in_form(const operation& o, std::size_t i) const {
    const auto& f = forms_[o.in[i]];
    return f ? &*f : nullptr;
}

const number* symbolic_reading::in_constant(const operation& o, std::size_t i) const {
    const linear_form* f = in_form(o, i);
    return f && f->is_constant() ? &f->base : nullptr;
}

std::optional<linear_form> symbolic_reading::form_of(std::uint32_t i) const {
    const operation& o = question_.program->operations[i];
    switch (o.kind) {
        case op::add:
            return sum_form(o);
        case op::scale:
            return in_form(o, 0) ? std::optional(*in_form(o, 0) * o.value) : std::nullopt;
        case op::multiply:
        case op::divide:
            return product_form(o);
        case op::min:
        case op::max: {
            const auto left = contenders(o);
            return left.size() == 1 ? forms_[left.front()] : std::nullopt;
        }
        case op::less:
        case op::less_equal:
        case op::equal:
            return compare_form(o);
        case op::negate:
            return in_form(o, 0) ? std::optional(constant(1) - *in_form(o, 0)) : std::nullopt;
        case op::all:
        case op::any:
            return logic_form(o);
        case op::select:
            return select_form(o);
        case op::floor_divide:
        case op::round: {
            const auto means = meaning(o);
            return means ? std::optional(linear_form::variable(*step_of_[i], whole_.size()) * means->factor) : std::nullopt;
        }
        default:
            return std::nullopt;  // tier and choice: only where one value is left
    }
}

std::optional<linear_form> symbolic_reading::sum_form(const operation& o) const {
    linear_form sum = constant(0);
    for (std::size_t i = 0; i < o.in.size(); ++i) {
        if (!in_form(o, i)) return std::nullopt;
        sum = sum + *in_form(o, i);
    }
    return sum;
}

std::optional<linear_form> symbolic_reading::product_form(const operation& o) const {
    const number* right = in_constant(o, 1);
    if (o.kind == op::divide) {
        if (!right || right->sign() == 0 || !in_form(o, 0)) return std::nullopt;
        return *in_form(o, 0) * *divide(1, *right);
    }
    if (right && in_form(o, 0)) return *in_form(o, 0) * *right;
    const number* left = in_constant(o, 0);
    return left && in_form(o, 1) ? std::optional(*in_form(o, 1) * *left) : std::nullopt;
}

std::optional<linear_form> symbolic_reading::compare_form(const operation& o) const {
    const linear_form* a = in_form(o, 0);
    const linear_form* b = in_form(o, 1);
    if (!a || !b) return std::nullopt;
    const linear_form difference = *a - *b;  // narrower than the two sides apart: x ≤ x + 1 whatever x is
    const extent e = reach_in_region(difference);
    const bool below = e.high && sign(*e.high) < 0, above = e.low && sign(*e.low) > 0;
    const bool not_above = e.high && sign(*e.high) <= 0, not_below = e.low && sign(*e.low) >= 0;
    const bool holds = o.kind == op::less ? below : o.kind == op::less_equal ? not_above : not_above && not_below;
    const bool fails = o.kind == op::less ? not_below : o.kind == op::less_equal ? above : below || above;
    return holds || fails ? std::optional(constant(holds ? 1 : 0)) : std::nullopt;
}

/// What decides is the one operand that is still open, once all others are neutral.
std::optional<linear_form> symbolic_reading::logic_form(const operation& o) const {
    const linear_form* open = nullptr;
    for (std::size_t i = 0; i < o.in.size(); ++i) {
        const number* value = in_constant(o, i);
        if (value && (value->sign() != 0) == (o.kind == op::all)) continue;
        if (open || !in_form(o, i)) return std::nullopt;
        open = in_form(o, i);
    }
    return open ? std::optional(*open) : std::optional(constant(o.kind == op::all ? 1 : 0));
}

std::optional<linear_form> symbolic_reading::select_form(const operation& o) const {
    if (const number* condition = in_constant(o, 0)) return forms_[o.in[condition->sign() != 0 ? 1 : 2]];
    const bool same = in_form(o, 1) && in_form(o, 2) && *in_form(o, 1) == *in_form(o, 2);
    return same ? forms_[o.in[1]] : std::nullopt;
}

/// How the operation is a floor in this region: rounding away from or toward zero depends on the side.
std::optional<symbolic_reading::step_meaning> symbolic_reading::meaning(const operation& o) const {
    const linear_form* f = in_form(o, 0);
    if (!f) return std::nullopt;
    if (o.kind == op::floor_divide) return step_meaning{*f * *divide(1, o.value), 1};
    const extent& e = extents_[o.in[0]];
    const bool positive = e.low && sign(*e.low) >= 0, negative = e.high && sign(*e.high) <= 0;
    const auto way = static_cast<rounding>(o.index);
    if (!positive && !negative && way != rounding::floor && way != rounding::ceiling) return std::nullopt;
    bool upward = way == rounding::ceiling;
    if (way == rounding::down || way == rounding::half_up) upward = !positive;
    if (way == rounding::up) upward = positive;
    linear_form argument = *f * power_of_ten(o.places) * (upward ? -1 : 1);
    if (way == rounding::half_up) argument.base = argument.base + number::fraction(1, 2);
    return step_meaning{argument, power_of_ten(-o.places) * (upward ? -1 : 1)};
}

/// Whether operand `one` can be left out of a least (greatest) because `other` is never above (below) it.
bool symbolic_reading::never_chosen(std::uint32_t one, std::uint32_t other, bool least) const {
    const extent& a = extents_[one];
    const extent& b = extents_[other];
    if (least ? b.high && a.low && *b.high <= *a.low : b.low && a.high && *a.high <= *b.low) return true;
    if (!forms_[one] || !forms_[other]) return false;
    const extent e = reach_in_region(*forms_[one] - *forms_[other]);
    return least ? e.low && sign(*e.low) >= 0 : e.high && sign(*e.high) <= 0;
}

std::vector<std::uint32_t> symbolic_reading::contenders(const operation& o) const {
    std::vector<std::uint32_t> left;
    for (const std::uint32_t i : o.in) {
        const auto beaten = [&](std::uint32_t other) { return never_chosen(i, other, o.kind == op::min); };
        if (std::any_of(left.begin(), left.end(), beaten)) continue;
        std::erase_if(left, [&](std::uint32_t other) { return never_chosen(other, i, o.kind == op::min); });
        left.push_back(i);
    }
    return left;
}

}  // namespace fenze
