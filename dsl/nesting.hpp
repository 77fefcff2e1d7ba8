#pragma once
// Which heading stands below which: a stack of the styles in use, one level for each in order of first appearance.

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "dsl/items.hpp"
#include "dsl/tree.hpp"

namespace fenze {

/// Whether the list of a style goes on behind the current line with the number after `value`.
using list_goes_on = std::function<bool(numbering style, std::uint32_t value)>;

class nesting {
public:
    explicit nesting(outline_node& root) : root_(&root) {}

    /// A new node for the number, put where it belongs. `inside`: within a line.
    outline_node& open(std::string_view text, const heading_number& number, bool inside, const list_goes_on& goes_on = {});
    /// A new node for a heading without a number, below the first `keep` levels.
    outline_node& open_title(std::size_t keep);
    void reset() { stack_.clear(); }
    /// Items inside the line above end: another line opens a list of its own.
    void close_items() {
        while (!stack_.empty() && stack_.back().inside) stack_.pop_back();
    }

    /// Where text lines go: the deepest heading that is not an item inside a line.
    [[nodiscard]] outline_node& current() const;
    /// Preorder number of that heading, 0 for the root.
    [[nodiscard]] std::size_t current_index() const;
    [[nodiscard]] last_numbers last() const;

    [[nodiscard]] bool at_root() const { return stack_.empty(); }
    [[nodiscard]] std::size_t depth() const { return stack_.size(); }
    /// Style of the deepest heading that is not an item inside a line; none at the root.
    [[nodiscard]] numbering style() const;
    /// Levels above the outermost one in this style; npos where it is not in use.
    [[nodiscard]] std::size_t level_of(numbering style) const;
    /// Levels that are chapters, sections or articles: where an unnumbered 加分项 stands.
    [[nodiscard]] std::size_t formal_levels() const;

    [[nodiscard]] bool too_deep() const { return too_deep_; }
    [[nodiscard]] std::size_t nodes() const { return nodes_; }
    /// Nodes that were put below current() by another hand.
    void count(std::size_t more) { nodes_ += more; }

    static constexpr std::size_t deepest = 24;

private:
    struct level {
        numbering style = numbering::none;
        std::uint32_t value = 0;
        std::uint32_t groups = 1;
        std::string key;
        outline_node* node = nullptr;  // stays valid: a parent's children do not grow while one of them is on the stack
        std::size_t index = 0;
        bool inside = false;
        numbering beside = numbering::none;  // for titles: the list they interrupt
        std::uint32_t beside_value = 0;
    };

    outline_node& push(std::size_t keep, level added);
    [[nodiscard]] std::size_t keep_for(const heading_number& number, const std::string& key, bool inside, const list_goes_on& goes_on) const;
    [[nodiscard]] std::size_t keep_for_dotted(const heading_number& number, const std::string& key) const;
    [[nodiscard]] std::size_t keep_for_new(const heading_number& number, bool inside, const list_goes_on& goes_on) const;

    outline_node* root_;
    std::vector<level> stack_;
    std::size_t nodes_ = 0;
    bool too_deep_ = false;
    // Whether a style was met below another: what nested once nests again.
    std::array<std::array<bool, static_cast<std::size_t>(numbering::count)>, static_cast<std::size_t>(numbering::count)> nested_{};
};

}  // namespace fenze
