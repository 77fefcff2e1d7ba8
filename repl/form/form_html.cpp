// The form as a page to fill in or to print: nothing is fetched, no script runs.

#include <algorithm>

#include "repl/form/entries.hpp"

namespace fenze {
namespace {

std::string safe(const std::string& words) {
    std::string out;
    for (const char c : words) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

class page {
public:
    page(const compiled_rubric& rubric, bool zh) : rubric_(rubric), zh_(zh) {}

    std::string write() {
        const auto title = safe(rubric_.title);
        out_ =
            "<!DOCTYPE html>\n<html lang=\"" + std::string(zh_ ? "zh-CN" : "en") + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
            "</title>\n<style>\n"
            "@page { size: A4; margin: 20mm 18mm; }\n"
            "@page wide { size: A4 landscape; margin: 15mm; }\n"
            "body { font-family: \"SimSun\", \"Songti SC\", \"Noto Serif CJK SC\", serif; font-size: 11pt; max-width: 190mm; margin: 1em auto; color: #000; }\n"
            "h1 { font-size: 16pt; text-align: center; } h2 { font-size: 12pt; margin: 1.2em 0 .4em; break-after: avoid; }\n"
            "table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid #000; padding: 3px 6px; vertical-align: middle; }\n"
            "tr { break-inside: avoid; } .label { width: 38%; } .hint { color: #555; font-size: 9pt; }\n"
            "input, select, textarea { width: 100%; border: 0; font: inherit; background: #fffbe6; box-sizing: border-box; }\n"
            "input.short { width: 60%; } input:invalid, textarea:invalid, select:invalid { outline: 1px dashed #c00; }\n"
            ".wide { page: wide; } .wide td, .wide th { font-size: 9pt; padding: 3px; text-align: center; overflow-wrap: anywhere; } .wide td { height: 10mm; "
            "}\n"
            ".wide input { text-align: center; } .wide td.row { white-space: nowrap; }\n"
            "@media print { input, select, textarea { background: none; outline: 0 !important; } .hint { color: #000; } }\n"
            "</style>\n</head>\n<body>\n<h1>" +
            title + "</h1>\n<form>\n";
        if (rubric_.to_fill_in && rubric_.to_fill_in->none_is_an_answer)
            out_ += "<p class=\"hint\">" +
                    std::string(zh_ ? "表内栏目不得空缺；某项没有内容的，请填“无”。" : "No box may stay blank; write 无 where there is nothing.") + "</p>\n";
        const auto entries = form_entries(rubric_, zh_);
        for (std::size_t i = 0; i < entries.size();) {
            const auto& e = entries[i];
            if (!e.heading.empty()) {
                close_table();
                if (i + 1 < entries.size() && is_wide(entries[i + 1])) open_wide();
                out_ += "<h2>" + safe(e.heading) + "</h2>\n";
                ++i;
            } else if (e.box && e.box->grid) {
                close_table();
                if (is_wide(e)) open_wide();
                i = grid(entries, i);
                if (wide_) out_ += "</div>\n";
                wide_ = false;
            } else if (e.box && e.box->is == box_kind::table) {
                close_table();
                members(e);
                ++i;
            } else {
                line(e);
                ++i;
            }
        }
        close_table();
        out_ += "</form>\n</body>\n</html>\n";
        return std::move(out_);
    }

private:
    void close_table() {
        if (open_) out_ += "</table>\n";
        open_ = false;
    }

    /// More columns than stand side by side on an upright page.
    [[nodiscard]] bool is_wide(const form_entry& e) const {
        constexpr std::size_t upright = 8;
        return e.box && e.box->grid && rubric_.to_fill_in->grids[*e.box->grid].columns.size() > upright;
    }
    void open_wide() {
        if (!wide_) out_ += "<div class=\"wide\">\n";
        wide_ = true;
    }

    void line(const form_entry& e) {
        if (!open_) out_ += "<table>\n";
        open_ = true;
        const auto id = "b" + std::to_string(++count_);
        out_ += "<tr><td class=\"label\"><label for=\"" + id + "\">" + safe(e.name) + "</label>";
        if (!e.hint.empty()) out_ += "<br><span class=\"hint\">" + safe(e.hint) + "</span>";
        out_ += "</td><td>" + control(e, id) + (e.unit.empty() ? "" : " " + safe(e.unit)) + "</td></tr>\n";
    }

    std::string control(const form_entry& e, const std::string& id) const {
        const fact& f = *e.asks;
        const std::string named = "id=\"" + id + "\" name=\"" + safe(e.name) + "\"" + (e.box && e.box->required ? " required" : "");
        const bool words = e.box && e.box->is != box_kind::figure;
        if (!words && (f.kind == fact_kind::choice || f.kind == fact_kind::boolean)) {
            std::string out = "<select " + named + "><option value=\"\"></option>";
            const auto options = f.kind == fact_kind::boolean ? std::vector<std::string>{"是", "否"} : f.options;
            for (const auto& o : options) out += "<option>" + safe(o) + "</option>";
            return out + (f.or_none ? "<option>无</option>" : "") + "</select>";
        }
        if (words && (e.box->most_characters || e.box->is == box_kind::list)) {
            // blanks do not count, so the page lets a little more in than the limit
            const auto most = e.box->most_characters ? *e.box->most_characters : 0;
            return "<textarea " + named + " rows=\"" + (most > 200 ? "10" : "4") + "\"" +
                   (most > 0 ? " maxlength=\"" + std::to_string(most + most / 10) + "\"" : "") + "></textarea>";
        }
        return "<input " + named + attributes(e, words) + ">";
    }

    static std::string attributes(const form_entry& e, bool words) {
        if (words) {
            switch (e.box->pattern) {
                case box_pattern::email:
                    return " type=\"text\" inputmode=\"email\" pattern=\"无|[^@\\s]+@[^@\\s]+\\.[^@\\s]+\"";
                case box_pattern::postcode:
                    return " class=\"short\" type=\"text\" inputmode=\"numeric\" pattern=\"无|[0-9]{6}\"";
                case box_pattern::telephone:
                    return " class=\"short\" type=\"text\" inputmode=\"tel\" pattern=\"无|[0-9+()\\-、；;, ]{7,}\"";
                default:
                    return " type=\"text\"";
            }
        }
        switch (e.asks->kind) {
            case fact_kind::count:
                return " class=\"short\" type=\"text\" inputmode=\"numeric\" pattern=\"无|[0-9,]+\"";
            case fact_kind::date:
                return " class=\"short\" type=\"text\"";
            default:
                return " class=\"short\" type=\"text\" inputmode=\"decimal\"";
        }
    }

    void members(const form_entry& e) {
        out_ += "<table>\n<tr><th colspan=\"" + std::to_string(e.box->columns.size()) + "\">" + safe(e.name) + "</th></tr>\n<tr>";
        for (const auto& c : e.box->columns) out_ += "<th>" + safe(c) + "</th>";
        out_ += "</tr>\n";
        constexpr int rows = 10;
        for (int r = 1; r <= rows; ++r) {
            out_ += "<tr>";
            for (const auto& c : e.box->columns)
                out_ += c == "序号" ? "<td>" + std::to_string(r) + "</td>" : "<td><input type=\"text\" aria-label=\"" + safe(c) + "\"></td>";
            out_ += "</tr>\n";
        }
        out_ += "</table>\n";
    }

    /// 12=6+7+8+9 may break in front of its signs.
    static std::string breakable(const std::string& formula) {
        std::string out;
        for (const char c : formula) out += (c == '+' || c == '-' || c == '=' ? "<wbr>" : "") + std::string(1, c);
        return out;
    }

    static std::string ordinal(const form_grid& g, std::uint32_t column, std::uint32_t row) {
        return g.columns[column].title == "序号" && g.rows[row] != "合计" ? std::to_string(row + 1) : std::string();
    }

    /// The heads of a table of figures, those of a group below its name.
    void heads(const form_grid& g) {
        std::string below;
        const bool two = std::any_of(g.columns.begin(), g.columns.end(), [](const form_grid::column& c) { return !c.group.empty(); });
        out_ += "<tr>";
        for (std::size_t c = 0; c < g.columns.size();) {
            const auto& group = g.columns[c].group;
            std::size_t end = c + 1;
            if (group.empty()) {
                out_ += (two ? "<th rowspan=\"2\">" : "<th>") + safe(g.columns[c].title) + "</th>";
            } else {
                while (end < g.columns.size() && g.columns[end].group == group) ++end;
                out_ += "<th colspan=\"" + std::to_string(end - c) + "\">" + safe(group) + "</th>";
                for (std::size_t k = c; k < end; ++k) below += "<th>" + safe(g.columns[k].title) + "</th>";
            }
            c = end;
        }
        out_ += "</tr>\n" + (two ? "<tr>" + below + "</tr>\n" : std::string());
    }

    /// A table of figures as the document prints it; where it ends among the entries.
    std::size_t grid(const std::vector<form_entry>& entries, std::size_t from) {
        const auto which = *entries[from].box->grid;
        const auto& g = rubric_.to_fill_in->grids[which];
        out_ += "<table>\n";
        heads(g);
        out_ += "<tr>";
        for (const auto& c : g.columns) out_ += "<td class=\"hint\">" + breakable(c.formula.empty() ? c.number : c.number + "=" + c.formula) + "</td>";
        out_ += "</tr>\n";
        std::size_t at = from;
        for (std::uint32_t r = 0; r < g.rows.size(); ++r) {
            out_ += "<tr>";
            for (std::uint32_t c = 0; c < g.columns.size(); ++c) {
                const bool here =
                    at < entries.size() && entries[at].box && entries[at].box->grid == which && entries[at].box->row == r && entries[at].box->column == c;
                if (here)
                    out_ += "<td><input type=\"text\" inputmode=\"decimal\" name=\"" + safe(entries[at].name) + "\" aria-label=\"" + safe(entries[at].name) +
                            "\"></td>";
                else if (c == g.label_column) out_ += "<td class=\"row\">" + safe(g.rows[r]) + "</td>";
                else out_ += "<td>" + ordinal(g, c, r) + "</td>";
                at += here ? 1 : 0;
            }
            out_ += "</tr>\n";
        }
        out_ += "</table>\n";
        return at > from ? at : from + 1;
    }

    const compiled_rubric& rubric_;
    bool zh_;
    std::string out_;
    bool open_ = false, wide_ = false;
    int count_ = 0;
};

}  // namespace

std::string form_html(const compiled_rubric& rubric, bool zh) { return page(rubric, zh).write(); }

}  // namespace fenze
