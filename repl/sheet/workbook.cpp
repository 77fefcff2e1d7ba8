#include "repl/sheet/workbook.hpp"

#include <algorithm>
#include <map>

#include "interpreter/facts/read.hpp"
#include "repl/sheet/cells.hpp"
#include "repl/sheet/formulas.hpp"
#include "repl/sheet/shown.hpp"
#include "repl/sheet/unpack.hpp"
#include "repl/sheet/xml.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_cells = 6'000'000, most_text = 1ULL << 30U;
constexpr std::string_view zip_mark = "PK\x03\x04", empty_zip = "PK\x05\x06", compound_mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// xl/worksheets/sheet1.xml from "worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml", named in xl/workbook.xml.
std::string part_beside(const std::string& part, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string folder = part.substr(0, part.rfind('/') + 1);
    while (target.starts_with("../") && !folder.empty()) {
        target.remove_prefix(3);
        folder.pop_back();
        folder.erase(folder.rfind('/') + 1);
    }
    return folder + std::string(target);
}

bool holds_wide(std::string_view bytes, std::string_view word) {
    std::string wide;
    for (const char c : word) wide += {c, '\0'};
    return bytes.find(wide) != std::string_view::npos;
}

class workbook_reader {
public:
    workbook_reader(const std::string& name, std::string_view bytes, diagnostics& out) : name_(name), bytes_(bytes), out_(out) {}

    std::optional<workbook> read() {
        if (bytes_.starts_with(compound_mark)) return refuse_compound();
        std::string code;
        words why, help;
        if (!unpack(bytes_, packed_, code, why, help)) return refuse(code.c_str(), why, help);
        if (!right_kind() || !sheets()) return std::nullopt;
        return written();
    }

private:
    std::nullopt_t refuse(const char* code, words message, words help) {
        diagnostic d;
        d.code = code;
        d.message = std::move(message);
        d.help = std::move(help);
        d.file = name_;
        out_.push_back(std::move(d));
        return std::nullopt;
    }

    std::nullopt_t broken() {
        return refuse("FZ260", {"工作簿已损坏，打不开。", "The workbook is damaged and cannot be opened."},
            {"请在Excel或WPS中打开，另存为“Excel 工作簿（.xlsx）”；打不开的，请重新取一份。",
                "Open it in a spreadsheet program and save it again as .xlsx, or fetch it again."});
    }

    std::nullopt_t refuse_compound() {
        if (holds_wide(bytes_, "EncryptedPackage"))
            return refuse("FZ262", {"工作簿设了打开密码，读不了。", "The workbook is protected by a password."},
                {"请取消密码（文件 → 信息 → 保护工作簿 → 用密码进行加密，清空密码），再保存。", "Remove the password and save it again."});
        return another_kind("旧版Office文件（如.xls、.doc）", "a file of an old Office version (.xls, .doc)");
    }

    std::nullopt_t another_kind(const std::string& zh, const std::string& en) {
        return refuse("FZ261", {"这是" + zh + "，不是.xlsx工作簿，读不了。", "This is " + en + ", not an .xlsx workbook."},
            {"请在Excel或WPS中打开，另存为“Excel 工作簿（.xlsx）”或“CSV UTF-8（逗号分隔）”。", "Save it as .xlsx or as UTF-8 CSV."});
    }

    [[nodiscard]] bool has(std::string_view part) const { return std::find(packed_.names.begin(), packed_.names.end(), part) != packed_.names.end(); }

    bool right_kind() {
        const auto types = packed_.parts.find("[Content_Types].xml");
        const bool macros = has("xl/vbaProject.bin") || (types != packed_.parts.end() && types->second.find("macroEnabled") != std::string::npos);
        if (macros)
            return refuse("FZ263", {"工作簿带有宏，不打开。", "The workbook carries macros and is not opened."},
                       {"请另存为“Excel 工作簿（.xlsx）”，这种格式不带宏。", "Save it as .xlsx, which carries none."}),
                   false;
        if (has("xl/workbook.bin")) return another_kind("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"), false;
        if (has("word/document.xml")) return another_kind("Word文档（.docx）", "a Word document (.docx)"), false;
        if (has("ppt/presentation.xml")) return another_kind("演示文稿（.pptx）", "a presentation (.pptx)"), false;
        if (has("mimetype")) return another_kind("OpenDocument文件（如.ods）", "an OpenDocument file (.ods)"), false;
        if (types == packed_.parts.end()) return another_kind("压缩包", "an archive"), false;
        return true;
    }

    /// Targets by their ids from the relations of a part; `kind` picks those of one kind.
    std::map<std::string, std::string> relations(const std::string& of, std::string_view kind = {}) {
        std::map<std::string, std::string> out;
        const auto slash = of.rfind('/') + 1;
        const auto found = packed_.parts.find(of.substr(0, slash) + "_rels/" + of.substr(slash) + ".rels");
        pugi::xml_document document;
        if (found == packed_.parts.end() || !load_part(document, found->second)) return out;
        for (const auto& one : elements(document.document_element(), "Relationship"))
            if (kind.empty() || attribute(one, "Type").ends_with(kind)) out[std::string(attribute(one, "Id"))] = part_beside(of, attribute(one, "Target"));
        return out;
    }

    bool sheets() {
        const auto main = relations("", "/officeDocument");
        const std::string book = main.empty() ? "xl/workbook.xml" : main.begin()->second;
        const auto found = packed_.parts.find(book);
        pugi::xml_document document;
        if (found == packed_.parts.end() || !load_part(document, found->second)) return broken(), false;
        const auto root = document.document_element();
        const auto days = attribute(child(root, "workbookPr"), "date1904");
        from_1904_ = days == "1" || days == "true";
        if (const auto one = relations(book, "/styles"); !one.empty()) styles_ = read_styles(packed_.parts[one.begin()->second]);
        std::vector<std::string> shared;
        if (const auto one = relations(book, "/sharedStrings"); !one.empty() && !shared_words(packed_.parts[one.begin()->second], shared))
            return broken(), false;
        const auto parts = relations(book);
        std::size_t room = most_cells;
        for (const auto& one : elements(child(root, "sheets"), "sheet")) {
            const auto target = parts.find(std::string(attribute(one, "id")));
            if (target == parts.end()) return broken(), false;
            if (target->second.find("worksheets/") == std::string::npos) continue;  // a chart on a sheet of its own
            const auto part = packed_.parts.find(target->second);
            if (part == packed_.parts.end()) return broken(), false;
            raw_sheet sheet;
            sheet.name = attribute(one, "name");
            const auto state = attribute(one, "state");
            sheet.hidden = state == "hidden" || state == "veryHidden";
            const auto came_to = read_cells(part->second, shared, room, sheet);
            if (came_to == cells_problem::broken) return broken(), false;
            if (came_to == cells_problem::too_many) return too_many(), false;
            std::string().swap(part->second);
            sheets_.push_back(std::move(sheet));
        }
        return true;
    }

    std::nullopt_t too_many() {
        return refuse("FZ264", {"工作簿的格子太多，不往下读。", "The workbook holds too many cells; it is not read."},
            {"请把需要的表复制到新的工作簿；几十万行的数据请存为CSV。", "Copy the sheet that is wanted into a new workbook; keep very large tables as CSV."});
    }

    static bool shared_words(const std::string& xml, std::vector<std::string>& into) {
        pugi::xml_document document;
        if (!load_part(document, xml)) return false;
        for (const auto& one : elements(document.document_element(), "si")) into.push_back(rich_text(one));
        return true;
    }

    std::optional<workbook> written() {
        workbook made;
        std::string text;
        std::vector<sheet_lines> lines;
        std::uint32_t line = 1;
        formula_reader formulas(sheets_);
        for (std::size_t s = 0; s < sheets_.size(); ++s) {
            const auto& sheet = sheets_[s];
            if (sheet.hidden || sheet.cells.empty()) continue;
            const auto begin = static_cast<std::uint32_t>(text.size());
            lines.push_back({line, sheet.name});
            std::uint32_t row = 1, column = 1;
            std::vector<workbook_sheet::tall_cell> tall;
            for (const auto& cell : sheet.cells) {
                for (; row < cell.row; ++row, ++line, column = 1) text += '\n';
                for (; column < cell.column; ++column) text += ',';
                const auto at = static_cast<std::uint32_t>(text.size());
                write_cell(says(formulas, s, cell), text);
                if (text.size() > most_text) return too_many();
                const span written{at, static_cast<std::uint32_t>(text.size())};
                complain(written);
                for (const auto& m : sheet.tall)
                    if (m.row == cell.row && m.column == cell.column && !written.empty())
                        tall.push_back({cell_name(m.row, m.column) + ":" + cell_name(m.last_row, m.last_column), m.column - 1, m.last_column - 1, written});
            }
            text += '\n';
            ++line;
            made.sheets.push_back({sheet.name, {begin, static_cast<std::uint32_t>(text.size())}, std::move(tall)});
        }
        if (made.sheets.empty())
            return refuse("FZ268", {"工作簿里没有填写的表。", "The workbook has no sheet with anything in it."},
                {"请检查是不是取错了文件；隐藏的表不读，要用的请取消隐藏。", "Is it the right file? Hidden sheets are not read."});
        if (!unchecked_.empty()) {
            diagnostic d;
            d.code = "FZ267";
            d.level = severity::note;
            d.at = unchecked_at_;
            d.file = name_;
            const auto count = std::to_string(unchecked_.size());
            d.message = {"有" + count + "个公式没有重算（如" + unchecked_.front() + "），用的是文件里存的结果。",
                count + " formulas (such as " + unchecked_.front() + ") were not computed again; the results in the file are used."};
            out_.push_back(std::move(d));
        }
        made.text = source(name_, std::move(text), std::move(lines));
        return made;
    }

    /// What the cell says; what is wrong with it is kept for `complain`.
    std::string says(formula_reader& formulas, std::size_t s, const raw_cell& cell) {
        using kind = raw_cell::kind;
        pending_.reset();
        const auto style = cell.style < styles_.size() ? styles_[cell.style] : cell_style{};
        if (cell.is == kind::error) {
            pend("FZ266", {"这一格是错误值“" + cell.text + "”。", "This cell holds the error " + cell.text + "."},
                {"改好这一格的公式，或直接填数。", "Mend its formula, or type the value."});
            return cell.text;
        }
        const auto stored = cell.is == kind::number ? number::parse(cell.text) : std::nullopt;
        if (cell.formula >= 0 && (stored || cell.is == kind::blank)) {
            const auto& formula = sheets_[s].formulas[static_cast<std::size_t>(cell.formula)];
            const auto exact = formulas.value_of(s, cell);
            if (exact && stored && !formulas.agrees(*exact, *stored)) {
                const bool own = formula.down == 0 && formula.right == 0;  // not a copy of another cell's
                const auto shown = own ? "“=" + formula.text + "”" : std::string(), shown_en = own ? " =" + formula.text : std::string();
                pend("FZ265",
                    {"公式" + shown + "应得" + exact->display(6) + "，文件里存的结果是" + stored->display(6) + "。",
                        "The formula" + shown_en + " gives " + exact->display(6) + ", but the file says " + stored->display(6) + "."},
                    {"在Excel或WPS中按F9重新计算并保存；若结果是手工改的，请改掉公式。",
                        "Recalculate (F9) and save the workbook; or replace the formula by its value."});
            }
            if (exact) return shown_number(*exact, style, from_1904_);
            if (!stored) {
                pend("FZ266", {"这一格有公式，文件里却没有它的结果。", "The file holds no result for the formula of this cell."},
                    {"在Excel或WPS中打开工作簿，保存一次，再读。", "Open the workbook in a spreadsheet program and save it."});
                return {};
            }
        }
        if (cell.formula >= 0) unchecked_now_ = cell_name(cell.row, cell.column);
        if (cell.is == kind::truth) return cell.text == "TRUE" ? "是" : "否";
        if (stored) return shown_number(*stored, style, from_1904_);
        return cell.text;
    }

    void pend(const char* code, words message, words help) {
        pending_.emplace();
        pending_->code = code;
        pending_->message = std::move(message);
        pending_->help = std::move(help);
        pending_->file = name_;
    }

    void complain(span at) {
        if (!unchecked_now_.empty()) {
            if (unchecked_.empty()) unchecked_at_ = at;
            unchecked_.push_back(std::move(unchecked_now_));
            unchecked_now_.clear();
        }
        if (!pending_) return;
        pending_->at = at;
        constexpr std::size_t enough = 20;
        if (++complaints_ <= enough) out_.push_back(std::move(*pending_));
        pending_.reset();
    }

    static void write_cell(const std::string& words, std::string& text) {
        const bool plain = words.find_first_of(",;\"\t\r\n") == std::string::npos;
        if (plain) {
            text += words;
            return;
        }
        text += '"';
        for (std::size_t i = 0; i < words.size(); ++i) {
            const char c = words[i];
            if (c == '"') text += "\"\"";
            else if (c == '\n') text += "\u2028";  // a line end within a cell: a line of the text is a row of the sheet
            else if (c != '\r') text += c;
        }
        text += '"';
    }

    const std::string& name_;
    std::string_view bytes_;
    diagnostics& out_;
    unpacked packed_;
    bool from_1904_ = false;
    std::vector<cell_style> styles_;
    std::vector<raw_sheet> sheets_;
    std::optional<diagnostic> pending_;
    std::size_t complaints_ = 0;
    std::vector<std::string> unchecked_;
    std::string unchecked_now_;
    span unchecked_at_;
};

}  // namespace

bool is_office_file(std::string_view bytes) { return bytes.starts_with(zip_mark) || bytes.starts_with(empty_zip) || bytes.starts_with(compound_mark); }

std::optional<workbook> read_workbook(const std::string& name, std::string_view bytes, diagnostics& out) { return workbook_reader(name, bytes, out).read(); }

}  // namespace fenze
