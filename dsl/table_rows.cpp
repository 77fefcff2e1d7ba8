// The rows of a table as outline nodes: indicators nest, a row is an item, its standard a paragraph.

#include <algorithm>
#include <utility>

#include "dsl/cell_text.hpp"
#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/mark.hpp"
#include "dsl/numeral.hpp"
#include "dsl/table.hpp"
#include "dsl/table_section.hpp"

namespace fenze {
namespace {

std::string_view slice(std::string_view text, span at) { return text.substr(at.begin, at.end - at.begin); }

diagnostic problem(std::string code, severity level, span at, words message, words help) {
    return {std::move(code), level, at, std::move(message), std::move(help), {}, {}, {}};
}

// — and 无 in a cell: nothing is meant.
bool says_nothing(std::string_view text, span cell) {
    const std::string words = without_blanks(slice(text, cell));
    return words.empty() || words == "-" || words == "—" || words == "——" || words == "/" || words == "无" || words == "…" || words == "……" || words == "\\" ||
           words == "--";
}

class row_reader {
public:
    row_reader(std::string_view text, const table& what, outline_node& parent, std::optional<written_mark>& total, diagnostics& out)
        : text_(text), table_(what), parent_(parent), total_(total), out_(out) {
        for (std::size_t i = 0; i < table_.columns.size(); ++i)
            if (table_.columns[i].role == column_role::indicator) indicators_.push_back(i);
        open_.resize(indicators_.size() + 1 + (indicators_.empty() ? 1 : 0));
        titles_.resize(open_.size());
    }

    void read(span row);

private:
    [[nodiscard]] span cell(std::size_t column) const { return column < cells_.size() ? cells_[column] : span{}; }
    outline_node& open(std::size_t depth, span at);
    void name(outline_node& node, span at);
    void read_indicators(span row);
    void read_marks(span row);
    void read_words();
    void read_total();
    outline_node& own_item(span row);
    [[nodiscard]] std::optional<written_mark> mark_of(std::size_t column, bool deduction);

    std::string_view text_;
    const table& table_;
    outline_node& parent_;
    std::optional<written_mark>& total_;
    diagnostics& out_;
    std::vector<std::size_t> indicators_;
    std::vector<outline_node*> open_;  // the last section that spanned a row, then the last node of each indicator column
    std::vector<std::string> titles_;  // their cells as written: a merged cell may be pasted into each of its rows
    std::vector<span> cells_;
    outline_node* item_ = nullptr;  // what this row is about
    bool fresh_ = false;            // opened by this row
    bool again_ = false;            // its name is pasted again from the row above
};

void row_reader::name(outline_node& node, span at) {
    if (const auto number = number_at(text_, at, number_place::line_start); number && number->style != numbering::letter) {
        node.number = without_blanks(slice(text_, number->at));
        node.number_key = number_key(text_, *number);
        at.begin = number->after;
    }
    heading_parts parts = read_heading(text_, at);
    node.title = std::move(parts.title);
    node.title_at = parts.title_at;
    node.mark = std::move(parts.mark);
    if (const auto kind = kind_of_title(node.title)) node.kind = *kind;
    if (!parts.text.empty()) node.text.push_back({parts.text, false});
}

outline_node& row_reader::open(std::size_t depth, span at) {
    outline_node* above = &parent_;
    for (std::size_t i = 0; i < depth; ++i)
        if (open_[i] != nullptr) above = open_[i];
    above->children.emplace_back();
    outline_node& node = above->children.back();
    node.kind = above->kind;
    node.evidence = table_.evidence;
    node.at = at;
    open_[depth] = &node;
    for (std::size_t i = depth + 1; i < open_.size(); ++i) {
        open_[i] = nullptr;
        titles_[i].clear();
    }
    return node;
}

void row_reader::read_indicators(span row) {
    for (std::size_t k = 0; k < indicators_.size(); ++k) {
        const span at = cell(indicators_[k]);
        if (at.empty()) continue;
        const bool last = k + 1 == indicators_.size();
        std::string words = without_blanks(slice(text_, at));
        if (open_[k + 1] != nullptr && titles_[k + 1] == words && item_ == nullptr) {
            again_ = last;
            continue;
        }
        outline_node& node = open(k + 1, last ? row : at);
        name(node, at);
        titles_[k + 1] = std::move(words);
        item_ = &node;
        fresh_ = true;
    }
    if (!indicators_.empty()) {
        if (item_ == nullptr)
            for (outline_node* node : open_)
                if (node != nullptr) item_ = node;
        if (fresh_)
            for (std::size_t i = 0; i < table_.columns.size(); ++i)
                if (table_.columns[i].role == column_role::serial && item_->number.empty() && !cell(i).empty()) {
                    item_->number = without_blanks(slice(text_, cell(i)));
                    const auto number = number_at(text_, cell(i), number_place::line_start);
                    item_->number_key = number ? number_key(text_, *number) : plain_numeral(fold(text_, cell(i)).text).value_or(item_->number);
                }
        return;
    }
    // No column of indicators: the standard names its item.
    for (std::size_t i = 0; i < table_.columns.size() && item_ == nullptr; ++i) {
        if (table_.columns[i].role != column_role::standard || cell(i).empty()) continue;
        item_ = &open(1, row);
        item_->title_at = first_words(text_, cell(i));
        item_->title = without_blanks(slice(text_, item_->title_at));
        fresh_ = true;
    }
}

std::optional<written_mark> row_reader::mark_of(std::size_t column, bool deduction) {
    span at = cell(column);
    if (at.empty() || says_nothing(text_, at)) return std::nullopt;
    // -5 under a deduction, +5 under a bonus
    const glyph sign = glyph_at(text_, at.begin, at.end);
    if (sign.code == '+' || (deduction && (sign.code == '-' || sign.code == U'－' || sign.code == U'−'))) at.begin += sign.size;
    if (auto mark = cell_mark(text_, at)) return mark;
    out_.push_back(problem("FZ025", severity::error, at, {"分值读不出来：“" + std::string(slice(text_, at)) + "”", "no mark can be read from this cell"},
        {"写作一个数，如 10 或 10分；范围写进评分标准", "write one number, as 10 or 10分"}));
    return std::nullopt;
}

// A second row of the same item with a mark of its own: the rows become items of it, each named by its standard.
outline_node& row_reader::own_item(span row) {
    const auto named = [&](outline_node& node) {
        const auto standard = std::find_if(node.text.begin(), node.text.end(), [](const paragraph& p) { return p.from_table; });
        if (standard == node.text.end()) return;
        node.title_at = first_words(text_, standard->at);
        node.title = without_blanks(slice(text_, node.title_at));
    };
    if (item_->children.empty() && item_->mark) {
        outline_node first;
        first.kind = item_->kind;
        first.evidence = item_->evidence;
        first.at = item_->at;
        first.mark = std::exchange(item_->mark, std::nullopt);
        first.text = std::exchange(item_->text, {});
        first.targets = std::exchange(item_->targets, {});
        first.targets_header = item_->targets_header;
        first.standard = std::exchange(item_->standard, std::nullopt);
        named(first);
        item_->children.push_back(std::move(first));
    }
    item_->children.emplace_back();
    outline_node& node = item_->children.back();
    node.kind = item_->kind;
    node.evidence = item_->evidence;
    node.at = row;
    for (std::size_t i = 0; i < table_.columns.size(); ++i)
        if (table_.columns[i].role == column_role::standard && !cell(i).empty() && node.title.empty()) {
            node.title_at = first_words(text_, cell(i));
            node.title = without_blanks(slice(text_, node.title_at));
        }
    return node;
}

void row_reader::read_marks(span row) {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        const table_column& column = table_.columns[i];
        if (column.role != column_role::mark && column.role != column_role::weight) continue;
        if (cell(i).empty() || item_ == nullptr) continue;
        const bool above = column.owner + 1 < indicators_.size();
        outline_node* owner = above ? open_[column.owner + 1] : item_;
        if (owner == nullptr) owner = item_;
        if (column.role == column_role::weight || glyph_before(text_, cell(i).begin, cell(i).end).code == '%') {
            owner->weight = written_mark{fold(text_, cell(i)).text, cell(i)};
            continue;
        }
        auto mark = mark_of(i, owner->kind == section_kind::deduction);
        if (!mark) continue;
        if ((above || again_) && owner->mark && owner->mark->text == mark->text) continue;
        if (!fresh_ && !above && (owner->mark || !owner->children.empty())) item_ = owner = &own_item(row);
        if (owner->mark && owner->mark->text != mark->text) {
            diagnostic unlike = problem("FZ026", severity::warning, mark->at,
                {"分值与名称里的（" + owner->mark->text + "分）不一致，以分值为准", "this differs from the mark in the item's name; the column holds"},
                {"改成一致", "make them equal"});
            unlike.labels.push_back({owner->mark->at, {"名称里的分值", "the mark in the name"}});
            out_.push_back(std::move(unlike));
        }
        owner->mark = std::move(mark);
    }
}

void row_reader::read_words() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const span at = cells_[i];
        if (at.empty() || item_ == nullptr) continue;
        const column_role role = i < table_.columns.size() ? table_.columns[i].role : column_role::unknown;
        if (i >= table_.columns.size() && holds_marker(text_, at))
            out_.push_back(problem("FZ027", severity::warning, at, {"这一格超出表头的列数", "this cell is beyond the header's columns"},
                {"补上表头，或并入前一格", "add a header cell, or merge it into the cell before"}));
        if (role == column_role::target) {
            const table_column& column = table_.columns[i];
            item_->targets_header = column.header;
            if (column.class_at.empty()) item_->standard = at;
            else item_->targets.push_back({column.class_name, column.class_at, at});
            if (holds_points(text_, at)) item_->text.push_back({at, true});
        } else if (role == column_role::standard) {
            const std::size_t known = item_->text.size();
            if (!says_nothing(text_, at)) add_cell(text_, *item_, at);
            const auto header = text_.substr(table_.columns[i].header.begin, table_.columns[i].header.end - table_.columns[i].header.begin);
            if (header.find("扣分") != std::string_view::npos && header.find("加") == std::string_view::npos)
                for (std::size_t n = known; n < item_->text.size(); ++n) item_->text[n].deducts = true;
        } else if (role == column_role::content) {
            item_->text.push_back({at, false});
        } else if (role == column_role::remark || role == column_role::unknown) {
            if (table_.evidence || holds_marker(text_, at)) item_->text.push_back({at, true});
        }
    }
}

void row_reader::read_total() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i)
        if (table_.columns[i].role == column_role::mark && !cell(i).empty()) {
            total_ = cell_mark(text_, cell(i));
            return;
        }
    for (const span at : cells_)
        if (auto mark = trailing_mark(text_, at)) total_ = std::move(mark->mark);
    // A merged first cell moves the sum to the left.
    for (const span at : cells_)
        if (!total_ && !at.empty()) total_ = cell_mark(text_, at);
}

void row_reader::read(span row) {
    cells_ = cells_of(text_, row, table_.tabs, table_.bordered);
    const auto first = std::find_if(cells_.begin(), cells_.end(), [](span at) { return !at.empty(); });
    if (first == cells_.end()) return;
    if (is_total_row(text_, *first)) {
        const std::string word = read_heading(text_, *first).title;
        if (!table_.evidence && word != "小计") read_total();
        return;
    }
    item_ = nullptr;
    fresh_ = false;
    again_ = false;
    if (const auto section = spanning_section(text_, table_, cells_)) {
        outline_node& node = open(0, row);
        name(node, section->title);
        if (!section->number.empty()) {
            node.number = without_blanks(slice(text_, section->number));
            node.number_key = *chinese_whole(node.number);
        }
        item_ = &node;
        fresh_ = true;
        if (section->marked) read_marks(row);
        return;
    }
    read_indicators(row);
    read_marks(row);
    read_words();
}

}  // namespace

void add_table(std::string_view text, const table& what, outline_node& parent, std::optional<written_mark>& total, diagnostics& out) {
    row_reader reader(text, what, parent, total, out);
    for (const span row : what.rows) reader.read(row);
}

}  // namespace fenze
