#pragma once
// The canonical sentences that give or take points, and formulas; what one says is kept until all of its paragraph is understood.

#include <functional>
#include <memory>
#include <vector>

#include "interpreter/formula.hpp"
#include "interpreter/reading/exact_scan.hpp"

namespace fenze {

class rule_scan : protected exact_scan {
protected:
    using effect = std::function<void()>;
    using tree = std::shared_ptr<const formula_node>;

    rule_scan(const source& text, const folded& line, model& m, std::size_t node, exact_reader::known_facts& known)
        : exact_scan(text, line, m, node, known), rules_(m.nodes[node].rules.size()) {}

    bool add(decltype(rule::is) is, const char* family, bool take);
    bool round_up(const std::string& unit, const number& step);
    // “F”每3件得5分,最多计4份
    bool per_unit(std::size_t f);
    // “F”超过10件的部分,每2件得1分; nothing where the sentence goes on otherwise
    std::optional<bool> steps(std::size_t f);
    bool choice(std::size_t f);
    // 为“比较重要”, 500万元以上: the fact is the one before.
    condition again(const condition& before);
    bool judged(std::size_t f);
    bool ratio(ratio_rule out);
    bool ratio_by_class(std::size_t f);
    bool tiers();

    static tree join(formula_node::form kind, tree a, tree b);
    tree leaf(int depth);
    // The canonical words bracket every part: one operation at most.
    tree expression(int depth);

    std::size_t rules_;  // of the node, with those of this paragraph
    std::vector<effect> effects_;
};

}  // namespace fenze
