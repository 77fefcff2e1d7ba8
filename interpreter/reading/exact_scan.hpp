#pragma once
// Words and phrases of the canonical sentences, read at one place of folded text: figures, names, points, intervals, conditions.

#include <optional>
#include <string>
#include <string_view>

#include "dsl/fold.hpp"
#include "interpreter/reading/exact.hpp"

namespace fenze {

class exact_scan {
protected:
    struct points_here {
        number points;
        bool take = false;
    };
    static constexpr int deepest = 100;

    exact_scan(const source& text, const folded& line, model& m, std::size_t node, exact_reader::known_facts& known)
        : text_(text), line_(line), model_(m), node_(node), known_(known) {}

    bool skip(std::string_view word);
    // A decimal or a fraction, with its sign.
    std::optional<number> figure();
    // The words between “ and ”.
    std::optional<std::string> quotation();
    // A quoted name that 填报 made known, in this item before elsewhere.
    std::optional<std::size_t> fact_here();
    std::optional<std::size_t> option_of(std::size_t f);
    std::string unit_of(std::size_t f) const;
    // A figure in the fact's own unit.
    std::optional<number> amount(std::size_t f);
    [[nodiscard]] span here() const;
    // 得5分, 扣2分
    std::optional<points_here> points();
    std::optional<interval> one_interval(const std::string& unit);
    // 800万元以上, 5至9家, 超过60分且不足90分
    std::optional<interval> interval_here(const std::string& unit);
    // “F”800万元以上, “F”为“很完善”, 非“F”, （甲且乙）
    std::optional<condition> one_condition(int depth);
    std::optional<condition> condition_here(int depth = 0);

    const source& text_;
    const folded& line_;
    model& model_;
    std::size_t node_;
    std::size_t at_ = 0, begin_ = 0;  // the place, and where its sentence began
    exact_reader::known_facts& known_;
};

inline bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace fenze
