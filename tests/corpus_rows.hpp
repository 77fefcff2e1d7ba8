#pragma once
// Rows of the corpora as one-item rubrics, for tests that take every clause there is.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace fenze::corpus {

using nlohmann::json;

inline std::vector<std::filesystem::path> files(const std::string& folder, const std::string& ending) {
    std::vector<std::filesystem::path> out;
    for (const auto& file : std::filesystem::directory_iterator(std::string(FENZE_SOURCE_DIR) + "/" + folder))
        if (file.path().extension() == ending) out.push_back(file.path());
    std::sort(out.begin(), out.end());
    return out;
}

inline std::string content(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline std::vector<json> rows_of(const std::filesystem::path& file) {
    std::vector<json> out;
    std::istringstream lines(content(file));
    for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
    return out;
}

inline std::string words(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

// The one-item rubric of a corpus row, as tests/tools/corpus.py writes it.
inline std::string rubric_of(const json& row) {
    const auto given = [](const json& in, const char* key) { return in.contains(key) && !in[key].is_null() && in[key] != "" && in[key] != false; };
    const std::string text = words(row[row.contains("corrected") ? "corrected" : "text"]);
    const json& item = row["item"];
    if (row.value("type", "score") == "outcome")
        return "《语料》\n一、" + words(row["facts"].empty() ? json("评分") : row["facts"][0]["name"]) + "（" +
               (given(item, "max") ? words(item["max"]) : "100") + "分）\n二、结果\n" + text + "\n";
    const std::string mark = given(item, "max") ? "（" + words(item["max"]) + "分）" : "", title = words(item["title"]);
    if (row.contains("rubric")) return words(row["rubric"]);
    if (row.contains("standard"))
        return "《语料》\n| 考核项目 | 考核标准 | 分值 | 评分标准 |\n|---|---|---|---|\n| " + title + " | " + words(row["standard"]) + " | " +
               words(item["max"]) + "分 | " + text + " |\n";
    return "《语料》\n一、语料" + mark + "\n1. " + title + mark + "\n" + text + "\n";
}

}  // namespace fenze::corpus
