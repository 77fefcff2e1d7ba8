#include "repl/form/tables.hpp"

#include <algorithm>
#include <iterator>

#include "dsl/fold.hpp"
#include "repl/sheet/workbook_facts.hpp"
#include "repl/sheet/write_workbook.hpp"

namespace fenze {
namespace {

std::string plain(const table_row& row, std::size_t column) { return column < row.size() ? without_blanks(row[column].text) : std::string(); }

/// The box of a member table that the sheet is for, by its name or its columns.
const form_box* member_table(const form& f, const std::string& name, const table_row& header) {
    for (const auto& b : f.boxes) {
        if (b.is != box_kind::table) continue;
        if (sheet_title(b.name) == name) return &b;
        std::size_t same = 0;
        for (std::size_t c = 0; c < header.size(); ++c)
            same += std::any_of(b.columns.begin(), b.columns.end(), [&](const std::string& column) { return name_key(column) == name_key(header[c].text); })
                        ? 1
                        : 0;
        if (same == b.columns.size()) return &b;
    }
    return nullptr;
}

/// Rows of a member table: every column of a row that is begun has to be filled in.
void check_members(const form_box& box, const std::vector<table_row>& rows, const source& text, diagnostics& out) {
    const auto& header = rows.front();
    const auto is_ordinal = [&](std::size_t c) { return plain(header, c) == "序号"; };
    std::size_t filled = 0;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        bool any = false;
        for (std::size_t c = 0; c < rows[r].size(); ++c) any = any || (!is_ordinal(c) && !plain(rows[r], c).empty());
        if (!any) continue;
        ++filled;
        for (std::size_t c = 0; c < header.size(); ++c) {
            if (is_ordinal(c) || plain(header, c).empty() || !plain(rows[r], c).empty()) continue;
            const auto at = c < rows[r].size() ? rows[r][c].at : rows[r].back().at;
            auto d = facts_problem(text, at, "FZ274",
                {"第" + std::to_string(filled) + "行的“" + plain(header, c) + "”没有填。", "Row " + std::to_string(filled) + ": the column is blank."},
                {"请填写；没有内容的，请填“无”。", "Fill it in, or write 无."});
            d.where = box.name;
            out.push_back(std::move(d));
        }
    }
    if (filled == 0 && box.required) {
        auto d =
            facts_problem(text, header.front().at, "FZ274", {"表里一行也没有填。", "The table has no row."}, {"至少填一行。", "Fill in one row at least."});
        d.where = box.name;
        out.push_back(std::move(d));
    }
}

/// A table of figures in the document's own layout: each cell is the box of its row and its numbered column.
bool grid_values(const form& f, const std::vector<table_row>& rows, fact_file& into) {
    for (std::size_t g = 0; g < f.grids.size(); ++g) {
        const auto& grid = f.grids[g];
        // the row of column numbers says which column is which
        for (std::size_t head = 0; head < rows.size() && head < 5; ++head) {
            std::size_t numbered = 0;
            std::vector<std::size_t> column_at(grid.columns.size(), rows[head].size());
            for (std::size_t c = 0; c < rows[head].size(); ++c) {
                const auto number = plain(rows[head], c);
                for (std::size_t k = 0; k < grid.columns.size(); ++k)
                    if (!grid.columns[k].number.empty() && number.substr(0, number.find('=')) == grid.columns[k].number) column_at[k] = c, ++numbered;
            }
            if (numbered < 3) continue;
            if (into.records.empty()) into.records.emplace_back();
            for (std::size_t r = head + 1; r < rows.size(); ++r)
                for (const auto& box : f.boxes) {
                    if (box.grid != g || column_at[*box.column] >= rows[r].size()) continue;
                    const bool own =
                        std::any_of(rows[r].begin(), rows[r].end(), [&](const table_cell& c) { return name_key(c.text) == name_key(grid.rows[*box.row]); });
                    if (!own) continue;
                    const auto& cell = rows[r][column_at[*box.column]];
                    const auto words = without_blanks(cell.text);
                    into.records.front().values.push_back({box.name, words.empty() ? shape::null : shape::words, cell.text, cell.at});
                }
            return true;
        }
    }
    return false;
}

}  // namespace

std::optional<facts_source> load_filled(const std::string& path, const options& o, const form& f, file_set& files, diagnostics& problems) {
    diagnostics found;
    if (const auto bytes = path == "-" ? std::nullopt : read_bytes(path); bytes && is_office_file(*bytes)) {
        auto book = read_workbook(path, *bytes, found);
        facts_source out{nullptr, {}};
        if (book) {
            for (const auto& sheet : book->sheets) {
                const auto rows = rows_of(*book, sheet, found);
                if (rows.empty()) continue;
                if (upright_columns(rows.front())) {
                    auto read = read_table_facts(book->text, rows, found);
                    if (out.facts.records.empty()) out.facts.records.emplace_back();
                    auto& to = out.facts.records.front().values;
                    to.insert(
                        to.end(), std::make_move_iterator(read.records.front().values.begin()), std::make_move_iterator(read.records.front().values.end()));
                } else if (const auto* members = member_table(f, sheet.name, rows.front())) {
                    check_members(*members, rows, book->text, found);
                } else if (!grid_values(f, table_rows(book->text, sheet.at, found), out.facts)) {
                    out.facts = book->sheets.size() == 1 ? read_table_facts(book->text, rows, found) : std::move(out.facts);
                    if (book->sheets.size() > 1)
                        found.push_back(facts_problem(book->text, {sheet.at.begin, sheet.at.begin}, "FZ268",
                            {"表“" + sheet.name + "”不是这份表单的表。", "The sheet \"" + sheet.name + "\" is no table of this form."},
                            {"填在 fenze form 写出的空表里；用不着的表删去或隐藏。", "Fill in the form that `fenze form` writes; delete or hide the others."}));
                }
            }
            out.text = &files.add(std::move(book->text));
        } else {
            out.text = &files.add(source(path, ""));
        }
        problems.insert(problems.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
        return out;
    }
    if (!f.grids.empty()) {
        auto text = load_text(path, o, files, found);
        if (!text) return std::nullopt;
        const auto& kept = files.add(std::move(*text));
        fact_file read;
        if (facts_format_of(kept) == facts_format::csv && grid_values(f, csv_rows_of(kept, found), read)) {
            problems.insert(problems.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
            return facts_source{&kept, std::move(read)};
        }
    }
    return load_facts_file(path, o, files, problems);
}

}  // namespace fenze
