#include "interpreter/result.hpp"

#include <algorithm>

#include "interpreter/facts/date.hpp"

namespace fenze {
namespace {

bool all_known(const plan& p, const fact_values& facts) {
    return std::all_of(
        p.operations.begin(), p.operations.end(), [&](const operation& o) { return o.kind != op::fact || (o.index < facts.size() && facts[o.index]); });
}

/// The veto or grade that holds, and "" where none does.
std::string grade_of(const plan& p, const result& r) {
    for (const auto* list : {&p.vetoes, &p.grades})
        for (const auto& outcome : *list)
            if (const auto holds = r.value(outcome.condition); holds && holds->sign() != 0) return outcome.name;
    return {};
}

/// The vetoes that may hold go before the grades; one that holds for certain leaves no grade behind it.
std::vector<std::string> with_vetoes(const plan& p, const result& r, std::vector<std::string> grades) {
    std::vector<std::string> out;
    const auto add = [&](const std::string& name) {
        if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    };
    for (const auto& veto : p.vetoes) {
        const auto& holds = r.at(veto.condition);
        if (holds.fixed() && holds.low->sign() == 0) continue;
        add(veto.name);
        if (holds.fixed()) return out;
    }
    if (grades.empty() && !out.empty()) grades = {std::string()};
    for (const auto& grade : grades) add(grade);
    return out;
}

std::optional<number> width(const bounds& b) {
    if (!b.low || !b.high) return std::nullopt;
    return *b.high - *b.low;
}

}  // namespace

std::optional<number> result::value(std::uint32_t operation) const { return operation < of.size() && of[operation].fixed() ? of[operation].low : std::nullopt; }

result score(const plan& p, const fact_values& facts) {
    result r;
    r.known = all_known(p, facts);
    if (r.known) {
        auto done = evaluate(p, facts);
        r.failed = done.failed;
        r.of.reserve(done.values.size());
        for (auto& value : done.values) {
            r.of.push_back({value, value});
        }
        const auto grade = grade_of(p, r);
        if (!grade.empty()) r.grades = {grade};
    } else {
        auto open = range(p, facts);
        r.of = std::move(open.of);
        r.tight = open.tight;
        r.missing = std::move(open.missing);
        r.grades = with_vetoes(p, r, std::move(open.grades));
        r.failed = open.failed;
    }
    r.complete = !r.failed && r.value(p.total).has_value();
    if (r.grades.size() == 1 && !r.grades.front().empty()) r.grade = r.grades.front();
    for (std::uint32_t i = 0; i < p.actions.size(); ++i)
        if (const auto holds = r.value(p.actions[i].condition); holds && holds->sign() != 0) r.actions.push_back(i);
    return r;
}

std::optional<influence> most_influential(const plan& p, const result& r) {
    std::optional<influence> best;
    number most;
    for (const auto& node : p.nodes)
        for (const auto& rule : node.rules) {
            auto points = width(r.at(rule.score));
            const auto room = width(r.at(node.score));
            if (!points || (room && *room < *points)) points = room;
            if (!points || !(most < *points)) continue;
            for (const auto fact : rule.facts)
                if (std::find(r.missing.begin(), r.missing.end(), fact) != r.missing.end()) {
                    const auto& own = r.at(rule.score);
                    best = influence{fact, own.low && own.high && *own.high - *own.low == *points ? own : r.at(node.score)};
                    most = *points;
                    break;
                }
        }
    return best;
}

std::string value_text(const fact& f, const number& value) {
    if (f.kind == fact_kind::boolean) return value.sign() != 0 ? "是" : "否";
    if (const auto index = value.to_int()) {
        if (f.kind == fact_kind::choice && *index >= 0 && static_cast<std::size_t>(*index) < f.options.size())
            return f.options[static_cast<std::size_t>(*index)];
        if (f.kind == fact_kind::choice && f.or_none) return "无";
        if (f.kind == fact_kind::date) return date_text(*index);
    }
    return value.text();
}

}  // namespace fenze
