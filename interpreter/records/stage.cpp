// A unit's records: each row through its table's plan, then counted in the document's order of the facts.

#include "interpreter/records/stage.hpp"

#include <algorithm>
#include <unordered_map>

#include "dsl/fold.hpp"
#include "interpreter/evaluate.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/records/aggregate.hpp"
#include "interpreter/records/columns.hpp"
#include "interpreter/records/rows.hpp"
#include "interpreter/result.hpp"

namespace fenze {
namespace {

constexpr std::int64_t always = 10000000;  // days: beyond any year of four digits

/// What the plan of a row says of it: the values that counts ask for, by operation.
using row_values = std::vector<number>;

class record_stage {
public:
    record_stage(const fact_index& index, bound_facts& unit, const std::string& where, diagnostics& out)
        : plan_(index.of()),
          rules_(*plan_.records),
          unit_(unit),
          where_(where.empty() ? where : where + " · "),
          out_(out),
          trace_(std::make_shared<records_trace>()),
          evaluated_(rules_.tables.size()),
          file_(rules_.tables.size()),
          at_(rules_.tables.size()) {}

    void run() {
        const auto before = out_.size();
        trace_->tables.resize(rules_.tables.size());
        for (const auto& from : unit_.tables) take(from);
        if (failed(before)) return;
        for (std::uint32_t t = 0; t < rules_.tables.size(); ++t)
            if (trace_->tables[t].given && !evaluate_rows(t)) return;
        settle_best();
        for (std::uint32_t c = 0; c < rules_.counts.size(); ++c)
            if (trace_->tables[rules_.counts[c].table].given) count(c);
        tell_unfilled();
        for (const auto& one : trace_->counts) give(one);
        unit_.records = std::move(trace_);
    }

private:
    [[nodiscard]] bool failed(std::size_t before) const {
        return std::any_of(out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end(), [](const diagnostic& d) { return d.level == severity::error; });
    }

    void problem(std::uint32_t table, const char* code, words message, words help, severity level = severity::error) {
        auto d = facts_problem(*file_[table], at_[table], code, std::move(message), std::move(help));
        d.level = level;
        d.where = where_ + rules_.tables[table].name;
        out_.push_back(std::move(d));
    }

    // ---- the rows
    void take(const table_source& from) {
        const auto key = name_key(from.table->name);
        for (std::uint32_t t = 0; t < rules_.tables.size(); ++t) {
            if (name_key(rules_.tables[t].name) != key) continue;
            if (trace_->tables[t].given) {
                out_.push_back(
                    facts_problem(*from.file, from.table->at, "FZ203", {"“" + from.table->name + "”给了两次。", "\"" + from.table->name + "\" is given twice."},
                        {"几份记录合成一张表。", "Put the records into one table."}));
                return;
            }
            trace_->tables[t].given = true;
            file_[t] = from.file;
            at_[t] = from.table->at;
            read_rows(rules_.tables[t], used(t), *from.table, *from.file, where_, trace_->tables[t], out_);
            return;
        }
    }

    /// The columns that are looked at; 材料 always, for it may prove a record.
    [[nodiscard]] std::vector<bool> used(std::uint32_t t) const {
        const auto& table = rules_.tables[t];
        std::vector<bool> out(table.columns.size());
        for (const auto& o : table.rows->operations)
            if (o.kind == op::fact && o.index < 2 * out.size()) out[o.index % out.size()] = true;
        for (const auto& c : rules_.counts)
            if (c.table == t && c.column) out[*c.column] = true;
        if (table.key) out[*table.key] = true;
        for (std::size_t c = 0; c < out.size(); ++c)
            if (table.columns[c].name == material_column) out[c] = true;
        return out;
    }

    bool find_periods(std::uint32_t t) {
        const auto& table = rules_.tables[t];
        std::optional<std::int64_t> founded;
        const auto& when = rules_.time;
        if (when.founded && !table.periods.empty()) {
            if (unit_.values[*when.founded]) founded = unit_.values[*when.founded]->to_int();
            else if (!told_founding_) {
                told_founding_ = true;
                const auto& name = plan_.facts[*when.founded].name;
                problem(t, "FZ244", {"没有填“" + name + "”，按成立已满评价期计。", "\"" + name + "\" is not given: taken as older than the period."},
                    {"评价期内才成立的，填“" + name + "”，从成立日算起。", "Give it where the unit is younger."}, severity::warning);
            }
        }
        const auto reference = plan_.as_of ? plan_.as_of : when.issued;
        for (const auto& p : table.periods) {
            const auto days = days_of(p, when, reference, p.from && p.to && *p.from == *p.to ? std::nullopt : founded);
            if (!days) {
                const auto& named = p.is == period::kind::evaluation && when.evaluation ? *when.evaluation : p;
                problem(t, "FZ243", {"“" + named.name + "”要从哪一天算起，没有说。", "\"" + named.name + "\" is counted from a day that is not said."},
                    {"加上 --as-of，如 --as-of 2021-03-01；或者在评分文件里写“版本：2021年3月1日”。", "Add --as-of, such as --as-of 2021-03-01."});
                return false;
            }
            if (hangs_on_day(p, when) && !plan_.as_of && !told_reference_) {
                told_reference_ = true;
                problem(t, "FZ243",
                    {"没有给 --as-of，“" + p.name + "”按印发日" + date_text(*reference) + "算，为" + span_text(*days) + "。",
                        "No --as-of: counted from the day of issue, " + date_text(*reference) + "."},
                    {"按别的日子算，用 --as-of。", "Use --as-of for another day."}, severity::note);
            }
            if (days->empty() && !(founded && days->from == founded))
                problem(t, "FZ244", {"“" + p.name + "”里一天也没有（" + span_text(*days) + "）。", "The period has no day at all (" + span_text(*days) + ")."},
                    {"核对评价期、截止日和 --as-of。", "Check the period, the last day and --as-of."}, severity::warning);
            trace_->tables[t].periods.push_back(*days);
        }
        return true;
    }

    bool evaluate_rows(std::uint32_t t) {
        if (!find_periods(t)) return false;
        const auto& table = rules_.tables[t];
        auto& given = trace_->tables[t];
        const auto columns = table.columns.size();
        fact_values facts(table.rows->facts.size(), number(0));
        for (std::size_t p = 0; p < given.periods.size(); ++p) {
            facts[table.period_fact(p, false)] = number(given.periods[p].from.value_or(-always));
            facts[table.period_fact(p, true)] = number(given.periods[p].to.value_or(always));
        }
        auto& rows = evaluated_[t];
        rows.reserve(given.cells.size());
        for (const auto& cells : given.cells) {
            for (std::size_t c = 0; c < columns; ++c) {
                facts[table.cell_fact(c)] = cells[c] ? *cells[c] : number(0);
                facts[table.filled_fact(c)] = number(cells[c] ? 1 : 0);
            }
            rows.push_back(evaluate(*table.rows, facts).values);
        }
        return true;
    }

    // ---- which counts a record fits
    [[nodiscard]] bool fits(const record_count& c, std::size_t row) const {
        return std::all_of(c.when.begin(), c.when.end(), [&](const auto& w) { return evaluated_[c.table][row][w.operation].sign() != 0; });
    }

    [[nodiscard]] bool proved(std::uint32_t t, std::size_t row) const {
        const auto& table = rules_.tables[t];
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].name == material_column) return trace_->tables[t].cells[row][c].has_value();
        return false;
    }

    /// 就高不重复: the count where a record gives most, the first of equals.
    void settle_best() {
        best_.resize(rules_.tables.size());
        for (std::uint32_t t = 0; t < rules_.tables.size(); ++t) {
            if (!rules_.tables[t].best || !trace_->tables[t].given) continue;
            best_[t].resize(evaluated_[t].size());
            for (std::size_t row = 0; row < evaluated_[t].size(); ++row)
                for (std::uint32_t c = 0; c < rules_.counts.size(); ++c) {
                    if (rules_.counts[c].table != t || !fits(rules_.counts[c], row)) continue;
                    auto& best = best_[t][row];
                    if (!best || points(*best, row) < points(c, row)) best = c;
                }
        }
    }

    /// The part of a record that counts.
    [[nodiscard]] number share(const record_count& is, std::size_t row) const { return is.share ? evaluated_[is.table][row][*is.share] : number(1); }

    [[nodiscard]] number points(std::uint32_t c, std::size_t row) const {
        const auto& is = rules_.counts[c];
        const auto& given = trace_->tables[is.table];
        if (is.how != measure::sum || !given.cells[row][*is.column]) return share(is, row) * is.worth;
        return amount_of(is, given, {row, share(is, row)}) * is.worth;
    }

    /// What makes two records one thing, over all tables of which it is said together: the words of the key column; else the record itself.
    [[nodiscard]] std::string key_of(std::uint32_t t, std::size_t row) const {
        const auto& table = rules_.tables[t];
        const auto said = std::to_string(table.once) + "\n";
        if (table.key) {
            const auto& f = table.columns[*table.key];
            if (const auto& cell = trace_->tables[t].cells[row][*table.key])
                return said + name_key(f.kind == fact_kind::text ? trace_->tables[t].texts[static_cast<std::size_t>(*cell->to_int())] : value_text(f, *cell));
        }
        return said + std::to_string(t) + "\n" + std::to_string(row);
    }

    struct claim {
        std::uint32_t count = 0, row = 0;
    };

    void count(std::uint32_t c) {
        const auto& is = rules_.counts[c];
        const auto& given = trace_->tables[is.table];
        count_trace made;
        made.count = c;
        const auto rows = evaluated_[is.table].size();
        made.records.reserve(rows);
        std::vector<counted_row> counted;
        std::unordered_map<std::string, std::uint32_t> seen;  // things of this count, and their first record
        for (std::size_t row = 0; row < rows; ++row) {
            record_verdict v{static_cast<std::uint32_t>(row), fate::counted, 0};
            judge(is, c, row, v);
            const auto part = share(is, row);
            if (v.is == fate::counted && part.sign() == 0) v.is = fate::no_share;
            if (v.is == fate::counted) claimed(is.table, row, seen, v);
            if (v.is == fate::counted) counted.push_back({row, part});
            made.records.push_back(v);
        }
        const auto most = is.most ? is.most : is.top;
        if (most && counted.size() > *most) {
            std::stable_sort(
                counted.begin(), counted.end(), [&](const counted_row& a, const counted_row& b) { return amount_of(is, given, b) < amount_of(is, given, a); });
            for (std::size_t i = *most; i < counted.size(); ++i) made.records[counted[i].row].is = fate::beyond;
            counted.resize(*most);
            std::sort(counted.begin(), counted.end(), [](const counted_row& a, const counted_row& b) { return a.row < b.row; });
        }
        for (const auto& one : counted) {
            if (!(one.share == number(1))) made.shares.emplace_back(static_cast<std::uint32_t>(one.row), one.share);
            if (is.mark && evaluated_[is.table][one.row][is.mark->operation].sign() != 0) made.records[one.row].is = fate::marked;
            if (rules_.tables[is.table].once != 0) claims_.emplace(key_of(is.table, one.row), claim{c, static_cast<std::uint32_t>(one.row)});
        }
        made.counted = counted.size();
        made.value = aggregate(is, given, counted);
        trace_->counts.push_back(std::move(made));
    }

    /// Where a thing counts once: a count before this one may have taken it, or a record before this one be the same.
    void claimed(std::uint32_t t, std::size_t row, std::unordered_map<std::string, std::uint32_t>& seen, record_verdict& v) const {
        if (rules_.tables[t].once == 0) return;
        auto key = key_of(t, row);
        if (const auto taken = claims_.find(key); taken != claims_.end()) {
            v.is = fate::elsewhere;
            v.detail = taken->second.count;
        } else if (const auto [first, fresh] = seen.emplace(std::move(key), v.row); !fresh) {
            v.is = fate::again;
            v.detail = first->second;
        }
    }

    void judge(const record_count& is, std::uint32_t c, std::size_t row, record_verdict& v) const {
        const auto& cells = trace_->tables[is.table].cells[row];
        for (std::uint32_t w = 0; w < is.when.size(); ++w) {
            if (evaluated_[is.table][row][is.when[w].operation].sign() != 0) continue;
            const auto empty = std::find_if(is.when[w].columns.begin(), is.when[w].columns.end(), [&](auto column) { return !cells[column]; });
            const bool asks = empty != is.when[w].columns.end();
            v.is = asks ? fate::unfilled : fate::fails;
            v.detail = asks ? *empty : w;
            if (asks && rules_.tables[is.table].columns[*empty].name == material_column) v.is = fate::no_material;
            return;
        }
        if (plan_.needs_materials && !proved(is.table, row)) v.is = fate::no_material;
        else if (rules_.tables[is.table].best && best_[is.table][row] != c) v.is = fate::elsewhere, v.detail = *best_[is.table][row];
        else if (is.column && !cells[*is.column]) v.is = fate::unfilled, v.detail = *is.column;
    }

    // ---- what is said, and the values
    /// A record that does not count because a cell is empty may be a slip: said once for a column.
    void tell_unfilled() {
        std::vector<std::vector<std::vector<std::uint32_t>>> empty(rules_.tables.size());
        for (const auto& made : trace_->counts) {
            const auto t = rules_.counts[made.count].table;
            empty[t].resize(rules_.tables[t].columns.size());
            for (const auto& v : made.records)
                if (v.is == fate::unfilled) empty[t][v.detail].push_back(v.row);
        }
        for (std::uint32_t t = 0; t < empty.size(); ++t)
            for (std::size_t c = 0; c < empty[t].size(); ++c) {
                auto& rows = empty[t][c];
                std::sort(rows.begin(), rows.end());
                rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
                if (rows.empty()) continue;
                std::string which;
                for (std::size_t i = 0; i < rows.size() && i < 5; ++i) which += (i == 0 ? "第" : "、") + std::to_string(rows[i] + 1);
                const auto& name = rules_.tables[t].columns[c].name;
                problem(t, "FZ244",
                    {std::to_string(rows.size()) + "条记录没有填“" + name + "”，没有计入（" + which + (rows.size() > 5 ? "条等" : "条") + "）。",
                        std::to_string(rows.size()) + " records lack \"" + name + "\" and do not count."},
                    {"补上再算，或者核对这几条是不是该计。", "Fill it in, or see whether they should count."}, severity::warning);
            }
    }

    void give(const count_trace& made) {
        const auto& is = rules_.counts[made.count];
        const fact& f = plan_.facts[is.fact];
        if (!made.value) {
            problem(is.table, "FZ244", {"没有一条记录符合“" + f.name + "”的条件，算不出来，按未填计。", "No record fits \"" + f.name + "\": it has no value."},
                {}, severity::warning);
            return;
        }
        if ((f.whole && !made.value->is_integer()) || (f.min && *made.value < *f.min) || (f.max && *f.max < *made.value)) {
            problem(is.table, "FZ242",
                {"统计出的“" + f.name + "”是" + made.value->text() + f.unit + "，该事实不能是这个数。",
                    "\"" + f.name + "\" comes to " + made.value->text() + ", which it cannot be."},
                {"核对这条“统计：”和记录。", "Check the definition and the records."});
            return;
        }
        const auto& given = unit_.values[is.fact];
        if (unit_.given[is.fact] && given && *given != *made.value) {
            problem(is.table, "FZ242",
                {"“" + f.name + "”填的是" + value_text(f, *given) + f.unit + "，由记录统计出来是" + value_text(f, *made.value) + f.unit + "，两个数不一样。",
                    "\"" + f.name + "\" is given as " + value_text(f, *given) + ", but the records come to " + value_text(f, *made.value) + "."},
                {"核对记录，或者删去直接填的数。", "Check the records, or leave the figure out."});
            return;
        }
        unit_.values[is.fact] = made.value;
        unit_.given[is.fact] = true;
    }

    const plan& plan_;
    const record_rules& rules_;
    bound_facts& unit_;
    std::string where_;
    diagnostics& out_;
    std::shared_ptr<records_trace> trace_;
    std::vector<std::vector<row_values>> evaluated_;
    std::vector<const source*> file_;
    std::vector<span> at_;
    std::vector<std::vector<std::optional<std::uint32_t>>> best_;
    std::unordered_map<std::string, claim> claims_;
    bool told_founding_ = false, told_reference_ = false;
};

}  // namespace

void count_records(const fact_index& index, bound_facts& unit, const std::string& where, diagnostics& out) {
    if (unit.tables.empty() || !index.of().records) return;
    record_stage(index, unit, where, out).run();
}

}  // namespace fenze
