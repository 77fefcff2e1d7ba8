#pragma once
// How two operations of a joint plan stand to each other for all facts that both rubrics allow: proved, and each way with a witness.

#include "interpreter/compare/joint.hpp"
#include "interpreter/prove/ask.hpp"

namespace fenze {

/// Facts for which old and new differ, and what the two come to; each rubric was asked for its score and said so.
struct witness {
    fact_values joint;  // nothing: without influence
    number before, after;
};

struct difference {
    verdict less = verdict::no, more = verdict::no;  // whether the new one can be less, more
    std::optional<witness> when_less, when_more;
    bool same_operation = false;  // no solver was needed
    bool may_fail = false;        // one of the two divides: facts for which it cannot be computed are left out

    [[nodiscard]] bool equal() const { return less == verdict::no && more == verdict::no; }
};

/// An operation of one side, or one that was made of it in the joint plan.
struct subject {
    std::uint32_t joint = 0;
    std::optional<std::uint32_t> own;
};

class differences {
public:
    differences(joint_plan& j, unsigned milliseconds);

    [[nodiscard]] subject of_side(side s, std::uint32_t own) const { return {j_.at[s][own], own}; }
    difference of(const subject& old_one, const subject& new_one);
    /// Whether there are facts at all, of those that these speak of, that both rubrics allow; a comparison over none says nothing.
    bool comparable(const subject& old_one, const subject& new_one);
    /// Whether facts that one side allows break a demand of the other.
    verdict refused(side allows, std::uint32_t demand, fact_values& example);

    asking solver;
    interner put;  // for operations made of both

private:
    using term_list = std::map<std::uint32_t, number>;
    struct way {
        std::uint32_t low, high;  // the question: can `low` be less than `high`
        bool new_is_less;
    };

    void terms(std::uint32_t i, const number& times, term_list& into, number& rest) const;
    std::uint32_t sum(const term_list& all, const number& rest);
    std::vector<std::uint32_t> demands_on(std::uint32_t goal, std::vector<std::uint32_t> left) const;
    question asked(std::vector<std::uint32_t> all);
    bool possible(const std::vector<std::uint32_t>& demands);
    verdict below(const way& w, const subject& old_one, const subject& new_one, std::optional<witness>& found);
    std::optional<fact_values> from_parts(const question& q) const;
    [[nodiscard]] fact_values filled(fact_values joint, const std::vector<std::uint32_t>& tops, bool high) const;
    [[nodiscard]] std::optional<witness> replay(const fact_values& joint, const subject& old_one, const subject& new_one) const;
    [[nodiscard]] std::optional<number> replayed(side s, const fact_values& joint, const subject& what) const;
    bool never_above(std::uint32_t x, std::uint32_t y, int depth);
    bool operands_below(const operation& a, const operation& b, int depth);
    bool sum_below(std::vector<std::uint32_t> xs, std::vector<std::uint32_t> ys, int depth);

    joint_plan& j_;
    ranges open_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> not_above_;  // proved: the first is never above the second
    std::vector<fact_values> seen_;                                      // witnesses of parts, to be tried for the whole
    std::map<std::vector<std::uint32_t>, bool> possible_;
};

}  // namespace fenze
