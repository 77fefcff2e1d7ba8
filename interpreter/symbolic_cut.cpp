// Where a region does not decide an operation: the cuts that will.

#include <algorithm>

#include "interpreter/rounding.hpp"
#include "interpreter/symbolic.hpp"

namespace fenze {

void symbolic_reading::keep(const region& r, const linear_form& f, relation is, std::vector<region>& parts) const {
    region part = r;
    if (restrict(part, f, is, whole_)) parts.push_back(std::move(part));
}

void symbolic_reading::cut_at_zero(const linear_form& f, const region& r, bool three, std::vector<region>& parts) const {
    keep(r, f, relation::below, parts);
    if (three) keep(r, f, relation::exactly, parts);
    keep(r, f * -1, three ? relation::below : relation::at_most, parts);
}

void symbolic_reading::cut_truth(const linear_form& f, const region& r, std::vector<region>& parts) const {
    keep(r, f, relation::at_most, parts);
    keep(r, constant(1) - f, relation::at_most, parts);
}

cutting symbolic_reading::cut(std::uint32_t operation, const region& r, std::vector<region>& parts) const {
    const auto& o = question_.program->operations[operation];
    std::vector<std::uint32_t> first = o.in;
    if (o.kind == op::select) {
        if (!forms_[o.in[0]]) first = {o.in[0]};
        else if (const number* condition = in_constant(o, 0)) first = {o.in[condition->sign() != 0 ? 1 : 2]};
        else first.clear();
    } else if (o.kind == op::min || o.kind == op::max) {
        first = contenders(o);
    }
    bool stuck = false;
    for (const std::uint32_t i : first) {
        if (forms_[i]) continue;
        const cutting below = cut(i, r, parts);
        if (below != cutting::stuck) return below;
        stuck = true;
    }
    return stuck ? cutting::stuck : cut_here(o, r, parts);
}

/// All operands that matter have forms, and the operation has none.
cutting symbolic_reading::cut_here(const operation& o, const region& r, std::vector<region>& parts) const {
    switch (o.kind) {
        case op::less:
        case op::less_equal:
        case op::equal:
            cut_at_zero(*in_form(o, 0) - *in_form(o, 1), r, true, parts);
            return cutting::cut;
        case op::min:
        case op::max: {
            const auto left = contenders(o);
            cut_at_zero(*forms_[left[0]] - *forms_[left[1]], r, false, parts);
            return cutting::cut;
        }
        case op::all:
        case op::any:
            for (std::size_t i = 0; i < o.in.size(); ++i)
                if (!in_constant(o, i)) return cut_truth(*in_form(o, i), r, parts), cutting::cut;
            return cutting::stuck;
        case op::select:
            return cut_truth(*in_form(o, 0), r, parts), cutting::cut;
        case op::round:
            return cut_at_zero(*in_form(o, 0), r, false, parts), cutting::cut;
        case op::tier:
            return cut_tier(o, r, parts), cutting::cut;
        case op::choice: {
            const auto last = static_cast<std::int64_t>(question_.program->choices[o.index].size()) - 1;
            const extent e = both(extents_[o.in[0]], {edge{0, 0}, edge{number(last), 0}});
            if (!e.low || !e.high || e.empty()) return cutting::stuck;
            const number middle = floor((e.low->at + e.high->at) * number::fraction(1, 2));
            keep(r, *in_form(o, 0) - constant(middle), relation::at_most, parts);
            keep(r, constant(middle + 1) - *in_form(o, 0), relation::at_most, parts);
            return cutting::cut;
        }
        case op::multiply:
        case op::divide:
            return cut_product(o, r, parts);
        default:
            return cutting::stuck;
    }
}

/// At the piece in the middle of those that the region meets.
void symbolic_reading::cut_tier(const operation& o, const region& r, std::vector<region>& parts) const {
    const tier_table& table = question_.program->tiers[o.index];
    const extent& e = extents_[o.in[0]];
    const std::size_t first = e.low ? piece_of(table, e.low->at, e.low->beside.sign()) : 0;
    const std::size_t last = e.high ? piece_of(table, e.high->at, e.high->beside.sign()) : table.pieces.size() - 1;
    const tier_piece& piece = table.pieces[first + (last - first + 1) / 2];
    const linear_form difference = *in_form(o, 0) - constant(*piece.from);
    keep(r, difference, piece.open ? relation::at_most : relation::below, parts);
    keep(r, difference * -1, piece.open ? relation::below : relation::at_most, parts);
}

/// Neither side is constant: part the signs of a divisor, then halve whole variables until one side is constant.
cutting symbolic_reading::cut_product(const operation& o, const region& r, std::vector<region>& parts) const {
    if (o.kind == op::divide) {
        if (const number* divisor = in_constant(o, 1)) return divisor->sign() == 0 ? cutting::dead : cutting::stuck;
        const extent& e = extents_[o.in[1]];
        const bool positive = e.low && sign(*e.low) > 0, negative = e.high && sign(*e.high) < 0;
        if (!positive && !negative) return cut_at_zero(*in_form(o, 1), r, true, parts), cutting::cut;
    }
    for (const std::size_t side : {std::size_t{1}, std::size_t{0}}) {
        const linear_form& f = *in_form(o, side);
        for (std::size_t v = 0; v < f.by.size(); ++v) {
            const extent& e = r.box[v];
            if (f.by[v].sign() == 0 || !whole_[v] || !e.low || !e.high || e.fixed()) continue;
            const number middle = floor((e.low->at + e.high->at) * number::fraction(1, 2));
            const linear_form x = linear_form::variable(v, whole_.size());
            keep(r, x - constant(middle), relation::at_most, parts);
            keep(r, constant(middle + 1) - x, relation::at_most, parts);
            return cutting::cut;
        }
    }
    return cutting::stuck;
}

/// A step takes part where the goal, a row or a narrowed interval speaks of it; later steps may rest on earlier ones.
std::vector<linear_row> symbolic_reading::rows(const region& r, const linear_form* goal) const {
    std::vector<linear_row> all = r.rows;
    const auto speaks = [&](std::size_t v) {
        if (r.box[v].low || r.box[v].high || (goal && goal->by[v].sign() != 0)) return true;
        return std::any_of(all.begin(), all.end(), [&](const linear_row& row) { return row.left.by[v].sign() != 0; });
    };
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
        if (!speaks(step->variable)) continue;
        const auto means = meaning(question_.program->operations[step->operation]);
        if (!means) continue;
        const linear_form above = linear_form::variable(step->variable, whole_.size()) - means->argument;
        all.push_back(tightened(above, relation::at_most, whole_));
        all.push_back(tightened(above * -1 - constant(1), relation::below, whole_));
    }
    return all;
}

}  // namespace fenze
