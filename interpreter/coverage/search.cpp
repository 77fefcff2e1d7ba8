#include "interpreter/coverage/search.hpp"

#include <algorithm>
#include <map>

#include "interpreter/coverage/sums.hpp"
#include "interpreter/coverage/values.hpp"
#include "interpreter/prove/ask.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_work = 40'000'000;  // operations computed, over the whole rubric
constexpr std::size_t most_pairs = 3000;       // facts tried two at a time, for one item

/// An example cannot speak of an item without a name: it is the whole rubric.
bool named(const plan_node& n) { return !n.title.empty() || !n.number.empty(); }

/// Everything found on one stage: its attempts, and how much each would add.
class stage_search {
public:
    stage_search(const plan& whole, const stage& s, const std::vector<target>& targets, const std::vector<place_of_situation>& row, std::vector<bool>& missing,
        std::vector<std::optional<untried_because>>& left, std::size_t& work, asking& solver)
        : whole_(whole),
          s_(s),
          targets_(targets),
          row_(row),
          missing_(missing),
          left_(left),
          work_(work),
          solver_(solver),
          values_(values_worth_trying(s, targets)),
          bases_(bases_of(s, values_)) {
        for (const auto n : s.within())
            if (missing_[n] && here(n)) open_.push_back(n);
    }

    std::vector<found_example> run() {
        if (open_.empty()) return {};
        sums(true);
        one_by_one();
        if (!open_.empty()) pairs();
        if (!open_.empty()) sums(false);
        if (!open_.empty()) ask_solver();
        return choose();
    }

private:
    /// What no item shows its section does not show either; only what is the section's own is looked for in it.
    [[nodiscard]] bool here(std::size_t n) const {
        const auto& node = targets_[row_[n].target].node;
        const bool item = s_.node() && whole_.nodes[*s_.node()].children.empty();
        return item || node == s_.node() || (!s_.node() && node && !named(whole_.nodes[*node]));
    }

    [[nodiscard]] bool spent() const { return work_ >= most_work; }

    void keep(const fact_values& facts) {
        if (spent()) return;
        work_ += s_.about().operations.size();
        auto made = s_.attempt(facts);
        if (!made) return;
        auto& tried = made->tried;
        const auto known = [&](std::size_t n) {  // of totals beside a line between grades the first found is the nearest
            return !missing_[n] || (grade(n) && std::find(open_.begin(), open_.end(), n) == open_.end());
        };
        tried.erase(std::remove_if(tried.begin(), tried.end(), known), tried.end());
        if (tried.empty()) return;
        open_.erase(
            std::remove_if(open_.begin(), open_.end(), [&](std::size_t n) { return std::find(tried.begin(), tried.end(), n) != tried.end(); }), open_.end());
        pool_.push_back(std::move(*made));
    }

    [[nodiscard]] bool grade(std::size_t n) const { return targets_[row_[n].target].kind == target_kind::grade; }

    /// Facts whose single values matter here: of an item all, of a section and the whole those that no item below has looked at.
    [[nodiscard]] std::vector<std::size_t> movable() const {
        const bool leaf = s_.node() ? whole_.nodes[*s_.node()].children.empty() : whole_.nodes.size() <= 1;
        std::vector<std::size_t> out;
        for (std::size_t f = 0; f < values_.size(); ++f) {
            const std::uint32_t own = s_.whole_fact(f);
            const bool asked = std::any_of(open_.begin(), open_.end(), [&](std::size_t n) { return targets_[row_[n].target].fact == own; });
            if (leaf || asked || whole_.facts[own].node == no_node || (s_.node() && whole_.facts[own].node == *s_.node())) out.push_back(f);
        }
        return out;
    }

    void one_by_one() {
        const auto facts = movable();
        for (const auto& base : bases_) {
            keep(base);
            for (const auto f : facts) {
                fact_values now = base;
                for (const number& v : values_[f]) {
                    if (v == *base[f]) continue;
                    now[f] = v;
                    keep(now);
                }
            }
        }
    }

    void pairs() {
        const auto facts = movable();
        std::size_t tries = 0;
        for (const auto& base : bases_)
            for (std::size_t a = 0; a < facts.size(); ++a)
                for (std::size_t b = a + 1; b < facts.size(); ++b) {
                    fact_values now = base;
                    for (const number& v : values_[facts[a]])
                        for (const number& w : values_[facts[b]]) {
                            if (v == *base[facts[a]] || w == *base[facts[b]]) continue;
                            if (++tries > most_pairs || open_.empty() || spent()) return;
                            now[facts[a]] = v;
                            now[facts[b]] = w;
                            keep(now);
                        }
                }
    }

    void sums(bool grades) {
        std::map<std::uint32_t, std::vector<number>> figures;  // by the operation that is to come to them
        for (const auto n : open_) {
            const target& t = targets_[row_[n].target];
            if (t.fact || t.kind == target_kind::clause || grade(n) != grades) continue;
            const auto of = s_.here(t.situations[row_[n].situation].seen_by[0].of);
            if (!of) continue;
            auto& all = figures[*of];
            if (std::find(all.begin(), all.end(), t.figure) == all.end()) all.push_back(t.figure);
        }
        for (const auto& [of, wanted] : figures)
            for (std::size_t base = 0; base < bases_.size() && base < 3; ++base) {
                const auto still = [&, local = of](std::size_t n) {
                    const target& t = targets_[row_[n].target];
                    return !t.fact && s_.here(t.situations[row_[n].situation].seen_by[0].of) == local;
                };
                if (spent() || std::none_of(open_.begin(), open_.end(), still)) break;
                for (const auto& facts : facts_near(s_, of, wanted, bases_[base], values_, work_)) keep(facts);
            }
    }

    // ---- the solver ----

    void ask_solver() {
        const auto wanted = open_;
        for (const auto n : wanted) {
            if (std::find(open_.begin(), open_.end(), n) == open_.end()) continue;  // an answer for another
            const target& t = targets_[row_[n].target];
            if (t.node != s_.node()) continue;
            left_[n] = spent() ? untried_because::limit : asked(t.situations[row_[n].situation]);
        }
    }

    untried_because asked(const situation& wanted) {
        bool all_impossible = true;
        untried_because out = untried_because::not_found;
        for (const probe& p : wanted.seen_by) {
            if (p.step || solver_.left == 0) {
                all_impossible = false;
                if (met(p)) out = untried_because::hidden;
                continue;
            }
            question_maker maker(whole_);
            maker.take(s_.node() ? whole_.nodes[*s_.node()].score : whole_.total);
            const answer said = ask(maker.ask(goal(maker, p)), whole_.facts.size(), solver_);
            if (said.is == verdict::no) continue;
            all_impossible = false;
            if (said.is != verdict::yes) continue;
            out = untried_because::hidden;
            for (const auto& base : bases_) {
                fact_values facts = base;
                for (std::size_t f = 0; f < facts.size(); ++f)
                    if (const auto& given = said.facts[s_.whole_fact(f)]) facts[f] = given;
                keep(facts);
            }
        }
        const bool unseen =
            out == untried_because::hidden && std::all_of(wanted.seen_by.begin(), wanted.seen_by.end(), [&](const probe& p) { return never_shows(p); });
        return all_impossible || unseen ? untried_because::impossible : out;
    }

    /// 加满10分为止 in an item of 10: the points are the same without the cap, whatever the facts.
    [[nodiscard]] bool never_shows(const probe& p) {
        const operation& o = whole_.operations[p.operation];
        if ((o.kind != op::min && o.kind != op::max) || o.in.size() != 2 || solver_.left == 0) return false;
        const bool first = whole_.operations[o.in[0]].kind == op::constant;
        if (first == (whole_.operations[o.in[1]].kind == op::constant)) return false;
        const std::uint32_t top = s_.node() ? whole_.nodes[*s_.node()].score : whole_.total;
        question_maker maker(whole_);
        const auto with = maker.take(top), free = maker.take(o.in[first ? 1 : 0]);
        const auto without = maker.take(top, {{p.operation, free}});
        const auto differ = maker.make(op::negate, {maker.make(op::equal, {with, without})});
        return ask(maker.ask(differ), whole_.facts.size(), solver_).is == verdict::no;
    }

    /// Whether one of the facts that were tried lies there, unseen.
    [[nodiscard]] bool met(const probe& p) const {
        const auto of = s_.here(p.of);
        if (!of) return false;
        for (const auto& base : bases_)
            for (const auto f : movable()) {
                fact_values now = base;
                for (const number& v : values_[f]) {
                    now[f] = v;
                    if (const auto value = s_.value(*of, now); value && lies(p, *value) && s_.attempt(now)) return true;
                }
            }
        return false;
    }

    static std::uint32_t goal(question_maker& maker, const probe& p) {
        const std::uint32_t value = maker.take(p.of);
        if (p.nonzero) return maker.make(op::negate, {maker.make(op::equal, {value, maker.constant(number(0))})});
        std::vector<std::uint32_t> parts;
        if (p.in.low) parts.push_back(maker.make(p.in.low->beside.sign() > 0 ? op::less : op::less_equal, {maker.constant(p.in.low->at), value}));
        if (p.in.high) parts.push_back(maker.make(p.in.high->beside.sign() < 0 ? op::less : op::less_equal, {value, maker.constant(p.in.high->at)}));
        return maker.make(op::all, std::move(parts));
    }

    // ---- the fewest examples that try what can be tried ----

    /// What a reader has to take in: facts that are not at nothing, and figures that are not plain.
    [[nodiscard]] std::size_t burden(const fact_values& facts) const {
        std::size_t out = 0;
        for (std::size_t f = 0; f < facts.size(); ++f) out += *facts[f] == bases_[0][f] ? 0 : facts[f]->is_integer() ? 1 : 2;
        return out;
    }

    std::vector<found_example> choose() {
        std::vector<found_example> out;
        std::vector<std::size_t> burdens;
        std::vector<number> sizes;
        for (const auto& a : pool_) {
            burdens.push_back(burden(a.facts));
            sizes.emplace_back();
            for (const auto& v : a.facts) sizes.back() = sizes.back() + *v;
        }
        for (;;) {
            const attempt_on_stage* best = nullptr;
            std::int64_t most = 0;
            number size;
            for (std::size_t n = 0; n < pool_.size(); ++n) {
                auto& tried = pool_[n].tried;
                tried.erase(std::remove_if(tried.begin(), tried.end(), [&](std::size_t k) { return !missing_[k]; }), tried.end());
                if (tried.empty()) continue;
                const std::int64_t worth =
                    1 + 1000 * static_cast<std::int64_t>(tried.size()) - static_cast<std::int64_t>(std::min<std::size_t>(burdens[n], 99)) * 250;
                if (best && (worth < most || (worth == most && sizes[n] >= size))) continue;
                best = &pool_[n];
                most = worth;
                size = sizes[n];
            }
            if (!best) return out;
            found_example e;
            e.node = s_.node();
            e.facts.resize(whole_.facts.size());
            for (std::size_t f = 0; f < best->facts.size(); ++f)
                if (s_.about().facts[f].use != fact_use::absence) e.facts[s_.whole_fact(f)] = best->facts[f];
            e.points = best->points;
            e.grade = best->grade;
            e.tried = best->tried;
            for (const auto n : e.tried) missing_[n] = false;
            out.push_back(std::move(e));
        }
    }

    const plan& whole_;
    const stage& s_;
    const std::vector<target>& targets_;
    const std::vector<place_of_situation>& row_;
    std::vector<bool>& missing_;
    std::vector<std::optional<untried_because>>& left_;
    std::size_t& work_;
    asking& solver_;
    std::vector<std::vector<number>> values_;
    std::vector<fact_values> bases_;
    std::vector<std::size_t> open_;  // missing, and on this stage not yet tried
    std::vector<attempt_on_stage> pool_;
};

}  // namespace

search_outcome search_examples(const plan& p, const std::vector<target>& targets, const std::vector<bool>& wanted) {
    search_outcome out;
    const auto row = row_of(targets);
    std::vector<bool> missing = wanted;
    out.left.resize(row.size());
    for (std::size_t n = 0; n < row.size(); ++n)
        if (missing[n] && !targets[row[n].target].situations[row[n].situation].possible) {
            missing[n] = false;
            out.left[n] = untried_because::impossible;
        }
    std::size_t work = 0;
    asking solver;
    solver.milliseconds = 100;
    solver.left = 20;
    const auto on = [&](std::optional<std::uint32_t> node) {
        if (work >= most_work || std::none_of(missing.begin(), missing.end(), [](bool m) { return m; })) return;
        const stage s(p, node, targets);
        if (std::none_of(s.within().begin(), s.within().end(), [&](std::size_t n) { return missing[n]; })) return;
        auto found = stage_search(p, s, targets, row, missing, out.left, work, solver).run();
        for (found_example& e : found) out.examples.push_back(std::move(e));
    };
    for (const bool items : {true, false})  // sections are large: only for what no item below them shows
        for (std::uint32_t n = static_cast<std::uint32_t>(p.nodes.size()); n-- > 0;)
            if (named(p.nodes[n]) && p.nodes[n].children.empty() == items) on(n);
    on(std::nullopt);
    for (std::size_t n = 0; n < row.size(); ++n) {
        if (missing[n] && !out.left[n]) out.left[n] = work >= most_work ? untried_because::limit : untried_because::not_found;
        if (wanted[n] && !missing[n] && out.left[n] != untried_because::impossible) out.left[n].reset();
    }
    return out;
}

}  // namespace fenze
