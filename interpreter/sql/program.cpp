#include "interpreter/sql/program.hpp"

#include "interpreter/facts/bind.hpp"

namespace fenze {
namespace {

class walk {
public:
    walk(const plan& p, const std::vector<std::uint32_t>& wanted, fineness fine, bool unlimited)
        : plan_(p),
          wanted_(wanted),
          fine_(fine),
          unlimited_(unlimited),
          made_(power_of_ten(unlimited ? 10000 : 37), unlimited ? power_of_ten(-4000) : number(1)) {
        needed_.resize(p.operations.size());
        for (const auto i : wanted) needed_[i] = true;
        for (std::size_t i = needed_.size(); i-- > 0;)
            if (needed_[i])
                for (const auto operand : p.operations[i].in) needed_[operand] = true;
    }

    std::optional<sql_program> run() {
        values_.resize(plan_.operations.size());
        facts_.resize(plan_.facts.size());
        try {
            for (at = 0; at < plan_.operations.size(); ++at) {
                if (!needed_[at]) continue;
                values_[at] = read(plan_.operations[at]);
                out_.origin.resize(made_.columns, at);
            }
        } catch (const not_in_columns&) {
            return std::nullopt;
        }
        out_.code = std::move(made_.code);
        out_.made = std::move(made_.made);
        for (const auto i : wanted_) out_.outputs.push_back(values_[i]);
        out_.places = unlimited_ ? longest_value : fine_.places;
        out_.most = unlimited_ ? power_of_ten(longest_value) : number(fine_.most);
        return std::move(out_);
    }

    std::uint32_t at = 0;

private:
    quotient_value read(const operation& o) {
        if (o.kind == op::fact) return {fact_value(o.index), std::nullopt};
        std::vector<quotient_value> in;
        for (const auto i : o.in) in.push_back(values_[i]);
        return made_.read_exactly(plan_, o, in);
    }

    column_value fact_value(std::uint32_t index) {
        if (index >= facts_.size()) throw not_in_columns();
        if (facts_[index].known()) return facts_[index];
        const fact& f = plan_.facts[index];
        if (f.use == fact_use::absence) return facts_[index] = constant_value(0);  // a table says of no item that it does not apply
        const bool number_kind = f.kind != fact_kind::boolean && f.kind != fact_kind::choice && f.kind != fact_kind::date;
        sql_fact taken{index, made_.columns, 0, {}, {}};
        const auto limits = limits_of(f);
        bool whole = true;
        if (unlimited_ && number_kind) {
            whole = limits.whole;
            taken.low = limits.low.value_or(-power_of_ten(longest_value));
            taken.high = limits.high.value_or(power_of_ten(longest_value));
        } else {
            const auto own = intake_of(f, unlimited_ ? fineness{0, 1'000'000'000} : fine_);
            taken.places = own.places;
            taken.low = number(own.low);
            taken.high = number(own.high);
            if (number_kind && limits.low) taken.low = maximum(taken.low, ceiling(*limits.low * power_of_ten(own.places)));
        }
        out_.facts.push_back(taken);
        return facts_[index] = made_.fact_column(power_of_ten(-taken.places), taken.low, taken.high, whole);
    }

    const plan& plan_;
    const std::vector<std::uint32_t>& wanted_;
    fineness fine_;
    bool unlimited_;
    quotient_columns made_;
    std::vector<bool> needed_;
    std::vector<quotient_value> values_;
    std::vector<column_value> facts_;
    sql_program out_;
};

}  // namespace

std::optional<sql_program> sql_program_of(const plan& p, const std::vector<std::uint32_t>& wanted, const sql_dialect& engine, std::uint32_t& failed) {
    failed = 0;
    const std::vector<fineness> unlimited{{0, 1}};
    const std::vector<fineness> limited{{6, 1'000'000'000'000}, {6, 1'000'000'000}, {4, 1'000'000'000}, {4, 100'000'000}, {2, 10'000'000}, {2, 1'000'000}};
    for (const auto fine : engine.unlimited() ? unlimited : limited) {
        walk w(p, wanted, fine, engine.unlimited());
        if (auto program = w.run()) return program;
        failed = std::max(failed, w.at);
    }
    return std::nullopt;
}

}  // namespace fenze
