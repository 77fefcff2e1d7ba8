// Tables of figures whose head numbers the columns: 5=2+3+4.

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/form/builder.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

bool digits_alone(std::string_view text) { return !text.empty() && text.size() < 4 && text.find_first_not_of("0123456789") == std::string_view::npos; }

/// 5 or 5=2+3+4 in a head's row of numbers.
bool numbers_a_column(const std::string& cell, std::string& number, std::string& formula) {
    const auto text = fold_width(cell);
    const auto equals = text.find('=');
    number = text.substr(0, equals);
    formula = equals == std::string::npos ? std::string() : text.substr(equals + 1);
    return digits_alone(number);
}

bool is_number_row(const form_line& line) {
    std::size_t numbered = 0, formulas = 0, other = 0;
    std::string number, formula;
    for (const auto& c : line.cells) {
        if (c.words.empty()) continue;
        if (!numbers_a_column(c.words, number, formula)) {
            ++other;
            continue;
        }
        ++numbered;
        formulas += formula.empty() ? 0 : 1;
    }
    return other == 0 && numbered >= 3 && formulas > 0;
}

bool is_sum_row(std::string_view label) { return is_any(label, {"合计", "总计", "共计", "小计"}); }
bool is_remark(std::string_view title) { return is_any(title, {"备注", "说明", "备注说明"}); }

class grid_reader {
public:
    grid_reader(form_builder& to, const std::vector<form_line>& lines, std::size_t from, std::size_t numbers)
        : to_(to), lines_(lines), from_(from), numbers_(numbers) {}

    std::size_t read(const std::string& name) {
        grid_.name = name;
        columns();
        std::size_t at = numbers_ + 1;
        for (; at < lines_.size() && lines_[at].row; ++at) row(lines_[at]);
        for (std::size_t r = 0; r < grid_.rows.size(); ++r) formulas(r);
        sums();
        to_.made.grids.push_back(grid_);
        return at - from_;
    }

private:
    std::string cell(std::size_t line, std::size_t column) const {
        return column < lines_[line].cells.size() ? without_blanks(lines_[line].cells[column].words) : std::string();
    }

    void columns() {
        std::size_t count = lines_[numbers_].cells.size();
        while (count > 0 && lines_[numbers_].cells[count - 1].words.empty()) --count;
        grid_.columns.resize(count);
        if (numbers_ - from_ == 1)
            for (std::size_t k = 0; k < count; ++k) grid_.columns[k].title = cell(from_, k);
        else if (lines_[from_].cells.size() >= count) spread_heads(count);
        else packed_heads(count);
        for (std::size_t k = 0; k < count; ++k) {
            auto& column = grid_.columns[k];
            const auto says = label_of(column.title);
            if (!says.says.empty() && is_box_unit(says.says.front())) column.title = says.name, units_.resize(count), units_[k] = says.says.front();
            if (numbers_a_column(cell(numbers_, k), column.number, column.formula)) column.figure = !is_remark(column.title);
            else column.number.clear();
        }
        units_.resize(count);
        for (std::size_t k = 0; k < count; ++k)
            if (grid_.columns[k].number.empty() && !is_any(grid_.columns[k].title, {"序号"})) {
                grid_.label_column = k;
                break;
            }
    }

    /// A cell for every column: a group reaches as far as blank cells follow its own.
    void spread_heads(std::size_t count) {
        std::string group;
        for (std::size_t k = 0; k < count; ++k) {
            if (const auto own = cell(from_, k); !own.empty()) group = own;
            const auto below = cell(from_ + 1, k);
            grid_.columns[k].title = below.empty() ? group : below;
            if (!below.empty()) grid_.columns[k].group = group;
        }
    }

    /// One cell for a group, whatever it spans: it ends with its 小计. Where no 小计 tells, the last group may take what is left.
    void packed_heads(std::size_t count) {
        std::size_t c = 0;
        for (const auto& head : lines_[from_].cells) {
            const auto title = without_blanks(head.words);
            if (title.empty()) continue;
            if (c >= count) {
                to_.problem("FZ271", head.at, {"看不出“" + title + "”下面是哪几列。", "which columns stand below this head cannot be told"},
                    {"一个标题管几列，后面就空几格，如“甲费用 |  | 乙费用 |  |”。", "leave a blank cell for every further column of a head"});
                return;
            }
            if (cell(from_ + 1, c).empty()) {
                grid_.columns[c++].title = title;
                continue;
            }
            for (bool last = false; c < count && !last && !cell(from_ + 1, c).empty(); ++c) {
                grid_.columns[c].group = title;
                grid_.columns[c].title = cell(from_ + 1, c);
                last = is_sum_row(grid_.columns[c].title);
            }
        }
    }

    void row(const form_line& line) {
        std::string label;
        for (std::size_t k = 0; k < line.cells.size() && label.empty(); ++k)
            if (const auto words = without_blanks(line.cells[k].words); !words.empty() && !digits_alone(words)) label = words;
        if (label.empty()) return;
        const auto r = static_cast<std::uint32_t>(grid_.rows.size());
        const auto same = std::count(grid_.rows.begin(), grid_.rows.end(), label);
        grid_.rows.push_back(label);
        const auto own = same == 0 ? label : label + "（" + std::to_string(same + 1) + "）";
        boxes_.emplace_back(grid_.columns.size());
        for (std::size_t k = 0; k < grid_.columns.size(); ++k) {
            const auto& column = grid_.columns[k];
            if (column.number.empty() || (is_sum_row(label) && !column.figure)) continue;
            const auto name = own + "/" + (column.group.empty() ? "" : column.group + "/") + column.title;
            std::size_t box = 0;
            if (column.figure) {
                box = to_.add_figure(name, units_[k], column.formula.find('-') != std::string::npos, line.at);
            } else {
                new_box words_box;
                words_box.name = name;
                words_box.says = {"文字", "可空"};
                words_box.at = line.at;
                box = to_.add(words_box);
            }
            auto& made = to_.made.boxes[box];
            made.label = column.title;
            made.group = label;
            made.grid = static_cast<std::uint32_t>(to_.made.grids.size());
            made.row = r;
            made.column = static_cast<std::uint32_t>(k);
            if (!column.formula.empty() || is_sum_row(label)) made.required = false;
            boxes_.back()[k] = box;
        }
    }

    void formulas(std::size_t r) {
        for (std::size_t k = 0; k < grid_.columns.size(); ++k) {
            const auto& column = grid_.columns[k];
            if (column.formula.empty() || !boxes_[r][k]) continue;
            const span at = lines_[numbers_].cells[k].at;
            const auto tree = parse_formula(column.formula);
            const auto right = tree ? of_columns(*tree, r) : nullptr;
            if (!right) {
                if (r == 0)
                    to_.problem("FZ271", at,
                        {"列号公式“" + column.number + "=" + column.formula + "”读不懂，或有没有的列号。", "this column formula is not understood"},
                        {"写成“5=2+3+4”，数字是这张表的列号。", "write 5=2+3+4 with the numbers of columns"});
                continue;
            }
            to_.relate(to_.node_of(*boxes_[r][k]), right, true, true, at,
                {"第" + column.number + "列“" + column.title + "”应等于 " + column.formula + "（列号）。",
                    "Column " + column.number + " should be " + column.formula + "."});
        }
    }

    /// The formula with its numbers taken for columns of the row.
    std::shared_ptr<const formula_node> of_columns(const formula_node& tree, std::size_t r) {
        if (tree.kind == formula_node::form::number) {
            for (std::size_t k = 0; k < grid_.columns.size(); ++k)
                if (grid_.columns[k].figure && grid_.columns[k].number == tree.value.text() && boxes_[r][k]) return to_.node_of(*boxes_[r][k]);
            return nullptr;
        }
        if (tree.kind == formula_node::form::name) return nullptr;
        auto out = std::make_shared<formula_node>(tree);
        for (auto& p : out->parts) {
            p = of_columns(*p, r);
            if (!p) return nullptr;
        }
        return out;
    }

    /// 合计: the sum of the rows above it, column by column; 小计: of those since the one before.
    void sums() {
        std::size_t first = 0;
        for (std::size_t r = 0; r < grid_.rows.size(); ++r) {
            if (!is_sum_row(grid_.rows[r]) || r == 0) continue;
            for (std::size_t k = 0; k < grid_.columns.size(); ++k) {
                if (!grid_.columns[k].figure || !boxes_[r][k]) continue;
                std::vector<std::size_t> rows;
                for (std::size_t above = grid_.rows[r] == "小计" ? first : 0; above < r; ++above)
                    if (!is_sum_row(grid_.rows[above]) && boxes_[above][k]) rows.push_back(*boxes_[above][k]);
                if (const auto sum = to_.sum_of(rows))
                    to_.relate(to_.node_of(*boxes_[r][k]), sum, true, true, lines_[numbers_].cells[std::min(k, lines_[numbers_].cells.size() - 1)].at,
                        {"“" + grid_.rows[r] + "”一行的“" + grid_.columns[k].title + "”应等于以上各行之和。",
                            "The row " + grid_.rows[r] + " should be the sum of the rows above."});
            }
            first = r + 1;
        }
    }

    form_builder& to_;
    const std::vector<form_line>& lines_;
    std::size_t from_, numbers_;
    form_grid grid_;
    std::vector<std::string> units_;
    std::vector<std::vector<std::optional<std::size_t>>> boxes_;
};

}  // namespace

std::size_t read_grid(form_builder& to, const std::vector<form_line>& lines, std::size_t from, const std::string& name) {
    for (std::size_t numbers = from + 1; numbers < lines.size() && numbers <= from + 2; ++numbers) {
        if (!lines[from].row || !lines[numbers].row) return 0;
        if (is_number_row(lines[numbers])) return grid_reader(to, lines, from, numbers).read(name);
    }
    return 0;
}

}  // namespace fenze
