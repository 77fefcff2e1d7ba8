#include "repl/steps.hpp"

#include <algorithm>
#include <unordered_set>

namespace fenze {
namespace {

class walk {
public:
    walk(const plan& p, const plan_node* node) : p_(p), node_(node) {
        for (const auto child : node ? node->children : p.roots) ends_at(child);
        if (!node) return;
        for (const auto& rule : node->rules) ends_.insert(rule.raw);
    }

    std::vector<point_step> from(std::uint32_t score) {
        back(score);
        return std::move(steps_);
    }

private:
    using rules = std::vector<std::size_t>;

    void ends_at(std::uint32_t node) {
        ends_.insert(p_.nodes[node].score);
        for (const auto child : p_.nodes[node].children) ends_at(child);
    }

    [[nodiscard]] const operation& of(std::uint32_t i) const { return p_.operations[i]; }
    [[nodiscard]] bool ends(std::uint32_t i) const { return ends_.contains(i); }
    [[nodiscard]] bool fixed(std::uint32_t i) const { return of(i).kind == op::constant && !ends(i); }
    /// Written for the item as a whole, not for some of its rules.
    [[nodiscard]] bool whole(const operation& o) const { return !node_ || (o.at.begin == node_->at.begin && o.at.end == node_->at.end); }

    point_step& add(step_kind is, std::uint32_t before, std::uint32_t after, rules over) {
        point_step s;
        s.is = is;
        s.before = before;
        s.after = after;
        s.rules = std::move(over);
        if (!whole(of(after))) s.at = of(after).at;
        return steps_.emplace_back(std::move(s));
    }

    /// The rules whose points come to this operation; what works on them is noted on the way.
    rules back(std::uint32_t i) {
        if (ends(i)) return rules_at(i);
        const auto& o = of(i);
        switch (o.kind) {
            case op::round:
                return one(step_kind::rounding, o.in[0], i, number());
            case op::min:
            case op::max:
                return o.in.size() == 2 && fixed(o.in[1]) ? bounded(i) : best(i);
            case op::select:
                return selected(i);
            case op::divide:
                return scaled(i);
            case op::scale:
                if (weighted(i)) add(step_kind::weights, i, i, {}).parts = {{o.in[0], o.value}};
                return {};
            case op::add:
                return sum(i);
            default:
                return {};
        }
    }

    rules rules_at(std::uint32_t i) const {
        rules out;
        for (std::size_t n = 0; node_ && n < node_->rules.size(); ++n)
            if (node_->rules[n].raw == i) out.push_back(n);
        return out;
    }

    rules one(step_kind is, std::uint32_t before, std::uint32_t after, number bound) {
        auto over = back(before);
        add(is, before, after, over).bound = std::move(bound);
        return over;
    }

    rules bounded(std::uint32_t i) {
        const auto& o = of(i);
        const auto& bound = of(o.in[1]).value;
        if (!whole(o)) return one(step_kind::cap, o.in[0], i, bound);
        return one(o.kind == op::max && bound.sign() == 0 ? step_kind::floor : step_kind::mark, o.in[0], i, bound);
    }

    rules best(std::uint32_t i) {
        rules over;
        std::vector<point_step::part> parts;
        for (const auto in : of(i).in) {
            const auto here = back(in);
            over.insert(over.end(), here.begin(), here.end());
            parts.push_back({in, 1});
        }
        add(step_kind::best, i, i, over).parts = std::move(parts);
        return over;
    }

    rules selected(std::uint32_t i) {
        const auto& o = of(i);
        const auto& when = of(o.in[0]);
        const bool absent = node_ && node_->does_not_apply && when.kind == op::fact && when.index == *node_->does_not_apply;
        const auto& then = of(o.in[1]);
        auto is = step_kind::zero;
        number bound;
        if (absent) is = step_kind::absent;
        else if (fixed(o.in[1]) && then.value.sign() == 0) is = whole(o) ? step_kind::zero : step_kind::part;
        else if (then.kind == op::scale && then.in[0] == o.in[2]) is = step_kind::share, bound = then.value;
        else return {};
        auto over = one(is, o.in[2], i, bound);
        steps_.back().condition = o.in[0];
        if (is == step_kind::zero && !whole(then)) steps_.back().at = then.at;
        return over;
    }

    /// points × full mark ÷ the mark of what applies
    rules scaled(std::uint32_t i) {
        const auto& over = of(of(i).in[0]);
        if (ends(of(i).in[0]) || over.kind != op::scale) return {};
        return one(step_kind::scaled, over.in[0], i, over.value);
    }

    /// A mark that several judges came to.
    [[nodiscard]] bool judged(std::uint32_t i) const {
        return std::any_of(p_.panels.begin(), p_.panels.end(), [&](const panel& one) { return one.operation == i; });
    }

    [[nodiscard]] bool weighted(std::uint32_t i) const {
        const auto& o = of(i);
        return !ends(i) && o.kind == op::scale && (ends(o.in[0]) || (!node_ && (of(o.in[0]).kind == op::fact || judged(o.in[0]))));
    }

    void flat(std::uint32_t i, std::vector<point_step::part>& into) const {
        if (weighted(i)) into.push_back({of(i).in[0], of(i).value});
        else if (!ends(i) && of(i).kind == op::add)
            for (const auto in : of(i).in) flat(in, into);
        else into.push_back({i, 1});
    }

    rules sum(std::uint32_t i) {
        rules over;
        std::vector<point_step::part> parts;
        flat(i, parts);
        const bool by_weights = std::any_of(parts.begin(), parts.end(), [](const auto& part) { return !(part.share == number(1)); });
        for (const auto in : of(i).in)
            if (node_ && fixed(in) && of(in).value.sign() != 0) add(step_kind::start, in, in, {}).bound = of(in).value;
        for (const auto in : of(i).in) {
            if (by_weights && (weighted(in) || of(in).kind == op::add)) continue;
            const auto here = back(in);
            over.insert(over.end(), here.begin(), here.end());
        }
        if (by_weights) add(step_kind::weights, i, i, over).parts = std::move(parts);
        return over;
    }

    const plan& p_;
    const plan_node* node_;
    std::unordered_set<std::uint32_t> ends_;  // operations where the sentences, or the items below, begin
    std::vector<point_step> steps_;
};

}  // namespace

std::vector<point_step> steps_of(const plan& p, const plan_node& node) { return walk(p, &node).from(node.score); }

std::vector<point_step> steps_of_total(const plan& p) { return walk(p, nullptr).from(p.total); }

}  // namespace fenze
