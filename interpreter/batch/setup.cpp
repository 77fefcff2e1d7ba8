#include "interpreter/batch/setup.hpp"

#include <algorithm>

#include "dsl/fold.hpp"

namespace fenze {

batch_setup::batch_setup(const plan& from, batch_wishes wanted_too) : program(from), index(from), wishes(std::move(wanted_too)) {
    wanted.push_back(program.total);
    wanted.insert(wanted.end(), wishes.further_operations.begin(), wishes.further_operations.end());
    if (wishes.keep_facts) {
        const auto shown = shown_operations(program);
        wanted.insert(wanted.end(), shown.begin(), shown.end());
    }
    first_constraint = wanted.size();
    for (const auto& c : program.constraints) wanted.push_back(c.operation);
    first_veto = wanted.size();
    for (const auto& o : program.vetoes) wanted.push_back(o.condition);
    first_grade = wanted.size();
    for (const auto& o : program.grades) wanted.push_back(o.condition);
    if (divides_by_facts(program)) return;
    narrow = narrow_columns(program, wanted);
    wide = wide_columns(program, wanted);
    if (!narrow) return;
    open = open_reading::of(program, wanted, first_constraint, first_veto, first_grade, *narrow);
    for (std::uint32_t f = 0; f < program.facts.size(); ++f)
        if (narrow->facts[f].column && program.facts[f].use != fact_use::absence) needed.push_back(f);
}

bool batch_setup::passes_over(const std::string& name) const {
    const auto key = name_key(name);
    return std::any_of(wishes.passed_over.begin(), wishes.passed_over.end(), [&](const std::string& other) { return name_key(other) == key; });
}

bool batch_setup::is_id(const std::string& name) const {
    if (wishes.id) return name_key(name) == name_key(*wishes.id);
    return index.find(name).empty() && names_the_unit(name);
}

const std::string& batch_setup::outcome_name(std::size_t place) const {
    return place < first_grade ? program.vetoes[place - first_veto].name : program.grades[place - first_grade].name;
}

}  // namespace fenze
