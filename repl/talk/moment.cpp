#include "repl/talk/moment.hpp"

#include <algorithm>

#include "dsl/reread.hpp"
#include "repl/talk/counted.hpp"

namespace fenze {

rulebook::rulebook(source text, compiled came_to, std::size_t which)
    : text_(std::move(text)), came_to_(std::move(came_to)), which_(which), index_(came_to_.rubrics[which].program) {}

rules compile_rules(source text, std::size_t which, diagnostics& problems) {
    if (auto again = reread(text, problems)) text = std::move(*again);
    auto came_to = compile(text);
    problems.insert(problems.end(), came_to.problems.begin(), came_to.problems.end());
    if (has_error(problems) || which >= came_to.rubrics.size()) return nullptr;
    return std::make_shared<const rulebook>(std::move(text), std::move(came_to), which);
}

moment blank(rules book) {
    moment out;
    const auto& facts = book->program().facts;
    out.facts.resize(facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (facts[i].use == fact_use::absence) out.facts[i] = number(0);
    out.book = std::move(book);
    return out;
}

moment carried_to(const moment& from, rules book, std::vector<std::string>& lost) {
    auto out = blank(std::move(book));
    const auto &old = from.book->program(), &now = out.book->program();
    for (std::size_t i = 0; i < old.facts.size(); ++i) {
        if (!from.facts[i]) continue;
        const auto& f = old.facts[i];
        const auto same = std::find_if(now.facts.begin(), now.facts.end(),
            [&](const fact& g) { return g.path == f.path && g.kind == f.kind && g.unit == f.unit && g.options == f.options && g.use == f.use; });
        if (same != now.facts.end()) out.facts[static_cast<std::size_t>(same - now.facts.begin())] = from.facts[i];
        else if (f.use != fact_use::absence || from.facts[i]->sign() != 0) lost.push_back(f.name);
    }
    if (count_alike(old, now)) out.records = from.records;
    return out;
}

scored standing(const moment& of, words* why_not) {
    scored s;
    s.facts = of.facts;
    s.records = of.records;
    const auto& p = of.book->program();
    auto came_to = score(p, of.facts);
    if (came_to.failed) {
        if (why_not) {
            const auto at = of.book->text().slice(p.operations[*came_to.failed].at);
            *why_not = {"按这些事实，“" + std::string(at) + "”要除以零，算不出分。", "With these facts this divides by zero: " + std::string(at)};
        }
        return s;
    }
    s.came_to = std::move(came_to);
    return s;
}

std::size_t open_facts(const moment& of) {
    const auto s = standing(of);
    return s.came_to ? s.came_to->missing.size() : 0;
}

}  // namespace fenze
