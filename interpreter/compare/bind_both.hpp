#pragma once
// One record of facts for two rubrics: each takes what it asks for, and a fact that goes by another name, unit or option in the other is carried over.

#include "interpreter/compare/joint.hpp"
#include "interpreter/facts/bind.hpp"

namespace fenze {

class both_binder {
public:
    explicit both_binder(const joint_plan& j);

    /// Values of each rubric's own facts. What neither knows is one error; what one refuses is told with the rubric that does.
    std::array<bound_facts, 2> bind(const record& from, const source& file, bool many, diagnostics& out) const;
    /// What only one of the rubrics counts from records is given to the other by that count, where nothing else was said; with a note.
    void carry_counted(std::array<bound_facts, 2>& own, const std::string& where, diagnostics& out) const;
    /// The facts of both together; an error where the two were given different values for one fact.
    fact_values joint(const std::array<bound_facts, 2>& own, const std::string& where, diagnostics& out) const;

private:
    [[nodiscard]] std::optional<std::uint32_t> one(side s, const std::string& name) const;
    [[nodiscard]] bool knows(side s, const given& v) const;
    [[nodiscard]] bool same_place(std::uint32_t b, std::uint32_t a) const;
    [[nodiscard]] std::optional<std::string> absent_item(const given& v) const;
    [[nodiscard]] std::optional<std::uint32_t> other(side s, std::uint32_t fact) const;
    [[nodiscard]] given carried(const given& v, side from, std::uint32_t fact, std::uint32_t to, const source& file) const;

    const joint_plan& j_;
    std::array<fact_index, 2> index_;
};

}  // namespace fenze
