#pragma once
// Plans written out by hand in tests: each call appends one operation and returns its index.

#include <string>
#include <utility>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

struct plan_builder {
    plan p;

    std::uint32_t add(op kind, std::vector<std::uint32_t> in = {}, const number& value = {}, std::uint32_t index = 0, int places = 0) {
        operation o;
        o.kind = kind;
        o.in = std::move(in);
        o.value = value;
        o.index = index;
        o.places = places;
        p.operations.push_back(std::move(o));
        return static_cast<std::uint32_t>(p.operations.size() - 1);
    }

    std::uint32_t constant(const number& value) { return add(op::constant, {}, value); }

    fact& declare(fact_kind kind, std::optional<number> min = std::nullopt, std::optional<number> max = std::nullopt, bool whole = false) {
        fact f;
        f.kind = kind;
        f.name = f.path = "f" + std::to_string(p.facts.size());
        f.min = std::move(min);
        f.max = std::move(max);
        f.whole = whole;
        p.facts.push_back(std::move(f));
        return p.facts.back();
    }

    /// Declares a fact and appends the operation that gives it.
    std::uint32_t given(fact_kind kind, std::optional<number> min = std::nullopt, std::optional<number> max = std::nullopt, bool whole = false) {
        declare(kind, std::move(min), std::move(max), whole);
        return again(static_cast<std::uint32_t>(p.facts.size() - 1));
    }
    std::uint32_t again(std::uint32_t fact) { return add(op::fact, {}, {}, fact); }
    std::uint32_t count() { return given(fact_kind::count, number(0), std::nullopt, true); }
    std::uint32_t yes_no() { return given(fact_kind::boolean); }
    std::uint32_t option(std::size_t options) {
        fact& f = declare(fact_kind::choice);
        for (std::size_t i = 0; i < options; ++i) f.options.push_back("选项" + std::to_string(i));
        return again(static_cast<std::uint32_t>(p.facts.size() - 1));
    }

    /// Pieces as (from, open, value); the first one's `from` is ignored.
    std::uint32_t tier(std::uint32_t of, std::vector<tier_piece> pieces) {
        pieces.front().from.reset();
        p.tiers.push_back({std::move(pieces)});
        return add(op::tier, {of}, {}, static_cast<std::uint32_t>(p.tiers.size() - 1));
    }
    std::uint32_t choice(std::uint32_t of, std::vector<number> values) {
        p.choices.push_back(std::move(values));
        return add(op::choice, {of}, {}, static_cast<std::uint32_t>(p.choices.size() - 1));
    }
    void must(std::uint32_t operation) { p.constraints.push_back({operation, {"须成立", "must hold"}, {}, {}}); }

    /// Ends the plan: `total` is the score, and there is neither bonus nor deduction.
    plan& total(std::uint32_t operation) {
        p.total = operation;
        p.bonus = p.deduction = constant(0);
        return p;
    }
};

}  // namespace fenze
