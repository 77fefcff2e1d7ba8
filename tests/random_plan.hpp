#pragma once
// Random small plans over few whole values, so that all completions can be gone through one by one.

#include <random>

#include "tests/plan_builder.hpp"

namespace fenze {

class random_plan {
public:
    explicit random_plan(unsigned seed) : random_(seed) {}

    plan build() {
        for (int i = 0; i < 5; ++i) one_fact();
        for (int i = 0; i < 3; ++i) numbers_.push_back(b_.constant(value(-4, 12)));
        const int size = below(12) + 4;
        for (int i = 0; i < size; ++i) one_operation();
        if (below(3) == 0) b_.must(truths_.back());
        if (below(3) == 0) bind_mark();
        plan_node node;
        node.id = "1";
        node.score = node.raw = any_of(numbers_);
        b_.p.nodes.push_back(node);
        b_.p.grades = {
            {"优秀", b_.add(op::less_equal, {b_.constant(8), numbers_.back()}), {}}, {"合格", b_.add(op::less_equal, {b_.constant(3), numbers_.back()}), {}}};
        return b_.total(numbers_.back());
    }

private:
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    number value(int from, int to) { return number::fraction(from + below(to - from + 1), 1 + below(2)); }
    std::uint32_t any_of(const std::vector<std::uint32_t>& all) { return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))]; }

    void one_fact() {
        switch (below(4)) {
            case 0: {
                const auto chosen = b_.option(3);
                choices_.push_back(chosen);
                numbers_.push_back(b_.choice(chosen, {value(0, 9), value(0, 9), value(0, 9)}));
                truths_.push_back(b_.add(op::equal, {chosen, b_.constant(below(3))}));
                break;
            }
            case 1:
                truths_.push_back(b_.yes_no());
                break;
            default: {
                const int low = below(4) - 1;
                numbers_.push_back(b_.given(fact_kind::number, number(low), number(low + 1 + below(4)), true));
            }
        }
        if (numbers_.empty()) numbers_.push_back(b_.given(fact_kind::number, number(0), number(4), true));
        if (truths_.empty()) truths_.push_back(b_.yes_no());
    }

    void one_operation() {
        const auto n = [&] { return any_of(numbers_); };
        const auto t = [&] { return any_of(truths_); };
        switch (below(15)) {
            case 0:
            case 1:
                numbers_.push_back(b_.add(op::add, {n(), n(), n()}));
                break;
            case 2:
                numbers_.push_back(b_.add(op::scale, {n()}, value(-3, 3)));
                break;
            case 3:
                numbers_.push_back(b_.add(op::min, {n(), n()}));
                break;
            case 4:
                numbers_.push_back(b_.add(op::max, {n(), n(), n()}));
                break;
            case 5: {
                const number from = value(0, 3), to = from + value(1, 4);
                numbers_.push_back(b_.tier(n(), {{{}, false, value(0, 9)}, {from, below(2) == 0, value(0, 9)}, {to, below(2) == 0, value(0, 9)}}));
                break;
            }
            case 6:
            case 7:
                numbers_.push_back(b_.add(op::select, {t(), n(), n()}));
                break;
            case 8:
                numbers_.push_back(b_.add(op::floor_divide, {n()}, value(1, 3)));
                break;
            case 9:
                truths_.push_back(b_.add(op::less, {n(), n()}));
                break;
            case 10:
                truths_.push_back(b_.add(op::less_equal, {n(), n()}));
                break;
            case 11:
                truths_.push_back(b_.add(below(2) == 0 ? op::all : op::any, {t(), t()}));
                break;
            case 12:
                truths_.push_back(b_.add(below(2) == 0 ? op::negate : op::any, {t()}));
                break;
            case 13:
                numbers_.push_back(b_.add(op::round, {n()}, {}, static_cast<std::uint32_t>(below(5)), 0));
                break;
            default:
                numbers_.push_back(below(2) == 0 ? b_.add(op::multiply, {n(), n()}) : b_.add(op::add, {n(), n()}));
        }
    }

    /// A choice holds a mark within the option's range.
    void bind_mark() {
        if (choices_.empty()) return;
        const auto mark = b_.given(fact_kind::score, number(0), number(4), true);
        const auto top = b_.choice(any_of(choices_), {4, 3, 1}), bottom = b_.choice(any_of(choices_), {2, 1, 0});
        b_.must(b_.add(op::all, {b_.add(op::less_equal, {bottom, mark}), b_.add(op::less_equal, {mark, top})}));
        numbers_.push_back(b_.add(op::add, {mark, numbers_.back()}));
    }

    std::mt19937 random_;
    plan_builder b_;
    std::vector<std::uint32_t> numbers_, truths_, choices_;
};

inline std::pair<int, int> domain(const fact& f) {
    if (f.kind == fact_kind::boolean) return {0, 1};
    if (f.kind == fact_kind::choice) return {0, static_cast<int>(f.options.size()) - 1};
    return {static_cast<int>(*f.min->to_int()), static_cast<int>(*f.max->to_int())};
}

}  // namespace fenze
