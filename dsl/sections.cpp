#include "dsl/sections.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "dsl/characters.hpp"
#include "dsl/fold.hpp"
#include "dsl/mark.hpp"

namespace fenze {
namespace {

bool is_row(const line& one) { return one.kind == line_kind::row || one.kind == line_kind::tab_row; }
std::string_view slice(std::string_view text, span at) { return text.substr(at.begin, at.end - at.begin); }

// Rows in a run become tables, or text again where they are no table at all.
void find_tables(std::string_view text, document_sections& all) {
    for (std::size_t i = 0; i < all.lines.size();) {
        if (!is_row(all.lines[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < all.lines.size() && is_row(all.lines[end])) ++end;
        auto tables = read_tables(text, all.lines, i, end);
        std::unordered_map<std::uint32_t, std::size_t> at_row;
        for (std::size_t k = 0; k < tables.size(); ++k) at_row[tables[k].first_row.begin] = k;
        const table* taken = nullptr;
        for (std::size_t row = i; row < end; ++row) {
            if (const auto found = at_row.find(all.lines[row].at.begin); found != at_row.end()) {
                taken = &tables[found->second];
                // A tab or a bar in running text makes no table.
                const bool prose = !taken->known && (taken->tabs || taken->rows.size() < 2);
                if (prose) taken = nullptr;
                else all.roles[row].table = static_cast<std::uint32_t>(all.tables.size() + 1);
                if (taken != nullptr) all.tables.push_back(*taken);
            }
            if (taken != nullptr) all.roles[row].in_table = true;
            else read_as_text(text, all.lines[row]);
        }
        i = end;
    }
}

// The line right above a table, where it is the table's title. 表1 … numbers the parts of one rubric.
std::optional<std::size_t> own_title(std::string_view text, const document_sections& all, std::size_t row) {
    if (row == 0 || all.roles[row - 1].in_table || !is_title_like(text, all.lines[row - 1])) return std::nullopt;
    text_cursor c{text, all.lines[row - 1].at.begin, all.lines[row - 1].at.end};
    if (c.take("表") && (c.blanks(), is_digit(c.peek().code) || is_chinese_digit(c.peek().code))) return std::nullopt;
    return row - 1;
}

bool names_part(std::string_view title) {
    for (const std::string_view word : {std::string_view("加分"), std::string_view("扣分"), std::string_view("减分"), std::string_view("附加分")})
        if (title.find(word) != std::string_view::npos && title.find("评分") == std::string_view::npos) return true;
    return false;
}

// A document's own title: the last line above its first heading or table that reads like one.
std::optional<std::size_t> document_title(std::string_view text, const document_sections& all) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < all.lines.size(); ++i) {
        if (all.lines[i].kind == line_kind::numbered || all.roles[i].in_table) break;
        if (is_title_like(text, all.lines[i])) found = i;
    }
    return found;
}

bool is_ruling(std::string_view title) {
    std::string words = without_blanks(title);
    for (const std::string_view word : {std::string_view("办法"), std::string_view("细则"), std::string_view("标准"), std::string_view("规则"),
             std::string_view("规定"), std::string_view("方案"), std::string_view("体系")})
        if (words.find(word) != std::string::npos) return true;
    return false;
}

struct opened {
    std::size_t line = 0;
    bool book = false;                 // by a 《…》 line
    bool table = false;                // a score table was met
    bool nodes = false;                // a heading or a table was met
    bool content = false;              // or anything else that a rubric has
    std::optional<std::size_t> title;  // of its first score table
};

}  // namespace

document_sections find_sections(std::string_view text, std::vector<line> lines) {
    document_sections all;
    all.lines = std::move(lines);
    all.roles.resize(all.lines.size());
    find_tables(text, all);
    find_evidence(text, all.tables);

    std::vector<opened> rubrics(1);
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t annex = none, book = none;
    for (std::size_t i = 0; i < all.lines.size(); ++i) {
        if (all.lines[i].kind == line_kind::annex) annex = i;
        if (all.lines[i].kind == line_kind::numbered) rubrics.back().nodes = true;
        if (all.lines[i].kind == line_kind::directive || (!all.roles[i].in_table && holds_points(text, all.lines[i].at))) rubrics.back().content = true;
        if (all.lines[i].kind == line_kind::book_title) {
            // 《甲》《乙》 in a row: the last is the title, the others are text.
            if (book != none && !rubrics.back().nodes) all.roles[book].names_rubric = false;
            if (rubrics.back().nodes || rubrics.back().table) rubrics.push_back({});
            rubrics.back().line = i;
            rubrics.back().book = true;
            all.roles[i].names_rubric = true;
            book = i;
            annex = none;
        }
        const std::size_t index = all.roles[i].table;
        if (index == 0) continue;
        const table& t = all.tables[index - 1];
        if (!t.scores || t.evidence) continue;
        const auto title = own_title(text, all, i);
        if (rubrics.back().table && title && !names_part(slice(text, all.lines[*title].at))) {
            rubrics.push_back({});
            rubrics.back().line = annex == none ? *title : annex;
        }
        if (!rubrics.back().table) rubrics.back().title = title;
        rubrics.back().table = rubrics.back().nodes = true;
        annex = none;
    }
    for (std::size_t k = 0; k < rubrics.size(); ++k) {
        // A list of 《…》 at the end cites documents.
        const bool cited = k > 0 && !rubrics[k].nodes && !rubrics[k].content;
        if (cited) all.roles[rubrics[k].line].names_rubric = false;
        if (k > 0 && !cited) all.roles[rubrics[k].line].opens_rubric = true;
        if (rubrics[k].book) continue;
        std::optional<std::size_t> title = rubrics[k].title;
        if (k == 0) {
            // 合肥市…考核办法 rather than its annex 考核内容及评分细则; but two tables are told apart by their own titles.
            const auto whole = document_title(text, all);
            if (whole && (!title || (rubrics.size() == 1 && is_ruling(slice(text, all.lines[*whole].at))))) title = whole;
        }
        if (title) all.roles[*title].names_rubric = true;
    }
    return all;
}

}  // namespace fenze
