#include "interpreter/batch/column_program.hpp"

#include <algorithm>

#include "interpreter/batch/column_values.hpp"

namespace fenze {
namespace {

template <typename Int>
number most_of() {
    const number limit = number(std::int64_t{1} << 61);  // half of the way: two values may still be subtracted
    return sizeof(Int) == 8 ? limit : limit * limit;
}

}  // namespace

intake intake_of(const fact& f, fineness fine) {
    intake taken;
    number low = number(-fine.most), high = number(fine.most);
    if (f.kind == fact_kind::boolean || f.use == fact_use::absence) low = 0, high = 1;
    else if (f.kind == fact_kind::choice) low = 0, high = number(static_cast<std::int64_t>(f.options.size()));
    const bool in_steps = f.whole || f.kind == fact_kind::count || f.kind == fact_kind::date || f.kind == fact_kind::choice || f.kind == fact_kind::boolean;
    taken.places = in_steps ? 0 : fine.places;
    taken.scale = *power_of_ten(taken.places).to_int();
    if (f.min && *f.min > low) low = *f.min;
    if (f.max && *f.max < high) high = *f.max;
    taken.low = *ceiling(low * number(taken.scale)).to_int();
    taken.high = *floor(high * number(taken.scale)).to_int();
    return taken;
}

namespace {

template <typename Int>
class column_compiler {
public:
    column_compiler(const plan& p, const std::vector<std::uint32_t>& wanted, fineness fine) : plan_(p), wanted_(wanted), fine_(fine) {}

    std::optional<column_program<Int>> run() {
        find_needed();
        out_.fine = fine_;
        out_.facts.resize(plan_.facts.size());
        values_.resize(plan_.operations.size());
        try {
            for (std::uint32_t i = 0; i < plan_.operations.size(); ++i)
                if (needed_[i] && plan_.operations[i].kind == op::fact) take_fact(plan_.operations[i].index);
            out_.fact_columns = made_.columns;
            for (std::uint32_t i = 0; i < plan_.operations.size(); ++i)
                if (needed_[i]) values_[i] = read(plan_.operations[i]);
        } catch (const not_in_columns&) {
            return std::nullopt;
        }
        out_.code = std::move(made_.code);
        out_.columns = made_.columns;
        for (const auto i : wanted_) {
            const auto& v = values_[i];
            out_.outputs.push_back({v.constant, v.column.value_or(0), v.ratio});
        }
        share_columns();
        return std::move(out_);
    }

private:
    void find_needed() {
        needed_.resize(plan_.operations.size());
        for (const auto i : wanted_) needed_[i] = true;
        for (std::size_t i = needed_.size(); i-- > 0;)
            if (needed_[i])
                for (const auto operand : plan_.operations[i].in) needed_[operand] = true;
    }

    void take_fact(std::uint32_t index) {
        if (index >= plan_.facts.size()) throw not_in_columns();
        auto& taken = out_.facts[index];
        if (taken.column) return;
        taken = intake_of(plan_.facts[index], fine_);
        facts_.push_back(made_.fact_column(*divide(number(1), number(taken.scale)), number(taken.low), number(taken.high), true));
        taken.column = facts_.back().column;
    }

    column_value read(const operation& o) {
        if (o.kind == op::fact) return facts_[*out_.facts[o.index].column];
        std::vector<column_value> in;
        for (const auto i : o.in) in.push_back(values_[i]);
        return made_.read(plan_, o, in);
    }

    /// Columns that nobody reads any more are written again, so that a block stays in the cache.
    void share_columns() {
        std::vector<std::size_t> last(out_.columns, 0);
        for (std::size_t i = 0; i < out_.code.size(); ++i)
            for (const auto& t : out_.code[i].in) last[t.column] = i + 1;
        for (const auto& o : out_.outputs)
            if (!o.constant) last[o.column] = out_.code.size() + 1;
        std::vector<std::uint32_t> place(out_.columns), unused;
        for (std::uint32_t c = 0; c < out_.fact_columns; ++c) place[c] = c;
        std::uint32_t next = out_.fact_columns;
        for (std::size_t i = 0; i < out_.code.size(); ++i) {
            auto& s = out_.code[i];
            const auto own = s.into;
            for (auto& t : s.in) t.column = place[t.column];
            if (unused.empty()) place[own] = next++;
            else place[own] = unused.back(), unused.pop_back();
            s.into = place[own];
            owners_.push_back(own);
            for (std::size_t k = 0; k < owners_.size();) {
                if (last[owners_[k]] > i + 1) {
                    ++k;
                    continue;
                }
                unused.push_back(place[owners_[k]]);
                owners_[k] = owners_.back();
                owners_.pop_back();
            }
        }
        for (auto& o : out_.outputs)
            if (!o.constant) o.column = place[o.column];
        out_.columns = next;
    }

    const plan& plan_;
    const std::vector<std::uint32_t>& wanted_;
    fineness fine_;
    std::vector<bool> needed_;
    column_values<Int> made_{most_of<Int>()};
    std::vector<column_value> facts_, values_;  // of each fact column, of each operation
    std::vector<std::uint32_t> owners_;
    column_program<Int> out_;
};

}  // namespace

template <typename Int>
std::optional<column_program<Int>> columns_of(const plan& p, const std::vector<std::uint32_t>& wanted, fineness fine) {
    return column_compiler<Int>(p, wanted, fine).run();
}
template std::optional<column_program<std::int64_t>> columns_of(const plan&, const std::vector<std::uint32_t>&, fineness);
template std::optional<column_program<wide_int>> columns_of(const plan&, const std::vector<std::uint32_t>&, fineness);

std::optional<column_program<std::int64_t>> narrow_columns(const plan& p, const std::vector<std::uint32_t>& wanted) {
    for (const fineness fine :
        {fineness{6, 1'000'000'000}, {4, 1'000'000'000}, {3, 100'000'000}, {2, 100'000'000}, {2, 1'000'000}, {1, 1'000'000}, {0, 100'000}})
        if (auto program = columns_of<std::int64_t>(p, wanted, fine)) return program;
    return std::nullopt;
}

std::optional<column_program<wide_int>> wide_columns(const plan& p, const std::vector<std::uint32_t>& wanted) {
    for (const fineness fine : {fineness{6, 1'000'000'000'000}, {6, 1'000'000'000}, {4, 100'000'000}})
        if (auto program = columns_of<wide_int>(p, wanted, fine)) return program;
    return std::nullopt;
}

template <typename Int>
number output_value(const column_output& output, Int at) {
    if (output.constant) return *output.constant;
    if constexpr (sizeof(Int) > 8) {
        if (at > INT64_MAX || at < -INT64_MAX) {
            const number half(std::int64_t{1} << 62);
            const Int top = at / (Int(1) << 62), rest = at % (Int(1) << 62);
            return (number(static_cast<std::int64_t>(top)) * half + number(static_cast<std::int64_t>(rest))) * output.ratio;
        }
    }
    return number(static_cast<std::int64_t>(at)) * output.ratio;
}
template number output_value(const column_output&, std::int64_t);
template number output_value(const column_output&, wide_int);

bool divides_by_facts(const plan& p) {
    std::vector<bool> needed(p.operations.size());
    for (const auto i : shown_operations(p)) needed[i] = true;
    for (std::size_t i = needed.size(); i-- > 0;) {
        if (!needed[i]) continue;
        const auto& o = p.operations[i];
        if (o.kind == op::divide && (p.operations[o.in[1]].kind != op::constant || p.operations[o.in[1]].value.sign() == 0)) return true;
        for (const auto operand : o.in) needed[operand] = true;
    }
    return false;
}

std::vector<std::uint32_t> shown_operations(const plan& p) {
    std::vector<std::uint32_t> all{p.total, p.bonus, p.deduction};
    for (const auto& node : p.nodes) {
        all.push_back(node.raw);
        all.push_back(node.score);
        for (const auto& rule : node.rules) {
            all.push_back(rule.raw);
            all.push_back(rule.score);
        }
    }
    for (const auto& c : p.constraints) all.push_back(c.operation);
    for (const auto* list : {&p.vetoes, &p.grades, &p.actions})
        for (const auto& o : *list) all.push_back(o.condition);
    return all;
}

}  // namespace fenze
