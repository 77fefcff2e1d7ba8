#pragma once
// What there is to try in a rubric: each rule, and each boundary from below, at it, and from above; found in the plan's operations.

#include "interpreter/extent.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

enum class target_kind : std::uint8_t {
    clause,     // a rule gives points
    threshold,  // a figure that a fact or a sum is compared with: tiers, conditions, targets, the base of steps
    step,       // whole steps: 每2件, 每增长500万元
    cap,        // the most that rules, an item or a section give, or the most that is taken away
    floor,      // 扣完为止
    grade,      // a line between grades
    choice,     // the options of a choice, the values a mark may have
    truth,      // yes and no
    mark,       // the ends of a mark's range
};

enum class side : std::uint8_t { whole, below, at, above };

/// One way to see a situation: an operation that the result must hang on, and where a value must lie.
struct probe {
    std::uint32_t operation = 0;  // must be observed
    std::uint32_t of = 0;         // whose value
    extent in;                    // where it lies; with `step`: where what is left over a whole step lies
    std::optional<number> step;
    bool nonzero = false;               // anything but zero, and no extent
    std::optional<extent> wide;         // where no value is so near: up to the next figure
    bool freely = true;                 // observed so that more and less would both show; taken back where no facts do that
    std::optional<std::uint32_t> mark;  // only a constraint asks: the mark that it binds must be observed as well
};

/// One thing to try. `where` is `whole` for what has no sides: a rule, an option (`option` says which), yes or no.
struct situation {
    side where = side::whole;
    number option;
    std::string option_words;
    std::vector<probe> seen_by;  // any of them
    bool possible = true;        // false: bounds show that no facts come to it
};

/// A rule, or one boundary, with all that is to be tried of it.
struct target {
    target_kind kind = target_kind::clause;
    std::optional<std::uint32_t> fact;
    std::optional<std::uint32_t> node;  // the smallest item that hangs on it; nothing: only the total or the grade does
    number figure;                      // in the fact's own unit, or in points
    std::optional<number> first;        // step of a fact: where the first step is whole
    bool bend = false;                  // nothing leaps here: what is counted begins or ends
    span at;
    std::string text;  // clause: its words
    std::vector<situation> situations;
};

std::vector<target> targets_of(const plan& p);

/// Whether a value lies where the probe asks.
bool lies(const probe& where, const number& value);

/// Asks less of a situation that no facts come to as it is. False where there is nothing less to ask.
bool ask_less(situation& s);

/// How near to a figure a value must be that tries it from beside; whole facts have their neighbours instead.
number nearness(const number& figure, const fact* of);

}  // namespace fenze
