// The read-back, compiled again, gives the plan of the document: for every row of the corpora and every rubric of the library.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "interpreter/fenze.hpp"
#include "tests/same_plan.hpp"

namespace {

using fenze::compile;
using fenze::compiled;
using fenze::source;
using nlohmann::json;

std::vector<std::filesystem::path> files(const std::string& folder, const std::string& ending) {
    std::vector<std::filesystem::path> out;
    for (const auto& file : std::filesystem::directory_iterator(std::string(FENZE_SOURCE_DIR) + "/" + folder))
        if (file.path().extension() == ending) out.push_back(file.path());
    std::sort(out.begin(), out.end());
    return out;
}

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string words(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }
bool given(const json& in, const char* key) { return in.contains(key) && !in[key].is_null() && in[key] != "" && in[key] != false; }

// The one-item rubric of a corpus row, as tests/tools/corpus.py writes it.
std::string rubric_of(const json& row) {
    const std::string text = words(row[row.contains("corrected") ? "corrected" : "text"]);
    const json& item = row["item"];
    if (row.value("type", "score") == "outcome") return "《语料》\n一、" + words(row["facts"].empty() ? json("评分") : row["facts"][0]["name"]) + "（" + (given(item, "max") ? words(item["max"]) : "100") + "分）\n二、结果\n" + text + "\n";
    const std::string mark = given(item, "max") ? "（" + words(item["max"]) + "分）" : "", title = words(item["title"]);
    if (row.contains("rubric")) return words(row["rubric"]);
    if (row.contains("standard")) return "《语料》\n| 考核项目 | 考核标准 | 分值 | 评分标准 |\n|---|---|---|---|\n| " + title + " | " + words(row["standard"]) + " | " + words(item["max"]) + "分 | " + text + " |\n";
    return "《语料》\n一、语料" + mark + "\n1. " + title + mark + "\n" + text + "\n";
}

// Why the read-back of the first rubric in the text is another plan; empty where it is the same, nothing where the text has errors.
std::optional<std::string> broken(const std::string& text, std::size_t which = 0) {
    const source first("rubric", text);
    const compiled once = compile(first);
    if (has_error(once.problems) || which >= once.rubrics.size()) return std::nullopt;
    const auto& rubric = once.rubrics[which];
    const source second("canonical", rubric.canonical);
    const compiled again = compile(second);
    if (has_error(again.problems)) return again.problems.front().code + " " + again.problems.front().message.zh + "\n" + rubric.canonical;
    if (again.rubrics.size() != 1) return "rubrics\n" + rubric.canonical;
    std::string why;
    if (!fenze::same_plan(rubric.program, again.rubrics[0].program, why)) return why + "\n" + rubric.canonical;
    if (again.rubrics[0].canonical != rubric.canonical) return "read back twice, the words differ\n" + rubric.canonical + again.rubrics[0].canonical;
    return "";
}

}  // namespace

TEST_CASE("the read-back of every corpus row gives the same plan", "[roundtrip]") {
    std::size_t rows = 0, same = 0;
    std::ostringstream rest;
    for (const auto& file : files("tests/corpora", ".jsonl")) {
        std::istringstream lines(content(file));
        for (std::string line; std::getline(lines, line);) {
            const json row = json::parse(line);
            if (!row.contains("text") || !row.contains("item")) continue;
            const auto why = broken(rubric_of(row));
            if (!why) continue;
            ++rows;
            if (why->empty()) ++same;
            else rest << words(row["id"]) << ": " << *why << "\n";
        }
    }
    if (std::getenv("FENZE_ROUNDTRIP") != nullptr) std::cout << rest.str();
    INFO(same << " of " << rows << "\n" << rest.str());
    CHECK(rows > 500);
    CHECK(same == rows);
}

TEST_CASE("the read-back of every rubric of the library gives the same plan", "[roundtrip]") {
    for (const auto& file : files("stdlib-rubrics", ".fenze")) {
        const std::string text = content(file);
        const std::size_t rubrics = compile(source("rubric", text)).rubrics.size();
        for (std::size_t n = 0; n < rubrics; ++n) {
            const auto why = broken(text, n);
            INFO(file.filename().string());
            REQUIRE(why.has_value());
            CHECK(*why == "");
        }
    }
}
