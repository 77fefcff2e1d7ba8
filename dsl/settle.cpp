#include "dsl/settle.hpp"

#include <algorithm>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/mark.hpp"

namespace fenze {
namespace {

std::string_view slice(std::string_view text, span at) { return text.substr(at.begin, at.end - at.begin); }

// （一）基本分 100分 with items or sentences below it: what looked like an award is the mark.
void settle_mark(std::string_view text, outline_node& node) {
    if (node.mark || node.text.empty() || node.number.empty() || node.text.front().from_table) return;
    const span own = node.text.front().at;
    if (own.begin < node.at.begin || own.end > node.at.end) return;
    auto mark = spaced_mark(text, own);
    if (!mark) return;
    const bool items = std::any_of(node.children.begin(), node.children.end(), [](const outline_node& child) { return !child.item_of_line; });
    const bool sentences =
        node.text.size() > 1 && holds_points(text, node.text[1].at) && !spaced_mark(text, node.text[1].at) && !trailing_mark(text, node.text[1].at);
    if (!items && !sentences) return;
    node.title_at = trim(text, {own.begin, mark->at.begin});
    while (glyph_before(text, node.title_at.begin, node.title_at.end).code == ':')
        node.title_at.end -= glyph_before(text, node.title_at.begin, node.title_at.end).size;
    node.title = without_blanks(slice(text, node.title_at));
    node.mark = std::move(mark);
    node.text.erase(node.text.begin());
}

// Depth is bounded by nesting::deepest.
void settle_node(std::string_view text, outline_node& node, int level, section_kind above) {
    settle_mark(text, node);
    node.level = level;
    if (const auto kind = kind_of_title(node.title); kind && level > 0) node.kind = *kind;
    else node.kind = above;
    for (outline_node& child : node.children) settle_node(text, child, level + 1, node.kind);
}

}  // namespace

void settle(std::string_view text, outline_node& root) { settle_node(text, root, 0, section_kind::base); }

}  // namespace fenze
