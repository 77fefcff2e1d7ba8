// The column reading of the plan against `evaluate`: every operation, digit for digit.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "interpreter/batch/column_program.hpp"
#include "interpreter/evaluate.hpp"
#include "interpreter/fenze.hpp"
#include "tests/random_plan.hpp"

namespace fenze {
namespace {

constexpr std::size_t rows = 100, stride = 104;

/// The scaled value, where the intake takes it.
std::optional<std::int64_t> taken(const intake& facts, const number& value) {
    const auto scaled = (value * number(facts.scale)).to_int();
    return scaled && *scaled >= facts.low && *scaled <= facts.high ? scaled : std::nullopt;
}

/// Anything that the intake takes: ends, beside them, zero, small and great values.
number random_value(const intake& facts, const fact& f, std::mt19937& random) {
    const auto between = [&](std::int64_t low, std::int64_t high) { return std::uniform_int_distribution<std::int64_t>(low, high)(random); };
    std::int64_t v = 0;
    switch (between(0, 5)) {
        case 0:
            v = between(0, 1) == 0 ? facts.low : facts.high;
            break;
        case 1:
            v = between(facts.low, facts.high);
            break;
        case 2:
            v = between(0, 40) * facts.scale;  // where tiers and caps lie
            break;
        case 3:
            v = between(0, 2000) * facts.scale / 20;
            break;
        case 4:
            v = between(0, 3000) * facts.scale + between(-1, 1);
            break;
        default:
            v = between(0, 3);
    }
    v = std::clamp(v, facts.low, facts.high);
    (void)f;
    return *divide(number(v), number(facts.scale));
}

template <typename Int>
void compare_columns(const plan& p, const column_program<Int>& program, const std::vector<std::uint32_t>& wanted, std::mt19937& random) {
    std::vector<Int> data(program.columns * stride);
    std::vector<fact_values> records;
    for (std::size_t r = 0; r < rows; ++r) {
        fact_values facts(p.facts.size(), number(0));
        for (std::size_t f = 0; f < p.facts.size(); ++f) {
            const auto& own = program.facts[f];
            if (!own.column) continue;
            facts[f] = random_value(own, p.facts[f], random);
            data[*own.column * stride + r] = *taken(own, *facts[f]);
        }
        records.push_back(std::move(facts));
    }
    run_columns(program, data.data(), stride, rows);
    for (std::size_t r = 0; r < rows; ++r) {
        const auto exact = evaluate(p, records[r]);
        for (std::size_t w = 0; w < wanted.size(); ++w) {
            const auto& output = program.outputs[w];
            const number got = output_value(output, output.constant ? Int(0) : data[output.column * stride + r]);
            if (got == exact.values[wanted[w]]) continue;
            INFO("row " << r << " operation " << wanted[w] << " kind " << static_cast<int>(p.operations[wanted[w]].kind));
            REQUIRE(got.text() == exact.values[wanted[w]].text());
        }
    }
}

/// Every operation that no division by facts reaches.
std::vector<std::uint32_t> static_operations(const plan& p) {
    std::vector<std::uint32_t> all;
    std::vector<bool> dynamic(p.operations.size());
    for (std::uint32_t i = 0; i < p.operations.size(); ++i) {
        const auto& o = p.operations[i];
        dynamic[i] = o.kind == op::divide && p.operations[o.in[1]].kind != op::constant;
        for (const auto operand : o.in) dynamic[i] = dynamic[i] || dynamic[operand];
        if (!dynamic[i]) all.push_back(i);
    }
    return all;
}

void compare_both(const plan& p, unsigned seed, bool narrow_needed) {
    std::mt19937 random(seed);
    const auto wanted = static_operations(p);
    const auto narrow = narrow_columns(p, wanted);
    const auto wide = wide_columns(p, wanted);
    if (narrow_needed) REQUIRE(narrow);
    if (narrow) compare_columns(p, *narrow, wanted, random);
    if (wide) compare_columns(p, *wide, wanted, random);
}

std::string read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return std::move(text).str();
}

}  // namespace

TEST_CASE("columns give what evaluate gives: random plans", "[batch]") {
    int narrow = 0;
    for (unsigned seed = 1; seed <= 1500; ++seed) {
        const plan p = random_plan(seed).build();
        INFO("seed " << seed);
        narrow += narrow_columns(p, static_operations(p)) ? 1 : 0;
        compare_both(p, seed, false);
    }
    CHECK(narrow > 1300);  // the others multiply too far
}

TEST_CASE("columns give what evaluate gives: the rubrics of the library", "[batch]") {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(FENZE_SOURCE_DIR) / "stdlib-rubrics")) {
        if (entry.path().extension() != ".fenze") continue;
        const auto done = compile(source(entry.path().filename().string(), read(entry.path())));
        REQUIRE_FALSE(done.rubrics.empty());
        for (const auto& rubric : done.rubrics) {
            INFO(entry.path().filename().string() << " " << rubric.title << " divides " << divides_by_facts(rubric.program));
            ++files;
            for (unsigned seed = 1; seed <= 20; ++seed) compare_both(rubric.program, seed, true);
        }
    }
    CHECK(files >= 7);
}

TEST_CASE("columns: what does not fit is refused, not wrong", "[batch]") {
    plan_builder b;
    const auto a = b.given(fact_kind::number), c = b.given(fact_kind::number);
    auto product = b.add(op::multiply, {a, c});
    for (int i = 0; i < 3; ++i) product = b.add(op::multiply, {product, product});
    const plan& p = b.total(product);
    CHECK_FALSE(narrow_columns(p, {p.total}));
    CHECK_FALSE(wide_columns(p, {p.total}));
    plan_builder d;
    const auto x = d.given(fact_kind::number), y = d.given(fact_kind::number);
    const plan& q = d.total(d.add(op::divide, {x, y}));
    CHECK(divides_by_facts(q));
    CHECK_FALSE(narrow_columns(q, {q.total}));
}

}  // namespace fenze
