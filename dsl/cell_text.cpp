#include "dsl/cell_text.hpp"

#include <algorithm>

#include "dsl/characters.hpp"
#include "dsl/mark.hpp"
#include "dsl/nesting.hpp"

namespace fenze {
namespace {

void add_paragraph(std::string_view text, outline_node& node, span at) {
    nesting items(node);
    for (const line_piece& piece : split_items(text, at, std::nullopt, {}, true)) {
        constexpr std::size_t most_items = 1000;  // a cell with more is no cell
        if (!piece.number || items.nodes() >= most_items) {
            if (!piece.words.empty()) node.text.push_back({piece.words, true});
            continue;
        }
        outline_node& child = items.open(text, *piece.number, true);
        heading_parts parts = read_heading(text, piece.words);
        child.title = std::move(parts.title);
        child.title_at = parts.title_at;
        child.mark = std::move(parts.mark);
        child.at = cover(piece.number->at, piece.words);
        child.evidence = node.evidence;
        if (!parts.text.empty()) child.text.push_back({parts.text, true});
    }
}

}  // namespace

void add_cell(std::string_view text, outline_node& node, span at) {
    for (std::size_t begin = at.begin; begin < at.end;) {
        std::size_t stop = begin, next = at.end;
        for (; stop < at.end; ++stop) {
            if (text[stop] != '<') continue;
            text_cursor c{text, stop + 1, at.end};
            if (!(c.take("br") || c.take("BR"))) continue;
            c.blanks();
            c.take(U'/');
            if (!c.take(U'>')) continue;
            next = c.at;
            break;
        }
        const span part = trim(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(stop)});
        if (!part.empty()) add_paragraph(text, node, part);
        begin = std::max(next, stop + 1);
    }
}

}  // namespace fenze
