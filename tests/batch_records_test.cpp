// Whole records through the quick reading and the columns, against the readers, the binding and the score that `fenze score` uses.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "interpreter/batch/chunk.hpp"
#include "interpreter/batch/csv_rows.hpp"
#include "interpreter/batch/json_lines.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/facts/refusal.hpp"
#include "interpreter/fenze.hpp"
#include "tests/corpus_rows.hpp"
#include "tests/random_plan.hpp"

namespace fenze {
namespace {

std::string read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return std::move(text).str();
}

/// FENZE_BATCH_RECORDS=1000000 for the long run.
int records_for_each_rubric() {
    const char* wanted = std::getenv("FENZE_BATCH_RECORDS");
    return wanted != nullptr ? std::atoi(wanted) : 15'000;
}

/// One record as a line of JSON, written in one of many ways: good values, now and then a bad, missing, huge or tiny one.
class record_writer {
public:
    /// `leaves_out`: of that many facts one is not filled in.
    record_writer(const plan& p, unsigned seed, int leaves_out = 4000) : p_(p), random_(seed), leaves_out_(leaves_out) {
        for (std::size_t i = 0; i < p.facts.size(); ++i)
            if (p.facts[i].use != fact_use::absence) order_.push_back(i);
    }

    std::string line() {
        if (below(50) == 0) std::shuffle(order_.begin(), order_.end(), random_);
        const bool spaced = below(20) == 0;
        std::string out = spaced ? "{ " : "{";
        out += spaced ? "\"编号\" : " : "\"编号\":";
        out += "\"" + std::to_string(++ordinal_) + "号\"";
        const bool careless = below(60) == 0;
        for (const auto i : order_) {
            if (below(careless ? std::min(12, leaves_out_) : leaves_out_) == 0) continue;
            const auto value = careless && below(6) == 0 ? odd_value() : good_value(p_.facts[i]);
            out += spaced ? " , \"" : ",\"";
            out += p_.facts[i].path + (spaced ? "\" :  " : "\":") + value;
        }
        return out + (spaced ? " }" : "}");
    }

    /// The same values as cells of CSV, in the order of the plan.
    std::string header() const {
        std::string out = "编号";
        for (const auto i : order_) out += ',' + p_.facts[i].path;
        return out;
    }
    std::string row() {
        std::string out = std::to_string(++ordinal_) + "号";
        for (const auto i : order_) {
            out += ',';
            if (below(3000) == 0) continue;
            auto value = below(1500) == 0 ? odd_value() : good_value(p_.facts[i]);
            if (value.front() != '"' && below(10) == 0) value = '"' + value + '"';
            out += value == "true" ? "是" : value == "false" ? "否" : value == "null" ? "" : value;
        }
        return out;
    }

private:
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

    std::string decimal(const number& value) {
        auto text = value.text();
        return text.find('/') == std::string::npos ? text : "1";
    }

    std::string good_value(const fact& f) {
        switch (f.kind) {
            case fact_kind::boolean: {
                static constexpr const char* words[] = {"true", "false", "\"是\"", "\"否\"", "\"有\"", "\"无\""};
                return words[below(6)];
            }
            case fact_kind::choice:
                return '"' + f.options[static_cast<std::size_t>(below(static_cast<int>(f.options.size())))] + '"';
            case fact_kind::date:
                return "\"2024-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(10)) + '"';
            case fact_kind::text:
                return "\"某某\"";
            default:
                break;
        }
        const number low = f.min.value_or(0), high = f.max.value_or(low + (below(4) == 0 ? 5000 : 30));
        const bool whole = f.whole || f.kind == fact_kind::count;
        const int parts = whole ? 1 : below(3) == 0 ? 100 : below(40) == 0 ? 10'000'000 : 2;
        const number width = (high - low) * parts;
        const number most = width > number(1'000'000'000) ? number(1'000'000'000) : width;
        number value = low + *divide(number(below(static_cast<int>(*floor(most).to_int()) + 1)), number(parts));
        if (below(200) == 0 && !f.max) value = value * number(100'000'000) * number(below(100'000));
        if (whole && !value.is_integer()) value = ceiling(value);
        auto text = decimal(value);
        if (below(12) == 0) text = '"' + text + f.unit + '"';
        else if (below(12) == 0) text = '"' + text + '"';
        else if (below(100) == 0 && text.find('.') == std::string::npos) text += "e0";
        return text;
    }

    std::string odd_value() {
        static constexpr const char* odd[] = {"null", "\"\"", "\"不详\"", "-1", "1.5", "1e30", "0.000000001", "\"abc\"", "true", "\"1,200\"", "\"三\"",
            "99999999999999999999", "\"不适用\"", "\"2/3\"", "\"12万元\"", "-0", "\"35%\"", "1e-7", "\"是\"", "\"很完善\"", "100.01"};
        return odd[below(static_cast<int>(std::size(odd)))];
    }

    const plan& p_;
    std::mt19937 random_;
    std::vector<std::size_t> order_;
    int leaves_out_ = 4000, ordinal_ = 0;
};

std::string all_of(const diagnostics& problems) {
    std::string out;
    for (const auto& d : problems)
        if (d.level == severity::error) out += d.code + d.where + d.message.zh + ";";
    return out;
}

std::string text_of(const std::optional<number>& value) { return value ? value->text() : "?"; }

std::string range_text(const plan& p, const std::string& grade, const std::optional<number>& total, const bounds& all, const std::vector<std::string>& grades,
    const std::vector<std::uint32_t>& missing) {
    std::string out = grade;
    if (!total) out += " " + text_of(all.low) + " " + text_of(all.high);
    if (!total || grades.size() > 1) {
        for (const auto& g : grades) out += " [" + g + "]";
        for (const auto f : missing) out += " (" + p.facts[f].path + ")";
    }
    return out;
}

/// What `fenze score` makes of one record.
std::string by_score(const fact_index& index, const source& file, fact_file found, diagnostics problems, const std::vector<std::uint32_t>& wanted) {
    const plan& p = index.of();
    const auto bound = bind_facts(index, found.records.at(0), file, false, problems);
    if (has_error(problems)) return all_of(problems);
    for (const auto c : broken_constraints(p, bound.values)) problems.push_back(broken_constraint(p, p.constraints[c], bound.values));
    if (!problems.empty() && has_error(problems)) return all_of(problems);
    const auto r = score(p, bound.values);
    if (r.failed) return all_of({division_by_zero(p, *r.failed)});
    std::string out = bound.id + " ";
    for (const auto i : wanted) out += text_of(r.value(i)) + " ";
    return out + range_text(p, r.grade.value_or(""), r.value(p.total), r.at(p.total), r.grades, r.missing);
}

std::string by_batch(const block& from, const batch_record& r, std::size_t wanted) {
    if (r.is == batch_record::state::bad) return all_of(from.problems(r));
    std::string out = std::string(r.id.text) + " ";
    for (std::size_t w = 0; w < wanted; ++w) out += text_of(from.value(r, w)) + " ";
    const plan& p = from.setup().program;
    if (from.by_itself(r)) {
        const auto& grades = from.grades(r);
        out += range_text(p, grades.size() == 1 ? grades.front() : std::string(), from.value(r, 0), from.total_bounds(r), grades, from.missing(r));
    } else if (const auto grade = from.outcome(r)) {
        out += from.setup().outcome_name(*grade);
    }
    return out;
}

struct kinds {
    int columns = 0, wide = 0, open = 0, alone = 0, bad = 0;
    void count(const batch_record& r) {
        ++(r.is == batch_record::state::columns         ? columns
            : r.is == batch_record::state::wide_columns ? wide
            : r.is == batch_record::state::open         ? open
            : r.is == batch_record::state::alone        ? alone
                                                        : bad);
    }
};

void compare_lines(const plan& p, unsigned seed, int count, kinds& seen, int leaves_out = 4000) {
    std::vector<std::uint32_t> wanted{p.total};
    for (const auto& n : p.nodes) wanted.push_back(n.score);
    const batch_setup setup(p, {std::nullopt, {}, {wanted.begin() + 1, wanted.end()}});
    record_writer writer(p, seed, leaves_out);
    json_lines reader(setup, "p.jsonl");
    block rows(setup);
    for (int done = 0; done < count;) {
        std::vector<std::string> lines;
        std::string chunk;
        for (int i = 0; i < 700 && done < count; ++i, ++done) {
            lines.push_back(writer.line());
            chunk += lines.back() + (i % 100 == 7 ? "\r\n" : "\n");
        }
        std::size_t next = 0;
        read_chunk(chunk, 1, true, population_format::json_lines, ',', reader, rows, [&](const block& from) {
            for (const auto& r : from.records()) {
                seen.count(r);
                const source file("p.jsonl", lines[next]);
                diagnostics problems;
                auto found = read_json_lines_facts(file, problems);
                const auto expected = by_score(setup.index, file, std::move(found), std::move(problems), wanted);
                const auto got = by_batch(from, r, wanted.size());
                if (got != expected || r.line != next + 1) {
                    INFO(lines[next]);
                    REQUIRE(got == expected);
                    REQUIRE(r.line == next + 1);
                }
                ++next;
            }
        });
        REQUIRE(next == lines.size());
    }
}

void compare_rows(const plan& p, unsigned seed, int count, kinds& seen) {
    const std::vector<std::uint32_t> wanted{p.total};
    const batch_setup setup(p, {});
    record_writer writer(p, seed);
    diagnostics problems;
    const source head("p.csv", writer.header());
    const auto header = read_csv_header(setup, head, problems);
    REQUIRE(problems.empty());
    csv_rows reader(setup, header, "p.csv");
    block rows(setup);
    std::vector<std::string> lines;
    std::string chunk;
    for (int i = 0; i < count; ++i) {
        lines.push_back(writer.row());
        chunk += lines.back() + "\n";
    }
    std::size_t next = 0;
    read_chunk(chunk, 2, true, population_format::csv, ',', reader, rows, [&](const block& from) {
        for (const auto& r : from.records()) {
            seen.count(r);
            const source file("p.csv", header.text + "\n" + lines[next]);
            diagnostics own;
            auto found = read_csv_facts(file, own);
            const auto expected = by_score(setup.index, file, std::move(found), std::move(own), wanted);
            const auto got = by_batch(from, r, 1);
            if (got != expected) {
                INFO(lines[next]);
                REQUIRE(got == expected);
            }
            ++next;
        }
    });
    REQUIRE(next == lines.size());
}

}  // namespace

TEST_CASE("batch gives what score gives: every rubric of the library", "[batch]") {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(FENZE_SOURCE_DIR) / "stdlib-rubrics")) {
        if (entry.path().extension() != ".fenze") continue;
        const auto done = compile(source(entry.path().filename().string(), read(entry.path())));
        REQUIRE_FALSE(done.rubrics.empty());
        for (const auto& rubric : done.rubrics) {
            INFO(entry.path().filename().string() << " " << rubric.title);
            kinds seen;
            compare_lines(rubric.program, 7, records_for_each_rubric(), seen);
            compare_rows(rubric.program, 8, records_for_each_rubric() / 10, seen);
            CHECK(seen.columns > records_for_each_rubric() / 10);
            CHECK(seen.bad > 0);
            CHECK(seen.alone + seen.open > 0);
            kinds sparse;
            for (const int leaves_out : {3, 12}) compare_lines(rubric.program, 9, records_for_each_rubric() / 30, sparse, leaves_out);
            UNSCOPED_INFO("full: columns " << seen.columns << ", wide " << seen.wide << ", open " << seen.open << ", alone " << seen.alone << ", bad "
                                           << seen.bad << "; sparse: open " << sparse.open << ", alone " << sparse.alone);
            CHECK(sparse.open + sparse.alone > 0);
        }
    }
}

TEST_CASE("batch gives what score gives: random plans", "[batch]") {
    kinds seen;
    for (unsigned seed = 1; seed <= 400; ++seed) {
        const plan p = random_plan(seed).build();
        INFO("seed " << seed);
        for (const int leaves_out : {4, 4000}) compare_lines(p, seed, records_for_each_rubric() / 500, seen, leaves_out);
    }
    const int few = records_for_each_rubric() / 30;
    CHECK(seen.columns > few);
    CHECK(seen.open > few);
    CHECK(seen.alone > few);
}

TEST_CASE("batch gives what score gives: rows of the corpora", "[batch]") {
    kinds seen;
    std::size_t row = 0;
    for (const auto& file : corpus::files("tests/corpora", ".jsonl"))
        for (const auto& one : corpus::rows_of(file)) {
            if (++row % 8 != 0) continue;
            const auto text = corpus::rubric_of(one);
            const auto done = compile(source("row.fenze", text));
            if (done.rubrics.size() != 1 || has_error(done.problems)) continue;
            INFO(text);
            for (const int leaves_out : {4, 4000}) compare_lines(done.rubrics.front().program, 11, records_for_each_rubric() / 500, seen, leaves_out);
        }
    CHECK(seen.columns > records_for_each_rubric() / 30);
    CHECK(seen.open > records_for_each_rubric() / 150);
}

TEST_CASE("batch: the ends of CSV records", "[batch]") {
    const auto ends = [](std::string_view text) { return record_end(text, 0, population_format::csv, ','); };
    CHECK(ends("a,b\nc") == 3);
    CHECK(ends("a,\"b\nc\"\nd") == 7);
    CHECK(ends("a,\"b\"\"\nc\"\nd") == 9);
    CHECK(ends("a\"b\nc\"") == 3);  // a quote inside a cell is a character
    CHECK(ends("a,\"b") == 4);
    CHECK(last_record_end("a,b\nc,\"d\n", population_format::csv, ',') == 4);
    CHECK(last_record_end("a,b\nc,\"d\ne\"\n", population_format::csv, ',') == 12);
    CHECK(last_record_end("a,b", population_format::csv, ',') == 0);
}

}  // namespace fenze
