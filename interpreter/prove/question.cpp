#include "interpreter/prove/question.hpp"

#include <algorithm>

#include "interpreter/open_plan.hpp"

namespace fenze {

std::uint32_t question_maker::append(operation o) {
    made_.about.operations.push_back(std::move(o));
    return static_cast<std::uint32_t>(made_.about.operations.size() - 1);
}

std::uint32_t question_maker::fact(std::uint32_t index) {
    if (const auto found = facts_.find(index); found != facts_.end()) return found->second;
    const std::uint32_t at = another(index);
    made_.of.back() = index;
    facts_[index] = at;
    return at;
}

std::uint32_t question_maker::another(std::uint32_t index) {
    made_.about.facts.push_back(whole_.facts[index]);
    made_.of.emplace_back();
    operation o;
    o.kind = op::fact;
    o.index = static_cast<std::uint32_t>(made_.about.facts.size() - 1);
    return append(std::move(o));
}

std::uint32_t question_maker::constant(const number& value) { return make(op::constant, {}, value); }

std::uint32_t question_maker::make(op kind, std::vector<std::uint32_t> in, const number& value) {
    operation o;
    o.kind = kind;
    o.in = std::move(in);
    o.value = value;
    return append(std::move(o));
}

std::uint32_t question_maker::take(std::uint32_t top, const replaced& instead) {
    replaced here = instead.empty() ? std::move(taken_) : instead;
    std::map<std::uint32_t, bool> differs;  // below it something is replaced
    for (const auto& entry : instead) differs[entry.first] = true;
    for (const std::uint32_t i : cone_of(whole_, {top})) {
        if (here.count(i)) continue;
        const operation& from = whole_.operations[i];
        const bool changed = std::any_of(from.in.begin(), from.in.end(), [&](std::uint32_t k) { return differs.count(k) != 0; });
        if (!instead.empty() && !changed && taken_.count(i)) {
            here[i] = taken_[i];
            continue;
        }
        if (changed) differs[i] = true;
        if (from.kind == op::fact) {
            here[i] = fact(from.index);
            continue;
        }
        operation to = from;
        for (std::uint32_t& operand : to.in) operand = here.at(operand);
        if (from.kind == op::tier) {
            made_.about.tiers.push_back(whole_.tiers[from.index]);
            to.index = static_cast<std::uint32_t>(made_.about.tiers.size() - 1);
        } else if (from.kind == op::choice) {
            made_.about.choices.push_back(whole_.choices[from.index]);
            to.index = static_cast<std::uint32_t>(made_.about.choices.size() - 1);
        }
        here[i] = append(std::move(to));
    }
    const std::uint32_t at = here.at(top);
    if (instead.empty()) taken_ = std::move(here);
    return at;
}

std::optional<std::uint32_t> question_maker::taken(std::uint32_t operation) const {
    const auto found = taken_.find(operation);
    return found == taken_.end() ? std::nullopt : std::optional(found->second);
}

bool question_maker::bound(std::uint32_t index) const {
    return std::any_of(whole_.constraints.begin(), whole_.constraints.end(),
        [&](const constraint& c) { return std::find(c.facts.begin(), c.facts.end(), index) != c.facts.end(); });
}

question question_maker::ask(std::uint32_t goal) {
    std::vector<bool> done(whole_.constraints.size());
    for (bool more = true; more;) {  // a constraint may bring facts that further constraints bind
        more = false;
        for (std::size_t c = 0; c < done.size(); ++c) {
            const constraint& rule = whole_.constraints[c];
            if (done[c] || std::none_of(rule.facts.begin(), rule.facts.end(), [&](std::uint32_t f) { return facts_.count(f) != 0; })) continue;
            constraint own;
            own.operation = take(rule.operation);
            made_.about.constraints.push_back(std::move(own));
            done[c] = more = true;
        }
    }
    made_.goal = goal;
    made_.about.total = made_.about.bonus = made_.about.deduction = goal;
    return std::move(made_);
}

}  // namespace fenze
