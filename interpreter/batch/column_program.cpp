#include "interpreter/batch/column_program.hpp"

#include "interpreter/batch/column_compiler.hpp"
#include "interpreter/rounding.hpp"

namespace fenze {

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
number limit_of() {
    const number limit = number(std::int64_t{1} << 61);  // half of the way: two values may still be subtracted
    return sizeof(Int) == 8 ? limit : limit * limit;
}

/// The same instruction in numbers of another width; the compiler kept all of them within its limit.
template <typename Int>
instruction<Int> of_width(const instruction<wide_int>& from) {
    instruction<Int> s;
    s.kind = static_cast<typename instruction<Int>::what>(from.kind);
    s.into = from.into;
    for (const auto& t : from.in) s.in.push_back({t.column, static_cast<Int>(t.factor)});
    s.constant = static_cast<Int>(from.constant);
    s.has_constant = from.has_constant;
    s.constant_first = from.constant_first;
    for (const auto v : from.from) s.from.push_back(static_cast<Int>(v));
    for (const auto v : from.value) s.value.push_back(static_cast<Int>(v));
    s.divisor = static_cast<Int>(from.divisor);
    s.way = from.way;
    return s;
}

}  // namespace

template <typename Int>
std::optional<column_program<Int>> columns_of(const plan& p, const std::vector<std::uint32_t>& wanted, fineness fine) {
    auto compiled = column_compiler(p, wanted, fine, limit_of<Int>()).run();
    if (!compiled) return std::nullopt;
    column_program<Int> program;
    program.fine = fine;
    program.facts = std::move(compiled->facts);
    program.fact_columns = compiled->fact_columns;
    program.columns = compiled->columns;
    program.outputs = std::move(compiled->outputs);
    for (const auto& s : compiled->code) program.code.push_back(of_width<Int>(s));
    return program;
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
