#pragma once
// What one example can speak of: an item with all that decides it, or the whole rubric with its grade. A small plan of its own,
// on which facts are tried out.

#include "interpreter/coverage/view.hpp"
#include "interpreter/prove/question.hpp"

namespace fenze {

/// Facts tried out on a stage, and what they try of the rubric.
struct attempt_on_stage {
    fact_values facts;               // of the stage
    number points;                   // the item's, or the total
    std::vector<std::size_t> tried;  // situations of the row
    std::string grade;               // whole rubric: the veto or grade that holds, or no_grade; empty where there are none
};

class stage {
public:
    stage(const plan& whole, std::optional<std::uint32_t> node, const std::vector<target>& targets);

    [[nodiscard]] const std::optional<std::uint32_t>& node() const { return node_; }
    [[nodiscard]] const plan& about() const { return part_.about; }
    /// The fact of the whole plan that a fact of the stage is.
    [[nodiscard]] std::uint32_t whole_fact(std::size_t local) const { return *part_.of[local]; }
    [[nodiscard]] std::optional<std::uint32_t> here(std::uint32_t operation) const { return here_[operation]; }
    [[nodiscard]] const std::vector<std::size_t>& within() const { return within_; }

    /// Nothing where the facts break a constraint or the result cannot be computed.
    [[nodiscard]] std::optional<attempt_on_stage> attempt(const fact_values& facts) const;
    /// The value of an operation of the stage.
    [[nodiscard]] std::optional<number> value(std::uint32_t local, const fact_values& facts) const;

private:
    std::optional<std::uint32_t> node_;
    question part_;
    std::vector<std::optional<std::uint32_t>> here_;
    std::optional<situation_view> view_;
    std::vector<std::size_t> within_;
};

}  // namespace fenze
