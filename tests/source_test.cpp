#include "dsl/source.hpp"

#include <catch2/catch.hpp>

#include "dsl/diagnostic.hpp"

using namespace fenze;

namespace {

std::string repeated(std::string_view piece, std::size_t times) {
    std::string result;
    result.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) result += piece;
    return result;
}

void check_place(const source& text, std::size_t offset, std::uint32_t line, std::uint32_t column, std::uint32_t cell) {
    const place got = text.where(static_cast<std::uint32_t>(offset));
    INFO("offset " << offset);
    CHECK(got.line == line);
    CHECK(got.column == column);
    CHECK(got.cell == cell);
}

}  // namespace

TEST_CASE("source: places count characters and cells") {
    const source text("x", "一、标题\n　　得分：A\n\nend");
    check_place(text, 0, 1, 1, 0);
    check_place(text, 3, 1, 2, 2);
    check_place(text, 12, 1, 5, 8);  // the LF
    check_place(text, 13, 2, 1, 0);
    check_place(text, text.text().find('A'), 2, 6, 10);
    check_place(text, text.text().find("end") - 1, 3, 1, 0);
    check_place(text, text.text().find("end"), 4, 1, 0);
    check_place(text, text.text().size(), 4, 4, 3);
    check_place(text, 1000, 4, 4, 3);
    check_place(text, 4, 1, 2, 2);  // inside a character: its beginning
}

TEST_CASE("source: nothing, and a last line end") {
    check_place(source(), 5, 1, 1, 0);
    CHECK(source().line_of(5) == span{});
    CHECK(source().slice({3, 9}).empty());
    check_place(source("x", ""), 0, 1, 1, 0);
    check_place(source("x", "\n"), 0, 1, 1, 0);
    check_place(source("x", "\n"), 1, 2, 1, 0);
}

TEST_CASE("source: whole lines and slices") {
    const source text("x", "甲乙\n丙\n");
    CHECK(text.slice(text.line_of(0)) == "甲乙");
    CHECK(text.slice(text.line_of(6)) == "甲乙");
    CHECK(text.slice(text.line_of(7)) == "丙");
    CHECK(text.slice(text.line_of(11)).empty());
    CHECK(text.slice({3, 6}) == "乙");
    CHECK(text.slice({3, 900}) == "乙\n丙\n");
    CHECK(text.slice({9, 3}).empty());
}

TEST_CASE("source: cover") {
    CHECK(cover({2, 4}, {7, 9}) == span{2, 9});
    CHECK(cover({7, 9}, {2, 4}) == span{2, 9});
    CHECK(cover({5, 5}, {7, 9}) == span{7, 9});
    CHECK(cover({7, 9}, {1, 1}) == span{7, 9});
}

TEST_CASE("source: widths") {
    CHECK(cells("abc") == 3);
    CHECK(cells("得分：") == 6);
    CHECK(cells("ＡＢ１") == 6);
    CHECK(cells("—…①“”‘’·×≥Ⅲ") == 22);
    CHECK(cells("─│█") == 3);
    CHECK(cells("é") == 1);
    CHECK(cells("e\u0301") == 1);
    CHECK(cells("\U00020BB7") == 2);
    CHECK(cells("\u200b") == 0);
    CHECK(cells("a\tb") == 3);
    CHECK(cells("") == 0);
    CHECK(characters("得分A①\U00020BB7") == 5);
}

TEST_CASE("source: a line of fifty million bytes") {
    const source text("x", "头\n" + repeated("每项得2分，", 3100000) + "\n尾");
    CHECK(text.text().size() > 49000000);
    const auto last = static_cast<std::uint32_t>(text.text().size() - 3);
    check_place(text, last, 3, 1, 0);
    check_place(text, last - 1, 2, 6 * 3100000 + 1, 11 * 3100000);
    // Thousands of places near its end are found at once, not by reading the line each time.
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < 20000; ++i) sum += text.where(last - 1 - i).column;
    CHECK(sum > 0);
}

TEST_CASE("diagnostics: only errors count as errors") {
    diagnostics all;
    CHECK_FALSE(has_error(all));
    all.push_back({.code = "FZ004", .level = severity::note, .at = {}, .message = {}, .help = {}, .labels = {}, .where = {}, .file = {}});
    CHECK_FALSE(has_error(all));
    all.push_back({.code = "FZ001", .level = severity::error, .at = {}, .message = {}, .help = {}, .labels = {}, .where = {}, .file = {}});
    CHECK(has_error(all));
}
