#include "interpreter/form/members.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/cells.hpp"
#include "interpreter/form/builder.hpp"

namespace fenze {
namespace {

bool is_ordinal(std::string_view head) { return name_key(head) == "序号"; }

/// 出资额（万元）: the head without what it says of its cells.
std::string head_key(const std::string& head) { return name_key(label_of(head).name); }

bool same_head(const std::string& a, const std::string& b) { return name_key(a) == name_key(b) || head_key(a) == head_key(b); }

const given_cell* cell_of(const given_table& from, const given_table::row& row, const std::string& head) {
    for (std::size_t c = 0; c < from.columns.size() && c < row.cells.size(); ++c)
        if (same_head(from.columns[c].text, head)) return &row.cells[c];
    return nullptr;
}

bool filled(const given_cell* cell) { return cell && cell->is != shape::null && !without_blanks(cell->text).empty(); }

/// What a cell of the column has to be, where its head says so: 出资额（万元）.
std::optional<fact> figure_of(const std::string& head) {
    const auto says = label_of(head).says;
    if (says.empty() || !is_box_unit(says.front())) return std::nullopt;
    fact f;
    f.name = head;
    f.unit = says.front() == "％" ? "%" : says.front();
    f.kind = kind_of_unit(f.unit);
    f.whole = f.kind == fact_kind::count;
    return f;
}

std::vector<std::string> heads_of(const table_row& row) {
    std::vector<std::string> out;
    for (const auto& c : row)
        if (auto words = without_blanks(c.text); !words.empty()) out.push_back(std::move(words));
    return out;
}

/// 联盟成员： or 联盟成员 alone on a line.
std::string without_colon(std::string words) {
    while (ends_any(words, {"：", ":"})) words.resize(words.size() - (ends(words, ":") ? 1 : std::string_view("：").size()));
    return words;
}

table_row row_of(const form_line& line) {
    table_row out;
    for (const auto& c : line.cells) out.push_back({c.words, c.at});
    return out;
}

/// The heads as the form has them, for rows that are written without any.
table_row printed_heads(const form_box& box, span at) {
    table_row out;
    for (const auto& c : box.columns) out.push_back({c, at});
    return out;
}

/// |---|---| under the heads, or a row that nobody filled in.
bool is_frame(std::string_view line) { return line.find('|') != std::string_view::npos && line.find_first_not_of("|-: \t\r") == std::string_view::npos; }

/// On the next line, but for frames between.
bool follows(std::string_view text, const form_line& before, const form_line& next) {
    auto between = text.substr(before.at.end, next.at.begin - before.at.end);
    if (!starts(between = between.substr(std::min(between.find('\n'), between.size())), "\n")) return false;
    for (between.remove_prefix(1); between.find('\n') != std::string_view::npos; between.remove_prefix(between.find('\n') + 1))
        if (!is_frame(between.substr(0, between.find('\n')))) return false;
    return true;
}

bool begins_with_heads(const form_box& box, const table_row& row) {
    const auto heads = heads_of(row);
    return !heads.empty() && std::all_of(heads.begin(), heads.end(), [&](const std::string& head) {
        return std::any_of(box.columns.begin(), box.columns.end(), [&](const std::string& c) { return same_head(c, head); });
    });
}

}  // namespace

const form_box* member_box(const form& f, std::string_view name, const std::vector<std::string>& heads) {
    const auto key = name_key(name);
    for (const auto& b : f.boxes)
        if (b.is == box_kind::table && (name_key(b.name) == key || name_key(b.label) == key)) return &b;
    for (const auto& b : f.boxes) {
        if (b.is != box_kind::table || heads.empty()) continue;
        const bool all = std::all_of(b.columns.begin(), b.columns.end(),
            [&](const std::string& c) { return std::any_of(heads.begin(), heads.end(), [&](const std::string& head) { return same_head(c, head); }); });
        if (all) return &b;
    }
    return nullptr;
}

void check_members(const form_box& box, const given_table& rows, const source& file, diagnostics& out) {
    const auto problem = [&](span at, const char* code, words message, words help) {
        auto d = facts_problem(file, at, code, std::move(message), std::move(help));
        d.where = box.name;
        out.push_back(std::move(d));
    };
    std::size_t begun = 0;
    std::vector<std::string> wanted;
    for (const auto& column : box.columns) {
        const bool there = std::any_of(rows.columns.begin(), rows.columns.end(), [&](const given& head) { return same_head(head.text, column); });
        if (there && !is_ordinal(column)) wanted.push_back(column);
        if (!there && !is_ordinal(column) && !rows.rows.empty())
            problem(rows.at, "FZ274", {"表里没有“" + column + "”这一列。", "The table has no column \"" + column + "\"."},
                {"照空表的表头填。", "Keep the heads of the empty form."});
    }
    for (const auto& row : rows.rows) {
        bool any = false;
        for (std::size_t c = 0; c < row.cells.size(); ++c) any = any || (!is_ordinal(rows.columns[c].text) && filled(&row.cells[c]));
        if (!any) continue;
        ++begun;
        const auto which = "第" + std::to_string(begun) + "行的“", which_en = "Row " + std::to_string(begun) + ", \"";
        for (const auto& column : wanted) {
            const auto* cell = cell_of(rows, row, column);
            if (!filled(cell)) {
                problem(cell && !cell->at.empty() ? cell->at : row.at, "FZ274",
                    {which + label_of(column).name + "”没有填。", which_en + label_of(column).name + "\": blank."},
                    {"请填写；没有内容的，请填“无”。", "Fill it in, or write 无."});
                continue;
            }
            const auto figure = figure_of(column);
            if (!figure || name_key(cell->text) == "无") continue;
            const auto before = out.size();
            bind_value(*figure, {column, cell->is, cell->text, cell->at}, file, out);
            for (auto added = before; added < out.size(); ++added) out[added].where = box.name + " · 第" + std::to_string(begun) + "行";
        }
    }
    if (begun == 0 && box.required) problem(rows.at, "FZ274", {"表里一行也没有填。", "The table has no row."}, {"至少填一行。", "Fill in one row at least."});
}

std::vector<given_table> members_in_words(const form& f, const source& file, std::string& rest, diagnostics& out) {
    std::vector<given_table> all;
    rest = std::string(file.text());
    const auto lines = form_lines(file.text(), {0, static_cast<std::uint32_t>(rest.size())});
    const auto take = [&](span at) { std::fill(rest.begin() + at.begin, rest.begin() + at.end, ' '); };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].row) continue;
        const auto* box = member_box(f, without_colon(lines[i].cells.front().words), {});
        if (!box) continue;
        take(lines[i].at);
        std::vector<table_row> rows;
        for (; i + 1 < lines.size() && lines[i + 1].row && follows(file.text(), lines[i], lines[i + 1]); ++i) {
            rows.push_back(row_of(lines[i + 1]));
            take(lines[i + 1].at);
        }
        if (rows.empty() || !begins_with_heads(*box, rows.front())) rows.insert(rows.begin(), printed_heads(*box, lines[i].at));
        all.push_back(table_of_cells(box->name, rows, file, out));
    }
    for (std::size_t begin = 0; begin < rest.size();) {
        const auto end = std::min(rest.find('\n', begin), rest.size());
        if (is_frame(std::string_view(rest).substr(begin, end - begin))) take({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        begin = end + 1;
    }
    return all;
}

std::vector<given_table> members_in_rows(const form& f, std::vector<table_row>& rows, const source& file, diagnostics& out) {
    std::vector<given_table> all;
    std::vector<table_row> others;
    const auto named = [&](const table_row& row) -> const form_box* {
        const auto heads = heads_of(row);
        return heads.size() == 1 ? member_box(f, without_colon(heads.front()), {}) : nullptr;
    };
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto* box = named(rows[r]);
        if (!box) {
            others.push_back(rows[r]);
            continue;
        }
        std::vector<table_row> own;
        const span at = rows[r].front().at;
        for (; r + 1 < rows.size() && !named(rows[r + 1]) && !upright_columns(rows[r + 1]); ++r) own.push_back(rows[r + 1]);
        if (own.empty() || !begins_with_heads(*box, own.front())) own.insert(own.begin(), printed_heads(*box, at));
        all.push_back(table_of_cells(box->name, own, file, out));
    }
    rows = std::move(others);
    return all;
}

}  // namespace fenze
