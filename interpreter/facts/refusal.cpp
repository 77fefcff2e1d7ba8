#include "interpreter/facts/refusal.hpp"

#include "interpreter/result.hpp"

namespace fenze {

diagnostic broken_constraint(const plan& p, const constraint& c, const fact_values& facts) {
    diagnostic d;
    d.code = "FZ221";
    d.at = c.at;
    std::string names;
    for (const auto f : c.facts) {
        names += names.empty() ? "" : "、";
        names += p.facts[f].name;
        if (facts[f]) names += "＝" + value_text(p.facts[f], *facts[f]) + p.facts[f].unit;
    }
    d.message = c.message;
    d.help = {"核对：" + names + "。", "Check: " + names + "."};
    if (!c.facts.empty()) d.where = p.facts[c.facts.front()].name;
    return d;
}

diagnostic division_by_zero(const plan& p, std::uint32_t operation) {
    diagnostic d;
    d.code = "FZ222";
    d.at = p.operations[operation].at;
    d.message = {"按这些事实，这里除以零，算不出分。", "With these facts this divides by zero."};
    d.help = {"检查作除数的事实。", "Check the facts it divides by."};
    return d;
}

}  // namespace fenze
