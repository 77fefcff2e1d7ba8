#include "interpreter/coverage/stage.hpp"

#include <algorithm>

#include "interpreter/example_run.hpp"

namespace fenze {

stage::stage(const plan& whole, std::optional<std::uint32_t> node, const std::vector<target>& targets) : node_(node) {
    question_maker maker(whole);
    const std::uint32_t goal = maker.take(node ? whole.nodes[*node].score : whole.total);
    if (!node)
        for (const auto* list : {&whole.vetoes, &whole.grades})
            for (const auto& o : *list) maker.take(o.condition);
    part_ = maker.ask(goal);
    for (std::uint32_t i = 0; i < whole.operations.size(); ++i) here_.push_back(maker.taken(i));
    if (!node) {
        part_.about.vetoes = whole.vetoes;
        part_.about.grades = whole.grades;
        for (auto* list : {&part_.about.vetoes, &part_.about.grades})
            for (auto& o : *list) o.condition = *here_[o.condition];
    }
    view_.emplace(targets, &here_);
    within_ = view_->within();
}

std::optional<attempt_on_stage> stage::attempt(const fact_values& facts) const {
    const plan& p = part_.about;
    const sight seen = sight_of(p, facts);
    const auto fails = [&](const constraint& c) { return !seen.values[c.operation] || seen.values[c.operation]->sign() == 0; };
    if (!seen.values[part_.goal] || std::any_of(p.constraints.begin(), p.constraints.end(), fails)) return std::nullopt;
    attempt_on_stage out;
    out.facts = facts;
    out.points = *seen.values[part_.goal];
    std::vector<std::uint32_t> roots = grade_roots(p, seen);
    if (!roots.empty()) out.grade = no_grade;
    for (std::size_t n = 0; n < roots.size(); ++n) {
        if (!seen.values[roots[n]]) return std::nullopt;
        if (seen.values[roots[n]]->sign() != 0) out.grade = n < p.vetoes.size() ? p.vetoes[n].name : p.grades[n - p.vetoes.size()].name;
    }
    roots.push_back(part_.goal);
    out.tried = view_->tried(p, seen, roots);
    return out;
}

std::optional<number> stage::value(std::uint32_t local, const fact_values& facts) const { return sight_of(part_.about, facts).values[local]; }

}  // namespace fenze
