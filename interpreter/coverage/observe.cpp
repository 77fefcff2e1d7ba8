#include "interpreter/coverage/observe.hpp"

#include <algorithm>

namespace fenze {
namespace {

class propagation {
public:
    propagation(const plan& p, const sight& seen, bool freely) : plan_(p), seen_(seen), freely_(freely), shown_(p.operations.size(), false) {}

    std::vector<bool> run(const std::vector<std::uint32_t>& roots) {
        for (const auto r : roots) show(r);
        for (std::size_t i = shown_.size(); i-- > 0;)
            if (shown_[i]) below(plan_.operations[i], *seen_.values[i]);
        return std::move(shown_);
    }

private:
    [[nodiscard]] const std::optional<number>& value(std::uint32_t i) const { return seen_.values[i]; }
    [[nodiscard]] bool is(std::uint32_t i, bool truth) const { return value(i) && (value(i)->sign() != 0) == truth; }

    /// What is not known shows nothing.
    void show(std::uint32_t i) {
        if (value(i)) shown_[i] = true;
    }

    void below(const operation& o, const number& result) {
        switch (o.kind) {
            case op::constant:
            case op::fact:
                return;
            case op::min:
            case op::max:
                return taken(o, result);
            case op::all:
            case op::any:
                return several(o, result.sign() != 0, o.kind == op::all);
            case op::select:
                return selected(o);
            case op::scale:
                if (o.value.sign() != 0) show(o.in[0]);
                return;
            case op::multiply:
            case op::divide:  // nothing times anything is nothing
                if (o.kind == op::divide || !is(o.in[1], false)) show(o.in[0]);
                if (!is(o.in[0], false)) show(o.in[1]);
                return;
            default:
                for (const auto k : o.in) show(k);
        }
    }

    /// The least or greatest. Of equal ones each, though a change of one alone shows in one direction only.
    void taken(const operation& o, const number& result) {
        const auto equal = [&](std::uint32_t k) { return value(k) && *value(k) == result; };
        if (freely_ && std::count_if(o.in.begin(), o.in.end(), equal) > 1) return;
        for (const auto k : o.in)
            if (equal(k)) show(k);
    }

    /// Where all hold, each is needed; where they do not, the one that fails is, if it is the only one. `any` is the mirror image.
    void several(const operation& o, bool result, bool all) {
        if (result == all) {
            for (const auto k : o.in) show(k);
            return;
        }
        std::optional<std::uint32_t> only;
        for (const auto k : o.in) {
            if (is(k, all)) continue;
            if (only) return;
            only = k;
        }
        if (only) show(*only);
    }

    void selected(const operation& o) {
        if (!value(o.in[0])) return;
        const bool first = is(o.in[0], true);
        const auto taken = o.in[first ? 1 : 2], other = o.in[first ? 2 : 1];
        show(taken);
        if (seen_.failed[other] || (value(other) && value(taken) && *value(other) != *value(taken))) show(o.in[0]);
    }

    const plan& plan_;
    const sight& seen_;
    bool freely_;
    std::vector<bool> shown_;
};

}  // namespace

sight sight_of(const plan& p, const fact_values& facts) {
    const evaluation done = evaluate(p, facts);
    sight out;
    out.failed.assign(p.operations.size(), false);
    for (std::size_t i = 0; i < p.operations.size(); ++i) {
        const operation& o = p.operations[i];
        const auto lost = [&](std::uint32_t k) { return out.failed[k]; };
        if (o.kind == op::select) out.failed[i] = lost(o.in[0]) || lost(o.in[done.values[o.in[0]].sign() != 0 ? 1 : 2]);
        else out.failed[i] = std::any_of(o.in.begin(), o.in.end(), lost) || (o.kind == op::divide && done.values[o.in[1]].sign() == 0);
        out.values.push_back(out.failed[i] ? std::nullopt : std::optional(done.values[i]));
    }
    return out;
}

std::vector<bool> observed(const plan& p, const sight& seen, const std::vector<std::uint32_t>& roots, bool freely) {
    return propagation(p, seen, freely).run(roots);
}

bool hangs_on(const plan& p, const sight& seen, const std::vector<std::uint32_t>& roots, std::uint32_t operation, bool at_all) {
    const fenze::operation& o = p.operations[operation];
    if (!seen.values[operation]) return false;
    const number& value = *seen.values[operation];
    const bool truth = (o.kind >= op::less && o.kind <= op::negate) || (o.kind == op::fact && p.facts[o.index].kind == fact_kind::boolean);
    fact_values facts(p.facts.size(), number(0));
    for (std::size_t i = 0; i < p.operations.size(); ++i)
        if (p.operations[i].kind == op::fact && seen.values[i]) facts[p.operations[i].index] = seen.values[i];
    std::vector<number> others{number(1) - value};
    if (at_all) others = {number(0)};
    else if (!truth) others = {value - number(1), value + number(1)};
    return std::any_of(others.begin(), others.end(), [&](const number& other) {
        const auto then = evaluate_as_if(p, facts, operation, other);
        return std::any_of(roots.begin(), roots.end(), [&](std::uint32_t r) { return seen.values[r] && then[r] != *seen.values[r]; });
    });
}

std::vector<std::uint32_t> grade_roots(const plan& p, const sight& seen) {
    std::vector<std::uint32_t> roots;
    for (const auto* list : {&p.vetoes, &p.grades})
        for (const auto& o : *list) {
            roots.push_back(o.condition);
            const auto& holds = seen.values[o.condition];
            if (!holds || holds->sign() != 0) return roots;
        }
    return roots;
}

}  // namespace fenze
