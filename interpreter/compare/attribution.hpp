#pragma once
// Which changed part moved one unit's total by how much: exact Shapley values over the hybrids of old and new. They do not depend on the order of the
// parts, and their sum is the change.

#include "interpreter/compare/merged.hpp"
#include "interpreter/prove/question.hpp"

namespace fenze {

/// Points that parts moved together: one part, or several that are coupled too closely to be gone through one by one.
struct share {
    std::vector<std::size_t> parts;  // indices into merged_plan::parts
    number points;
};

class attribution {
public:
    /// More than `most` parts in one coupled term are taken together item by item, then section by section.
    explicit attribution(const merged_plan& m, const joint_plan& j, std::size_t most = 10);

    /// Parts that moved the total of these facts (of the joint plan); nothing where a hybrid cannot be computed, or a fact is missing that it needs.
    [[nodiscard]] std::optional<std::vector<share>> of(const fact_values& joint) const;

private:
    using group = std::vector<std::size_t>;
    struct term {
        number times;
        question what;
        std::vector<std::size_t> parts;
    };

    void split(std::uint32_t i, const number& times);
    [[nodiscard]] std::vector<bool> active(const fact_values& facts) const;
    [[nodiscard]] std::vector<group> players(const std::vector<std::size_t>& parts) const;
    [[nodiscard]] std::vector<std::uint32_t> place(std::size_t part, int level) const;
    bool shapley(const term& t, const std::vector<group>& who, const fact_values& facts, std::map<group, number>& into) const;

    const merged_plan& m_;
    const joint_plan& j_;
    std::size_t most_;
    std::vector<term> terms_;
    bool divides_ = false;
};

/// The operation for these facts, where it is certain.
std::optional<number> value_for(const plan& p, std::uint32_t operation, const fact_values& facts);

}  // namespace fenze
