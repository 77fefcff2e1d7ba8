#include "repl/sheet/workbook_facts.hpp"

#include <algorithm>
#include <unordered_set>

#include "dsl/fold.hpp"
#include "interpreter/facts/cells.hpp"

namespace fenze {
namespace {

std::size_t filled(const table_row& row) {
    return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [](const table_cell& c) { return !without_blanks(c.text).empty(); }));
}

/// A value over several rows: nobody can tell whose it is. In a column that is only beside the facts it does no harm.
void refuse_tall_cells(const workbook& from, const workbook_sheet& sheet, const std::vector<table_row>& rows, diagnostics& out) {
    if (rows.empty() || rows.front().empty()) return;
    const auto upright = upright_columns(rows.front());
    for (const auto& m : sheet.tall) {
        if (m.at.begin < rows.front().front().at.begin) continue;  // a title
        const auto holds = [&](std::size_t column) { return m.column <= column && column <= m.columns_to; };
        if (upright && !holds(upright->name) && !holds(upright->value) &&
            std::none_of(upright->sides.begin(), upright->sides.end(), [&](const auto& side) { return holds(side.first); }))
            continue;
        out.push_back(facts_problem(from.text, m.at, "FZ269",
            {m.range + "合并成了一格，不知道这个值是哪一行的。", m.range + " are one merged cell: whose value it is cannot be told."},
            {"取消合并单元格，每一行都填上自己的值。", "Split the merged cells and fill in each row."}));
    }
}

}  // namespace

std::vector<table_row> rows_of(const workbook& from, const workbook_sheet& sheet, diagnostics& out) {
    auto rows = table_rows(from.text, sheet.at, out);
    std::size_t widest = 0, titles = 0;
    for (const auto& row : rows) widest = std::max(widest, filled(row));
    while (widest > 1 && titles < rows.size() && filled(rows[titles]) == 1) ++titles;
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(titles));
    return rows;
}

fact_file facts_of_workbook(const workbook& from, const std::vector<std::string>& tables, diagnostics& out) {
    fact_file one;
    std::unordered_set<std::string> seen;
    std::vector<std::vector<table_row>> all;
    const auto is_table = [&](const std::string& sheet) {
        return std::any_of(tables.begin(), tables.end(), [&](const std::string& t) { return name_key(t) == name_key(sheet); });
    };
    bool any = false;  // a sheet with a row for each fact: then another is beside the matter, and said to be
    for (const auto& sheet : from.sheets) {
        all.push_back(rows_of(from, sheet, out));
        any = any || (!all.back().empty() && upright_columns(all.back().front()));
    }
    for (std::size_t s = 0; s < all.size(); ++s) {
        const auto& sheet = from.sheets[s];
        const auto& rows = all[s];
        if (rows.empty()) continue;
        refuse_tall_cells(from, sheet, rows, out);
        if (is_table(sheet.name)) {
            if (one.records.empty()) one.records.emplace_back();
            one.records.front().tables.push_back(table_of_cells(sheet.name, rows, from.text, out));
            any = true;
            continue;
        }
        if (!upright_columns(rows.front())) {
            if (from.sheets.size() == 1) return read_table_facts(from.text, rows, out);
            out.push_back(facts_problem(from.text, {sheet.at.begin, sheet.at.begin}, "FZ268",
                {"不知道表“" + sheet.name + "”怎么用：它的表头不是“名称、值”两列。",
                    "The sheet \"" + sheet.name + "\" has no columns 名称 and 值: its use is unknown."},
                {"一家单位的事实写成“名称、值”两列；多家单位的工作簿只留一张表，一行一家；用不着的表删去或隐藏。",
                    "Give one unit's facts in columns 名称 and 值; keep a population in a workbook of one sheet; delete or hide the others."}));
            if (any)
                out.back().level = severity::note, out.back().message = {"表“" + sheet.name + "”没有用到。", "The sheet \"" + sheet.name + "\" was not used."};
            continue;
        }
        auto read = read_table_facts(from.text, rows, out);
        if (one.records.empty()) one.records.emplace_back();
        for (auto& value : read.records.front().values) {
            if (seen.insert(value.name).second) {
                one.records.front().values.push_back(std::move(value));
                continue;
            }
            out.push_back(facts_problem(from.text, value.at, "FZ203",
                {"“" + value.name + "”在别的表里也写了。", "\"" + value.name + "\" is given in another sheet as well."}, {"只留一个。", "Keep one of them."}));
        }
    }
    return one;
}

}  // namespace fenze
