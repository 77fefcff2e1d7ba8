#pragma once
// Formulas of the document: 得分 = 20 × 基准价 / 投标价. Any exact expression of numbers, names, + − × ÷ and brackets.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/model.hpp"
#include "interpreter/plan.hpp"

namespace fenze {

struct formula_node {
    enum class form { number, name, fact, add, subtract, multiply, divide, least, greatest } kind = form::number;
    number value;          // number
    std::string name;      // name, before it is resolved
    std::size_t fact = 0;  // fact of the model
    bool percent = false;  // the fact is a percent: 30 means 30%
    std::vector<std::shared_ptr<const formula_node>> parts;
};

/// Folded text → tree; nothing where it is no expression. Nesting is limited to 100 levels.
std::shared_ptr<const formula_node> parse_formula(std::string_view folded);

/// All names in order of appearance.
void names_in(const formula_node& tree, std::vector<std::string>& out);

/// The tree with its names replaced.
std::shared_ptr<const formula_node> resolve(const formula_node& tree, const std::function<std::shared_ptr<const formula_node>(const std::string&)>& by);

struct formula_target {
    plan& into;
    const std::vector<std::uint32_t>& fact;  // model fact → plan fact
};
std::uint32_t lower_formula(const formula_node& tree, formula_target& target, span at);

/// The tree with its percentages as figures (90, not 0.9); nothing where it has none.
std::shared_ptr<const formula_node> as_percent_points(const formula_node& tree);

/// Whether a bare figure above one is added to or taken from a percentage: 完成率－60.
bool subtracts_points(const formula_node& tree);

/// What the tree comes to; nothing where a fact has no value, or by a division by zero.
std::optional<number> value_of(const formula_node& tree, const std::function<std::optional<number>(std::size_t)>& fact);

/// Facts of the model that the tree uses.
void facts_in(const formula_node& tree, std::vector<std::size_t>& out);
/// The tree as text that parses again, with facts by name.
std::string formula_text_of(const formula_node& tree, const std::vector<fact>& facts);

}  // namespace fenze
