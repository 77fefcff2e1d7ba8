#pragma once
// What a plan asks for: its facts in the document's order, the marks of several judges made one, and the ranges that marks keep to.

#include <optional>
#include <utility>
#include <vector>

#include "interpreter/emitter.hpp"

namespace fenze {

/// Adds facts, panels and the limits of marks to a plan. `take_facts` comes before every other operation: fact i is operation i.
class asker : protected emitter {
protected:
    using emitter::emitter;

    void take_facts();
    /// A mark keeps to the range of the condition that holds; where none holds it is zero.
    void limits();

    std::vector<std::vector<id>> asked_;  // by fact of the model: the facts of the plan that ask for it

private:
    std::pair<std::uint32_t, std::uint32_t> mentioned(std::size_t f) const;
    id ask(std::size_t f, fact asked);
    void ask_judges(const judging& j);
    void join_marks(const judging& j);
    std::optional<id> tier_of(const mark_limit& l);
    void limit_mark(const mark_limit& l, id asked);
};

}  // namespace fenze
