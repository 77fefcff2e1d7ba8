// No binary floating point on the way from input to output: the words double and float stand nowhere in the engine's code.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace {

namespace fs = std::filesystem;

// Comments and string literals become blanks; line ends stay.
std::string code_of(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        std::size_t skipped = 0;
        if (rest.starts_with("//")) {
            skipped = rest.find('\n');
        } else if (rest.starts_with("/*")) {
            skipped = rest.find("*/", 2);
            if (skipped != std::string_view::npos) skipped += 2;
        } else if (rest.starts_with("R\"")) {
            const std::string close = ")" + std::string(rest.substr(2, rest.find('(') - 2)) + "\"";
            skipped = rest.find(close);
            if (skipped != std::string_view::npos) skipped += close.size();
        } else if (rest.front() == '"') {
            skipped = 1;
            while (skipped < rest.size() && rest[skipped] != '"') skipped += rest[skipped] == '\\' ? 2 : 1;
            ++skipped;
        } else if (rest.starts_with("'\"'") || rest.starts_with("'\\\"'")) {
            skipped = rest.find('\'', 1) + 1;
        }
        if (skipped == 0) {
            result += text[at++];
            continue;
        }
        skipped = std::min(skipped, rest.size());
        for (const char c : rest.substr(0, skipped))
            if (c == '\n') result += c;
        result += ' ';
        at += skipped;
    }
    return result;
}

std::vector<std::string> offences(const std::string& name, const std::string& text) {
    static const std::regex floating(R"(\b(double|float|strtod|strtof|stod|stof|atof)\b|<(cmath|math\.h)>)");
    std::vector<std::string> found;
    std::istringstream lines(code_of(text));
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.find("= delete") == std::string::npos && std::regex_search(line, floating)) found.push_back(name + ":" + std::to_string(number) + ": " + line);
    }
    return found;
}

}  // namespace

TEST_CASE("no binary floating point but where a workbook's numbers come in and go out") {
    std::size_t files = 0;
    for (const char* folder : {"dsl", "interpreter", "repl"})
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(FENZE_SOURCE_DIR) / folder)) {
            const std::string kind = entry.path().extension().string();
            if (kind != ".cpp" && kind != ".hpp") continue;
            // workbooks hold the text of binary numbers: the decimal that was typed is the shortest that names the same one
            if (entry.path().filename() == "stored_number.cpp") continue;
            ++files;
            std::ostringstream text;
            text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
            for (const std::string& one : offences(entry.path().filename().string(), text.str())) FAIL_CHECK(one);
        }
    CHECK(files > 10);
}

TEST_CASE("the search for floating point sees it, and only it") {
    CHECK(offences("x", "int a;\ndouble b;\n") == std::vector<std::string>{"x:2: double b;"});
    CHECK(offences("x", "auto f = static_cast<float>(n);").size() == 1);
    CHECK(offences("x", "std::stod(text)").size() == 1);
    CHECK(offences("x", "#include <cmath>").size() == 1);
    CHECK(offences("x", "/* a\n double */ float z;") == std::vector<std::string>{"x:2:   float z;"});
    CHECK(offences("x", "// a double\n/* float */ int doubled; // float\n").empty());
    CHECK(offences("x", "number(double) = delete;").empty());
    CHECK(offences("x", "say(\"double // no\");").empty());
    CHECK(offences("x", "if (c == '\"') float x;").size() == 1);
    CHECK(offences("x", "auto s = R\"x(\" double)x\"; float y;").size() == 1);
}
