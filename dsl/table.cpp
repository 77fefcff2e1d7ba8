#include "dsl/table.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/mark.hpp"
#include "dsl/table_header.hpp"

namespace fenze {
namespace {

span make(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }
std::string_view slice(std::string_view text, span at) { return text.substr(at.begin, at.end - at.begin); }

// More cells than any table has columns; what follows stays in the last.
constexpr std::size_t most_cells = 200;

bool opens_with_bar(std::string_view text, span row) { return row.begin < row.end && text[row.begin] == '|'; }

// ` | 1类 | 2类 |  |` under a header: an empty first cell, and names of classes from the column of 考核标准 on.
std::size_t classes_under(std::string_view text, const std::vector<span>& cells, std::size_t column) {
    if (cells.size() <= column || !cells[0].empty()) return 0;
    constexpr std::uint32_t longest_name = 45;
    std::size_t n = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty()) continue;
        if (i != column + n || cells[i].end - cells[i].begin > longest_name || holds_points(text, cells[i])) return 0;
        ++n;
    }
    return n >= 2 ? n : 0;
}

bool is_filled_names(std::string_view text, const std::vector<span>& cells) {
    bool any = false;
    for (const span cell : cells) {
        if (cell.empty()) continue;
        if (role_of_header(text, cell) != column_role::filled) return false;
        any = true;
    }
    return any && cells[0].empty();
}

void read_header(std::string_view text, table& out, const std::vector<span>& cells) {
    for (const span cell : cells) out.columns.push_back({role_of_header(text, cell), cell, {}, {}, 0});
    out.known = true;
}

// Splits the column of 考核标准 into its classes; true where `cells` was such a second header row.
bool read_classes(std::string_view text, table& out, const std::vector<span>& cells) {
    if (is_filled_names(text, cells)) return true;
    for (std::size_t i = 1; i < out.columns.size(); ++i) {
        const column_role role = out.columns[i].role;
        if (role != column_role::either && role != column_role::target && role != column_role::standard) continue;
        const std::size_t n = classes_under(text, cells, i);
        if (n == 0) continue;
        // The header may repeat the spanned cell as empty ones; what is missing is put in.
        std::size_t empty = 0;
        while (empty + 1 < n && i + 1 + empty < out.columns.size() && out.columns[i + 1 + empty].header.empty()) ++empty;
        const auto behind = out.columns.begin() + static_cast<std::ptrdiff_t>(i + 1 + empty);
        out.columns.insert(behind, n - 1 - empty, table_column{});
        const span header = out.columns[i].header;
        for (std::size_t k = 0; k < n; ++k) {
            table_column& column = out.columns[i + k];
            column.role = column_role::target;
            column.header = header;
            column.class_at = cells[i + k];
            column.class_name = without_blanks(slice(text, cells[i + k]));
        }
        return true;
    }
    return false;
}

bool any_cell(std::string_view text, const table& t, std::size_t column, bool (*test)(std::string_view, span)) {
    return std::any_of(t.rows.begin(), t.rows.end(), [&](span row) {
        const auto cells = cells_of(text, row, t.tabs, t.bordered);
        return column < cells.size() && !cells[column].empty() && test(text, cells[column]);
    });
}

std::vector<std::size_t> columns_of(const table& t, column_role role) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < t.columns.size(); ++i)
        if (t.columns[i].role == role) out.push_back(i);
    return out;
}

// 考核标准 is the standard where its cells score and no other column does, else a target.
void settle_either(std::string_view text, table& t) {
    const bool has_standard = !columns_of(t, column_role::standard).empty();
    for (const std::size_t i : columns_of(t, column_role::either))
        t.columns[i].role = !has_standard && any_cell(text, t, i, holds_marker) ? column_role::standard : column_role::target;
}

// 考核项目 | 考核内容 where every row has both: the contents describe the item, they do not divide it.
void settle_contents(std::string_view text, table& t) {
    const auto indicators = columns_of(t, column_role::indicator);
    if (indicators.size() < 2) return;
    const std::size_t last = indicators.back(), before = indicators[indicators.size() - 2];
    const std::string name = without_blanks(slice(text, t.columns[last].header));
    const auto says = [&](std::string_view word) { return name.find(word) != std::string::npos; };
    if (!(says("内容") || says("要点") || says("要求"))) return;
    const bool both = std::all_of(t.rows.begin(), t.rows.end(), [&](span row) {
        const auto cells = cells_of(text, row, t.tabs, t.bordered);
        return cells.size() <= last || cells[last].empty() || !cells[before].empty();
    });
    if (both && t.rows.size() > 1 && !any_cell(text, t, last, [](std::string_view s, span cell) { return trailing_mark(s, cell).has_value(); }))
        t.columns[last].role = column_role::content;
}

void settle(std::string_view text, table& t) {
    settle_either(text, t);
    settle_contents(text, t);
    auto indicators = columns_of(t, column_role::indicator);
    constexpr std::size_t deepest = 8;
    for (; indicators.size() > deepest; indicators.pop_back()) t.columns[indicators.back()].role = column_role::content;
    bool marked = !columns_of(t, column_role::mark).empty() || !columns_of(t, column_role::standard).empty();
    for (std::size_t i = 0; i < t.columns.size(); ++i) {
        if (t.columns[i].role != column_role::mark && t.columns[i].role != column_role::weight) continue;
        // A mark stands behind the indicator it belongs to: 一级指标 | 分值 | 二级指标 | 分值.
        t.columns[i].owner = indicators.empty() ? 0 : indicators.size() - 1;
        for (std::size_t k = 0; k < indicators.size(); ++k)
            if (indicators[k] < i) t.columns[i].owner = k;
        if (!indicators.empty() && indicators[0] > i) t.columns[i].owner = indicators.size() - 1;
    }
    for (const std::size_t i : indicators)
        marked = marked || any_cell(text, t, i, [](std::string_view s, span cell) { return trailing_mark(s, cell).has_value(); });
    t.scores = marked && (!indicators.empty() || !columns_of(t, column_role::standard).empty());
}

std::set<std::string> item_titles(std::string_view text, const table& t) {
    std::set<std::string> out;
    const auto indicators = columns_of(t, column_role::indicator);
    if (indicators.empty()) return out;
    for (const span row : t.rows) {
        const auto cells = cells_of(text, row, t.tabs, t.bordered);
        if (indicators.back() >= cells.size() || cells[indicators.back()].empty()) continue;
        span cell = cells[indicators.back()];
        if (const auto number = number_at(text, cell, number_place::line_start)) cell.begin = number->after;
        if (!is_total_row(text, cell)) out.insert(name_key(read_heading(text, cell).title));
    }
    return out;
}

}  // namespace

std::vector<span> cells_of(std::string_view text, span row, bool tabs, bool bordered) {
    std::vector<span> out;
    std::size_t begin = row.begin;
    bool closed = false;
    for (std::size_t i = row.begin; i < row.end;) {
        const glyph g = glyph_at(text, i, row.end);
        if (g.code == (tabs ? U'\t' : U'|') && out.size() + 1 < most_cells) {
            out.push_back(trim(text, make(begin, i)));
            begin = i + g.size;
            closed = true;
        } else if (!is_blank(g.code)) {
            closed = false;
        }
        i += g.size;
    }
    out.push_back(trim(text, make(begin, row.end)));
    if (bordered && !tabs) {
        if (closed && out.size() > 1) out.pop_back();
        if (out.front().empty() && out.size() > 1) out.erase(out.begin());
    }
    return out;
}

bool is_rule_row(std::string_view text, const std::vector<span>& cells) {
    bool any = false;
    for (const span cell : cells)
        for (std::size_t i = cell.begin; i < cell.end; ++i) {
            if (text[i] != '-' && text[i] != ':' && text[i] != '=') return false;
            any = any || text[i] == '-' || text[i] == '=';
        }
    return any;
}

bool is_total_row(std::string_view text, span first_cell) {
    constexpr std::uint32_t longest = 60;
    if (first_cell.end - first_cell.begin > longest) return false;
    constexpr std::array<std::string_view, 10> words_of_totals{"合计", "总计", "小计", "总分", "合计得分", "总得分", "合计分值", "共计", "总分值", "合计分"};
    std::string title = read_heading(text, first_cell).title;
    return std::find(words_of_totals.begin(), words_of_totals.end(), title) != words_of_totals.end();
}

std::vector<table> read_tables(std::string_view text, const std::vector<line>& lines, std::size_t begin, std::size_t end) {
    std::vector<table> all;
    std::vector<span> header;  // of the last table, by its cells
    bool may_split = false;    // the row below a header may be a second one
    for (std::size_t i = begin; i < end; ++i) {
        const bool tabs = lines[i].kind == line_kind::tab_row;
        const bool barred = !tabs && opens_with_bar(text, lines[i].at);
        const bool own = all.empty() || !all.back().known || all.back().tabs != tabs;
        const auto cells = cells_of(text, lines[i].at, tabs, own ? barred : all.back().bordered);
        if (is_rule_row(text, cells)) continue;
        if (is_header(text, cells)) {
            const bool again = !own && header.size() == cells.size() &&
                               std::equal(cells.begin(), cells.end(), header.begin(), [&](span a, span b) { return slice(text, a) == slice(text, b); });
            may_split = true;
            if (again) continue;  // a header repeated on a new page
            all.emplace_back();
            all.back().tabs = tabs;
            all.back().bordered = barred;
            all.back().first_row = lines[i].at;
            header = cells;
            read_header(text, all.back(), cells);
            continue;
        }
        if (all.empty() || all.back().tabs != tabs) {
            all.emplace_back();
            all.back().tabs = tabs;
            all.back().bordered = barred;
            all.back().first_row = lines[i].at;
            may_split = false;
        }
        if (may_split && all.back().rows.empty() && read_classes(text, all.back(), cells)) continue;
        may_split = false;
        all.back().rows.push_back(lines[i].at);
    }
    for (table& t : all)
        if (t.known) settle(text, t);
    return all;
}

void find_evidence(std::string_view text, std::vector<table>& all) {
    std::set<std::string> scored;
    for (const table& t : all)
        if (t.scores && !columns_of(t, column_role::standard).empty()) scored.merge(item_titles(text, t));
    if (scored.empty()) return;
    for (table& t : all) {
        if (!t.scores || !columns_of(t, column_role::standard).empty()) continue;
        const auto titles = item_titles(text, t);
        const auto shared = std::count_if(titles.begin(), titles.end(), [&](const std::string& title) { return scored.count(title) > 0; });
        t.evidence = !titles.empty() && static_cast<std::size_t>(shared) * 2 >= titles.size();
    }
}

}  // namespace fenze
