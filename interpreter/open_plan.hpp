#pragma once
// The part of a plan that is still open: what the known facts decide is a constant, and what is left says which unknown
// facts come to which operation.

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/cases.hpp"
#include "interpreter/evaluate.hpp"

namespace fenze {

/// A set of groups of facts.
struct group_set {
    std::vector<std::uint64_t> words;

    explicit group_set(std::size_t groups = 0) : words((groups + 63) / 64) {}
    void insert(std::size_t i) { words[i / 64] |= std::uint64_t{1} << (i % 64); }
    [[nodiscard]] bool contains(std::size_t i) const { return (words[i / 64] >> (i % 64) & 1) != 0; }
    void insert(const group_set& other) {
        for (std::size_t i = 0; i < words.size(); ++i) words[i] |= other.words[i];
    }
    [[nodiscard]] bool meets(const group_set& other) const {
        for (std::size_t i = 0; i < words.size(); ++i)
            if ((words[i] & other.words[i]) != 0) return true;
        return false;
    }
    [[nodiscard]] bool empty() const {
        for (const std::uint64_t w : words)
            if (w != 0) return false;
        return true;
    }
    template <typename Holds>
    [[nodiscard]] bool all_of(Holds holds) const {
        for (std::size_t i = 0; i < words.size(); ++i)
            for (std::uint64_t left = words[i]; left != 0; left &= left - 1)
                if (!holds(i * 64 + static_cast<std::size_t>(std::countr_zero(left)))) return false;
        return true;
    }
};

/// Facts that a constraint binds are one group; any other unknown fact is a group of its own.
struct open_plan {
    plan program;                                      // facts, operations and their tables only
    std::vector<std::uint32_t> at;                     // operation of the whole plan → here
    std::vector<std::uint32_t> origin;                 // and back, to the one it stands for
    std::vector<std::optional<number>> known;          // per operation: its value, where no unknown fact comes to it
    std::vector<extent> domain;                        // per fact
    std::vector<std::uint32_t> group;                  // per fact
    std::vector<std::vector<std::uint32_t>> bound_by;  // per group: operations that must be 1
    std::vector<group_set> reached_by;                 // per operation
    std::vector<std::uint32_t> grades;                 // operation that is 1 where this grade, or after the last none, is the first to hold
    bool possible = true;                              // false: a fact has no value left
};

open_plan open_part(const plan& p, const fact_values& facts);

/// What a fact may be before any constraint is looked at.
extent domain_of(const fact& f);
bool takes_whole(const fact& f);

/// Operations that decide one, in order, itself last.
std::vector<std::uint32_t> cone_of(const plan& p, const std::vector<std::uint32_t>& tops);

}  // namespace fenze
