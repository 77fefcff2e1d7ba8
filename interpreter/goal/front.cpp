#include "interpreter/goal/front.hpp"

#include <algorithm>

#include "interpreter/evaluate.hpp"
#include "interpreter/goal/cost_table.hpp"
#include "interpreter/goal/polarity.hpp"
#include "interpreter/open_plan.hpp"

namespace fenze {

namespace {

constexpr std::size_t most_rows = 20'000;       // of one table
constexpr std::size_t most_rows_tired = 60;     // once the work is used up: what is found then is not proved
constexpr std::int64_t most_pairs = 6'000'000;  // of one product
constexpr std::size_t most_hub_values = 40;

using operations = std::vector<std::uint32_t>;

bool joins_freely(op kind) { return kind == op::add || kind == op::min || kind == op::max || kind == op::all || kind == op::any; }

/// One fold of an open plan.
class folding {
public:
    folding(const front_question& q, const open_plan& open, std::int64_t& work) : q_(q), open_(open), ops_(open.program.operations), work_(work) {
        reached_.assign(ops_.size(), group_set(open.program.facts.size()));
        for (std::size_t i = 0; i < ops_.size(); ++i) {
            if (ops_[i].kind == op::fact && !open.known[i]) reached_[i].insert(ops_[i].index);
            for (const std::uint32_t operand : ops_[i].in) reached_[i].insert(reached_[operand]);
        }
        values_.resize(ops_.size());
        for (std::size_t i = 0; i < ops_.size(); ++i)
            if (open.known[i]) values_[i] = *open.known[i];
        must_.resize(ops_.size());
        pair_.operations.resize(3);
        pair_.operations[2].in = {0, 1};
    }

    /// False where something that must hold cannot.
    bool require(std::uint32_t i) {
        if (open_.known[i]) return open_.known[i]->sign() != 0;
        if (ops_[i].kind != op::all) {
            must_[i] = true;
            values_[i] = 1;
            musts_.push_back(i);
            return true;
        }
        return std::all_of(ops_[i].in.begin(), ops_[i].in.end(), [&](std::uint32_t operand) { return require(operand); });
    }

    /// A fact that ties three or more operands of one sum together, and has few values: better taken one value at a time.
    [[nodiscard]] std::optional<std::uint32_t> hub(std::uint32_t top) const {
        operations tops = musts_;
        tops.push_back(top);
        std::optional<std::uint32_t> best;
        std::size_t most = 2;
        for (const std::uint32_t i : cone_of(open_.program, tops)) {
            if (open_.known[i] || !joins_freely(ops_[i].kind) || ops_[i].in.size() < 3) continue;
            for (std::uint32_t f = 0; f < q_.values.size(); ++f) {
                if (q_.fixed[f] || q_.values[f].size() > most_hub_values || q_.values[f].size() < 2) continue;
                const auto ties =
                    static_cast<std::size_t>(std::count_if(ops_[i].in.begin(), ops_[i].in.end(), [&](std::uint32_t k) { return reached_[k].contains(f); }));
                if (ties > most) best = f, most = ties;
            }
        }
        return best;
    }

    cost_table run(std::uint32_t top) {
        matters_ = helpful_directions(open_, top, q_.higher ? direction::more : direction::less, musts_);
        operations tops = musts_;
        if (!open_.known[top]) tops.push_back(top);
        return table_of(tidy(std::move(tops)));
    }

    [[nodiscard]] bool exact() const { return exact_; }
    [[nodiscard]] const making_record& record() const { return record_; }

private:
    static operations tidy(operations s) {
        std::sort(s.begin(), s.end());
        s.erase(std::unique(s.begin(), s.end()), s.end());
        return s;
    }

    /// Operations that share no fact with those of another part.
    [[nodiscard]] std::vector<operations> parts_of(const operations& s) const {
        std::vector<std::pair<group_set, operations>> parts;
        for (const std::uint32_t i : s) {
            std::pair<group_set, operations> own{reached_[i], {i}};
            for (std::size_t k = parts.size(); k-- > 0;) {
                if (!parts[k].first.meets(own.first)) continue;
                own.first.insert(parts[k].first);
                own.second.insert(own.second.end(), parts[k].second.begin(), parts[k].second.end());
                parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(k));
            }
            parts.push_back(std::move(own));
        }
        std::vector<operations> out;
        for (auto& part : parts) out.push_back(tidy(std::move(part.second)));
        return out;
    }

    /// Values of all these operations side by side, without those that must be 1 and so are.
    cost_table table_of(const operations& s) {
        cost_table all = nothing();
        for (const operations& part : parts_of(s)) {
            cost_table own = ops_[part.back()].kind == op::fact ? table_of_fact(part.back()) : table_below(part);
            all = side_by_side(all, own);
        }
        return all;
    }

    /// The one row of no values.
    static cost_table nothing() {
        cost_table t;
        t.cost.emplace_back(0);
        t.made.push_back(0);
        return t;
    }

    cost_table table_of_fact(std::uint32_t i) {
        row_draft draft;
        cost_table out;
        const auto& values = q_.values[ops_[i].index];
        for (std::size_t v = 0; v < values.size(); ++v) {
            if (q_.budget < values[v].cost) continue;
            if (must_[i] && values[v].value.sign() == 0) continue;
            if (!must_[i]) draft.at.push_back(values[v].value);
            draft.cost.push_back(values[v].cost);
            draft.from.emplace_back(record_.value(ops_[i].index, static_cast<std::uint32_t>(v)), 0U);
        }
        return settled(std::move(draft), must_[i] ? operations{} : operations{i});
    }

    /// Replaces the last operation by its operands, and computes it from the table of what is then left.
    cost_table table_below(const operations& part) {
        const std::uint32_t top = part.back();
        operations rest(part.begin(), part.end() - 1), below = rest;
        for (const std::uint32_t operand : ops_[top].in)
            if (!open_.known[operand]) below.push_back(operand);
        below = tidy(std::move(below));
        std::erase_if(rest, [&](std::uint32_t i) { return must_[i]; });
        return joins_freely(ops_[top].kind) ? joined(top, rest, below) : computed(top, rest, table_of(below));
    }

    /// A sum (least, greatest …) part by part: of each part only what it adds is kept, beside what others still ask for.
    cost_table joined(std::uint32_t top, const operations& rest, const operations& below) {
        std::vector<cost_table> parts, beside;  // beside: what only has to hold, or to be kept for others
        for (const operations& part : parts_of(below)) {
            const cost_table t = table_of(part);
            const bool gives = std::any_of(ops_[top].in.begin(), ops_[top].in.end(), [&](std::uint32_t operand) { return t.column_of(operand) < t.width(); });
            (gives ? parts : beside).push_back(gives ? part_of_sum(top, rest, t) : t);
        }
        pair_.operations[2].kind = ops_[top].kind;  // the parts had sums of their own
        std::optional<number> constant;
        for (const std::uint32_t operand : ops_[top].in)
            if (open_.known[operand] || must_[operand]) constant = constant ? both(*constant, values_[operand]) : values_[operand];
        if (parts.empty()) {  // all that it is made of has to be 1
            cost_table fixed = nothing();
            fixed.columns = {top};
            fixed.at = {*constant};
            constant.reset();
            parts.push_back(std::move(fixed));
        }
        std::sort(parts.begin(), parts.end(), [](const cost_table& a, const cost_table& b) { return a.rows() < b.rows(); });
        cost_table all = std::move(parts.front());
        for (std::size_t k = 1; k < parts.size(); ++k) all = added(all, parts[k]);
        for (const cost_table& t : beside) all = side_by_side(all, t);
        row_draft draft;
        operations columns;
        if (!must_[top]) columns.push_back(top);
        columns.insert(columns.end(), all.columns.begin() + 1, all.columns.end());
        for (std::size_t r = 0; r < all.rows(); ++r) {
            const number value = constant ? both(all.value(r, 0), *constant) : all.value(r, 0);
            if (must_[top] && value.sign() == 0) continue;
            if (!must_[top]) draft.at.push_back(value);
            for (std::size_t c = 1; c < all.width(); ++c) draft.at.push_back(all.value(r, c));
            draft.cost.push_back(all.cost[r]);
            draft.from.emplace_back(all.made[r], 0U);
        }
        return settled(std::move(draft), columns);
    }

    number both(const number& a, const number& b) {
        pair_values_ = {a, b, number()};
        return *evaluate_one(pair_, 2, pair_values_);
    }

    /// First column: what this part gives to the sum.
    cost_table part_of_sum(std::uint32_t top, const operations& rest, const cost_table& t) {
        pair_.operations[2].kind = ops_[top].kind;
        std::vector<std::size_t> operands, kept;
        operations columns{top};
        for (const std::uint32_t operand : ops_[top].in)
            if (const auto c = t.column_of(operand); c < t.width()) operands.push_back(c);
        for (std::size_t c = 0; c < t.width(); ++c)
            if (std::find(rest.begin(), rest.end(), t.columns[c]) != rest.end()) kept.push_back(c), columns.push_back(t.columns[c]);
        row_draft draft;
        for (std::size_t r = 0; r < t.rows(); ++r) {
            number sum = t.value(r, operands.front());
            for (std::size_t k = 1; k < operands.size(); ++k) sum = both(sum, t.value(r, operands[k]));
            draft.at.push_back(std::move(sum));
            for (const auto c : kept) draft.at.push_back(t.value(r, c));
            draft.cost.push_back(t.cost[r]);
            draft.from.emplace_back(t.made[r], 0U);
        }
        return settled(std::move(draft), columns);
    }

    cost_table added(const cost_table& a, const cost_table& b) {
        operations columns = a.columns;
        columns.insert(columns.end(), b.columns.begin() + 1, b.columns.end());
        return product(a, b, columns, [&](row_draft& draft, std::size_t x, std::size_t y) {
            draft.at.push_back(both(a.value(x, 0), b.value(y, 0)));
            for (std::size_t c = 1; c < a.width(); ++c) draft.at.push_back(a.value(x, c));
            for (std::size_t c = 1; c < b.width(); ++c) draft.at.push_back(b.value(y, c));
        });
    }

    cost_table side_by_side(const cost_table& a, const cost_table& b) {
        operations columns = a.columns;
        columns.insert(columns.end(), b.columns.begin(), b.columns.end());
        return product(a, b, columns, [&](row_draft& draft, std::size_t x, std::size_t y) {
            for (std::size_t c = 0; c < a.width(); ++c) draft.at.push_back(a.value(x, c));
            for (std::size_t c = 0; c < b.width(); ++c) draft.at.push_back(b.value(y, c));
        });
    }

    /// All pairs within the budget; rows stand in ascending cost.
    template <typename each>
    cost_table product(const cost_table& a, const cost_table& b, const operations& columns, each put) {
        const std::int64_t pairs = static_cast<std::int64_t>(a.rows()) * static_cast<std::int64_t>(b.rows());
        std::size_t step = 1;
        while (pairs / static_cast<std::int64_t>(step * step) > most_pairs) ++step;
        if (step > 1) exact_ = false;
        row_draft draft;
        for (std::size_t x = 0; x < a.rows(); x += step) {
            if (x > 0 && stopped()) break;
            for (std::size_t y = 0; y < b.rows(); y += step) {
                --work_;
                const number cost = a.cost[x] + b.cost[y];
                if (q_.budget < cost) break;
                put(draft, x, y);
                draft.cost.push_back(cost);
                draft.from.emplace_back(a.made[x], b.made[y]);
            }
        }
        return settled(std::move(draft), columns);
    }

    /// Whether nobody wants the answer any more; from then on everything is cut short.
    bool stopped() {
        const bool spent = q_.no_rough && work_ <= 0;
        if (!spent && (!q_.stop || !q_.stop->load())) return false;
        exact_ = false;
        work_ = std::min<std::int64_t>(work_, 0);
        return true;
    }

    cost_table computed(std::uint32_t top, const operations& rest, const cost_table& t) {
        operations columns;
        std::vector<std::size_t> kept;
        if (!must_[top]) columns.push_back(top);
        for (std::size_t c = 0; c < t.width(); ++c)
            if (std::find(rest.begin(), rest.end(), t.columns[c]) != rest.end()) kept.push_back(c), columns.push_back(t.columns[c]);
        row_draft draft;
        for (std::size_t r = 0; r < t.rows(); ++r) {
            --work_;
            for (std::size_t c = 0; c < t.width(); ++c) values_[t.columns[c]] = t.value(r, c);
            // A division by zero counts as 0 here: a selection may pass it over, and what does not is refused by the evaluator at the end.
            const number value = evaluate_one(open_.program, top, values_).value_or(number());
            if (must_[top] && value.sign() == 0) continue;
            if (!must_[top]) draft.at.push_back(value);
            for (const auto c : kept) draft.at.push_back(t.value(r, c));
            draft.cost.push_back(t.cost[r]);
            draft.from.emplace_back(t.made[r], 0U);
        }
        return settled(std::move(draft), columns);
    }

    cost_table settled(row_draft draft, const operations& columns) {
        stopped();
        std::vector<direction> matters;
        for (const std::uint32_t i : columns) matters.push_back(matters_[i]);
        return without_needless(std::move(draft), columns, matters, record_, work_ > 0 ? most_rows : most_rows_tired, exact_);
    }

    const front_question& q_;
    const open_plan& open_;
    const std::vector<operation>& ops_;
    std::int64_t& work_;
    std::vector<group_set> reached_;  // facts, per operation
    std::vector<number> values_;
    std::vector<bool> must_;
    operations musts_;
    std::vector<direction> matters_;
    making_record record_;
    plan pair_;  // the operation being joined, of two values
    std::vector<number> pair_values_;
    bool exact_ = true;
};

class cost_search {
public:
    explicit cost_search(const front_question& q) : question_(q), work_(q.work) {}

    front run() {
        search(question_, number(), {});
        keep_best();
        out_.work = question_.work - work_;
        out_.exact = out_.exact && work_ > 0;
        return std::move(out_);
    }

private:
    void search(const front_question& q, const number& spent, const std::vector<std::pair<std::uint32_t, number>>& chosen) {
        const open_plan open = open_part(*q.program, q.fixed);
        folding fold(q, open, work_);
        for (const std::uint32_t m : q.must)
            if (!fold.require(open.at[m])) return;
        const std::uint32_t top = open.at[q.measured];
        if (const auto hub = fold.hub(top); hub && work_ > 0) return by_values(q, *hub, spent, chosen);
        const cost_table t = fold.run(top);
        out_.exact = out_.exact && fold.exact();
        const std::size_t column = t.column_of(top);
        for (std::size_t r = 0; r < t.rows(); ++r) {
            front_point point{open.known[top] ? *open.known[top] : t.value(r, column), t.cost[r] + spent, chosen};
            for (const auto& [f, place] : fold.record().facts_of(t.made[r])) point.facts.emplace_back(f, q.values[f][place].value);
            out_.points.push_back(std::move(point));
        }
    }

    void by_values(const front_question& q, std::uint32_t hub, const number& spent, const std::vector<std::pair<std::uint32_t, number>>& chosen) {
        for (const priced_value& v : q.values[hub]) {
            if (q.budget < v.cost) continue;
            if (q.no_rough && work_ <= 0) return;
            front_question with = q;
            with.fixed[hub] = v.value;
            with.budget = q.budget - v.cost;
            auto also = chosen;
            also.emplace_back(hub, v.value);
            search(with, spent + v.cost, also);
        }
    }

    /// Ascending cost, each better than all before.
    void keep_best() {
        auto& all = out_.points;
        std::stable_sort(all.begin(), all.end(), [&](const front_point& a, const front_point& b) {
            if (a.cost != b.cost) return a.cost < b.cost;
            return question_.higher ? b.points < a.points : a.points < b.points;
        });
        std::vector<front_point> kept;
        for (auto& point : all)
            if (kept.empty() || (question_.higher ? kept.back().points < point.points : point.points < kept.back().points)) kept.push_back(std::move(point));
        all = std::move(kept);
    }

    const front_question& question_;
    std::int64_t work_;
    front out_;
};

}  // namespace

front least_costs(const front_question& q) { return cost_search(q).run(); }

}  // namespace fenze
