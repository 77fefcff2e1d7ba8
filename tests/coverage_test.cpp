// What counts as tried is really tried: with the drafted examples in the document, a figure, an option or a cap that is changed makes one of them fail.

#include "interpreter/coverage/coverage.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "interpreter/open_plan.hpp"
#include "interpreter/prove/ask.hpp"
#include "interpreter/straight.hpp"
#include "tests/plan_builder.hpp"

using namespace fenze;

namespace {

namespace fs = std::filesystem;

std::string without_examples(const fs::path& path) {
    std::ifstream in(path);
    std::string out;
    for (std::string line; std::getline(in, line);)
        if (!line.starts_with("例：")) out += line + "\n";
    return out;
}

std::vector<fs::path> library() {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(fs::path(FENZE_SOURCE_DIR) / "stdlib-rubrics"))
        if (entry.path().extension() == ".fenze") all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    return all;
}

struct drafted {
    source text;
    example read;
};

std::vector<drafted> examples_of(const coverage_report& r) {
    std::vector<drafted> out;
    for (const auto& e : r.draft) {
        diagnostics problems;
        source text("例", e.text);
        auto read = read_example(text, {0, static_cast<std::uint32_t>(e.text.size())}, problems);
        REQUIRE(read);
        out.push_back({std::move(text), *read});
    }
    return out;
}

bool all_pass(const plan& p, const std::vector<drafted>& examples) {
    const fact_index index(p);
    return std::all_of(examples.begin(), examples.end(), [&](const drafted& e) { return try_example(p, index, e.read, e.text).passed; });
}

struct mutant {
    std::string what;
    span at;
    plan is;
};

/// Changes at the operations of boundaries, each as large as the nearness that coverage asks for.
class mutations {
public:
    explicit mutations(const plan& p) : p_(p), parts_(straight_parts(p)), open_(range(p, fact_values(p.facts.size())).of) {}

    std::vector<mutant> run() {
        std::vector<std::uint32_t> tops{p_.total};
        for (const auto& n : p_.nodes) tops.push_back(n.score);
        for (const auto* list : {&p_.vetoes, &p_.grades})
            for (const auto& o : *list) tops.push_back(o.condition);
        for (const auto i : cone_of(p_, tops)) one(i);
        return std::move(out_);
    }

private:
    void one(std::uint32_t i) {
        const operation& o = p_.operations[i];
        if (o.kind == op::tier) {
            const auto& pieces = p_.tiers[o.index].pieces;
            for (std::size_t n = 1; n < pieces.size(); ++n) {
                const number width = near(o.in[0], *pieces[n].from);
                for (const number& by : {width, -width}) {
                    const number to = *pieces[n].from + by;
                    if (n > 1 && to <= *pieces[n - 1].from) continue;
                    if (n + 1 < pieces.size() && to >= *pieces[n + 1].from) continue;
                    add(i, [&](plan& q) { q.tiers[o.index].pieces[n].from = to; });
                }
                // 含 or not: of whole numbers it is the same as a neighbour’s figure, and done already
                if (!whole(o.in[0]) && !(n + 1 < pieces.size() && pieces[n + 1].from == pieces[n].from) && !(n > 1 && pieces[n - 1].from == pieces[n].from))
                    add(i, [&](plan& q) { q.tiers[o.index].pieces[n].open = !pieces[n].open; });
            }
        } else if (o.kind == op::choice) {
            for (std::size_t n = 0; n < p_.choices[o.index].size(); ++n) add(i, [&](plan& q) { q.choices[o.index][n] = q.choices[o.index][n] - number(1); });
        } else if (o.kind == op::less || o.kind == op::less_equal) {
            add(i, [&](plan& q) { q.operations[i].kind = o.kind == op::less ? op::less_equal : op::less; });
        } else if (o.kind == op::floor_divide) {
            const number width = near(o.in[0], o.value);
            if (width < o.value) add(i, [&](plan& q) { q.operations[i].value = o.value - width; });
            add(i, [&](plan& q) { q.operations[i].value = o.value + width; });
        } else if (o.kind == op::min || o.kind == op::max) {
            for (const std::size_t n : {0U, 1U}) {
                const auto k = o.in[n], value = o.in[1 - n];
                if (o.in.size() == 2 && p_.operations[k].kind == op::constant && !idle(o.kind, value, p_.operations[k].value))
                    for (const int by : {1, -1}) add(i, [&](plan& q) { q.operations[k].value = q.operations[k].value + number(by); });
            }
        } else if (o.kind == op::scale) {
            add(i, [&](plan& q) { q.operations[i].value = o.value * number(2); });
        }
    }

    /// Cuts nothing off: no boundary of the document.
    [[nodiscard]] bool idle(op kind, std::uint32_t value, const number& figure) const {
        const bounds& b = open_[value];
        return kind == op::min ? b.high && *b.high <= figure : b.low && *b.low >= figure;
    }

    [[nodiscard]] bool whole(std::uint32_t i) const { return parts_[i] && parts_[i]->fact && takes_whole(p_.facts[*parts_[i]->fact]); }

    [[nodiscard]] number near(std::uint32_t i, const number& figure) const {
        if (whole(i)) return number(1);
        if (i == p_.total) return maximum(number(1), p_.max.value_or(figure) * number::fraction(1, 20));
        const fact* f = parts_[i] && parts_[i]->fact ? &p_.facts[*parts_[i]->fact] : nullptr;
        return nearness(figure, f);
    }

    template <typename Change>
    void add(std::uint32_t i, Change change) {
        plan q = p_;
        change(q);
        std::string what = "operation " + std::to_string(i) + " of kind " + std::to_string(static_cast<int>(p_.operations[i].kind));
        out_.push_back({what, p_.operations[i].at, std::move(q)});
    }

    const plan& p_;
    std::vector<std::optional<straight>> parts_;
    std::vector<bounds> open_;
    std::vector<mutant> out_;
};

/// Facts at, below and above every figure, one and several at a time.
std::vector<fact_values> many_facts(const plan& p) {
    const auto values = telling_values(p);
    std::vector<fact_values> out;
    std::uint32_t state = 1;
    const auto next = [&](std::size_t below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<std::size_t>(state >> 8U) % below;
    };
    for (const bool low : {true, false}) {
        fact_values base;
        for (const auto& v : values) base.emplace_back(low ? v.front() : v.back());
        for (std::size_t f = 0; f < values.size(); ++f)
            for (const auto& v : values[f]) {
                out.push_back(base);
                out.back()[f] = v;
            }
    }
    for (int n = 0; n < 300; ++n) {
        fact_values facts;
        const std::size_t few = 1 + next(6);  // of a long list, mostly small values
        for (const auto& v : values) facts.emplace_back(v[next(std::min(v.size(), few))]);
        out.push_back(std::move(facts));
    }
    return out;
}

/// What examples can say of these facts: each item's points, the total, the grade.
std::vector<number> outcomes(const plan& p, const fact_values& facts) {
    const auto done = evaluate(p, facts);
    std::vector<number> out{done.values[p.total]};
    for (const auto& n : p.nodes) out.push_back(done.values[n.score]);
    for (const auto* list : {&p.vetoes, &p.grades})
        for (const auto& o : *list) out.push_back(done.values[o.condition]);
    return out;
}

}  // namespace

TEST_CASE("the drafted examples of each rubric try all of it, and pass", "[coverage]") {
    for (const auto& path : library()) {
        INFO(path.filename().string());
        const source text(path.string(), without_examples(path));
        const auto made = compile(text);
        REQUIRE(made.rubrics.size() == 1);
        const plan& p = made.rubrics[0].program;
        const auto draft = coverage_of(p, {});
        CHECK(draft.clauses.tried == 0);
        const auto examples = examples_of(draft);
        const fact_index index(p);
        std::vector<tried_example> tried;
        for (const auto& e : examples) tried.push_back(try_example(p, index, e.read, e.text));
        for (const auto& t : tried) CHECK(t.passed);
        const auto after = coverage_of(p, tried);
        CHECK(after.clauses.percent() == 100);
        CHECK(after.boundaries.percent() == 100);
        CHECK(after.draft.empty());
    }
}

TEST_CASE("where all is tried, no change of a figure goes unnoticed", "[coverage]") {
    std::size_t noticed = 0;
    for (const auto& path : library()) {
        const source text(path.string(), without_examples(path));
        const auto made = compile(text);
        const plan& p = made.rubrics[0].program;
        const auto examples = examples_of(coverage_of(p, {}));
        REQUIRE(all_pass(p, examples));
        const auto facts = many_facts(p);
        std::vector<std::vector<number>> had;
        for (const auto& f : facts) had.push_back(outcomes(p, f));
        for (const auto& m : mutations(p).run()) {
            const bool unnoticed = all_pass(m.is, examples);
            noticed += unnoticed ? 0 : 1;
            if (!unnoticed) continue;
            // then it changes nothing at all: a cap that another one hides
            for (std::size_t n = 0; n < facts.size(); ++n) {
                INFO(path.filename().string() << ": " << m.what << " in " << text.slice(m.at) << ", facts " << n);
                if (outcomes(m.is, facts[n]) == had[n]) continue;
                CHECK(false);
                break;
            }
        }
    }
    CHECK(noticed > 200);
}
