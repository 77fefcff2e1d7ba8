#include "repl/sheet/write_workbook.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "dsl/fold.hpp"
#include "dsl/source.hpp"
#include "repl/files.hpp"
#include "repl/sheet/cells.hpp"
#include "repl/sheet/stored_number.hpp"

namespace fenze {
namespace {

using library_number = decltype(lxw_data_validation::value_number);

library_number stored(const number& value) {
    library_number out{};
    store_number(value, &out);
    return out;
}

constexpr std::size_t most_list = 255;  // characters of a drop-down list that is written into its check
constexpr const char* lists_name = "选项";

std::string cut(const std::string& words, std::uint32_t most) {
    std::string out;
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool begins = (static_cast<unsigned char>(words[i]) & 0xC0U) != 0x80U;
        if (begins && ++count > most) break;
        out += words[i];
    }
    return out;
}

class writer {
public:
    explicit writer(lxw_workbook* book) : book_(book) {
        for (const auto look : {cell_look::plain, cell_look::title, cell_look::header, cell_look::input, cell_look::group, cell_look::note, cell_look::points,
                 cell_look::group_points, cell_look::loose})
            add_look(look);
    }

    bool write(const std::vector<written_sheet>& sheets) {
        for (const auto& sheet : sheets) {
            auto* const to = workbook_add_worksheet(book_, sheet.name.c_str());
            if (!to || !fill(to, sheet)) return false;
            if (sheet.hidden) worksheet_hide(to);
        }
        if (lists_.empty()) return true;
        auto* const to = workbook_add_worksheet(book_, lists_name);
        if (!to) return false;
        for (std::size_t c = 0; c < lists_.size(); ++c)
            for (std::size_t r = 0; r < lists_[c].size(); ++r)
                if (worksheet_write_string(to, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), lists_[c][r].c_str(), nullptr) != LXW_NO_ERROR)
                    return false;
        worksheet_hide(to);
        return true;
    }

private:
    void add_look(cell_look look) {
        auto* const f = workbook_add_format(book_);
        format_set_font_name(f, "宋体");
        format_set_font_size(f, look == cell_look::title ? 16 : 11);
        format_set_text_wrap(f);
        format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
        const bool group = look == cell_look::group || look == cell_look::group_points;
        if (look == cell_look::title || look == cell_look::header || look == cell_look::points || look == cell_look::group_points)
            format_set_align(f, LXW_ALIGN_CENTER);
        if (look == cell_look::title || look == cell_look::header || group) format_set_bold(f);
        if (look == cell_look::header || group) format_set_bg_color(f, look == cell_look::header ? 0xDDE6F0 : 0xF2F2F2);
        if (look == cell_look::input) format_set_bg_color(f, 0xFFFBE6);
        if (look == cell_look::note) format_set_font_color(f, 0x666666);
        if (look != cell_look::title && look != cell_look::note && look != cell_look::loose) format_set_border(f, LXW_BORDER_THIN);
        looks_[look] = f;
    }

    bool fill(lxw_worksheet* to, const written_sheet& sheet) {
        for (std::size_t c = 0; c < sheet.widths.size(); ++c) {
            const auto column = static_cast<lxw_col_t>(c);
            worksheet_set_column(to, column, column, stored(number(static_cast<int>(sheet.widths[c]))), nullptr);
        }
        for (std::size_t r = 0; r < sheet.rows.size(); ++r)
            for (std::size_t c = 0, column = 0; c < sheet.rows[r].size(); column += sheet.rows[r][c].across, ++c)
                if (!put(to, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(column), sheet.rows[r][c])) return false;
        for (const auto& check : sheet.checks)
            if (!put_check(to, check)) return false;
        for (std::size_t r = 0; r < sheet.rows.size(); ++r)
            if (const auto height = height_of(sheet, r)) worksheet_set_row(to, static_cast<lxw_row_t>(r), stored(number(static_cast<int>(height))), nullptr);
        if (sheet.frozen_rows > 0) {
            worksheet_freeze_panes(to, sheet.frozen_rows, 0);
            worksheet_repeat_rows(to, sheet.frozen_rows - 1, sheet.frozen_rows - 1);
        }
        worksheet_set_paper(to, 9);  // A4
        worksheet_fit_to_pages(to, 1, 0);
        worksheet_center_horizontally(to);
        worksheet_set_footer(to, "&C第&P页，共&N页");
        return true;
    }

    /// Points of height for a row whose words take more than one line; 0 for a row that is as high as any. Programs that open a workbook do not
    /// measure wrapped words, least of all in merged cells.
    static std::uint32_t height_of(const written_sheet& sheet, std::size_t r) {
        constexpr std::uint32_t line = 15, title_line = 24, spare = 3, highest = 409;
        std::uint32_t lines = r < sheet.lines.size() ? sheet.lines[r] : 0;
        bool title = false;
        std::size_t column = 0;
        for (const auto& cell : sheet.rows[r]) {
            std::uint32_t width = 0;
            for (std::size_t c = column; c < column + cell.across && c < sheet.widths.size(); ++c) width += sheet.widths[c];
            column += cell.across;
            const bool large = cell.look == cell_look::title;
            title = title || large;
            const auto room = (width > 2 ? width - 1 : width) * (large ? 2U : 3U) / 3U;  // of characters of 16 points, of 11
            if (room == 0 || cell.value) continue;
            std::uint32_t here = 0;
            for (std::size_t from = 0; from <= cell.words.size();) {
                const auto end = std::min(cell.words.find('\n', from), cell.words.size());
                here += std::max<std::uint32_t>(1, (cells(std::string_view(cell.words).substr(from, end - from)) + room - 1) / room);
                from = end + 1;
            }
            lines = std::max(lines, here);
        }
        if (lines < 2 && !title) return 0;
        return std::min(highest, std::max<std::uint32_t>(lines, 1) * (title ? title_line : line) + spare);
    }

    bool put(lxw_worksheet* to, lxw_row_t row, lxw_col_t column, const written_cell& cell) {
        auto* const look = looks_.at(cell.look);
        std::string comment = cell.comment;
        if (cell.across > 1 && worksheet_merge_range(to, row, column, row, static_cast<lxw_col_t>(column + cell.across - 1), "", look) != LXW_NO_ERROR)
            return false;
        lxw_error done = LXW_NO_ERROR;
        if (!cell.formula.empty() && cell.value && workbook_holds(*cell.value)) {
            done = worksheet_write_formula_num(to, row, column, cell.formula.c_str(), look, stored(*cell.value));
        } else if (!cell.formula.empty() && !cell.value) {
            done = worksheet_write_formula_str(to, row, column, cell.formula.c_str(), look, "");
        } else if (cell.value && workbook_holds(*cell.value)) {
            done = worksheet_write_number(to, row, column, stored(*cell.value), look);
        } else if (cell.value) {
            done = worksheet_write_string(to, row, column, cell.value->text().c_str(), look);
            if (comment.empty()) comment = "工作簿的数字存不下这个准确值，所以写成文字。";
        } else if (cell.words.empty()) {
            done = worksheet_write_blank(to, row, column, look);
        } else {
            done = worksheet_write_string(to, row, column, cell.words.c_str(), look);
        }
        if (done == LXW_NO_ERROR && !comment.empty()) done = worksheet_write_comment(to, row, column, comment.c_str());
        return done == LXW_NO_ERROR;
    }

    bool put_check(lxw_worksheet* to, const input_check& check) {
        using kind = input_check::kind;
        lxw_data_validation v{};
        v.ignore_blank = LXW_VALIDATION_ON;
        v.show_input = LXW_VALIDATION_ON;
        v.show_error = LXW_VALIDATION_ON;
        v.error_type = check.may_stay ? LXW_VALIDATION_ERROR_TYPE_WARNING : LXW_VALIDATION_ERROR_TYPE_STOP;
        v.dropdown = LXW_VALIDATION_ON;
        std::string title = cut(check.title, 32), asks = cut(check.asks, 255), refuses = cut(check.refuses, 255), formula = check.formula, least, greatest;
        v.input_title = title.data();
        v.error_title = title.data();
        if (!asks.empty()) v.input_message = asks.data();
        if (!refuses.empty()) v.error_message = refuses.data();
        std::vector<std::string> options = check.options;
        std::vector<char*> list;
        if (check.is == kind::options) {
            std::size_t length = 0;
            bool commas = false;
            for (const auto& o : options) length += characters(o) + 1, commas = commas || o.find(',') != std::string::npos;
            if (length > most_list || commas) {
                lists_.push_back(options);
                const auto letters = column_letters(static_cast<std::uint32_t>(lists_.size()));
                formula = "='" + std::string(lists_name) + "'!$" + letters + "$1:$" + letters + "$" + std::to_string(options.size());
                v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
                v.value_formula = formula.data();
            } else {
                for (auto& o : options) list.push_back(o.data());
                list.push_back(nullptr);
                v.validate = LXW_VALIDATION_TYPE_LIST;
                v.value_list = list.data();
            }
        } else if (check.is == kind::custom) {
            v.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
            v.value_formula = formula.data();
        } else {
            // as formulas: dates and numbers alike are then written as exact decimals
            v.validate = check.is == kind::whole     ? LXW_VALIDATION_TYPE_INTEGER_FORMULA
                         : check.is == kind::decimal ? LXW_VALIDATION_TYPE_DECIMAL_FORMULA
                         : check.is == kind::day     ? LXW_VALIDATION_TYPE_DATE_FORMULA
                                                     : LXW_VALIDATION_TYPE_LENGTH_FORMULA;
            const number farthest(std::int64_t{1'000'000'000'000});
            least = check.least ? check.least->text() : check.is == kind::day ? "1" : check.is == kind::length ? "0" : (-farthest).text();
            greatest = check.greatest ? check.greatest->text() : check.is == kind::day ? "2958465" : check.is == kind::length ? "32767" : farthest.text();
            v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
            v.minimum_formula = least.data();
            v.maximum_formula = greatest.data();
        }
        return worksheet_data_validation_range(
                   to, check.first_row, static_cast<lxw_col_t>(check.column), check.last_row, static_cast<lxw_col_t>(check.column), &v) == LXW_NO_ERROR;
    }

    lxw_workbook* book_;
    std::map<cell_look, lxw_format*> looks_;
    std::vector<std::vector<std::string>> lists_;
};

/// A new empty file in the folder for such files; its name, or nothing.
std::optional<std::string> scratch_file() {
    const char* const folder = std::getenv("TMPDIR");
    std::string name = std::string(folder && *folder ? folder : "/tmp") + "/fenze.XXXXXX";
    const int file = mkstemp(name.data());
    if (file < 0) return std::nullopt;
    close(file);
    return name;
}

}  // namespace

std::optional<std::string> write_workbook(const std::vector<written_sheet>& sheets) {
    const auto path = scratch_file();  // the library writes to a file, not to memory
    if (!path) return std::nullopt;
    lxw_workbook* const book = workbook_new(path->c_str());
    std::optional<std::string> bytes;
    if (book) {
        lxw_doc_properties about{};
        about.created = 315532800;  // 1980-01-01, as the archive's own dates: the same content gives the same bytes
        workbook_set_properties(book, &about);
        const bool good = writer(book).write(sheets);
        if (workbook_close(book) == LXW_NO_ERROR && good) bytes = read_bytes(*path);
    }
    unlink(path->c_str());
    return bytes;
}

std::string sheet_title(std::string_view words) {
    std::string kept;
    for (const char c : words)
        if (std::string_view("[]:*?/\\'").find(c) == std::string_view::npos && static_cast<unsigned char>(c) >= 0x20) kept += c;
    kept = cut(kept, 31);
    return kept.empty() ? "表" : kept;
}

}  // namespace fenze
