#include <algorithm>
#include <map>

#include "interpreter/batch/open_rows.hpp"

namespace fenze {
namespace {

/// Operations asked for beyond the wanted ones, each once.
class further_outputs {
public:
    further_outputs(const plan& p, std::vector<std::uint32_t> wanted) : plan_(p), all_(std::move(wanted)) {}

    std::size_t operator()(std::uint32_t operation) {
        const auto [found, is_new] = place_.try_emplace(operation, all_.size());
        if (is_new) all_.push_back(operation);
        return found->second;
    }
    [[nodiscard]] const std::vector<std::uint32_t>& all() const { return all_; }

    open_reading::step step_of(const way_step& from) {
        const auto& o = plan_.operations[from.operation];
        open_reading::step s;
        s.output = (*this)(from.operation);
        s.ends = from.ends;
        s.then = from.then;
        s.on = from.on;
        if (from.ends) return s;
        if (from.chooses) s.condition = (*this)(o.in[0]);
        if (o.kind != op::min && o.kind != op::max) return s;
        const auto open = std::count_if(o.in.begin(), o.in.end(), [&](std::uint32_t i) { return plan_.operations[i].kind != op::constant; });
        if (open < 2) return s;  // a constant that puts the only other operand out fixes the operation itself
        s.least = o.kind == op::min;
        s.own = (*this)(o.in[from.on_operand]);
        for (std::size_t k = 0; k < o.in.size(); ++k)
            if (k != from.on_operand) s.rivals.push_back((*this)(o.in[k]));
        return s;
    }

private:
    const plan& plan_;
    std::vector<std::uint32_t> all_;
    std::map<std::uint32_t, std::size_t> place_;
};

}  // namespace

std::optional<open_reading> open_reading::of(const plan& p, const std::vector<std::uint32_t>& wanted, std::size_t first_constraint, std::size_t first_veto,
    std::size_t first_grade, const column_program<std::int64_t>& narrow) {
    constexpr std::size_t most = 500'000;  // every fact is looked for in every operation: a tenth of a second
    if (p.facts.size() * p.operations.size() > most) return std::nullopt;
    open_reading r;
    const auto steps = find_grade_steps(p);
    if (!steps) return std::nullopt;
    r.steps = *steps;
    r.program = &p;
    r.first_constraint = first_constraint;
    r.first_veto = first_veto;
    r.first_grade = first_grade;
    std::vector<std::uint32_t> asked(wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(first_constraint));
    asked.insert(asked.end(), wanted.begin() + static_cast<std::ptrdiff_t>(first_veto), wanted.begin() + static_cast<std::ptrdiff_t>(first_grade));
    r.facts = find_stand_ins(p, asked, narrow);
    if (std::none_of(r.facts.begin(), r.facts.end(), [](const stand_in& s) { return s.usable; })) return std::nullopt;
    further_outputs outputs(p, wanted);
    for (const auto& s : r.facts) {
        r.ways.emplace_back();
        for (const auto& from : s.way) r.ways.back().push_back(outputs.step_of(from));
    }
    for (std::size_t w = 0; w < asked.size(); ++w) {
        const auto any = [&](std::vector<std::size_t> stand_in::*list) {
            return std::any_of(
                r.facts.begin(), r.facts.end(), [&](const stand_in& s) { return std::find((s.*list).begin(), (s.*list).end(), w) != (s.*list).end(); });
        };
        if (!any(&stand_in::rising) || !any(&stand_in::falling)) continue;
        r.both_ways.push_back(w);
        for (const auto& s : r.facts) {
            r.raised.push_back(std::find(s.rising.begin(), s.rising.end(), w) != s.rising.end());
            r.lowered.push_back(std::find(s.falling.begin(), s.falling.end(), w) != s.falling.end());
        }
    }
    auto columns = columns_of<std::int64_t>(p, outputs.all(), narrow.fine);
    if (!columns || columns->fact_columns != narrow.fact_columns) return std::nullopt;
    for (std::size_t f = 0; f < p.facts.size(); ++f)
        if (columns->facts[f].column != narrow.facts[f].column) return std::nullopt;
    r.columns = std::move(*columns);
    return r;
}

}  // namespace fenze
