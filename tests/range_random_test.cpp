// Random small plans: their ranges against all completions, one by one.

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "interpreter/evaluate.hpp"
#include "interpreter/open_plan.hpp"
#include "tests/random_plan.hpp"

using namespace fenze;

namespace {

/// What all completions come to: bounds of two operations, the first grades to hold, facts that can move the total.
struct enumeration {
    const plan& p;
    const fact_values& given;
    std::optional<number> low[2], high[2];
    std::vector<bool> grade = std::vector<bool>(3);

    void all(fact_values& facts, std::size_t next) {
        if (next == facts.size()) return one(facts);
        if (given[next]) return all(facts, next + 1);
        const auto [from, to] = domain(p.facts[next]);
        for (int v = from; v <= to; ++v) {
            facts[next] = number(v);
            all(facts, next + 1);
        }
        facts[next].reset();
    }

    void one(const fact_values& facts) {
        if (!broken_constraints(p, facts).empty()) return;
        const auto values = evaluate(p, facts).values;
        const std::uint32_t outputs[2] = {p.total, p.nodes.front().score};
        for (int k = 0; k < 2; ++k) {
            const number& n = values[outputs[k]];
            if (!low[k] || n < *low[k]) low[k] = n;
            if (!high[k] || *high[k] < n) high[k] = n;
        }
        std::size_t g = 0;
        while (g < p.grades.size() && values[p.grades[g].condition].sign() == 0) ++g;
        grade[g] = true;
    }
};

/// Whether some completion's total changes when one fact does.
bool moves(const plan& p, const fact_values& given, std::uint32_t f) {
    std::optional<number> first;
    const auto [from, to] = domain(p.facts[f]);
    for (int v = from; v <= to; ++v) {
        fact_values with = given;
        with[f] = number(v);
        enumeration e{p, with, {}, {}};
        fact_values facts = with;
        e.all(facts, 0);
        if (!e.low[0]) continue;
        if (*e.low[0] != *e.high[0]) return true;  // other facts move it too: then this one is not asked about here
        if (first && *first != *e.low[0]) return true;
        first = e.low[0];
    }
    return false;
}

/// The total with all its facts as variables, cut by regions alone: what larger plans rest on.
reach total_by_regions(const plan& p, const fact_values& given) {
    const open_plan open = open_part(p, given);
    case_question q;
    q.program = &open.program;
    q.goal = open.at[p.total];
    q.known = open.known;
    q.variable.resize(open.program.operations.size());
    for (const constraint& c : p.constraints) q.must.push_back(open.at[c.operation]);
    auto tops = q.must;
    tops.push_back(q.goal);
    q.cone = cone_of(open.program, tops);
    for (const std::uint32_t i : q.cone) {
        const operation& o = open.program.operations[i];
        if (o.kind != op::fact || q.known[i]) continue;
        q.variable[i] = q.variables.size();
        q.variables.push_back({domain_of(p.facts[o.index]), true, false, true, true});
    }
    std::int64_t work = 1'000'000;
    return answer_by_regions(q, work);
}

struct count {
    int plans = 0, tight = 0, cut = 0, grades = 0, exact_grades = 0;
};

void compare(unsigned seed, count& seen) {
    const plan p = random_plan(seed).build();
    REQUIRE(verify_plan(p) == "");
    std::mt19937 random(seed);
    fact_values given(p.facts.size());
    for (std::size_t i = 0; i < given.size(); ++i)
        if (random() % 5 == 0) given[i] = number(domain(p.facts[i]).first);
    enumeration e{p, given, {}, {}};
    fact_values facts = given;
    e.all(facts, 0);
    if (!e.low[0]) return;  // no completion at all
    const ranges r = range(p, given);
    INFO("seed " << seed);
    const std::uint32_t outputs[2] = {p.total, p.nodes.front().score};
    for (int k = 0; k < 2; ++k) {
        const bounds& b = r.of[outputs[k]];
        INFO("output " << k << ": " << (b.low ? b.low->text() : "-") << " … " << (b.high ? b.high->text() : "-") << " against " << e.low[k]->text() << " … "
                       << e.high[k]->text());
        REQUIRE((!b.low || *b.low <= *e.low[k]));
        REQUIRE((!b.high || *e.high[k] <= *b.high));
        if (r.tight) REQUIRE((b.low && b.high && *b.low == *e.low[k] && *b.high == *e.high[k]));
    }
    const reach cut = total_by_regions(p, given);
    REQUIRE_FALSE(cut.empty);
    REQUIRE((!cut.of.low || cut.of.low->at <= *e.low[0]));
    REQUIRE((!cut.of.high || *e.high[0] <= cut.of.high->at));
    if (cut.low_sure) REQUIRE((cut.of.low && *cut.of.low == edge{*e.low[0], 0}));
    if (cut.high_sure) REQUIRE((cut.of.high && *cut.of.high == edge{*e.high[0], 0}));
    seen.cut += cut.sure();
    for (std::uint32_t f = 0; f < given.size(); ++f) {
        if (given[f] || std::find(r.missing.begin(), r.missing.end(), f) != r.missing.end()) continue;
        if (*e.low[0] == *e.high[0]) continue;
        fact_values with = given;  // fixed the asked-for facts, this one must not matter
        for (const std::uint32_t m : r.missing) with[m] = number(domain(p.facts[m]).first);
        REQUIRE_FALSE(moves(p, with, f));
    }
    for (std::size_t g = 0; g < 3; ++g) {
        const std::string name = g < 2 ? p.grades[g].name : "";
        const bool said = std::find(r.grades.begin(), r.grades.end(), name) != r.grades.end();
        if (e.grade[g]) REQUIRE(said);
        ++seen.grades;
        seen.exact_grades += said == e.grade[g];
    }
    ++seen.plans;
    seen.tight += r.tight;
}

}  // namespace

TEST_CASE("random plans agree with all completions") {
    count seen;
    for (unsigned seed = 1; seed <= 1000; ++seed) compare(seed, seen);
    INFO(seen.plans << " plans, " << seen.tight << " tight, " << seen.cut << " by regions; " << seen.exact_grades << " of " << seen.grades << " grades exact");
    CHECK(seen.plans >= 500);
    CHECK(seen.tight * 100 >= seen.plans * 95);
    CHECK(seen.cut * 100 >= seen.plans * 95);
    CHECK(seen.exact_grades * 100 >= seen.grades * 95);
}
