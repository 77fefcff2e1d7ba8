// Facts from CSV (RFC 4180): a header row of fact names, a row for each unit; or two columns 事实, 值 for one unit.

#include <array>
#include <unordered_set>

#include "dsl/fold.hpp"
#include "interpreter/facts/cells.hpp"
#include "interpreter/facts/read.hpp"

namespace fenze {
namespace {

using cell = table_cell;
using row = table_row;

bool blank(std::string_view text) { return without_blanks(text).empty(); }

class table_reader {
public:
    table_reader(const source& file, diagnostics& out) : file_(file), out_(out), text_(file.text()), comma_(csv_delimiter(text_)) {}
    /// The rows of a workbook's sheet.
    table_reader(const source& file, span part, diagnostics& out)
        : file_(file), out_(out), text_(file.text().substr(0, part.end)), comma_(','), at_(part.begin) {}

    row first() { return one_row(); }

    std::vector<row> rows() {
        std::vector<row> all;
        while (at_ < text_.size()) {
            row next = one_row();
            bool empty = true;
            for (const auto& c : next) empty = empty && blank(c.text);
            if (!empty) all.push_back(std::move(next));
        }
        return all;
    }

private:
    row one_row() {
        row cells;
        while (true) {
            cells.push_back(one_cell());
            if (at_ >= text_.size()) return cells;
            const char c = text_[at_++];
            if (c == '\n') return cells;
            if (at_ == text_.size()) {  // a delimiter at the very end: an empty last cell
                cells.push_back({"", here()});
                return cells;
            }
        }
    }

    cell one_cell() {
        const auto begin = static_cast<std::uint32_t>(at_);
        cell out;
        if (at_ < text_.size() && text_[at_] == '"') {
            out.text = quoted();
            const auto closed = at_;
            while (at_ < text_.size() && text_[at_] != comma_ && text_[at_] != '\n') ++at_;
            if (!blank(text_.substr(closed, at_ - closed)))
                out_.push_back(facts_problem(file_, {begin, static_cast<std::uint32_t>(at_)}, "FZ206",
                    {"引号之后还有文字。", "There is text after the closing quote."}, {"格内的引号要写两个（\"\"）。", "Double the quotes inside a cell."}));
        } else {
            while (at_ < text_.size() && text_[at_] != comma_ && text_[at_] != '\n') ++at_;
            out.text = text_.substr(begin, at_ - begin);
        }
        out.at = {begin, static_cast<std::uint32_t>(at_)};
        return out;
    }

    std::string quoted() {
        const auto begin = static_cast<std::uint32_t>(at_++);
        std::string out;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c != '"') {
                out += c;
            } else if (at_ < text_.size() && text_[at_] == '"') {
                out += '"';
                ++at_;
            } else {
                return out;
            }
        }
        out_.push_back(facts_problem(file_, {begin, begin + 1}, "FZ206", {"这个引号没有收尾。", "This quote is never closed."},
            {"在这一格的末尾补上引号。", "Close it at the end of the cell."}));
        return out;
    }

    [[nodiscard]] span here() const { return {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_)}; }

    const source& file_;
    diagnostics& out_;
    std::string_view text_;
    char comma_;
    std::size_t at_ = 0;
};

std::string trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return std::string(text);
}

given value_of(std::string name, const cell& from) {
    auto text = trimmed(from.text);
    const auto is = blank(text) ? shape::null : shape::words;
    return {std::move(name), is, std::move(text), from.at};
}

std::vector<given> named(const row& cells) {
    std::vector<given> out;
    for (const auto& c : cells) out.push_back(value_of("", c));
    return out;
}

/// What a column beside the names of facts holds: the marks of 评委1, the 自评 side or the 考核 side; 备注 is passed over.
std::string side_of(std::string_view header) {
    const auto key = name_key(header);
    for (const auto* word : {"自评", "自评值", "自评数", "自评得分", "单位自评"})
        if (key == word) return "自评";
    for (const auto* word : {"考核", "考核值", "考核数", "考核得分", "复核", "复查", "评审"})
        if (key == word) return "考核";
    for (const auto* lead : {"评委", "专家", "评审专家", "评审"})
        if (key.starts_with(lead) && key.size() > std::string_view(lead).size() &&
            key.find_first_not_of("0123456789", std::string_view(lead).size()) == std::string::npos)
            return key;
    return {};
}

class csv_facts {
public:
    csv_facts(const source& file, diagnostics& out) : file_(file), out_(out) {}

    fact_file read(const std::vector<row>& rows) {
        if (rows.empty()) return {};
        if (const auto columns = upright_columns(rows.front())) return upright(rows, *columns);
        check_header(rows.front());
        for (std::size_t r = 1; r < rows.size(); ++r) add_row(rows.front(), rows[r]);
        result_.many = result_.records.size() > 1;
        if (result_.records.empty()) problem(rows.front().front().at, {"只有表头，没有数据行。", "There is a header but no row of data."}, {});
        return std::move(result_);
    }

private:
    void problem(span at, words message, words help) { out_.push_back(facts_problem(file_, at, "FZ206", std::move(message), std::move(help))); }

    void check_header(const row& header) {
        std::unordered_set<std::string> seen;
        for (const auto& c : header)
            if (!blank(c.text) && !seen.insert(trimmed(c.text)).second)
                out_.push_back(facts_problem(file_, c.at, "FZ203",
                    {"表头“" + trimmed(c.text) + "”有两列。", "The header \"" + trimmed(c.text) + "\" stands over two columns."},
                    {"只留一列。", "Keep one of them."}));
    }

    void add_row(const row& header, const row& cells) {
        record next;
        next.ordinal = static_cast<std::uint32_t>(result_.records.size() + 1);
        next.at = {cells.front().at.begin, cells.back().at.end};
        std::unordered_set<std::string> seen;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (c >= header.size() || blank(header[c].text)) {
                if (!blank(cells[c].text))
                    problem(cells[c].at, {"这一格上面没有事实名。", "This cell has no fact name above it."},
                        {"检查本行是否多了逗号；含逗号的值要加引号，如 \"1,200\"。", "Look for a stray comma; put values with commas in quotes."});
                continue;
            }
            auto name = trimmed(header[c].text);
            if (seen.insert(name).second) next.values.push_back(value_of(std::move(name), cells[c]));
        }
        result_.records.push_back(std::move(next));
    }

    fact_file upright(const std::vector<row>& rows, upright_header columns) {
        record only;
        std::unordered_set<std::string> seen;
        for (std::size_t r = 1; r < rows.size(); ++r) {
            const auto& cells = rows[r];
            const auto name = columns.name < cells.size() ? trimmed(cells[columns.name].text) : std::string();
            const bool valued = columns.value < cells.size();
            if (name.empty()) {
                if (valued && !blank(cells[columns.value].text)) problem(cells[columns.value].at, {"这一行没有事实名。", "This row names no fact."}, {});
            } else if (!seen.insert(name).second) {
                out_.push_back(facts_problem(file_, cells[columns.name].at, "FZ203", {"“" + name + "”写了两次。", "\"" + name + "\" is given twice."},
                    {"只留一个。", "Keep one of them."}));
            } else {
                if (valued) only.values.push_back(value_of(name, cells[columns.value]));
                for (const auto& [column, whose] : columns.sides)
                    if (column < cells.size()) only.values.push_back(value_of(name + "/" + whose, cells[column]));
            }
        }
        fact_file one;
        one.records.push_back(std::move(only));
        return one;
    }

    const source& file_;
    diagnostics& out_;
    fact_file result_;
};

}  // namespace

char csv_delimiter(std::string_view text) {
    const auto header = text.substr(0, text.find('\n'));
    char best = ',';
    std::size_t most = 0;
    for (const char candidate : std::array<char, 3>{',', '\t', ';'}) {
        std::size_t count = 0;
        bool quoted = false;
        for (const char c : header) {
            if (c == '"') quoted = !quoted;
            count += c == candidate && !quoted ? 1 : 0;
        }
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

std::optional<upright_header> upright_columns(const table_row& header) {
    const auto one_of = [](const std::string& word, std::initializer_list<const char*> list) {
        for (const auto* entry : list)
            if (word == entry) return true;
        return false;
    };
    constexpr std::size_t none = ~std::size_t{0};
    upright_header out{none, none, {}};
    for (std::size_t c = 0; c < header.size(); ++c) {
        const auto word = name_key(header[c].text);
        if (word.empty()) continue;
        if (const auto whose = side_of(word); out.name != none && !whose.empty()) out.sides.emplace_back(c, whose);
        else if (out.name == none && one_of(word, {"事实", "名称", "指标", "项目", "栏目", "考核项目", "考核指标", "fact", "name", "path"})) out.name = c;
        else if (out.value == none && out.name != none && one_of(word, {"值", "数值", "填报", "填报值", "内容", "填写", "填写内容", "value"})) out.value = c;
        else if (!one_of(word, {"序号", "单位", "说明", "备注", "要求", "填写要求", "满分", "分值", "unit", "note"})) return std::nullopt;
    }
    return out.name != none && (out.value != none || !out.sides.empty()) ? std::optional(out) : std::nullopt;
}

bool csv_is_upright(const std::vector<given>& header) {
    table_row cells;
    for (const auto& g : header) cells.push_back({g.text, g.at});
    return upright_columns(cells).has_value();
}

std::vector<table_row> table_rows(const source& text, span part, diagnostics& out) { return table_reader(text, part, out).rows(); }

std::vector<table_row> csv_rows_of(const source& text, diagnostics& out) { return table_reader(text, out).rows(); }

fact_file read_table_facts(const source& text, const std::vector<table_row>& rows, diagnostics& out) { return csv_facts(text, out).read(rows); }

std::vector<given> read_csv_row(const source& text, diagnostics& out) { return named(table_reader(text, out).first()); }

fact_file read_csv_facts(const source& text, diagnostics& out) { return csv_facts(text, out).read(table_reader(text, out).rows()); }

given_table read_csv_table(std::string name, const source& text, diagnostics& out) {
    return table_of_cells(std::move(name), csv_rows_of(text, out), text, out);
}

}  // namespace fenze
