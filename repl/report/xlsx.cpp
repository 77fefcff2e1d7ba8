// A report as a workbook: a sheet for each unit.

#include <algorithm>
#include <set>

#include "repl/batch/result_file.hpp"
#include "repl/report/unit_report.hpp"

#if __has_include("repl/sheet/write_workbook.hpp")
#include "repl/sheet/write_workbook.hpp"

namespace fenze {
namespace {

class sheet_maker {
public:
    explicit sheet_maker(bool zh) : zh_(zh) {}

    written_sheet made(const unit_report& r, std::size_t ordinal) {
        written_sheet out;
        out.name = name(r.unit, ordinal);
        const std::uint32_t marks = (r.has_self ? 1U : 0U) + (r.has_review ? 1U : 0U);
        across_ = 4 + marks;
        out.widths = {24, 40, 8};
        for (std::uint32_t n = 0; n < marks; ++n) out.widths.push_back(10);
        out.widths.push_back(34);
        rows_.clear();
        line(r.title, cell_look::title);
        if (!r.basis.empty()) line((zh_ ? "依据：" : "by: ") + r.basis, cell_look::note);
        line((zh_ ? "被评单位：" : "unit: ") + r.unit, cell_look::plain);
        std::vector<std::string> heads{zh_ ? "指标" : "item", zh_ ? "评分标准" : "standard", zh_ ? "满分" : "max"};
        if (r.has_self) heads.emplace_back(zh_ ? "自评得分" : "self");
        if (r.has_review) heads.emplace_back(!r.has_self ? (zh_ ? "得分" : "points") : zh_ ? "考核得分" : "review");
        heads.emplace_back(zh_ ? "说明" : "remarks");
        rows_.emplace_back();
        for (const auto& h : heads) rows_.back().push_back(words_cell(h, cell_look::header));
        out.frozen_rows = static_cast<std::uint32_t>(rows_.size());
        for (const auto& row : r.rows) {
            const auto look = row.section ? cell_look::group : cell_look::plain;
            auto& cells = rows_.emplace_back();
            std::string label;
            for (std::uint32_t d = 0; d < row.depth; ++d) label += "　";
            cells.push_back(words_cell(label + row.label, look));
            cells.push_back(words_cell(row.standard, look));
            cells.push_back(points(row.full, look));
            if (r.has_self) cells.push_back(points(row.self, look));
            if (r.has_review) cells.push_back(points(row.review, look));
            cells.push_back(words_cell(row.remarks, look));
        }
        if (!r.grade.empty()) line((zh_ ? "考核结果：" : "result: ") + r.grade, cell_look::group);
        for (const auto& o : r.outcomes) line(o, cell_look::plain);
        list(zh_ ? "自评与考核的差别" : "where review and self-assessment differ", r.has_self && r.has_review ? r.differences : std::vector<std::string>());
        std::vector<std::string> evidence;
        for (const auto& [item, what] : r.evidence) evidence.push_back(item + (zh_ ? "：" : ": ") + what);
        list(zh_ ? "应附材料" : "evidence to be attached", evidence);
        list(zh_ ? "尚未填报" : "not given", r.notes);
        if (r.has_self) line(zh_ ? "单位（盖章）：　　　　　　　　负责人（签字）：" : "unit (seal):            head (signature):", cell_look::plain);
        if (r.has_review) {
            auto judges = r.judges;
            if (judges.empty()) judges.emplace_back(zh_ ? "评委" : "judge");
            for (const auto& who : judges) line(who + (zh_ ? "（签字）：" : " (signature):"), cell_look::plain);
            line(zh_ ? "审核人（签字）：" : "reviewer (signature):", cell_look::plain);
        }
        line(zh_ ? "日期：　　　　年　　月　　日" : "date:", cell_look::plain);
        out.rows = std::move(rows_);
        return out;
    }

private:
    std::string name(const std::string& unit, std::size_t ordinal) {
        auto out = sheet_title(unit.empty() ? (zh_ ? "第" + std::to_string(ordinal) + "家" : "unit " + std::to_string(ordinal)) : unit);
        if (!names_.insert(out).second) names_.insert(out = sheet_title((zh_ ? "第" : "unit ") + std::to_string(ordinal) + (zh_ ? "家" : "")));
        return out;
    }

    static written_cell words_cell(std::string words, cell_look look) {
        written_cell out;
        out.words = std::move(words);
        out.look = look;
        return out;
    }
    // 84.5 as a number; 58 … 79.5 as it stands
    static written_cell points(const std::string& text, cell_look look) {
        auto out = words_cell(text, look);
        out.value = text.empty() ? std::nullopt : number::parse(text);
        return out;
    }

    void line(const std::string& text, cell_look look) {
        rows_.emplace_back();
        rows_.back().push_back(words_cell(text, look));
        rows_.back().back().across = across_;
    }
    void list(const char* head, const std::vector<std::string>& all) {
        if (all.empty()) return;
        line(head, cell_look::group);
        for (const auto& one : all) line(one, cell_look::plain);
    }

    bool zh_;
    std::uint32_t across_ = 5;
    std::vector<std::vector<written_cell>> rows_;
    std::set<std::string> names_;
};

}  // namespace

bool report_xlsx(const std::vector<unit_report>& all, const std::string& path, bool zh, words& why) {
    sheet_maker maker(zh);
    std::vector<written_sheet> sheets;
    for (const auto& r : all) sheets.push_back(maker.made(r, sheets.size() + 1));
    const auto bytes = write_workbook(sheets);
    if (!bytes) {
        why = {"Excel 文件没有写成。", "The workbook could not be made."};
        return false;
    }
    result_file out;
    return out.open(path, why) && out.write(*bytes, why) && out.put(why);
}

}  // namespace fenze

#else

namespace fenze {

bool report_xlsx(const std::vector<unit_report>&, const std::string&, bool, words& why) {
    why = {"这个程序没有带写 Excel 的部分；请用 --format csv，Excel 能打开。", "This build writes no workbooks; use --format csv."};
    return false;
}

}  // namespace fenze

#endif
