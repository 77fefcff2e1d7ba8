// Facts from CSV (RFC 4180): a header row of fact names, a row for each unit; or two columns 事实, 值 for one unit.

#include <array>
#include <unordered_set>

#include "dsl/fold.hpp"
#include "interpreter/facts/cells.hpp"
#include "interpreter/facts/read.hpp"

namespace fenze {
namespace {

using cell = text_cell;
using row = text_row;

bool blank(std::string_view text) { return without_blanks(text).empty(); }

class table_reader {
public:
    table_reader(const source& file, diagnostics& out) : file_(file), out_(out), text_(file.text()), comma_(csv_delimiter(text_)) {}

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

class csv_facts {
public:
    csv_facts(const source& file, diagnostics& out) : file_(file), out_(out) {}

    fact_file read() {
        const auto rows = table_reader(file_, out_).rows();
        if (rows.empty()) return {};
        if (csv_is_upright(named(rows.front()))) return upright(rows);
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

    fact_file upright(const std::vector<row>& rows) {
        record only;
        std::unordered_set<std::string> seen;
        for (std::size_t r = 1; r < rows.size(); ++r) {
            const auto name = trimmed(rows[r][0].text);
            if (name.empty()) {
                problem(rows[r][0].at, {"这一行没有事实名。", "This row names no fact."}, {});
            } else if (!seen.insert(name).second) {
                out_.push_back(facts_problem(
                    file_, rows[r][0].at, "FZ203", {"“" + name + "”写了两次。", "\"" + name + "\" is given twice."}, {"只留一个。", "Keep one of them."}));
            } else if (rows[r].size() > 1) {
                only.values.push_back(value_of(name, rows[r][1]));
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
        for (const char c : header) count += c == candidate ? 1 : 0;
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

bool csv_is_upright(const std::vector<given>& header) {
    if (header.size() != 2) return false;
    const auto left = name_key(header[0].text), right = name_key(header[1].text);
    const auto one_of = [](const std::string& word, std::initializer_list<const char*> list) {
        for (const auto* entry : list)
            if (word == entry) return true;
        return false;
    };
    return one_of(left, {"事实", "名称", "指标", "项目", "fact", "name", "path"}) && one_of(right, {"值", "数值", "填报", "填报值", "内容", "value"});
}

std::vector<given> read_csv_row(const source& text, diagnostics& out) { return named(table_reader(text, out).first()); }

fact_file read_csv_facts(const source& text, diagnostics& out) { return csv_facts(text, out).read(); }

std::vector<text_row> read_csv_cells(const source& text, diagnostics& out) { return table_reader(text, out).rows(); }

given_table read_csv_table(std::string name, const source& text, diagnostics& out) {
    return table_of_cells(std::move(name), read_csv_cells(text, out), text, out);
}

}  // namespace fenze
