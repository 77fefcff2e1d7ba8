#include "repl/form/tables.hpp"

#include <algorithm>
#include <iterator>

#include "dsl/fold.hpp"
#include "interpreter/facts/cells.hpp"
#include "interpreter/form/members.hpp"
#include "repl/sheet/workbook_facts.hpp"
#include "repl/sheet/write_workbook.hpp"

namespace fenze {
namespace {

std::string plain(const table_row& row, std::size_t column) { return column < row.size() ? without_blanks(row[column].text) : std::string(); }

/// The box of a member table that the sheet is for, by its name or its columns.
const form_box* box_of_sheet(const form& f, const std::string& name, const table_row& header) {
    std::vector<std::string> heads;
    for (const auto& c : header) heads.push_back(c.text);
    for (const auto& b : f.boxes)
        if (b.is == box_kind::table && sheet_title(b.name) == name) return &b;
    return member_box(f, name, heads);
}

record& only_record(fact_file& of) {
    if (of.records.empty()) of.records.emplace_back();
    return of.records.front();
}

void add_tables(fact_file& to, std::vector<given_table> tables) {
    if (tables.empty()) return;
    auto& all = only_record(to).tables;
    all.insert(all.end(), std::make_move_iterator(tables.begin()), std::make_move_iterator(tables.end()));
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
            only_record(into);
            std::vector<bool> taken(grid.rows.size(), false);
            for (std::size_t r = head + 1; r < rows.size(); ++r) {
                // the first row of that name that is still to come: there may be several 小计
                std::size_t which = 0;
                const auto is = [&](const table_cell& c) { return name_key(c.text) == name_key(grid.rows[which]); };
                while (which < grid.rows.size() && (taken[which] || !std::any_of(rows[r].begin(), rows[r].end(), is))) ++which;
                if (which == grid.rows.size()) continue;
                taken[which] = true;
                for (const auto& box : f.boxes) {
                    if (box.grid != g || box.row != which || column_at[*box.column] >= rows[r].size()) continue;
                    const auto& cell = rows[r][column_at[*box.column]];
                    const auto words = without_blanks(cell.text);
                    only_record(into).values.push_back({box.name, words.empty() ? shape::null : shape::words, cell.text, cell.at});
                }
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
                    auto& to = only_record(out.facts).values;
                    to.insert(
                        to.end(), std::make_move_iterator(read.records.front().values.begin()), std::make_move_iterator(read.records.front().values.end()));
                } else if (const auto* members = box_of_sheet(f, sheet.name, rows.front())) {
                    add_tables(out.facts, {table_of_cells(members->name, rows, book->text, found)});
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
    const bool tables = std::any_of(f.boxes.begin(), f.boxes.end(), [](const form_box& b) { return b.is == box_kind::table; });
    if (!f.grids.empty() || tables) {
        auto text = load_text(path, o, files, found);
        if (!text) return std::nullopt;
        const auto& kept = files.add(std::move(*text));
        const auto done = [&](fact_file read) {
            problems.insert(problems.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
            return facts_source{&kept, std::move(read)};
        };
        const auto format = facts_format_of(kept);
        if (format == facts_format::csv) {
            auto rows = csv_rows_of(kept, found);
            fact_file read;
            auto members = members_in_rows(f, rows, kept, found);
            if (!grid_values(f, rows, read) && !rows.empty()) read = read_table_facts(kept, rows, found);
            add_tables(read, std::move(members));
            return done(std::move(read));
        }
        if (format == facts_format::plain) {
            std::string rest;
            auto members = members_in_words(f, kept, rest, found);
            auto read = read_plain_facts(source(kept.name(), std::move(rest)), found);
            add_tables(read, std::move(members));
            return done(std::move(read));
        }
        return done(read_facts(kept, found));
    }
    return load_facts_file(path, o, files, problems);
}

}  // namespace fenze
