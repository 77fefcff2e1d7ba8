// The form as a workbook: a line for each box, drop-down lists, and checks on what is typed.

#include <algorithm>
#include <map>

#include "repl/form/entries.hpp"
#include "repl/sheet/write_workbook.hpp"

namespace fenze {
namespace {

constexpr std::uint32_t value_column = 2, most_lines = 20;

/// =C5+C6-C7 of an operation over boxes that stand on known rows; empty where it is anything else.
class cell_formula_writer {
public:
    cell_formula_writer(const plan& p, const std::map<std::uint32_t, std::size_t>& row_of) : p_(p), row_of_(row_of) {}

    std::string of(std::uint32_t operation) const {
        const auto& o = p_.operations[operation];
        if (o.kind == op::constant) return o.value.text().find('/') == std::string::npos ? o.value.text() : std::string();
        if (o.kind == op::fact) {
            const auto found = row_of_.find(o.index);
            return found == row_of_.end() ? std::string() : "C" + std::to_string(found->second + 1);
        }
        if (o.kind == op::scale) {
            const auto inner = of(o.in[0]);
            if (inner.empty() || o.value.text().find('/') != std::string::npos) return {};
            return o.value == number(-1) ? "-" + inner : o.value.text() + "*" + inner;
        }
        if (o.kind != op::add) return {};
        std::string out;
        for (const auto in : o.in) {
            const auto part = of(in);
            if (part.empty()) return {};
            out += out.empty() || part.starts_with('-') ? part : "+" + part;
        }
        return out.empty() ? out : "(" + out + ")";
    }

private:
    const plan& p_;
    const std::map<std::uint32_t, std::size_t>& row_of_;
};

input_check check_of(const form_entry& e, std::uint32_t row, bool& any) {
    input_check out;
    out.first_row = out.last_row = row;
    out.column = value_column;
    out.title = e.label;
    out.asks = e.hint;
    const fact& f = *e.asks;
    any = true;
    const bool words = e.box && e.box->is != box_kind::figure;
    if (words) {
        if (e.box->pattern == box_pattern::postcode) {
            out.is = input_check::kind::custom;
            out.formula = "=OR(C" + std::to_string(row + 1) + "=\"无\",LEN(C" + std::to_string(row + 1) + ")=6)";
            out.refuses = "邮政编码是6位数字；没有的填“无”。";
        } else if (e.box->most_characters) {
            out.is = input_check::kind::length;
            out.greatest = number(static_cast<int>(*e.box->most_characters));
            out.refuses = "超过" + std::to_string(*e.box->most_characters) + "字。";
            out.may_stay = true;  // blanks are counted by the program, but not by the document
        } else {
            any = false;
        }
        return out;
    }
    switch (f.kind) {
        case fact_kind::choice:
            out.options = f.options;
            if (f.or_none) out.options.push_back("无");
            out.refuses = "请从下拉列表中选一项。";
            break;
        case fact_kind::boolean:
            out.options = {"是", "否"};
            out.refuses = "请选“是”或“否”。";
            break;
        case fact_kind::count:
            out.is = input_check::kind::whole;
            out.least = f.min.value_or(number(0));
            out.greatest = f.max;
            out.refuses = "这一栏填整数" + (f.unit.empty() ? std::string() : "（" + f.unit + "）") + "。";
            break;
        case fact_kind::date:
            any = !(e.box && e.box->month_alone);
            out.is = input_check::kind::day;
            out.refuses = "这一栏填日期，如 2024-06-30。";
            break;
        default:
            out.is = input_check::kind::decimal;
            out.least = f.kind == fact_kind::amount ? f.min.value_or(number(0)) : f.min;
            out.greatest = f.max;
            out.refuses = "这一栏填数" + (f.unit.empty() ? std::string() : "（" + f.unit + "），只填数字，不写单位") + "。";
            out.may_stay = true;  // 1.2亿元 is understood as well
    }
    if (e.box) out.may_stay = out.may_stay || out.is == input_check::kind::whole;  // 无
    return out;
}

written_cell cell(std::string words, cell_look look, std::uint32_t across = 1) {
    written_cell out;
    out.words = std::move(words);
    out.look = look;
    out.across = across;
    return out;
}

}  // namespace

std::optional<std::string> form_workbook(const compiled_rubric& rubric, bool zh) {
    written_sheet main;
    main.name = "表单";
    main.widths = {6, 32, 36, 8, 24};
    main.rows.push_back({cell(rubric.title, cell_look::title, 5)});
    const bool none = rubric.to_fill_in && rubric.to_fill_in->none_is_an_answer;
    main.rows.push_back(
        {cell(none ? (zh ? "只填“值”一列。栏目不得空缺；某项没有内容的，请填“无”。" : "Fill in the column 值 only; write 无 where there is nothing.")
                   : (zh ? "只填“值”一列。" : "Fill in the column 值 only."),
            cell_look::note, 5)});
    main.rows.push_back({cell("序号", cell_look::header), cell("名称", cell_look::header), cell("值", cell_look::header), cell("单位", cell_look::header),
        cell("填写要求", cell_look::header)});
    main.frozen_rows = 3;
    const auto entries = form_entries(rubric, zh);
    std::map<std::uint32_t, std::size_t> row_of;
    std::vector<written_sheet> tables;
    std::size_t row = main.rows.size();
    for (const auto& e : entries) {
        if (e.box && e.box->is == box_kind::table) continue;
        if (e.box) row_of[e.box->fact] = row;
        ++row;
    }
    int ordinal = 0;
    for (const auto& e : entries) {
        if (!e.heading.empty()) {
            main.rows.push_back({cell(e.heading, cell_look::group, 5)});
            continue;
        }
        if (e.box && e.box->is == box_kind::table) {
            written_sheet table;
            table.name = sheet_title(e.name);
            table.rows.emplace_back();
            for (const auto& c : e.box->columns) table.rows.back().push_back(cell(c, cell_look::header)), table.widths.push_back(c == "序号" ? 6 : 30);
            for (int r = 0; r < 20; ++r) {
                table.rows.emplace_back();
                for (std::size_t c = 0; c < e.box->columns.size(); ++c) table.rows.back().push_back(cell("", cell_look::input));
            }
            table.frozen_rows = 1;
            tables.push_back(std::move(table));
            continue;
        }
        const auto at = static_cast<std::uint32_t>(main.rows.size());
        written_cell number_cell = cell("", cell_look::points), value = cell("", cell_look::input);
        number_cell.value = number(++ordinal);
        if (e.box && e.box->computed) {
            const auto formula = cell_formula_writer(rubric.to_fill_in->program, row_of).of(*e.box->computed);
            if (!formula.empty()) value.formula = "=" + formula, value.value = number(0);
        }
        main.rows.push_back({number_cell, cell(e.name, cell_look::plain), value, cell(e.unit, cell_look::points), cell(e.hint, cell_look::plain)});
        main.lines.resize(main.rows.size());
        if (e.box && e.box->most_characters) main.lines.back() = std::min(most_lines, 2 * *e.box->most_characters / main.widths[value_column] + 1);
        bool any = false;
        auto check = check_of(e, at, any);
        if (any) main.checks.push_back(std::move(check));
    }
    std::vector<written_sheet> all{std::move(main)};
    for (auto& t : tables) all.push_back(std::move(t));
    return write_workbook(all);
}

}  // namespace fenze
