#include "interpreter/panels/join.hpp"

#include "interpreter/emitter.hpp"
#include "interpreter/evaluate.hpp"

namespace fenze {
namespace {

const model no_model;

class joiner : emitter {
public:
    joiner() : emitter(no_model) {}

    number join(const std::vector<number>& marks, fallen_marks falls, span at) {
        std::vector<id> all;
        for (const auto& mark : marks) all.push_back(constant(mark, at));
        const id came_to = joined_marks(std::move(all), falls.high, falls.low, at);
        return evaluate(plan_, {}).values[came_to];
    }
};

}  // namespace

fallen_marks fallen_of(joining how, std::size_t drop_high, std::size_t drop_low, std::size_t marks) {
    switch (how) {
        case joining::mean:
            return {drop_high, drop_low};
        case joining::middle:
            return {(marks - 1) / 2, (marks - 1) / 2};
        case joining::highest:
            return {0, marks - 1};
        case joining::lowest:
            return {marks - 1, 0};
    }
    return {};
}

number joined_mark(const panel::part& part, const std::vector<number>& marks) {
    return joiner().join(marks, fallen_of(part.how, part.drop_high, part.drop_low, marks.size()), {});
}

}  // namespace fenze
