#include "interpreter/records/order.hpp"

#include <algorithm>

#include "interpreter/evaluate.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_tries = 200;

/// The total that a record's move from one count to another brings; nothing where it cannot be told from figures alone.
std::optional<number> total_moved(const plan& p, fact_values facts, const record_count& from, const record_count& to) {
    for (const auto* c : {&from, &to})
        if (c->how != measure::count || c->share || c->most || c->top) return std::nullopt;
    facts[from.fact] = *facts[from.fact] - number(1);
    facts[to.fact] = *facts[to.fact] + number(1);
    const auto done = evaluate(p, facts);
    if (done.failed || !broken_constraints(p, facts).empty()) return std::nullopt;
    return done.values[p.total];
}

}  // namespace

std::optional<number> worth_of_one(const plan& p, std::uint32_t fact) {
    constexpr int many = 5040;  // a whole number of most groups
    for (const auto& n : p.nodes)
        for (const auto& r : n.rules) {
            if (std::find(r.facts.begin(), r.facts.end(), fact) == r.facts.end()) continue;
            fact_values facts(p.facts.size(), number(0));
            const auto at = [&](int value) {
                facts[fact] = number(value);
                return evaluate(p, facts).values[r.raw];
            };
            const number none = at(0), once = at(many) - none, twice = at(2 * many) - none;
            if (!(once * number(2) == twice) || none.sign() != 0) return std::nullopt;
            return divide(once, number(many));
        }
    return std::nullopt;
}

bool may_take_best(const record_rules& all, std::size_t table) {
    const auto& is = all.tables[table];
    return !is.key && std::count_if(all.tables.begin(), all.tables.end(), [&](const auto& t) { return t.once != 0 && t.once == is.once; }) <= 1;
}

void note_order(const plan& p, const fact_values& facts, const records_trace& t, diagnostics& out) {
    const auto unknown = [&](const operation& o) { return o.kind == op::fact && !facts[o.index]; };
    if (std::any_of(p.operations.begin(), p.operations.end(), unknown)) return;
    const auto now = evaluate(p, facts);
    if (now.failed) return;
    const number total = now.values[p.total];
    std::optional<number> best;
    diagnostic note;
    std::uint32_t table = 0;
    std::size_t tries = 0;
    for (const auto& of : t.counts)
        for (const auto& v : of.records) {
            if (v.is != fate::elsewhere || ++tries > most_tries) continue;
            const auto &to = p.records->counts[of.count], &from = p.records->counts[v.detail];
            if (p.records->tables[to.table].best) continue;
            const auto moved = total_moved(p, facts, from, to);
            if (!moved || !(total < *moved) || (best && !(*best < *moved))) continue;
            best = moved;
            table = to.table;
            note.at = to.at;
            const auto gain = (*moved - total).display();
            note.message = {record_label(t, to.table, v.row, true) + "先合“" + p.facts[from.fact].name + "”，计在那里；若计在“" + p.facts[to.fact].name +
                                "”，总分多" + gain + "分。",
                record_label(t, to.table, v.row, false) + " counts for \"" + p.facts[from.fact].name + "\"; for \"" + p.facts[to.fact].name +
                    "\" the total would be " + gain + " more."};
        }
    if (!best) return;
    note.code = "FZ247";
    note.level = severity::note;
    note.help = may_take_best(*p.records, table)
                    ? words{"不重复计分按文件的先后计。文件许可从高的，写“统计：" + p.records->tables[table].name + " 就高不重复”。",
                          "records count in the order of the document; 就高不重复 counts them where they give most"}
                    : words{"不重复计分按文件的先后计。文件许可从高的，调换这几条的先后。",
                          "records count in the order of the document; change it where the greatest is meant"};
    out.push_back(std::move(note));
}

}  // namespace fenze
