#include "dsl/outline.hpp"

#include <algorithm>

#include "dsl/characters.hpp"
#include "dsl/directive.hpp"
#include "dsl/fold.hpp"
#include "dsl/mark.hpp"
#include "dsl/nesting.hpp"
#include "dsl/sections.hpp"
#include "dsl/settle.hpp"

namespace fenze {
namespace {

std::string_view slice(std::string_view text, span at) { return text.substr(at.begin, at.end - at.begin); }

// More headings than any document has; beyond it lines stay text, so that memory keeps to the text's size.
constexpr std::size_t most_nodes = 300000;

class builder {
public:
    builder(const source& text, diagnostics& out) : text_(text.text()), out_(out), all_(find_sections(text_, read_lines(text_, out))) {
        tree_.rubrics.emplace_back();
        numbers_.resize(static_cast<std::size_t>(numbering::count));
        for (std::size_t i = 0; i < all_.lines.size(); ++i) {
            const line& one = all_.lines[i];
            if (one.kind == line_kind::annex || one.kind == line_kind::book_title) resets_.push_back(i);
            if (one.kind == line_kind::numbered) numbers_[static_cast<std::size_t>(one.number.style)].push_back(i);
        }
    }
    document_tree build();

private:
    void read(std::size_t i);
    void read_numbered(std::size_t i);
    void read_plain(std::size_t i);
    bool read_heading_line(std::size_t i);
    void read_table(std::size_t i);
    void add_items(const std::vector<line_piece>& pieces);
    void fill(outline_node& node, span at, span words, const heading_number* number);
    void add_text(span at);
    void error(std::string code, span at, words message, words help, severity level = severity::error);
    [[nodiscard]] bool goes_on(std::size_t line, numbering style, std::uint32_t value);
    [[nodiscard]] bool is_section(std::size_t i, const mark_found& mark) const;
    [[nodiscard]] bool ends_in_mark(std::size_t i) const;
    [[nodiscard]] std::size_t title_level(std::size_t i, bool kind) const;
    [[nodiscard]] bool room(span at, std::size_t more = 1);

    std::string_view text_;
    diagnostics& out_;
    document_sections all_;
    document_tree tree_;
    std::optional<nesting> levels_;
    std::vector<std::vector<std::size_t>> numbers_;  // for each style, the lines that bear it
    std::vector<std::size_t> resets_;
    bool option_before_ = false;  // the line before was text ending in （N分）
    bool told_depth_ = false, told_nodes_ = false;
};

void builder::error(std::string code, span at, words message, words help, severity level) {
    out_.push_back({std::move(code), level, at, std::move(message), std::move(help), {}, {}, {}});
}

void builder::add_text(span at) {
    if (!at.empty()) levels_->current().text.push_back({at, false});
}

// Whether another line counts on from `value` before the document's next part.
bool builder::goes_on(std::size_t line, numbering style, std::uint32_t value) {
    const auto& lines = numbers_[static_cast<std::size_t>(style)];
    const auto next = std::upper_bound(lines.begin(), lines.end(), line);
    if (next == lines.end() || all_.lines[*next].number.value <= value) return false;
    const auto reset = std::upper_bound(resets_.begin(), resets_.end(), line);
    return reset == resets_.end() || *reset > *next;
}

bool builder::room(span at, std::size_t more) {
    if (levels_->nodes() + more <= most_nodes) return true;
    if (!told_nodes_)
        error("FZ024", at, {"条目太多，从这里起不再分条", "too many headings; from here on they are read as text"}, {"拆成几个文件", "split the file"});
    told_nodes_ = true;
    return false;
}

void builder::fill(outline_node& node, span at, span words, const heading_number* number) {
    heading_parts parts = read_heading(text_, words);
    node.title = std::move(parts.title);
    node.title_at = parts.title_at;
    node.mark = std::move(parts.mark);
    node.at = at;
    if (!parts.text.empty()) node.text.push_back({parts.text, false});
    if (levels_->too_deep() && !told_depth_) {
        error("FZ020", number != nullptr ? number->at : at, {"标题嵌套过深", "headings are nested too deeply"},
            {"编号若总是从1写起，请改成连续的编号", "if every number is 1, count on instead"});
        told_depth_ = true;
    }
}

void builder::add_items(const std::vector<line_piece>& pieces) {
    for (std::size_t k = 1; k < pieces.size(); ++k) {
        const line_piece& piece = pieces[k];
        if (!piece.number || !room(piece.words)) {
            add_text(piece.words);
            continue;
        }
        outline_node& node = levels_->open(text_, *piece.number, true);
        fill(node, cover(piece.number->at, piece.words), piece.words, &*piece.number);
    }
}

void builder::read_numbered(std::size_t i) {
    const line& one = all_.lines[i];
    if (!room(one.at)) {
        add_text(one.at);
        return;
    }
    const auto pieces = split_items(text_, one.at, one.number, levels_->last());
    outline_node& node = levels_->open(text_, one.number, false, [&](numbering style, std::uint32_t value) { return goes_on(i, style, value); });
    fill(node, one.at, pieces.front().words, &one.number);
    add_items(pieces);
}

bool builder::ends_in_mark(std::size_t i) const {
    return i < all_.lines.size() && all_.lines[i].kind == line_kind::plain && trailing_mark(text_, all_.lines[i].at).has_value();
}

// An unnumbered line that ends in （N分）: the title of a section, or an award of the item above?
bool builder::is_section(std::size_t i, const mark_found& mark) const {
    const span front{all_.lines[i].at.begin, mark.begin};
    if (trim(text_, front).empty() || holds_points(text_, front)) return false;
    for (std::size_t at = front.begin; at < front.end;) {
        const glyph g = glyph_at(text_, at, front.end);
        if (g.code == U'。' || g.code == ';' || g.code == ',' || g.code == ':') return false;
        at += g.size;
    }
    const numbering above = levels_->style();
    if (above == numbering::none) return true;
    if (option_before_) return false;
    if (above == numbering::title) return true;
    if (i + 1 >= all_.lines.size()) return false;
    const line& next = all_.lines[i + 1];
    if (all_.roles[i + 1].table != 0) return true;
    const outline_node& item = levels_->current();
    if (next.kind == line_kind::numbered) {
        if (next.number.value == 1) return true;
        if (levels_->level_of(numbering::title) == static_cast<std::size_t>(-1)) return false;
        return item.mark ? greater_mark(mark.mark, *item.mark) : !item.text.empty();
    }
    // 组织机构（10分） with sentences below it under 一、, but not under an item.
    return next.kind == line_kind::plain && !ends_in_mark(i + 1) && holds_points(text_, next.at) && usual_rank(above) <= usual_rank(numbering::chinese_bracket);
}

// Levels that stay open above an unnumbered title.
std::size_t builder::title_level(std::size_t i, bool kind) const {
    const std::size_t titles = levels_->level_of(numbering::title);
    if (titles != static_cast<std::size_t>(-1)) return titles;
    if (kind) return levels_->formal_levels();
    if (i + 1 < all_.lines.size() && all_.lines[i + 1].kind == line_kind::numbered) {
        const std::size_t list = levels_->level_of(all_.lines[i + 1].number.style);
        if (list != static_cast<std::size_t>(-1)) return list;
    }
    return levels_->depth();
}

bool builder::read_heading_line(std::size_t i) {
    const span at = all_.lines[i].at;
    constexpr std::uint32_t longest = 200;
    if (all_.lines[i].kind != line_kind::plain || at.end - at.begin > longest) return false;
    const heading_parts parts = read_heading(text_, at);
    const bool kind = is_kind_heading(parts.title);
    const auto mark = trailing_mark(text_, at);
    if (!kind && !(mark && is_section(i, *mark))) return false;
    if (!room(at)) return false;
    outline_node& node = levels_->open_title(title_level(i, kind));
    fill(node, at, at, nullptr);
    return true;
}

void builder::read_plain(std::size_t i) {
    const line& one = all_.lines[i];
    outline_node& above = levels_->current();
    if (!above.number.empty() && above.title_at.empty() && above.text.empty() && above.children.empty() && one.kind == line_kind::plain) {
        fill(above, cover(above.at, one.at), one.at, nullptr);  // 一、 and its words on the next line
        return;
    }
    if (read_heading_line(i)) {
        option_before_ = false;
        return;
    }
    option_before_ = ends_in_mark(i);
    if (one.kind == line_kind::lettered) {
        add_text(one.at);
        return;
    }
    const auto pieces = split_items(text_, one.at, std::nullopt, levels_->last());
    add_text(pieces.front().words);
    if (pieces.size() > 1 && pieces[1].number && pieces[1].number->value == 1) levels_->close_items();
    add_items(pieces);
}

void builder::read_table(std::size_t i) {
    const table& what = all_.tables[all_.roles[i].table - 1];
    levels_->close_items();  // before their parent's children move
    outline_node& parent = levels_->current();
    if (what.scores) {
        if (!room(what.first_row, what.rows.size())) return;
        if (what.evidence)
            error("FZ028", what.first_row,
                {"此表各项在另一张表里评分，这里只作佐证，不重复计分", "the items of this table are scored in another one; here they are evidence only"}, {},
                severity::note);
        const std::size_t before = parent.children.size();
        add_table(text_, what, parent, tree_.rubrics.back().total, out_);
        std::vector<const outline_node*> fresh;
        for (std::size_t k = before; k < parent.children.size(); ++k) fresh.push_back(&parent.children[k]);
        while (!fresh.empty()) {
            const outline_node* node = fresh.back();
            fresh.pop_back();
            levels_->count(1);
            for (const outline_node& child : node->children) fresh.push_back(&child);
        }
        return;
    }
    // A form or a list: its labels are furniture, its sentences prose; points in it are a score table that was not recognised.
    bool told = false;
    for (const span row : what.rows)
        for (const span cell : cells_of(text_, row, what.tabs, what.bordered)) {
            if (cell.empty()) continue;
            if (holds_points(text_, cell)) {
                if (!told)
                    error("FZ029", cell, {"表格里有分数，但认不出表头", "this table has points, but its header is not known"},
                        {"表头用：指标、分值、评分标准 …", "head its columns with 指标, 分值, 评分标准 …"});
                told = true;
            } else if (slice(text_, cell).find("。") != std::string_view::npos) {
                parent.text.push_back({cell, false});
            }
        }
}

void builder::read(std::size_t i) {
    const line& one = all_.lines[i];
    const line_role& role = all_.roles[i];
    if (role.opens_rubric) {
        tree_.rubrics.emplace_back();
        levels_.reset();
        option_before_ = false;
    }
    if (!levels_) levels_.emplace(tree_.rubrics.back().root);
    if (role.names_rubric) {
        levels_->reset();
        span title = one.at;
        if (one.kind == line_kind::book_title && glyph_before(text_, one.at.begin, one.at.end).code == U'》') title = {one.at.begin + 3, one.at.end - 3};
        tree_.rubrics.back().title = without_blanks(slice(text_, title));
        tree_.rubrics.back().title_at = title;
        return;
    }
    if (role.in_table) {
        if (role.table != 0) read_table(i);
        return;
    }
    if (i + 1 < all_.lines.size() && all_.roles[i + 1].table != 0 && all_.tables[all_.roles[i + 1].table - 1].scores && is_title_like(text_, one))
        levels_->reset();
    switch (one.kind) {
        case line_kind::directive: {
            directive found = *directive_at(text_, one.at);
            found.node = levels_->current_index();
            tree_.rubrics.back().directives.push_back(std::move(found));
            return;
        }
        case line_kind::annex:
        case line_kind::book_title:
            levels_->reset();
            add_text(one.at);
            return;
        case line_kind::numbered:
            option_before_ = false;
            read_numbered(i);
            return;
        case line_kind::plain:
        case line_kind::lettered:
        case line_kind::row:
        case line_kind::tab_row:
            read_plain(i);
    }
}

document_tree builder::build() {
    for (std::size_t i = 0; i < all_.lines.size(); ++i) read(i);
    for (rubric_text& rubric : tree_.rubrics) settle(text_, rubric.root);
    return std::move(tree_);
}

}  // namespace

document_tree outline(const source& text, diagnostics& out) { return builder(text, out).build(); }

}  // namespace fenze
