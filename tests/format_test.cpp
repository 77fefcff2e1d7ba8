// fenze fmt over every row of the corpora, every seed document and every rubric of the library: the plan and the names stay, a second run changes
// nothing, and the two styles go over into each other and back.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>

#include "dsl/fold.hpp"
#include "interpreter/wording/format.hpp"
#include "interpreter/wording/meaning.hpp"
#include "interpreter/wording/phrases.hpp"
#include "tests/corpus_rows.hpp"

namespace {

using fenze::format;
using fenze::formatted;
using fenze::kept_meaning;
using fenze::wording_style;
using namespace fenze::corpus;

constexpr wording_style styles[] = {wording_style::kept, wording_style::official, wording_style::terse};
const char* name_of(wording_style s) { return s == wording_style::official ? "公文" : s == wording_style::terse ? "简写" : "layout"; }

struct tally {
    std::size_t all = 0, worded = 0;  // phrases, and those worded in the style
    std::size_t before = 0;           // of those, as the document had them
};

struct findings {
    std::map<wording_style, std::map<std::string, tally>> families;
    std::map<wording_style, std::size_t> moved;  // texts whose other style does not lead back
    std::size_t texts = 0, broken = 0, restless = 0;
    std::ostringstream said;

    void look(const std::string& id, const std::string& text) {
        const kept_meaning meaning(text);
        if (has_error(meaning.came_to().problems)) return;
        ++texts;
        std::map<wording_style, std::string> made;
        for (const auto style : styles) {
            const formatted once = format(text, style);
            made[style] = once.text;
            if (!meaning.same(once.text)) {
                ++broken;
                said << id << " " << name_of(style) << " changes the plan:\n" << text << "->\n" << once.text;
            }
            if (const auto again = format(once.text, style).text; again != once.text) {
                ++restless;
                said << id << " " << name_of(style) << " is changed again:\n" << once.text << "->\n" << again;
            }
            for (const auto& p : once.phrases)
                for (const auto& family : {p.family, std::string("all")}) {
                    auto& t = families[style][family];
                    ++t.all;
                    t.worded += p.in_style ? 1 : 0;
                }
            if (style != wording_style::kept)
                for (const auto& p : fenze::styled_phrases(meaning.text(), style))
                    if (p.known && p.choices[0].empty()) ++families[style][p.family].before, ++families[style]["all"].before;
            for (const auto& p : once.phrases)
                if (!p.in_style)
                    said << id << " " << name_of(style) << " leaves (" << p.family << ") " << once.text.substr(p.at.begin, p.at.end - p.at.begin) << "\n";
        }
        for (const auto& [from, to] : {std::pair{wording_style::official, wording_style::terse}, {wording_style::terse, wording_style::official}})
            if (const auto back = format(made[from], to).text; back != made[to]) {
                ++moved[to];
                said << id << " by way of " << name_of(from) << " differs:\n" << made[to] << "->\n" << back;
            }
    }

    void print() const {
        for (const auto& [style, all] : families)
            for (const auto& [family, t] : all)
                std::cout << name_of(style) << " " << family << ": " << t.worded << " of " << t.all << " (" << t.worded * 100 / std::max<std::size_t>(t.all, 1)
                          << "%), " << t.before << " of them as written\n";
        for (const auto& [style, count] : moved) std::cout << "not led back to " << name_of(style) << ": " << count << " of " << texts << " texts\n";
        if (std::getenv("FENZE_FORMAT") != nullptr) std::cout << said.str();
    }
    [[nodiscard]] std::size_t share(wording_style style, const std::string& family) const {
        const auto found = families.find(style);
        if (found == families.end() || found->second.count(family) == 0) return 0;
        const auto& t = found->second.at(family);
        return t.worded * 100 / t.all;
    }
};

}  // namespace

TEST_CASE("every corpus row is formatted without a change of its plan", "[format]") {
    findings f;
    for (const auto& file : files("tests/corpora", ".jsonl"))
        for (const auto& row : rows_of(file))
            if (row.contains("text") && row.contains("item")) f.look(words(row["id"]), rubric_of(row));
    f.print();
    INFO(f.said.str().substr(0, 4000));
    CHECK(f.texts > 500);
    CHECK(f.broken == 0);
    CHECK(f.restless == 0);
    for (const auto style : {wording_style::official, wording_style::terse}) {
        INFO(name_of(style));
        CHECK(f.share(style, "all") >= 95);
        for (const std::string family : {"per_unit", "cap", "tiers", "choice", "flag", "deduction", "step", "start", "threshold", "shortfall"}) {
            INFO(family);
            CHECK(f.share(style, family) >= 90);
        }
        CHECK(f.share(style, "grade") >= 80);
        CHECK(f.moved[style] * 100 <= f.texts);
    }
}

TEST_CASE("a long document is formatted page by page, and comes to the same", "[format]") {
    std::string text = "《语料》\n";
    std::size_t items = 0;
    std::vector<json> rows;
    for (const std::string name : {"clauses", "open", "held-1"})
        for (auto& row : rows_of(std::string(FENZE_SOURCE_DIR) + "/tests/corpora/" + name + ".jsonl")) rows.push_back(std::move(row));
    for (const auto& row : rows) {
        const std::string one = row.contains("text") && row.contains("item") && row.value("type", "score") == "score" ? rubric_of(row) : "";
        if (one.empty() || row.contains("rubric") || has_error(kept_meaning(one).came_to().problems)) continue;
        // the item of the row, below a heading for every twenty of them
        if (items % 20 == 0) text += "第" + std::to_string(items / 20 + 1) + "章 部分\n";
        const auto item = one.find("\n1. ");
        if (item == std::string::npos) continue;
        text += std::to_string(items++ % 20 + 1) + one.substr(item + 2);
    }
    findings f;
    f.look("long", text);
    INFO(items << " items\n" << f.said.str().substr(0, 4000));
    CHECK(items > 100);
    CHECK(f.texts == 1);
    CHECK(f.broken == 0);
    CHECK(f.restless == 0);
    CHECK(f.moved.empty());
    CHECK(f.share(wording_style::official, "all") >= 95);
}

TEST_CASE("comments, examples, notes and prose stay, in their order", "[format]") {
    const auto kept_lines = [](const std::string& text) {
        std::vector<std::string> out;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            line.erase(0, line.find_first_not_of(" \t") == std::string::npos ? line.size() : line.find_first_not_of(" \t"));
            if (line.starts_with("#") || line.starts_with("例：") || line.starts_with("注：")) out.push_back(line);
        }
        return out;
    };
    // what is left of the words when blanks, widths, bars and rules are taken away
    const auto words_alone = [](const std::string& text) {
        std::string out;
        for (const char c : fenze::name_key(text))
            if (c != '|' && c != '-' && c != '\n' && c != '\t') out += c;
        return out;
    };
    for (const auto& file : files("stdlib-rubrics", ".fenze")) {
        INFO(file.filename().string());
        const std::string text = content(file);
        for (const auto style : styles) CHECK(kept_lines(format(text, style).text) == kept_lines(text));
        CHECK(words_alone(format(text, wording_style::kept).text) == words_alone(text));
    }
    for (const auto& file : files("tests/corpora", ".jsonl"))
        for (const auto& row : rows_of(file)) {
            if (!row.contains("text") || !row.contains("item")) continue;
            const std::string text = rubric_of(row);
            INFO(text);
            CHECK(words_alone(format(text, wording_style::kept).text) == words_alone(text));
        }
}

TEST_CASE("every seed document and every rubric of the library is formatted without a change of its plan", "[format]") {
    findings f;
    for (const auto& folder : {std::pair{"tests/seeds", ".txt"}, {"stdlib-rubrics", ".fenze"}})
        for (const auto& file : files(folder.first, folder.second)) f.look(file.filename().string(), content(file));
    f.print();
    INFO(f.said.str().substr(0, 4000));
    CHECK(f.texts >= 7);
    CHECK(f.broken == 0);
    CHECK(f.restless == 0);
}
