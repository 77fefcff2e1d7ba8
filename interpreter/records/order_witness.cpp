#include "interpreter/records/order_witness.hpp"

#include <algorithm>

#include "interpreter/evaluate.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/open_plan.hpp"
#include "interpreter/records/aggregate.hpp"
#include "interpreter/records/stage.hpp"
#include "interpreter/result.hpp"

namespace fenze {
namespace {

using replaced = question_maker::replaced;

/// A record of a table, and what it is called.
struct some_row {
    std::uint32_t table = 0;
    fact_values cells;
};

class order_search {
public:
    order_search(const plan& p, asking& how) : p_(p), rules_(*p.records), how_(how) {
        for (const auto& table : rules_.tables)
            for (const auto& period : table.periods)
                if (hangs_on_day(period, rules_.time) && !p_.as_of && !rules_.time.issued) p_.as_of = day_of({2021, 12, 31});
    }

    std::vector<order_witness> run() {
        std::vector<order_witness> out;
        for (std::uint32_t b = 0; b < rules_.counts.size(); ++b)
            for (std::uint32_t a = 0; a < b; ++a)
                if (compete(a, b))
                    if (auto found = pair(a, b)) {
                        out.push_back(std::move(*found));
                        break;
                    }
        return out;
    }

private:
    [[nodiscard]] const record_count& count(std::uint32_t c) const { return rules_.counts[c]; }
    [[nodiscard]] const record_table& table(std::uint32_t c) const { return rules_.tables[count(c).table]; }

    [[nodiscard]] bool textual_key(std::uint32_t t) const {
        const auto& is = rules_.tables[t];
        return is.key && is.columns[*is.key].kind == fact_kind::text;
    }

    /// Whether a thing can be claimed by one and wanted by the other.
    [[nodiscard]] bool compete(std::uint32_t a, std::uint32_t b) const {
        if (table(a).once == 0 || table(a).once != table(b).once || table(a).best || table(b).best) return false;
        const auto adds = [](measure how) { return how == measure::count || how == measure::any || how == measure::sum; };
        if (!adds(count(a).how) || !adds(count(b).how)) return false;
        return count(a).table == count(b).table || (textual_key(count(a).table) && textual_key(count(b).table));
    }

    // ---- a record
    /// Ends of periods as they are for a unit that is old enough.
    [[nodiscard]] replaced known_days(question_maker& maker, std::uint32_t t) const {
        const auto& is = rules_.tables[t];
        constexpr std::int64_t always = 10000000;
        replaced out;
        for (std::uint32_t i = 0; i < is.rows->operations.size(); ++i) {
            const auto& o = is.rows->operations[i];
            if (o.kind != op::fact || o.index < 2 * is.columns.size()) continue;
            const auto period = (o.index - 2 * is.columns.size()) / 2;
            const bool end = (o.index - 2 * is.columns.size()) % 2 == 1;
            const auto days = days_of(is.periods[period], rules_.time, p_.as_of ? p_.as_of : rules_.time.issued, std::nullopt);
            const auto day = days ? (end ? days->to : days->from) : std::nullopt;
            out[i] = maker.constant(number(day.value_or(end ? always : -always)));
        }
        return out;
    }

    /// A record that fits all of `fitted` and none of `refused`, and of which a part counts each time.
    std::optional<some_row> row(std::uint32_t t, const std::vector<std::uint32_t>& fitted, const std::vector<std::uint32_t>& refused) {
        const auto& is = rules_.tables[t];
        question_maker maker(*is.rows);
        const auto days = known_days(maker, t);
        std::vector<std::uint32_t> all;
        const auto holds = [&](std::uint32_t c) {
            std::vector<std::uint32_t> parts{maker.constant(number(1))};
            for (const auto& w : count(c).when) parts.push_back(maker.take(w.operation, days));
            if (count(c).share) parts.push_back(maker.make(op::less, {maker.constant(number()), maker.take(*count(c).share, days)}));
            return maker.make(op::all, std::move(parts));
        };
        for (const auto c : fitted) all.push_back(holds(c));
        for (const auto c : refused) all.push_back(maker.make(op::negate, {holds(c)}));
        const auto goal = maker.make(op::all, std::move(all));
        const auto said = ask(maker.ask(goal), is.rows->facts.size(), how_);
        if (said.is != verdict::yes) return std::nullopt;
        some_row out{t, said.facts};
        for (std::size_t c = 0; c < is.columns.size(); ++c) {
            auto& cell = out.cells[is.cell_fact(c)];
            if (const auto& filled = out.cells[is.filled_fact(c)]; !filled || filled->sign() == 0) cell.reset();
        }
        return out;
    }

    // ---- how many of them, and the rest of the unit
    [[nodiscard]] std::vector<std::uint32_t> asks_for(std::uint32_t fact) const {
        std::vector<std::uint32_t> out;
        for (std::uint32_t i = 0; i < p_.operations.size(); ++i)
            if (p_.operations[i].kind == op::fact && p_.operations[i].index == fact) out.push_back(i);
        return out;
    }

    [[nodiscard]] static number lowest(const fact& f) {
        const auto domain = domain_of(f);
        return domain.low ? domain.low->at : number();
    }

    std::optional<order_witness> pair(std::uint32_t a, std::uint32_t b) {
        const auto ta = count(a).table, tb = count(b).table;
        std::vector<std::uint32_t> before_a, before_b;
        for (std::uint32_t c = 0; c < a; ++c) {
            if (count(c).table == ta) before_a.push_back(c);
            if (count(c).table == tb) before_b.push_back(c);
        }
        auto of_a = row(ta, ta == tb ? std::vector{a, b} : std::vector{a}, before_a);
        auto of_b = ta == tb || !of_a ? of_a : row(tb, {b}, before_b);
        if (!of_a || !of_b) return std::nullopt;
        order_witness made;
        made.first = a;
        made.later = b;
        for (const bool free : {false, true}) {  // the other facts at nought first: fewer words for the same
            if (plain(a) && plain(b)) {
                for (const std::int64_t most : {1, 4, 20, 1000})  // few records tell more than many
                    if (many(made, most, free) && counted(made, *of_a, *of_b)) return made;
            } else {
                for (const std::int64_t size : {1, 10, 100, 1000, 10000})
                    if (single(made, *of_a, *of_b, size, free) && counted(made, *of_a, *of_b)) return made;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool plain(std::uint32_t c) const { return count(c).how == measure::count && !count(c).share; }

    /// In place of the facts that are counted of these tables, and, unless they are free, of all others.
    replaced values(question_maker& maker, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& given, bool free) const {
        replaced out;
        for (std::uint32_t f = 0; f < p_.facts.size(); ++f) {
            const auto is = std::find_if(given.begin(), given.end(), [&](const auto& g) { return g.first == f; });
            const bool from_records = std::any_of(rules_.counts.begin(), rules_.counts.end(), [&](const auto& c) { return c.fact == f; });
            if (is == given.end() && free && !from_records) continue;
            const auto by = is != given.end() ? is->second : maker.constant(from_records ? number() : lowest(p_.facts[f]));
            for (const auto i : asks_for(f)) out[i] = by;
        }
        return out;
    }

    bool settled(order_witness& made, const question& q) {
        const auto said = ask(q, p_.facts.size(), how_);
        if (said.is != verdict::yes) return false;
        made.others = said.facts;
        if (said.own.size() >= 2 && !q.of[0] && !q.of[1]) {
            made.records = said.own[0]->to_int().value_or(0);
            made.moved = made.records - said.own[1]->to_int().value_or(0);
        }
        return made.records > 0;
    }

    /// n records, of which all but m might count for the later fact.
    bool many(order_witness& made, std::int64_t most, bool free) {
        const auto &a = count(made.first), &b = count(made.later);
        question_maker maker(p_);
        const auto n = maker.another(a.fact), m = maker.another(a.fact);
        const auto moved = maker.make(op::add, {n, maker.make(op::scale, {m}, number(-1))});
        const auto now = maker.take(p_.total, values(maker, {{a.fact, n}}, free));
        const auto then = maker.take(p_.total, values(maker, {{a.fact, m}, {b.fact, moved}}, free));
        std::vector<std::uint32_t> all{
            maker.make(op::less, {m, n}), maker.make(op::less, {now, then}), maker.make(op::less_equal, {maker.constant(number()), m})};
        const auto at_most = [&](std::uint32_t value, const std::optional<number>& limit) {
            if (limit) all.push_back(maker.make(op::less_equal, {value, maker.constant(*limit)}));
        };
        if (a.most) at_most(n, number(static_cast<std::int64_t>(*a.most)));
        if (b.most) at_most(moved, number(static_cast<std::int64_t>(*b.most)));
        at_most(moved, p_.facts[b.fact].max);
        at_most(n, number(most));
        return settled(made, maker.ask(maker.make(op::all, std::move(all))));
    }

    /// What a record adds to a count. `size`: of a column of which the conditions say nothing.
    static number amount(const record_count& c, const record_table& of, some_row& from, std::int64_t size) {
        if (c.how == measure::any) return 1;
        table_trace cells;
        cells.cells.emplace_back(from.cells.begin(), from.cells.begin() + static_cast<std::ptrdiff_t>(of.columns.size()));
        if (c.column && !cells.cells.front()[*c.column]) cells.cells.front()[*c.column] = from.cells[*c.column] = number(size);
        number share(1);
        if (c.share) {
            fact_values facts = from.cells;
            for (auto& value : facts)
                if (!value) value = number();
            for (std::size_t column = 0; column < of.columns.size(); ++column) facts[of.filled_fact(column)] = number(from.cells[column] ? 1 : 0);
            share = evaluate(*of.rows, facts).values[*c.share];
        }
        return amount_of(c, cells, {0, share});
    }

    bool single(order_witness& made, some_row& of_a, some_row& of_b, std::int64_t size, bool free) {
        const auto &a = count(made.first), &b = count(made.later);
        made.records = made.moved = 1;
        some_row fellow = of_b;
        if (a.table == b.table) fellow = of_a;
        const auto worth_a = amount(a, table(made.first), of_a, size), worth_b = amount(b, table(made.later), fellow, size);
        if (a.table == b.table)
            for (std::size_t i = 0; i < fellow.cells.size(); ++i)
                if (!of_a.cells[i]) of_a.cells[i] = fellow.cells[i];
        of_b = a.table == b.table ? of_a : fellow;
        question_maker maker(p_);
        const auto now = maker.take(p_.total, values(maker, {{a.fact, maker.constant(worth_a)}}, free));
        const auto then = maker.take(p_.total, values(maker, {{b.fact, maker.constant(worth_b)}}, free));
        moved_ = {worth_a, worth_b};
        return settled(made, maker.ask(maker.make(op::less, {now, then})));
    }

    // ---- counted, to be sure
    [[nodiscard]] std::string cell_words(const fact& column, const number& value) const {
        if (column.kind != fact_kind::text) return value_text(column, value);
        const auto& words = table_->words;
        const auto at = static_cast<std::size_t>(value.to_int().value_or(0));
        return at < words.size() ? words[at] : "某" + std::to_string(at);
    }

    given_table rows_of(const some_row& from, std::int64_t records) {
        table_ = &rules_.tables[from.table];
        given_table out;
        out.name = table_->name;
        for (const auto& column : table_->columns) out.columns.push_back({column.name, shape::words, column.name, {}});
        for (std::int64_t n = 0; n < records; ++n) {
            given_table::row made;
            for (std::size_t c = 0; c < table_->columns.size(); ++c) {
                given_cell cell;
                const bool key = table_->key == c && table_->columns[c].kind == fact_kind::text && !from.cells[c];
                if (key) cell = {shape::words, "成果" + std::to_string(n + 1), {}};
                else if (from.cells[c]) cell = {shape::words, cell_words(table_->columns[c], *from.cells[c]), {}};
                made.cells.push_back(std::move(cell));
            }
            out.rows.push_back(std::move(made));
        }
        return out;
    }

    /// The records go through the stage as a unit's do; its facts have to come to the total that was said, and the others to more.
    bool counted(order_witness& made, const some_row& of_a, const some_row& of_b) {
        std::vector<given_table> tables{rows_of(of_a, made.records)};
        if (of_b.table != of_a.table) tables.push_back(rows_of(of_b, made.records));
        for (std::uint32_t t = 0; t < rules_.tables.size(); ++t)
            if (t != of_a.table && t != of_b.table) tables.push_back(rows_of({t, {}}, 0));
        const source file("", "");
        bound_facts unit;
        unit.values.resize(p_.facts.size());
        unit.given.resize(p_.facts.size());
        unit.proved.resize(p_.facts.size());
        for (std::uint32_t f = 0; f < p_.facts.size(); ++f) {
            const bool from_records = std::any_of(rules_.counts.begin(), rules_.counts.end(), [&](const auto& c) { return c.fact == f; });
            if (!from_records) unit.values[f] = f < made.others.size() && made.others[f] ? made.others[f] : lowest(p_.facts[f]);
        }
        if (rules_.time.founded) unit.values[*rules_.time.founded].reset();
        for (const auto& one : tables) unit.tables.push_back({&one, &file});
        diagnostics said;
        count_records(fact_index(p_), unit, {}, said);
        if (rules_.time.founded) unit.values[*rules_.time.founded] = number();
        const auto total = [&]() -> std::optional<number> {
            if (std::any_of(unit.values.begin(), unit.values.end(), [](const auto& v) { return !v; }) || !broken_constraints(p_, unit.values).empty())
                return std::nullopt;
            const auto done = evaluate(p_, unit.values);
            return done.failed ? std::nullopt : std::optional(done.values[p_.total]);
        };
        if (has_error(said)) return false;
        const auto now = total();
        const auto &a = count(made.first), &b = count(made.later);
        if (!now || !unit.values[a.fact] || unit.values[a.fact]->sign() == 0 || unit.values[b.fact]->sign() != 0) return false;
        const bool pieces = plain(made.first) && plain(made.later);
        unit.values[a.fact] = pieces ? *unit.values[a.fact] - number(made.moved) : number();
        unit.values[b.fact] = pieces ? number(made.moved) : moved_.second;
        const auto then = total();
        if (!then || !(*now < *then)) return false;
        made.total = *now;
        made.better = *then;
        made.cells = of_a.cells;
        if (of_b.table != of_a.table) made.other_cells = of_b.cells;
        made.as_of = p_.as_of;
        return true;
    }

    plan p_;  // with a day of reference
    const record_rules& rules_;
    asking& how_;
    const record_table* table_ = nullptr;
    std::pair<number, number> moved_;
};

}  // namespace

std::vector<order_witness> order_witnesses(const plan& p, asking& how) {
    if (!p.records) return {};
    return order_search(p, how).run();
}

}  // namespace fenze
