#pragma once
// Instructions over columns → expressions of SQL. Nothing (NULL) stands for what `evaluate` cannot compute: a fact that is not known, a
// division by zero; so an expression is NULL wherever an operand that decides it is.

#include <string>
#include <vector>

#include "interpreter/sql/program.hpp"

namespace fenze {

class sql_expressions {
public:
    sql_expressions(const sql_program& program, const sql_dialect& engine, bool strict);

    /// The column's name where it has one of its own, else its expression.
    [[nodiscard]] std::string as_number(std::uint32_t column) const;
    [[nodiscard]] std::string as_condition(std::uint32_t column) const;
    /// How the column is computed from columns that have names; of the type that is_truth says.
    [[nodiscard]] std::string expression(std::uint32_t column) const;
    [[nodiscard]] bool is_truth(std::uint32_t column) const { return truth_[column]; }
    [[nodiscard]] bool is_wide(std::uint32_t column) const { return wide(program_.made[column]); }
    /// The columns that it is computed from, through those without names.
    [[nodiscard]] std::vector<std::uint32_t> sources(std::uint32_t column) const;
    /// Whether the column is worth a name: it is used more than once, or wanted.
    [[nodiscard]] bool named(std::uint32_t column) const { return !names_[column].empty(); }
    [[nodiscard]] bool wanted(std::uint32_t column) const { return uses_[column] > 1 || long_[column]; }
    [[nodiscard]] const std::string& as_named(std::uint32_t column) const { return names_[column]; }
    void set_name(std::uint32_t column, std::string name) { names_[column] = std::move(name); }
    void set_truth(std::uint32_t column) { truth_[column] = true; }
    [[nodiscard]] const instruction<number>* made_by(std::uint32_t column) const { return by_[column] < 0 ? nullptr : &program_.code[by_[column]]; }

    /// n ÷ d rounded in the given way; n and d are names or short, d is greater than zero.
    [[nodiscard]] std::string rounded_quotient(const std::string& n, const std::string& d, rounding way, bool may_be_negative, bool wide) const;

private:
    using step = instruction<number>;
    using what = step::what;

    [[nodiscard]] bool wide(const column_value& v) const;
    [[nodiscard]] std::string term(const step::term& t, bool wide) const;
    [[nodiscard]] std::string constant(const number& n) const { return engine_.whole(n); }
    [[nodiscard]] std::string typed(const std::string& text, const step& s) const;
    [[nodiscard]] bool computes_wide(const step& s) const;
    [[nodiscard]] std::string sum(const step& s) const;
    [[nodiscard]] std::string test(const step& s, const char* sign) const;
    [[nodiscard]] std::string extreme(const step& s) const;
    [[nodiscard]] std::string join(const step& s) const;
    [[nodiscard]] std::string select(const step& s) const;
    [[nodiscard]] std::string rises(const step& s) const;
    [[nodiscard]] std::string table(const step& s) const;
    [[nodiscard]] std::string divided(const step& s) const;
    [[nodiscard]] std::string compute(const step& s) const;

    const sql_program& program_;
    const sql_dialect& engine_;
    bool strict_;
    std::vector<std::ptrdiff_t> by_;
    std::vector<std::string> names_;
    std::vector<std::size_t> uses_;
    std::vector<bool> truth_, long_;
};

}  // namespace fenze
