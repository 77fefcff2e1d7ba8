// A report as a workbook: a sheet for each unit.

#include <algorithm>
#include <set>

#include "dsl/source.hpp"
#include "repl/batch/result_file.hpp"
#include "repl/report/unit_report.hpp"
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
        std::uint32_t longest = 0;
        for (const auto& row : r.rows) longest = std::max(longest, cells(row.standard));
        constexpr std::uint32_t page = 98, name_width = 22, points_width = 7;  // characters across A4
        const std::uint32_t rest = page - name_width - points_width * (1 + marks);
        const std::uint32_t standard = std::clamp(longest, 12U, rest / 2 + 4);
        out.widths = {name_width, standard};
        out.widths.insert(out.widths.end(), 1 + marks, points_width);
        out.widths.push_back(rest - standard);
        rows_.clear();
        lines_.clear();
        line(r.title, cell_look::title);
        if (!r.basis.empty()) line((zh_ ? "依据：" : "by: ") + r.basis, cell_look::note);
        line((zh_ ? "被评单位：" : "unit: ") + r.unit, cell_look::loose);
        std::vector<std::string> heads{zh_ ? "指标" : "item", zh_ ? "评分标准" : "standard", zh_ ? "满分" : "max"};
        if (r.has_self) heads.emplace_back(zh_ ? "自评\n得分" : "self");
        if (r.has_review) heads.emplace_back(!r.has_self ? (zh_ ? "得分" : "points") : zh_ ? "考核\n得分" : "review");
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
            if (row.section && row.standard.empty()) cells.back().across = 2;
            else cells.push_back(words_cell(row.standard, look));
            cells.push_back(points(row.full, row.section));
            if (r.has_self) cells.push_back(points(row.self, row.section));
            if (r.has_review) cells.push_back(points(row.review, row.section));
            cells.push_back(words_cell(row.remarks, look));
        }
        if (!r.grade.empty()) line((zh_ ? "考核结果：" : "result: ") + r.grade, cell_look::group);
        for (const auto& o : r.outcomes) line(o, cell_look::plain);
        list(zh_ ? "自评与考核的差别" : "where review and self-assessment differ", r.has_self && r.has_review ? r.differences : std::vector<std::string>());
        std::vector<std::string> evidence;
        for (const auto& [item, what] : r.evidence) evidence.push_back(item + (zh_ ? "：" : ": ") + what);
        list(zh_ ? "应附材料" : "evidence to be attached", evidence);
        list(zh_ ? "尚未填报" : "not given", r.notes);
        sign(r);
        out.lines = std::move(lines_);
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
    static written_cell points(const std::string& text, bool of_section) {
        auto out = words_cell(text, of_section ? cell_look::group_points : cell_look::points);
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

    /// Two places to sign a line, high enough for a hand; those of a unit with its seal first.
    void sign(const unit_report& r) {
        std::vector<std::string> places;
        if (r.has_self) places.insert(places.end(), {zh_ ? "单位（盖章）：" : "unit (seal):", zh_ ? "负责人（签字）：" : "head (signature):"});
        if (r.has_review) {
            auto judges = r.judges;
            if (judges.empty()) judges.emplace_back(zh_ ? "评委" : "judge");
            for (const auto& who : judges) places.push_back(who + (zh_ ? "（签字）：" : " (signature):"));
            places.emplace_back(zh_ ? "审核人（签字）：" : "reviewer (signature):");
        }
        line("", cell_look::loose);
        constexpr std::uint32_t high = 2;
        for (std::size_t n = 0; n < places.size(); n += 2) {
            auto& cells = rows_.emplace_back();
            cells.push_back(words_cell(places[n], cell_look::loose));
            cells.push_back(words_cell("", cell_look::loose));
            cells.push_back(words_cell(n + 1 < places.size() ? places[n + 1] : std::string(), cell_look::loose));
            cells.back().across = across_ - 2;
            lines_.resize(rows_.size());
            lines_.back() = high;
        }
        line(zh_ ? "日期：　　　　年　　月　　日" : "date:", cell_look::loose);
        lines_.resize(rows_.size());
        lines_.back() = high;
    }

    bool zh_;
    std::uint32_t across_ = 5;
    std::vector<std::uint32_t> lines_;
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
