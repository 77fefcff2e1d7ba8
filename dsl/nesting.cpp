#include "dsl/nesting.hpp"

#include <algorithm>

#include "dsl/fold.hpp"

namespace fenze {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::size_t index_of(numbering style) { return static_cast<std::size_t>(style); }

bool below(const std::string& key, const std::string& parent) {
    return key.size() > parent.size() && key.compare(0, parent.size(), parent) == 0 && key[parent.size()] == '.';
}

}  // namespace

outline_node& nesting::push(std::size_t keep, level added) {
    if (keep >= deepest) {
        too_deep_ = true;
        keep = deepest - 1;
    }
    if (keep < stack_.size()) {
        const level& replaced = stack_[keep];
        if (added.style == numbering::title) {
            const bool title = replaced.style == numbering::title;
            added.beside = title ? replaced.beside : replaced.style;
            added.beside_value = title ? replaced.beside_value : replaced.value;
        }
        stack_.resize(keep);
    }
    outline_node& parent = stack_.empty() ? *root_ : *stack_.back().node;
    if (!stack_.empty()) nested_[index_of(stack_.back().style)][index_of(added.style)] = true;
    parent.children.emplace_back();
    added.node = &parent.children.back();
    added.index = ++nodes_;
    stack_.push_back(std::move(added));
    return *stack_.back().node;
}

outline_node& nesting::open(std::string_view text, const heading_number& number, bool inside, const list_goes_on& goes_on) {
    level added;
    added.style = number.style;
    added.value = number.value;
    added.groups = number.groups;
    added.key = number_key(text, number);
    added.inside = inside;
    const std::string key = added.key;
    outline_node& node = push(keep_for(number, key, inside, goes_on), std::move(added));
    node.number = without_blanks(text.substr(number.at.begin, number.at.end - number.at.begin));
    node.number_key = key;
    node.item_of_line = inside;
    return node;
}

outline_node& nesting::open_title(std::size_t keep) {
    level added;
    added.style = numbering::title;
    return push(keep, std::move(added));
}

std::size_t nesting::keep_for_dotted(const heading_number& number, const std::string& key) const {
    for (std::size_t i = stack_.size(); i-- > 0;)
        if (stack_[i].style != numbering::title && below(key, stack_[i].key)) return i + 1;
    for (std::size_t i = 0; i < stack_.size(); ++i)
        if (stack_[i].style == numbering::dotted && stack_[i].groups >= number.groups) return i;
    return nowhere;
}

std::size_t nesting::keep_for_new(const heading_number& number, bool inside, const list_goes_on& goes_on) const {
    std::size_t keep = stack_.size();
    // A line below items inside a line stands beside them.
    while (!inside && keep > 0 && stack_[keep - 1].inside) --keep;
    while (keep > 0) {
        const level& top = stack_[keep - 1];
        if (top.style == numbering::title || nested_[index_of(top.style)][index_of(number.style)]) break;
        // Below by order of appearance, unless documents usually have it above and the list is over: 1. … 7. then 一、
        if (usual_rank(top.style) <= usual_rank(number.style) || top.value < 2 || inside) break;
        if (goes_on && goes_on(top.style, top.value)) break;
        --keep;
    }
    return keep;
}

std::size_t nesting::keep_for(const heading_number& number, const std::string& key, bool inside, const list_goes_on& goes_on) const {
    if (number.style == numbering::dotted) {
        const std::size_t keep = keep_for_dotted(number, key);
        return keep != nowhere ? keep : keep_for_new(number, inside, goes_on);
    }
    std::size_t follows = nowhere, smaller = nowhere, exact = nowhere, family = nowhere, beside = nowhere;
    for (std::size_t i = stack_.size(); i-- > 0;) {
        const level& l = stack_[i];
        if (l.style == number.style) {
            if (exact == nowhere) exact = i;
            if (follows == nowhere && l.value + 1 == number.value) follows = i;
            if (smaller == nowhere && l.value < number.value) smaller = i;
        } else if (family == nowhere && same_family(l.style, number.style) && l.value + 1 == number.value) {
            family = i;
        } else if (beside == nowhere && l.style == numbering::title && same_family(l.beside, number.style) && l.beside_value < number.value) {
            // 四、 behind 加分项 goes on with 三、; 22. under 附加分 goes on counting within it.
            const bool empty = l.node->children.empty() && l.node->text.empty();
            if (!(empty && usual_rank(number.style) >= usual_rank(numbering::arabic_dot))) beside = i;
        }
    }
    if (number.value == 1 && exact != nowhere) {
        if (stack_[exact].inside) return exact;  // another list inside another line
        return stack_.size();                    // begins again at 1: a level below
    }
    for (const std::size_t keep : {follows, family, beside, smaller, exact})
        if (keep != nowhere && number.value != 1) return keep;
    return keep_for_new(number, inside, goes_on);
}

outline_node& nesting::current() const {
    for (std::size_t i = stack_.size(); i-- > 0;)
        if (!stack_[i].inside) return *stack_[i].node;
    return *root_;
}

std::size_t nesting::current_index() const {
    for (std::size_t i = stack_.size(); i-- > 0;)
        if (!stack_[i].inside) return stack_[i].index;
    return 0;
}

numbering nesting::style() const {
    for (std::size_t i = stack_.size(); i-- > 0;)
        if (!stack_[i].inside) return stack_[i].style;
    return numbering::none;
}

last_numbers nesting::last() const {
    last_numbers out{};
    for (const level& l : stack_) out[index_of(l.style)] = l.value;
    return out;
}

std::size_t nesting::level_of(numbering style) const {
    for (std::size_t i = 0; i < stack_.size(); ++i)
        if (stack_[i].style == style) return i;
    return nowhere;
}

std::size_t nesting::formal_levels() const {
    std::size_t keep = 0;
    for (std::size_t i = 0; i < stack_.size(); ++i) {
        const int rank = usual_rank(stack_[i].style);
        const bool article = stack_[i].style == numbering::article;
        if (rank == 0 || rank > usual_rank(numbering::article) || (article && i + 1 == stack_.size())) break;
        keep = i + 1;
    }
    return keep;
}

}  // namespace fenze
