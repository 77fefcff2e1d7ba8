#include "interpreter/records/rows.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/records/columns.hpp"

namespace fenze {
namespace {

/// Columns that say what a record is called, and others that people keep beside what counts.
bool is_label(const std::string& key) {
    return ends_any(key, {"名称", "题目", "标题", "题名", "内容"}) || is_any(key, {"项目", "成果", "专利", "论文", "奖项", "姓名", "事项", "name", "id"});
}
bool may_stand_beside(const std::string& key) {
    return is_label(key) || names_the_unit(key) || ends_any(key, {"编号", "序号", "备注", "说明", "专利号", "文号"});
}

class row_reader {
public:
    row_reader(const record_table& table, const given_table& from, const source& file, const std::string& where, table_trace& to, diagnostics& out)
        : table_(table), from_(from), file_(file), where_(where), to_(to), out_(out), known_(table.columns.size()) {}

    void run(const std::vector<bool>& used) {
        if (!match_columns(used)) return;
        to_.texts = table_.words;
        for (std::size_t i = 0; i < to_.texts.size(); ++i) numbers_.emplace(to_.texts[i], i);
        to_.cells.reserve(from_.rows.size());
        to_.labels.reserve(from_.rows.size());
        for (std::size_t r = 0; r < from_.rows.size(); ++r) one(r, used);
        if (errors_ > most_errors)
            out_.push_back(problem("FZ241", from_.at,
                {"“" + table_.name + "”里还有" + std::to_string(errors_ - most_errors) + "处这样的问题，没有一一列出。",
                    std::to_string(errors_ - most_errors) + " more problems of this table are not listed."}));
    }

private:
    static constexpr std::size_t most_errors = 20;

    diagnostic problem(const char* code, span at, words message, words help = {}) const {
        auto d = facts_problem(file_, at, code, std::move(message), std::move(help));
        d.where = where_ + table_.name;
        return d;
    }

    bool match_columns(const std::vector<bool>& used) {
        std::vector<std::string> names;
        for (const auto& c : table_.columns) names.push_back(c.name);
        std::vector<bool> found(names.size());
        bool good = true;
        for (const auto& given : from_.columns) {
            const auto key = name_key(given.text);
            const auto at =
                static_cast<std::size_t>(std::find_if(names.begin(), names.end(), [&](const auto& n) { return name_key(n) == key; }) - names.begin());
            column_of_.push_back(at);
            if (is_label(key) && !label_) label_ = column_of_.size() - 1;
            if (at < names.size() && found[at]) {
                out_.push_back(problem("FZ203", given.at, {"“" + given.text + "”有两列。", "\"" + given.text + "\" stands over two columns."},
                    {"只留一列。", "Keep one of them."}));
                good = false;
            } else if (at < names.size()) {
                found[at] = true;
            } else if (!may_stand_beside(key)) {
                const auto near = nearest_of(given.text, names);
                std::string all;
                for (const auto& n : names) all += (all.empty() ? "" : "、") + n;
                out_.push_back(problem("FZ241", given.at,
                    {"“" + table_.name + "”没有“" + given.text + "”这一列。", "\"" + table_.name + "\" has no column \"" + given.text + "\"."},
                    {(near ? "是“" + names[*near] + "”吗？" : std::string()) + "列有：" + all + "；另可有名称、编号、备注。",
                        (near ? "Did you mean \"" + names[*near] + "\"? " : std::string()) + "Columns: " + all}));
                good = false;
            }
        }
        for (std::size_t c = 0; c < names.size() && good; ++c)
            if (used[c] && !found[c] && !from_.rows.empty() && names[c] != material_column) {
                out_.push_back(problem("FZ241", from_.at,
                    {"“" + table_.name + "”缺“" + names[c] + "”这一列，统计要看它。",
                        "\"" + table_.name + "\" lacks the column \"" + names[c] + "\", which is looked at."},
                    {"补上这一列。", "Add it."}));
                good = false;
            }
        return good;
    }

    void one(std::size_t r, const std::vector<bool>& used) {
        const auto& row = from_.rows[r];
        std::vector<std::optional<number>> values(table_.columns.size());
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            const auto column = column_of_[c];
            const auto& cell = row.cells[c];
            if (column >= values.size() || !used[column] || cell.is == shape::null) continue;
            values[column] = value(column, cell, r);
        }
        to_.cells.push_back(std::move(values));
        to_.labels.push_back(label_ && *label_ < row.cells.size() ? row.cells[*label_].text : std::string());
    }

    /// Cells repeat: most were bound before.
    std::optional<number> value(std::size_t column, const given_cell& cell, std::size_t row) {
        const fact& f = table_.columns[column];
        auto& known = known_[column];
        if (f.kind != fact_kind::text)
            if (const auto found = known.find(cell.text); found != known.end()) return found->second;
        if (f.kind == fact_kind::text) return text(cell.text);
        diagnostics said;
        const auto bound = bind_value(f, {f.name, cell.is, cell.text, cell.at}, file_, said);
        if (has_error(said)) {
            for (auto& d : said)
                if (d.level == severity::error && ++errors_ <= most_errors) {
                    d.where = where_ + table_.name + "第" + std::to_string(row + 1) + "条 · " + f.name;
                    out_.push_back(std::move(d));
                }
            return bound;
        }
        known.emplace(cell.text, bound);
        return bound;
    }

    std::optional<number> text(const std::string& written) {
        const auto key = name_key(written);
        if (is_any(key, {"", "无", "没有", "/", "-", "—", "暂无"})) return std::nullopt;
        const auto [at, fresh] = numbers_.emplace(key, to_.texts.size());
        if (fresh) to_.texts.push_back(written);
        return number(static_cast<std::int64_t>(at->second));
    }

    const record_table& table_;
    const given_table& from_;
    const source& file_;
    const std::string& where_;
    table_trace& to_;
    diagnostics& out_;
    std::vector<std::size_t> column_of_;
    std::optional<std::size_t> label_;
    std::vector<std::unordered_map<std::string, std::optional<number>>> known_;
    std::unordered_map<std::string, std::size_t> numbers_;
    std::size_t errors_ = 0;
};

}  // namespace

void read_rows(const record_table& table, const std::vector<bool>& used, const given_table& from, const source& file, const std::string& where, table_trace& to,
    diagnostics& out) {
    row_reader(table, from, file, where, to, out).run(used);
}

}  // namespace fenze
