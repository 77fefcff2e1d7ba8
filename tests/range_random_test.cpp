// Random small plans: their ranges against all completions, one by one.

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "interpreter/evaluate.hpp"
#include "interpreter/open_plan.hpp"
#include "tests/plan_builder.hpp"

using namespace fenze;

namespace {

class random_plan {
public:
    explicit random_plan(unsigned seed) : random_(seed) {}

    plan build() {
        for (int i = 0; i < 5; ++i) one_fact();
        for (int i = 0; i < 3; ++i) numbers_.push_back(b_.constant(value(-4, 12)));
        const int size = below(12) + 4;
        for (int i = 0; i < size; ++i) one_operation();
        if (below(3) == 0) b_.must(truths_.back());
        if (below(3) == 0) bind_mark();
        plan_node node;
        node.id = "1";
        node.score = node.raw = any_of(numbers_);
        b_.p.nodes.push_back(node);
        b_.p.grades = {
            {"优秀", b_.add(op::less_equal, {b_.constant(8), numbers_.back()}), {}}, {"合格", b_.add(op::less_equal, {b_.constant(3), numbers_.back()}), {}}};
        return b_.total(numbers_.back());
    }

private:
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    number value(int from, int to) { return number::fraction(from + below(to - from + 1), 1 + below(2)); }
    std::uint32_t any_of(const std::vector<std::uint32_t>& all) { return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))]; }

    void one_fact() {
        switch (below(4)) {
            case 0: {
                const auto chosen = b_.option(3);
                choices_.push_back(chosen);
                numbers_.push_back(b_.choice(chosen, {value(0, 9), value(0, 9), value(0, 9)}));
                truths_.push_back(b_.add(op::equal, {chosen, b_.constant(below(3))}));
                break;
            }
            case 1:
                truths_.push_back(b_.yes_no());
                break;
            default: {
                const int low = below(4) - 1;
                numbers_.push_back(b_.given(fact_kind::number, number(low), number(low + 1 + below(4)), true));
            }
        }
        if (numbers_.empty()) numbers_.push_back(b_.given(fact_kind::number, number(0), number(4), true));
        if (truths_.empty()) truths_.push_back(b_.yes_no());
    }

    void one_operation() {
        const auto n = [&] { return any_of(numbers_); };
        const auto t = [&] { return any_of(truths_); };
        switch (below(15)) {
            case 0:
            case 1:
                numbers_.push_back(b_.add(op::add, {n(), n(), n()}));
                break;
            case 2:
                numbers_.push_back(b_.add(op::scale, {n()}, value(-3, 3)));
                break;
            case 3:
                numbers_.push_back(b_.add(op::min, {n(), n()}));
                break;
            case 4:
                numbers_.push_back(b_.add(op::max, {n(), n(), n()}));
                break;
            case 5: {
                const number from = value(0, 3), to = from + value(1, 4);
                numbers_.push_back(b_.tier(n(), {{{}, false, value(0, 9)}, {from, below(2) == 0, value(0, 9)}, {to, below(2) == 0, value(0, 9)}}));
                break;
            }
            case 6:
            case 7:
                numbers_.push_back(b_.add(op::select, {t(), n(), n()}));
                break;
            case 8:
                numbers_.push_back(b_.add(op::floor_divide, {n()}, value(1, 3)));
                break;
            case 9:
                truths_.push_back(b_.add(op::less, {n(), n()}));
                break;
            case 10:
                truths_.push_back(b_.add(op::less_equal, {n(), n()}));
                break;
            case 11:
                truths_.push_back(b_.add(below(2) == 0 ? op::all : op::any, {t(), t()}));
                break;
            case 12:
                truths_.push_back(b_.add(below(2) == 0 ? op::negate : op::any, {t()}));
                break;
            case 13:
                numbers_.push_back(b_.add(op::round, {n()}, {}, static_cast<std::uint32_t>(below(5)), 0));
                break;
            default:
                numbers_.push_back(below(2) == 0 ? b_.add(op::multiply, {n(), n()}) : b_.add(op::add, {n(), n()}));
        }
    }

    /// A choice holds a mark within the option's range.
    void bind_mark() {
        if (choices_.empty()) return;
        const auto mark = b_.given(fact_kind::score, number(0), number(4), true);
        const auto top = b_.choice(any_of(choices_), {4, 3, 1}), bottom = b_.choice(any_of(choices_), {2, 1, 0});
        b_.must(b_.add(op::all, {b_.add(op::less_equal, {bottom, mark}), b_.add(op::less_equal, {mark, top})}));
        numbers_.push_back(b_.add(op::add, {mark, numbers_.back()}));
    }

    std::mt19937 random_;
    plan_builder b_;
    std::vector<std::uint32_t> numbers_, truths_, choices_;
};

std::pair<int, int> domain(const fact& f) {
    if (f.kind == fact_kind::boolean) return {0, 1};
    if (f.kind == fact_kind::choice) return {0, static_cast<int>(f.options.size()) - 1};
    return {static_cast<int>(*f.min->to_int()), static_cast<int>(*f.max->to_int())};
}

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
