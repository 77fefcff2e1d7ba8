#include "repl/line/screen.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "dsl/source.hpp"
#include "repl/line/graphemes.hpp"
#include "repl/line/offers.hpp"
#include "repl/line/rows.hpp"

using namespace fenze;
using namespace std::string_literals;

namespace {

screen_rows laid_out(std::string_view prompt, std::string_view text, std::size_t cursor, std::uint32_t columns, std::string_view hint = "") {
    line_view view;
    view.prompt = prompt;
    view.text = text;
    view.cursor = cursor;
    view.hint = hint;
    return lay_out(view, columns, 50);
}

std::string joined(const std::vector<std::string>& rows) {
    std::string all;
    for (const auto& row : rows) all += row + "/";
    return all;
}

// As much of a terminal as the screen asks for: text, CR, LF, cursor up and down, erase line, erase to the end.
class little_terminal {
public:
    explicit little_terminal(std::uint32_t columns) : columns_(columns), rows_(200) {}

    void take(std::string_view bytes) {
        for (std::size_t at = 0; at < bytes.size();) {
            if (bytes[at] == '\r') column_ = 0;
            else if (bytes[at] == '\n') ++row_;
            else if (bytes[at] == 0x1b) at = code(bytes, at) - 1;
            else {
                const auto end = grapheme_end(bytes, at);
                put(std::string(bytes.substr(at, end - at)));
                at = end - 1;
            }
            ++at;
        }
    }

    [[nodiscard]] std::string seen(std::size_t first) const {
        std::string all;
        std::size_t last = rows_.size();
        while (last > 0 && text(last - 1).empty()) --last;
        for (auto row = first; row < std::max(last, first + 1); ++row) all += text(row) + "/";
        return all;
    }
    [[nodiscard]] std::size_t row() const { return row_; }
    [[nodiscard]] std::size_t column() const { return column_; }

private:
    struct cell {
        std::string is;
    };

    void put(const std::string& grapheme) {
        const auto wide = std::min(grapheme_cells(grapheme), columns_);
        REQUIRE(column_ + wide <= columns_);  // never left to the terminal to break
        auto& row = rows_[row_];
        row.resize(std::max<std::size_t>(row.size(), column_ + wide));
        row[column_].is = grapheme;
        for (std::uint32_t i = 1; i < wide; ++i) row[column_ + i].is.clear();
        column_ += wide;
    }

    std::size_t code(std::string_view bytes, std::size_t at) {
        REQUIRE(bytes.substr(at, 2) == "\x1b[");
        std::size_t number = 0, digits = 0;
        for (at += 2; bytes[at] >= '0' && bytes[at] <= '9'; ++at, ++digits) number = number * 10 + static_cast<std::size_t>(bytes[at] - '0');
        switch (bytes[at]) {
            case 'A':
                REQUIRE(row_ >= number);
                row_ -= number;
                break;
            case 'B':
                row_ += number;
                break;
            case 'K':
                CHECK(number == 2);
                rows_[row_].clear();
                break;
            case 'J':
                rows_[row_].resize(std::min(rows_[row_].size(), column_));
                for (auto below = row_ + 1; below < rows_.size(); ++below) rows_[below].clear();
                break;
            case 'm':
                break;
            default:
                FAIL("unknown code " << bytes[at]);
        }
        return at + 1;
    }

    [[nodiscard]] std::string text(std::size_t row) const {
        std::string all;
        for (const auto& one : rows_[row]) all += one.is;
        return all;
    }

    std::uint32_t columns_;
    std::vector<std::vector<cell>> rows_;
    std::size_t row_ = 3, column_ = 0;
};

}  // namespace

TEST_CASE("text is cut into rows, never a wide character in two", "[line]") {
    CHECK(joined(laid_out("> ", "发明专利", 0, 10).rows) == "> 发明专利/");
    CHECK(joined(laid_out("> ", "发明专利", 0, 9).rows) == "> 发明专/利/");
    CHECK(joined(laid_out("> ", "abc发明", 0, 6).rows) == "> abc/发明/");
    CHECK(joined(laid_out("", "e\u0301e\u0301e\u0301", 0, 2).rows) == "e\u0301e\u0301/e\u0301/");
    CHECK(joined(laid_out("合肥\n> ", "x", 0, 20).rows) == "合肥/> x/");
}

TEST_CASE("the cursor stands where the next character will", "[line]") {
    auto full = laid_out("> ", "发明专利", 14, 10);  // behind the last character of a full row: at the beginning of the next
    CHECK(joined(full.rows) == "> 发明专利//");
    CHECK(full.cursor_row == 1);
    CHECK(full.cursor_cell == 0);
    full = laid_out("> ", "abc发明", 3, 6);  // 发 does not fit behind abc
    CHECK(full.cursor_row == 1);
    CHECK(full.cursor_cell == 0);
    full = laid_out("> ", "abc发明", 6, 6);
    CHECK(full.cursor_row == 1);
    CHECK(full.cursor_cell == 2);
    CHECK(full.cursor_lead == "发");
}

TEST_CASE("colours take no room and end with their row", "[line]") {
    const auto rows = laid_out("\x1b[1;32m合肥分\x1b[0m> ", "x", 0, 4);
    REQUIRE(rows.rows.size() == 3);
    CHECK(rows.rows[0] == "\x1b[1;32m合肥\x1b[0m");
    CHECK(rows.rows[1] == "\x1b[1;32m分\x1b[0m> ");
    CHECK(rows.rows[2] == "x");
    CHECK(without_colors("\x1b[1;32m合肥\x1b[0m\x1b]0;title\x07>") == "合肥>");
}

TEST_CASE("a hint stands behind the text, or below where it does not fit", "[line]") {
    CHECK(joined(laid_out("> ", "发明", 6, 20, "3件").rows) == "> 发明\x1b[2m 3件\x1b[0m/");
    CHECK(joined(laid_out("> ", "发明", 6, 9, "3件").rows) == "> 发明/\x1b[2m  3件\x1b[0m/");
    CHECK(joined(laid_out("> ", "发明", 0, 20, "3件").rows) == "> 发明/\x1b[2m  3件\x1b[0m/");
    line_view plain;
    plain.prompt = "> ";
    plain.text = "发明";
    plain.cursor = 6;
    plain.hint = "3件";
    plain.color = false;
    CHECK(joined(lay_out(plain, 20, 5).rows) == "> 发明/  3件/");
}

TEST_CASE("of more rows than the terminal has, those around the cursor are shown", "[line]") {
    line_view view;
    view.text = "一二三四五六七八九十";
    view.cursor = view.text.size();
    auto rows = lay_out(view, 4, 3);
    CHECK(joined(rows.rows) == "七八/九十//");
    CHECK(rows.cursor_row == 2);
    view.cursor = 0;
    rows = lay_out(view, 4, 3);
    CHECK(joined(rows.rows) == "一二/三四/五六/");
    CHECK(rows.cursor_row == 0);
}

TEST_CASE("the list below stands in columns, and says how many it leaves out", "[line]") {
    const std::vector<std::string> names{"发明专利", "专利", "研发经费", "帮助", "撤销"};
    const list_look look{30, 8, true, false};
    CHECK(joined(list_rows(names, 1, look)) == "  发明专利    帮助    /› 专利        撤销    /  研发经费/");
    const list_look low{30, 2, true, false};
    CHECK(joined(list_rows(names, 4, low)) == "› 撤销    /  …另有4项/");
    const list_look narrow{8, 9, true, false};
    CHECK(joined(list_rows(names, std::nullopt, narrow)) == "  发明…/  专利  /  研发…/  帮助  /  撤销  /");
    CHECK(list_rows(names, 0, {2, 5, true, true}).empty());
    CHECK(list_rows({}, std::nullopt, look).empty());
    CHECK(list_rows(names, 0, {30, 0, true, true}).empty());
}

TEST_CASE("drawing only what changed shows the same as drawing all", "[line]") {
    std::uint32_t seed = 11;
    const auto next = [&](std::uint32_t below) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 8U) % below;
    };
    const std::vector<std::string> pieces{"发", "明", "a", "3", "，", "①", "e\u0301", "👨‍👩‍👧", "—", " "};
    for (const std::uint32_t columns : {2U, 3U, 7U, 10U, 31U, 80U}) {
        little_terminal terminal(columns);
        line_screen screen;
        line_view view;
        view.prompt = "\x1b[1m评\x1b[0m> ";
        auto first = terminal.row();
        for (int step = 0; step < 300; ++step) {
            if (next(3) != 0) view.text.insert(view.cursor, pieces[next(static_cast<std::uint32_t>(pieces.size()))]);
            else if (!view.text.empty()) view.text.erase(grapheme_begin(view.text, view.text.size()));
            if (view.text.size() > 60) view.text.clear();
            view.cursor = next(2) == 0 ? view.text.size() : grapheme_begin(view.text, next(static_cast<std::uint32_t>(view.text.size() + 1)));
            view.below.clear();
            for (std::uint32_t i = next(4); i > 0; --i) view.below.emplace_back(next(2) == 0 ? "x" : "y");
            view.hint = next(3) == 0 ? "说" : "";
            const auto rows = lay_out(view, columns, 40);
            terminal.take(screen.draw(rows));
            std::string wanted;
            auto shown = rows.rows;
            while (shown.size() > 1 && shown.back().empty()) shown.pop_back();
            for (const auto& row : shown) wanted += without_colors(row) + "/";
            REQUIRE(terminal.seen(first) == wanted);
            REQUIRE(terminal.row() == first + rows.cursor_row);
            REQUIRE(terminal.column() == rows.cursor_cell);
            if (screen.draw(rows) != "") FAIL("drawn again although nothing changed");
            if (step % 60 == 59) {
                view.text.clear();
                view.cursor = 0;
                view.below.clear();
                view.hint.clear();
                terminal.take(screen.draw(lay_out(view, columns, 40)));
                terminal.take(screen.leave());
                first = terminal.row();
            }
        }
    }
}
