// Random plans as queries, with random records and what `evaluate` makes of them: one JSON line each, for sql_test.py.
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "interpreter/evaluate.hpp"
#include "interpreter/result.hpp"
#include "interpreter/sql/query.hpp"
#include "tests/random_plan.hpp"

namespace fenze {
namespace {

/// Puts quotients of facts, and rounding of both signs, on top of a random plan.
void divide_and_round(plan_builder& to, unsigned seed) {
    plan& p = to.p;
    const auto add = [&](op kind, std::vector<std::uint32_t> in, const number& value = {}, std::uint32_t index = 0, int places = 0) {
        return to.add(kind, std::move(in), value, index, places);
    };
    const auto given = [&](int low, int high) { return to.given(fact_kind::number, number(low), number(high)); };
    const auto a = given(-3, 3), b = given(-5, 20), sum = add(op::add, {p.total, b});
    std::uint32_t top = sum;
    if (seed % 3 == 0) top = add(op::scale, {sum}, number::fraction(1, 3));
    else top = add(op::divide, {seed % 2 == 0 ? sum : b, a});
    const auto way = seed / 3 % 5;
    switch (seed / 2 % 6) {
        case 0:
            top = add(op::floor_divide, {top}, number::fraction(3, 2));
            break;
        case 1:
            top = add(op::round, {top}, {}, way, 0);
            break;
        case 2:
            top = add(op::round, {top}, {}, way, 1);
            break;
        case 3:
            top = add(op::min, {top, b, add(op::scale, {a}, number::fraction(2, 7))});
            break;
        case 4:
            top = to.tier(top, {{std::nullopt, false, 0}, {number::fraction(-1, 2), true, number(1)}, {number(2), false, number::fraction(5, 3)}});
            break;
        default:
            top = add(op::select, {add(op::less_equal, {top, b}), top, sum});
    }
    p.total = add(op::add, {p.total, top});
}

nlohmann::json query(const plan& p, const source& document, sql_engine engine) {
    sql_wishes wishes;
    wishes.engine = engine;
    words why;
    const auto made = query_of(p, document, wishes, why);
    if (!made) return {{"refused", why.zh}};
    nlohmann::json columns = nlohmann::json::array();
    for (const auto& c : made->columns) columns.push_back(c.fact);
    return {{"sql", made->text}, {"create_table", table_of(p, *made, wishes)}, {"facts", columns}};
}

number drawn(const fact& f, std::mt19937& random) {
    const auto from = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
    if (f.kind == fact_kind::boolean) return number(from(0, 1));
    if (f.kind == fact_kind::choice) return number(from(0, static_cast<int>(f.options.size()) - 1));
    const int low = static_cast<int>(*f.min->to_int()), high = static_cast<int>(*f.max->to_int());
    if (f.whole) return number(from(low, high));
    return number::fraction(from(low * 10, high * 10), 10);
}

void one(unsigned seed) {
    plan_builder built{random_plan(seed).build()};
    divide_and_round(built, seed);
    const plan& p = built.p;
    const source document("随机", "随机\n");
    std::mt19937 random(seed);
    nlohmann::json records = nlohmann::json::array(), expected = nlohmann::json::array();
    for (int r = 0; r < 60; ++r) {
        fact_values facts;
        nlohmann::json record = nlohmann::json::array();
        for (const auto& f : p.facts) {
            facts.push_back(drawn(f, random));
            record.push_back(f.kind == fact_kind::boolean ? (facts.back()->sign() != 0 ? "true" : "false") : value_text(f, *facts.back()));
        }
        const auto done = evaluate(p, facts);
        const bool refused = done.failed || !broken_constraints(p, facts).empty();
        records.push_back(record);
        expected.push_back(refused ? nlohmann::json() : nlohmann::json(done.values[p.total].text()));
    }
    std::cout << nlohmann::json({{"seed", seed}, {"postgresql", query(p, document, sql_engine::postgresql)}, {"duckdb", query(p, document, sql_engine::duckdb)},
                                    {"spark", query(p, document, sql_engine::spark)}, {"records", records}, {"expected", expected}})
                     .dump()
              << '\n';
}

}  // namespace
}  // namespace fenze

int main(int count, char** values) {
    const int plans = count > 1 ? std::atoi(values[1]) : 100;
    for (int seed = 1; seed <= plans; ++seed) fenze::one(static_cast<unsigned>(seed));
    return 0;
}
