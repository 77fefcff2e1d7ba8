#pragma once
// What the shares of the total, or of one item, are taken of.

#include <set>
#include <string>
#include <vector>

#include "dsl/clause.hpp"
#include "dsl/tree.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// Writes the weights of a document into its model: of the total where they name its parts, of an item where they stand in it.
class weigher {
public:
    weigher(const source& text, model& m, const std::set<std::size_t>& declared, diagnostics& out) : text_(text), m_(m), declared_(declared), out_(out) {}

    /// 权重：管理评价意见30%，评审评价70%
    void weights(const directive& d);
    /// Weights in a node's text: over its own items, over other parts of the rubric (then they make the total), or over marks that they name.
    void weigh_node(std::size_t node, const std::vector<const weight_text*>& all);
    /// Whether the weights of the total make a whole; what they do not name stands apart from it.
    void check_weights();

private:
    void complain(const char* code, span at, words message, words help);
    [[nodiscard]] bool below(std::size_t n, std::size_t above) const;
    void weigh(const std::string& subject, span at, const number& share, span whole);

    const source& text_;
    model& m_;
    const std::set<std::size_t>& declared_;  // facts that 事实： declares
    diagnostics& out_;
    std::set<std::size_t> scale_unsaid_;  // marks of a weight without a range of their own
};

}  // namespace fenze
