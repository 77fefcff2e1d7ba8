#include "interpreter/goal/missing.hpp"

#include <algorithm>
#include <numeric>

#include "interpreter/goal/completion.hpp"
#include "interpreter/goal/moves.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {

namespace {

constexpr std::int64_t most_levels = 12;

std::optional<number> width(const bounds& b) { return b.low && b.high ? std::optional(*b.high - *b.low) : std::nullopt; }

class missing_reading {
public:
    missing_reading(const plan& p, const fact_values& facts, const result& now, const std::atomic<bool>* stop)
        : p_(p), facts_(facts), now_(now), stop_(stop), start_(starting_values(p, facts)) {}

    missing_report run() {
        if (!now_.missing.empty()) {
            out_.lowest = completion_at(p_, facts_, p_.total, range_end::low, stop_);
            out_.highest = completion_at(p_, facts_, p_.total, range_end::high, stop_);
        }
        std::vector<missing_fact> found;
        for (const std::uint32_t f : now_.missing) {
            if (stop_ && stop_->load()) return std::move(out_);
            // the judges of one panel are told apart by nothing: what one of them settles, each does
            const auto* twin = same_seat(f, found);
            auto own = twin ? *twin : settled_by(f);
            own.fact = f;
            found.push_back(std::move(own));
        }
        std::vector<std::size_t> order(found.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const auto &x = found[a].settles, &y = found[b].settles;
            return !x ? y.has_value() : y && *y < *x;
        });
        for (const std::size_t i : order) out_.moving.push_back(found[i]);
        for (std::uint32_t f = 0; f < p_.facts.size(); ++f) look_idle(f);
        return std::move(out_);
    }

private:
    [[nodiscard]] const missing_fact* same_seat(std::uint32_t f, const std::vector<missing_fact>& found) const {
        for (const panel& of : p_.panels)
            for (const auto& part : of.parts) {
                const auto sits = [&](std::uint32_t one) { return std::find(part.facts.begin(), part.facts.end(), one) != part.facts.end(); };
                if (!sits(f)) continue;
                const auto other = std::find_if(found.begin(), found.end(), [&](const missing_fact& m) { return sits(m.fact); });
                return other == found.end() ? nullptr : &*other;
            }
        return nullptr;
    }

    /// Values at which the fact decides most: its ends, its levels, and those that bring its item to an end.
    [[nodiscard]] std::vector<number> telling_values(std::uint32_t f) const {
        std::vector<number> values;
        const extent domain = domain_of(p_.facts[f]);
        if (domain.low) values.push_back(domain.low->at);
        if (domain.high) values.push_back(domain.high->at);
        const bool levels = p_.facts[f].kind == fact_kind::choice || p_.facts[f].kind == fact_kind::boolean;
        if (levels)
            for (std::int64_t v = 0; v <= std::min(most_levels, domain.high->at.to_int().value_or(0)); ++v) values.emplace_back(v);
        for (const auto* end : {&out_.lowest, &out_.highest})
            if (*end) values.push_back(*(**end)[f]);
        if (p_.facts[f].node < p_.nodes.size() && !levels) {
            fact_values alone(start_.begin(), start_.end());
            alone[f].reset();
            for (const auto end : {range_end::low, range_end::high})
                if (const auto done = completion_at(p_, alone, p_.nodes[p_.facts[f].node].score, end, stop_)) values.push_back(*(*done)[f]);
        }
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        return values;
    }

    missing_fact settled_by(std::uint32_t f) const {
        missing_fact out;
        out.fact = f;
        std::uint32_t measured = p_.total;
        auto whole = width(now_.at(measured));
        for (std::optional<std::uint32_t> n = p_.facts[f].node < p_.nodes.size() ? std::optional(p_.facts[f].node) : std::nullopt; n && !whole;
             n = p_.nodes[*n].parent) {
            measured = p_.nodes[*n].score;
            whole = width(now_.at(measured));
            if (whole) out.within = n;
        }
        if (!whole) return out;
        std::optional<number> most, least;
        for (const number& value : telling_values(f)) {
            fact_values with = facts_;
            with[f] = value;
            if (!broken_constraints(p_, with).empty()) continue;
            const auto left = width(range(p_, with).of[measured]);
            if (!left) continue;
            const number gone = maximum(*whole - *left, number());
            if (!most || *most < gone) most = gone;
            if (!least || gone < *least) least = gone;
        }
        out.settles = most.value_or(number());
        out.least = least.value_or(number());
        return out;
    }

    void look_idle(std::uint32_t f) {
        const fact& own = p_.facts[f];
        if (facts_[f] || own.use == fact_use::absence || own.use == fact_use::form || own.kind == fact_kind::text) return;
        if (std::find(now_.missing.begin(), now_.missing.end(), f) != now_.missing.end()) return;
        idle_fact idle{f, own.use == fact_use::outcome ? idle_reason::outcome : idle_reason::other, std::nullopt};
        for (std::optional<std::uint32_t> n = own.node < p_.nodes.size() && own.use == fact_use::score ? std::optional(own.node) : std::nullopt; n;
             n = p_.nodes[*n].parent) {
            const plan_node& node = p_.nodes[*n];
            const auto points = now_.value(node.score);
            if (!points) continue;
            if (points->sign() == 0) idle.why = idle_reason::zeroed;
            else if (!now_.at(node.raw).fixed()) idle.why = idle_reason::capped;
            else continue;
            idle.node = n;
            break;
        }
        out_.idle.push_back(idle);
    }

    const plan& p_;
    const fact_values& facts_;
    const result& now_;
    const std::atomic<bool>* stop_;
    std::vector<number> start_;
    missing_report out_;
};

}  // namespace

missing_report missing_facts(const plan& p, const fact_values& facts, const result& now, const std::atomic<bool>* stop) {
    return missing_reading(p, facts, now, stop).run();
}

}  // namespace fenze
