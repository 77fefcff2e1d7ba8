// Times of the pipeline and of goal seek on each stdlib rubric, and of the pipeline on texts of a megabyte: fenze_bench [rounds]. Medians; nothing is asserted.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <sstream>

#include "dsl/decode.hpp"
#include "dsl/source.hpp"
#include "interpreter/evaluate.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/fenze.hpp"
#include "interpreter/goal/missing.hpp"
#include "interpreter/goal/seek.hpp"
#include "interpreter/result.hpp"

namespace {

namespace fs = std::filesystem;
using namespace fenze;

std::string read(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

// Median time of one call in microseconds; quick work is repeated within a round so that the clock can see it.
double median(int rounds, const std::function<void()>& work) {
    using clock = std::chrono::steady_clock;
    const auto time = [&work](int times) {
        const auto begin = clock::now();
        for (int i = 0; i < times; ++i) work();
        return std::chrono::duration<double, std::micro>(clock::now() - begin).count() / times;
    };
    const double once = time(1);
    const int times = once > 1000 ? 1 : static_cast<int>(std::min(10000.0, 1000 / std::max(once, 0.1))) + 1;
    std::vector<double> all;
    for (int i = 0; i < rounds; ++i) all.push_back(time(times));
    std::nth_element(all.begin(), all.begin() + rounds / 2, all.end());
    return all[static_cast<std::size_t>(rounds) / 2];
}

// A fact set that is accepted: the least value of each range, or 0.
fact_values least(const plan& p) {
    fact_values values;
    for (const fact& one : p.facts) values.emplace_back(one.min && one.min->sign() > 0 ? *one.min : number(0));
    return values;
}

void row(const std::string& what, std::size_t bytes, std::size_t operations, double compile_us, double evaluate_us, double range_us) {
    fmt::print("{:<24} {:>9} {:>7} {:>13.0f} {:>13.2f} {:>11.2f}\n", what, bytes, operations, compile_us, evaluate_us, range_us);
}

void measure(const std::string& name, const std::string& bytes, int rounds) {
    diagnostics said;
    const source text(name, decode(bytes, "", said).text);
    const compiled once = compile(text);
    const double compiling = median(rounds, [&text] { compile(text); });
    if (once.rubrics.empty()) return row(name + " (refused)", bytes.size(), 0, compiling, 0, 0);
    for (const compiled_rubric& rubric : once.rubrics) {
        const plan& p = rubric.program;
        const fact_values known = least(p), unknown(p.facts.size());
        row(name, bytes.size(), p.operations.size(), compiling, median(rounds, [&] { evaluate(p, known); }), median(rounds, [&] { range(p, unknown); }));
    }
}

// Headings count to 999: where a section is longer, what follows is text of its last item.
std::string megabyte(int items_in_section) {
    std::string text = "《一兆字节》\n";
    for (int i = 0; text.size() < 1000000; ++i) {
        const int n = i % items_in_section;
        if (n == 0) text += fmt::format("第{}章 工作\n", i / items_in_section + 1);
        text += fmt::format(
            "{}. 第{}项工作（10分）\n获得发明专利授权每件得2分，最高10分。年经济效益800万元以上得6分，300万元以下得0分，其余得3分。\n", n + 1, n + 1);
    }
    return text;
}

// What a session asks: the score when one fact has changed, and with one fact missing; goals from nothing and from a unit's facts; missing facts.
void ask(const fs::path& file, int rounds) {
    fs::path facts_file;
    for (const auto& entry : fs::directory_iterator(file.parent_path()))
        if (entry.path().filename().string().starts_with(file.stem().string() + ".facts.")) facts_file = entry.path();
    diagnostics said;
    const source text(file.string(), decode(read(file), "", said).text), given(facts_file.string(), decode(read(facts_file), "", said).text);
    const compiled once = compile(text);
    if (once.rubrics.empty()) return;
    const plan& p = once.rubrics.front().program;
    const auto records = read_facts(given, said);
    const fact_values facts = bind_facts(fact_index(p), records.records.front(), given, false, said).values, none(p.facts.size());
    fact_values but_one = facts;
    but_one.front().reset();
    const result now = score(p, none);
    const auto goal_from = [&](const fact_values& from, const number& points, std::size_t plans, bool curve) {
        goal_request wanted;
        wanted.what.points = points;
        wanted.facts = from;
        wanted.moves = default_moves(p, from);
        wanted.plans = plans;
        wanted.curve = curve;
        return median(rounds, [&] { seek(p, wanted); }) / 1000;
    };
    const number most = p.max.value_or(now.at(p.total).high.value_or(number(100)));
    fmt::print("{:<24} {:>9.1f} {:>11.1f} {:>9.2f} {:>9.2f} {:>9.2f} {:>9.2f} {:>10.2f}\n", file.stem().string(), median(rounds, [&] { score(p, facts); }),
        median(rounds, [&] { score(p, but_one); }), goal_from(facts, most * number::fraction(95, 100), 1, false),
        goal_from(none, most * number::fraction(9, 10), 1, false), goal_from(none, most * number::fraction(9, 10), 3, false), goal_from(none, most, 1, true),
        median(rounds, [&] { missing_facts(p, none, now); }) / 1000);
}

// One unit with a long list of records: read, filtered, counted, scored.
void count_rows(int rows) {
    std::string given = "{\"知识产权\": [";
    for (int i = 0; i < rows; ++i)
        given += fmt::format("{}{{\"名称\": \"第{}号成果\", \"种类\": \"{}\", \"授权日\": \"20{:02}-{:02}-{:02}\"}}", i == 0 ? "" : ",\n", i,
            i % 3 == 0 ? "发明专利" : "实用新型专利", 15 + i % 6, 1 + i % 12, 1 + i % 28);
    given += "]}";
    const fs::path rubric = fs::path(FENZE_SOURCE_DIR) / "stdlib-rubrics" / "gansu-assess.fenze";
    const source text(rubric.string(), read(rubric)), file("records.json", given);
    const compiled once = compile(text);
    if (once.rubrics.empty()) return;
    const plan& p = once.rubrics.front().program;
    const fact_index index(p);
    const auto time = median(5, [&] {
        diagnostics said;
        const auto records = read_facts(file, said);
        score(p, bind_facts(index, records.records.front(), file, false, said).values);
    });
    fmt::print("\n{} records of one unit, read, counted and scored: {:.0f} ms\n", rows, time / 1000);
}

}  // namespace

int main(int count, char** arguments) {
    const int rounds = count > 1 ? std::max(1, std::atoi(arguments[1])) : 21;
    std::vector<fs::path> rubrics;
    for (const auto& entry : fs::directory_iterator(fs::path(FENZE_SOURCE_DIR) / "stdlib-rubrics"))
        if (entry.path().extension() == ".fenze") rubrics.push_back(entry.path());
    std::sort(rubrics.begin(), rubrics.end());

    fmt::print("{:<24} {:>9} {:>7} {:>13} {:>13} {:>11}\n", "rubric", "bytes", "ops", "compile us", "evaluate us", "range us");
    for (const fs::path& file : rubrics) measure(file.stem().string(), read(file), rounds);

    fmt::print(
        "\n{:<24} {:>9} {:>11} {:>9} {:>9} {:>9} {:>9} {:>10}\n", "rubric", "score us", "but one us", "goal ms", "from 0", "3 plans", "curve", "missing ms");
    for (const fs::path& file : rubrics) ask(file, std::min(rounds, 7));
    count_rows(100000);
    fmt::print("\n{:<24} {:>9} {:>7} {:>13} {:>13} {:>11}\n", "text", "bytes", "ops", "compile us", "evaluate us", "range us");
    measure("1 MB in sections of 20", megabyte(20), std::min(rounds, 3));
    measure("1 MB in one list", megabyte(std::numeric_limits<int>::max()), std::min(rounds, 3));
}
