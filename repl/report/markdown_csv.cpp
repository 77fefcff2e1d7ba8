// A report as markdown, and as a table for a spreadsheet.

#include "repl/report/unit_report.hpp"

namespace fenze {
namespace {

std::string marked(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '|' || c == '\\' || c == '*' || c == '_' || c == '<') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::vector<std::string> heads(const unit_report& r, bool zh) {
    std::vector<std::string> out{zh ? "指标" : "item", zh ? "评分标准" : "standard", zh ? "满分" : "max"};
    if (r.has_self) out.emplace_back(zh ? "自评得分" : "self");
    if (r.has_review) out.emplace_back(!r.has_self ? (zh ? "得分" : "points") : zh ? "考核得分" : "review");
    out.emplace_back(zh ? "说明" : "remarks");
    return out;
}

std::vector<std::string> cells(const unit_report& r, const report_row& row) {
    std::vector<std::string> out{row.label, row.standard, row.full};
    if (r.has_self) out.push_back(row.self);
    if (r.has_review) out.push_back(row.review);
    out.push_back(row.remarks);
    return out;
}

void listed(const std::string& head, const std::vector<std::string>& all, std::string& out) {
    if (all.empty()) return;
    out += "\n### " + head + "\n\n";
    for (const auto& one : all) out += "- " + marked(one) + "\n";
}

/// In quotes where it has to be; a formula of a spreadsheet is kept from being one.
std::string csv_cell(const std::string& text) {
    const bool formula = !text.empty() && (text[0] == '=' || text[0] == '+' || text[0] == '@');
    if (!formula && text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string out = formula ? "\"'" : "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

}  // namespace

std::string report_markdown(const std::vector<unit_report>& all, bool zh) {
    std::string out;
    for (const auto& r : all) {
        if (!out.empty()) out += "\n---\n\n";
        out += "## " + marked(r.title) + "\n\n";
        if (!r.basis.empty()) out += (zh ? "依据：" : "by: ") + marked(r.basis) + "\n\n";
        if (!r.unit.empty()) out += (zh ? "被评单位：" : "unit: ") + marked(r.unit) + "\n\n";
        const auto head = heads(r, zh);
        for (const auto& h : head) out += "| " + h + " ";
        out += "|\n";
        for (std::size_t n = 0; n < head.size(); ++n) out += n < 2 || n + 1 == head.size() ? "| --- " : "| ---: ";
        out += "|\n";
        for (const auto& row : r.rows) {
            auto shown = cells(r, row);
            for (auto& c : shown) c = marked(c);
            if (row.section) shown[0] = "**" + shown[0] + "**";
            for (std::uint32_t d = 0; d < row.depth; ++d) shown[0] = "　" + shown[0];
            for (const auto& c : shown) out += "| " + c + " ";
            out += "|\n";
        }
        if (!r.grade.empty()) out += std::string("\n") + (zh ? "考核结果：" : "result: ") + "**" + marked(r.grade) + "**\n";
        listed(zh ? "处理" : "what follows", r.outcomes, out);
        listed(
            zh ? "自评与考核的差别" : "where review and self-assessment differ", r.has_self && r.has_review ? r.differences : std::vector<std::string>(), out);
        std::vector<std::string> evidence;
        for (const auto& [item, what] : r.evidence) evidence.push_back(item + (zh ? "：" : ": ") + what);
        listed(zh ? "应附材料" : "evidence to be attached", evidence, out);
        listed(zh ? "尚未填报" : "not given", r.notes, out);
        out += "\n";
        if (r.has_self) out += zh ? "单位（盖章）：＿＿＿＿＿＿　负责人（签字）：＿＿＿＿＿＿\n\n" : "unit (seal): ________  head (signature): ________\n\n";
        if (r.has_review) {
            std::string judges;
            for (const auto& who : r.judges) judges += who + (zh ? "（签字）：＿＿＿＿＿＿　" : " (signature): ________  ");
            if (judges.empty()) judges = zh ? "评委（签字）：＿＿＿＿＿＿　" : "judge (signature): ________  ";
            out += judges + (zh ? "审核人（签字）：＿＿＿＿＿＿\n\n" : "reviewer (signature): ________\n\n");
        }
        out += zh ? "日期：　　　　年　　月　　日\n" : "date: ____________\n";
    }
    return out;
}

std::string report_csv(const std::vector<unit_report>& all, bool zh) {
    std::string out = "\xEF\xBB\xBF";  // by this a spreadsheet knows the encoding
    const auto line = [&](const std::vector<std::string>& parts) {
        for (std::size_t n = 0; n < parts.size(); ++n) out += (n > 0 ? "," : "") + csv_cell(parts[n]);
        out += "\r\n";
    };
    for (std::size_t n = 0; n < all.size(); ++n) {
        const auto& r = all[n];
        if (n == 0) {
            auto head = heads(r, zh);
            head.insert(head.begin(), zh ? "单位" : "unit");
            head.insert(head.end(), {zh ? "等级" : "grade", zh ? "处理" : "what follows"});
            line(head);
        }
        for (const auto& row : r.rows) {
            auto parts = cells(r, row);
            parts.insert(parts.begin(), r.unit);
            const bool sum = &row == &r.rows.back();
            std::string follows;
            for (const auto& o : r.outcomes) follows += (follows.empty() ? "" : "；") + o;
            parts.insert(parts.end(), {sum ? r.grade : std::string(), sum ? follows : std::string()});
            line(parts);
        }
    }
    return out;
}

}  // namespace fenze
