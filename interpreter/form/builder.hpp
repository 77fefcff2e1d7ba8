#pragma once
// A form while it is being read: boxes, the facts behind them, and relations.

#include <string>

#include "interpreter/form/cells.hpp"
#include "interpreter/form/form.hpp"
#include "interpreter/formula.hpp"

namespace fenze {

/// What is known of a box before its name is settled.
struct new_box {
    std::string name, label, group, unit;
    std::vector<std::string> says;
    std::string feeds;     // → fact
    bool details = false;  // a text beside a count
    span at;
};

class form_builder {
public:
    form_builder(const source& text, const plan& scoring, diagnostics& out) : text_(text), scoring_(scoring), out_(out) {}

    form made;

    /// Adds the box, or refines the one of that name; its index.
    std::size_t add(const new_box& box);
    /// A box of a table of figures.
    std::size_t add_figure(std::string name, const std::string& unit, bool may_be_negative, span at);
    /// The box of the name, or nothing.
    [[nodiscard]] std::optional<std::size_t> box_named(std::string_view name) const;
    /// left ? right, where ? is = or ≤; computes the left box where it is blank and `computes`.
    void relate(
        const std::shared_ptr<const formula_node>& left, const std::shared_ptr<const formula_node>& right, bool equal, bool computes, span at, words message);
    /// A node for a box.
    [[nodiscard]] std::shared_ptr<const formula_node> node_of(std::size_t box) const;
    /// The sum of boxes; null where there are none.
    [[nodiscard]] std::shared_ptr<const formula_node> sum_of(const std::vector<std::size_t>& boxes) const;
    /// A node for a scoring fact, which the form's own plan then bears a copy of.
    std::shared_ptr<const formula_node> node_of_scoring(std::uint32_t fact);

    void problem(const char* code, span at, words message, words help);
    [[nodiscard]] const source& text() const { return text_; }
    [[nodiscard]] const plan& scoring() const { return scoring_; }

private:
    std::uint32_t add_fact(fact f);
    void say(form_box& box, const std::vector<std::string>& says, const std::string& unit);
    void guess(form_box& box);
    void feed(form_box& box, const std::string& name, span at);

    const source& text_;
    const plan& scoring_;
    diagnostics& out_;
};

/// What is counted or measured in the unit: amounts of money, shares, counts.
fact_kind kind_of_unit(std::string_view unit);

/// A table of figures whose head numbers its columns: lines [from, …); how many lines it took, 0 where none begins here.
std::size_t read_grid(form_builder& to, const std::vector<form_line>& lines, std::size_t from, const std::string& name);

/// 核对：成员总数 = 成员企业数 + 成员高校数量
void read_relation(form_builder& to, span at);

}  // namespace fenze
