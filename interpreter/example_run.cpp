#include "interpreter/example_run.hpp"

#include <algorithm>

#include "interpreter/open_plan.hpp"

namespace fenze {
namespace {

diagnostic problem(const source& file, span at, const char* code, words message) {
    diagnostic d;
    d.code = code;
    d.at = at;
    d.message = std::move(message);
    d.file = file.name();
    return d;
}

/// The item alone, where all that decides it is given: the rest of the rubric is left out of sight.
std::optional<sight> sight_of_item(const plan& p, std::uint32_t score, fact_values facts) {
    std::vector<bool> inside(p.operations.size());
    for (const auto i : cone_of(p, {score})) {
        const operation& o = p.operations[i];
        if (o.kind == op::fact && !facts[o.index]) return std::nullopt;
        inside[i] = true;
    }
    const auto given = [&](std::uint32_t i) { return p.operations[i].kind != op::fact || facts[p.operations[i].index].has_value(); };
    for (const auto& c : p.constraints) {
        const auto all = cone_of(p, {c.operation});
        if (std::all_of(all.begin(), all.end(), given))
            for (const auto i : all) inside[i] = true;
    }
    for (auto& f : facts)
        if (!f) f = number(0);
    sight all = sight_of(p, facts);
    for (std::size_t i = 0; i < inside.size(); ++i)
        if (!inside[i]) {
            all.values[i].reset();
            all.failed[i] = false;
        }
    return all;
}

sight sight_of_result(const plan& p, const result& r, const fact_values& facts) {
    if (r.known) return sight_of(p, facts);
    sight out;
    out.failed.assign(p.operations.size(), false);
    for (std::uint32_t i = 0; i < p.operations.size(); ++i) out.values.push_back(r.value(i));
    return out;
}

}  // namespace

bool has_grade(const plan& p, const result& r, const std::string& wanted) {
    if (r.grade) return *r.grade == wanted;
    // without grades it is the vetoes alone that may be open: facts outside the total may be missing
    const auto never = [&](const outcome& veto) {
        const auto holds = r.value(veto.condition);
        return holds && holds->sign() == 0;
    };
    const bool settled = r.known || (p.grades.empty() && std::all_of(p.vetoes.begin(), p.vetoes.end(), never));
    const bool none = r.grades.empty() ? settled : r.grades.size() == 1 && r.grades.front().empty();
    return none && wanted == no_grade;
}

tried_example try_example(const plan& p, const fact_index& index, const example& e, const source& file) {
    tried_example t;
    const auto bound = bind_facts(index, record_of(e), file, false, t.problems);
    for (const auto c : broken_constraints(p, bound.values)) t.problems.push_back(problem(file, e.at, "FZ221", p.constraints[c].message));
    if (!e.item.empty() && !(t.node = item_of_example(p, e.item)))
        t.problems.push_back(problem(file, e.at, "FZ201", {"没有“" + e.item + "”这个指标。", "There is no item \"" + e.item + "\"."}));
    t.wanted = e.expected.empty() ? std::nullopt : number::parse(e.expected);
    if (!e.expected.empty() && !t.wanted)
        t.problems.push_back(problem(file, e.at, "FZ211", {"“" + e.expected + "”不是一个数。", "\"" + e.expected + "\" is not a number."}));
    if (has_error(t.problems)) return t;
    const std::uint32_t operation = t.node ? p.nodes[*t.node].score : p.total;
    if (t.wanted) t.roots.push_back(operation);
    if (auto alone = t.node && e.grade.empty() ? sight_of_item(p, operation, bound.values) : std::nullopt) {
        t.failed = alone->failed[operation];
        t.points = {alone->values[operation], alone->values[operation]};
        t.seen = std::move(*alone);
    } else {
        const result r = score(p, bound.values);
        t.failed = r.failed.has_value();
        t.points = r.at(operation);
        t.seen = sight_of_result(p, r, bound.values);
        if (!e.grade.empty()) {
            t.grades = r.grades;
            t.passed = has_grade(p, r, e.grade);
            for (const auto root : grade_roots(p, t.seen)) t.roots.push_back(root);
        }
    }
    t.passed = !t.failed && (e.grade.empty() || t.passed) && (!t.wanted || (t.points.fixed() && *t.points.low == *t.wanted));
    return t;
}

}  // namespace fenze
