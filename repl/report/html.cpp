// A report as one HTML page, to be printed on A4: nothing is fetched, heads of tables repeat, each unit begins a page.

#include <algorithm>

#include "dsl/source.hpp"
#include "repl/report/unit_report.hpp"

namespace fenze {
namespace {

constexpr const char* style = R"(
@page { size: A4; margin: 16mm 14mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 186mm; padding: 6mm 0; color: #000; background: #fff; font: 10.5pt/1.5 "Songti SC", SimSun, "Noto Serif CJK SC", "Source Han Serif SC", serif; }
h1 { margin: 0 0 2mm; font: bold 16pt/1.35 "Heiti SC", SimHei, "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; text-align: center; text-wrap: balance; }
.basis { margin: 0 0 4mm; text-align: center; font-size: 9pt; color: #333; }
.unit { margin: 0 0 2mm; }
.unit span:empty { display: inline-block; min-width: 60mm; height: 1.3em; border-bottom: 0.5pt solid #000; vertical-align: bottom; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid #000; padding: 1.2mm 1.6mm; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { font-family: "Heiti SC", SimHei, "Noto Sans CJK SC", sans-serif; font-size: 9.5pt; text-align: center; vertical-align: middle; background: #f0f0f0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
td { font-size: 9pt; line-height: 1.4; }
td.points { text-align: center; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.open { white-space: normal; }
tr.section td { font-weight: bold; background: #f7f7f7; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
tr.section td.remarks { font-weight: normal; }
tr.sum { break-before: avoid; }
tr.sum td { font-size: 10.5pt; }
h2 { margin: 5mm 0 1mm; font: bold 11pt/1.4 "Heiti SC", SimHei, "Noto Sans CJK SC", sans-serif; break-after: avoid; }
ul { margin: 0; padding: 0; list-style: none; font-size: 9.5pt; line-height: 1.45; }
li { padding-left: 2em; text-indent: -1em; }
.sign { margin-top: 8mm; break-inside: avoid; display: grid; grid-template-columns: 1fr 1fr; gap: 7mm 10mm; }
.sign span { border-bottom: 0.5pt solid #000; display: inline-block; min-width: 40mm; height: 1.3em; vertical-align: bottom; }
.sign .date { grid-column: 1 / -1; text-align: right; }
section { padding: 0 0.3mm; }
section + section { break-before: page; }
@media screen { section { padding: 0 4mm; } section + section { border-top: 1px dashed #999; margin-top: 12mm; padding-top: 8mm; } }
@media print { body { max-width: none; padding: 0; } }
)";

std::string safe(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else out += c;
    }
    return out;
}

class page {
public:
    explicit page(bool zh) : zh_(zh) {}

    std::string of(const std::vector<unit_report>& all) {
        out_ = std::string("<!DOCTYPE html>\n<html lang=\"") + (zh_ ? "zh-CN" : "en") + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
               safe(all.empty() ? std::string() : all.front().title) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n";
        for (const auto& r : all) one(r);
        return out_ + "</body>\n</html>\n";
    }

private:
    [[nodiscard]] std::string pick(const char* chinese, const char* english) const { return zh_ ? chinese : english; }

    void cell(const std::string& text, const char* of_class = "") {
        out_ += std::string("<td") + (*of_class ? std::string(" class=\"") + of_class + "\"" : "") + ">" + safe(text) + "</td>";
    }
    // 58 … 79.5 may break at its dots
    void points(const std::string& text) { cell(text, text.find("…") == std::string::npos ? "points" : "points open"); }

    void one(const unit_report& r) {
        out_ += "<section>\n<h1>" + safe(r.title) + "</h1>\n";
        if (!r.basis.empty()) out_ += "<p class=\"basis\">" + pick("依据：", "by: ") + safe(r.basis) + "</p>\n";
        out_ += "<p class=\"unit\">" + pick("被评单位：", "unit: ") + "<span>" + safe(r.unit) + "</span></p>\n";
        table(r);
        outcome(r);
        list(pick("自评与考核的差别", "where review and self-assessment differ"), r.has_self && r.has_review ? r.differences : std::vector<std::string>());
        std::vector<std::string> evidence;
        for (const auto& [item, what] : r.evidence) evidence.push_back(item + (zh_ ? "：" : ": ") + what);
        list(pick("应附材料", "evidence to be attached"), evidence);
        list(pick("尚未填报", "not given"), r.notes);
        sign(r);
        out_ += "</section>\n";
    }

    void table(const unit_report& r) {
        const bool standard = any_standard(r), both = r.has_self && r.has_review;
        out_ += "<table>\n<colgroup><col style=\"width:" + std::string(standard ? "21%" : "40%") + "\">";
        if (standard) out_ += std::string("<col style=\"width:") + (short_standards(r) ? "20%" : both ? "33%" : "36%") + "\">";
        out_ += "<col style=\"width:7%\">";
        for (int n = 0; n < (both ? 2 : 1); ++n) out_ += "<col style=\"width:8.5%\">";
        out_ += "<col></colgroup>\n<thead><tr><th>" + pick("指标", "item") + "</th>";
        if (standard) out_ += "<th>" + pick("评分标准", "standard") + "</th>";
        out_ += "<th>" + pick("满分", "max") + "</th>";
        if (r.has_self) out_ += "<th>" + pick("自评<br>得分", "self") + "</th>";
        if (r.has_review) out_ += "<th>" + (both ? pick("考核<br>得分", "review") : pick("得分", "points")) + "</th>";
        out_ += "<th>" + pick("说明", "remarks") + "</th></tr></thead>\n<tbody>\n";
        for (const auto& row : r.rows) {
            const bool sum = &row == &r.rows.back();
            out_ += sum ? "<tr class=\"section sum\">" : row.section ? "<tr class=\"section\">" : "<tr>";
            out_ += "<td" + (standard && (sum || (row.section && row.standard.empty())) ? std::string(" colspan=\"2\"") : std::string()) +
                    (row.depth > 1 ? " style=\"padding-left:" + std::to_string(row.depth * 2) + "mm\"" : "") + ">" + safe(row.label) + "</td>";
            if (standard && !sum && !(row.section && row.standard.empty())) cell(row.standard);
            points(row.full);
            if (r.has_self) points(row.self);
            if (r.has_review) points(row.review);
            cell(row.remarks, "remarks");
            out_ += "</tr>\n";
        }
        out_ += "</tbody>\n</table>\n";
    }

    /// 达到得25分，不足按比例赋分: the room is better given to the remarks.
    static bool short_standards(const unit_report& r) {
        constexpr std::uint32_t two_lines = 44;
        return std::all_of(r.rows.begin(), r.rows.end(), [](const report_row& row) { return cells(row.standard) <= two_lines; });
    }

    static bool any_standard(const unit_report& r) {
        for (const auto& row : r.rows)
            if (!row.standard.empty()) return true;
        return false;
    }

    void outcome(const unit_report& r) {
        if (r.grade.empty() && r.outcomes.empty()) return;
        out_ += "<h2>" + pick("考核结果", "result") + (r.grade.empty() ? "" : (zh_ ? "：" : ": ") + safe(r.grade)) + "</h2>\n";
        items(r.outcomes);
    }

    void list(const std::string& head, const std::vector<std::string>& all) {
        if (all.empty()) return;
        out_ += "<h2>" + head + "</h2>\n";
        items(all);
    }
    void items(const std::vector<std::string>& all) {
        if (all.empty()) return;
        out_ += "<ul>\n";
        for (const auto& one : all) out_ += "<li>" + safe(one) + "</li>\n";
        out_ += "</ul>\n";
    }

    void sign(const unit_report& r) {
        out_ += "<div class=\"sign\">\n";
        const auto line = [&](const std::string& who) { out_ += "<div>" + safe(who) + "<span></span></div>\n"; };
        if (r.has_self) {
            line(pick("单位（盖章）：", "unit (seal): "));
            line(pick("负责人（签字）：", "head (signature): "));
        }
        if (r.has_review) {
            if (r.judges.empty()) line(pick("评委（签字）：", "judge (signature): "));
            for (const auto& who : r.judges) line(who + pick("（签字）：", " (signature): "));
            line(pick("审核人（签字）：", "reviewer (signature): "));
        }
        out_ += "<div class=\"date\">" + pick("日期：　　　　年　　月　　日", "date: ____________") + "</div>\n</div>\n";
    }

    bool zh_;
    std::string out_;
};

}  // namespace

std::string report_html(const std::vector<unit_report>& all, bool zh) { return page(zh).of(all); }

}  // namespace fenze
