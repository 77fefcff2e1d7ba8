// 不重复计分 counts a thing where it first fits: whether another order would score more, shown by records.

#include "interpreter/check/checks.hpp"
#include "interpreter/facts/date.hpp"
#include "interpreter/records/order.hpp"
#include "interpreter/records/order_witness.hpp"
#include "interpreter/records/table.hpp"

namespace fenze {
namespace {

/// 转化金额100万元，国家奖是: the cells that matter.
std::string cells_words(const record_table& table, const fact_values& cells) {
    std::string out;
    for (std::size_t c = 0; c < table.columns.size() && c < cells.size(); ++c) {
        if (!cells[c]) continue;
        const auto& f = table.columns[c];
        const auto at = static_cast<std::size_t>(cells[c]->to_int().value_or(0));
        const auto said = f.kind != fact_kind::text ? quantity_words(f, *cells[c]) : at < table.words.size() ? "“" + table.words[at] + "”" : "已填";
        out += (out.empty() ? "" : "，") + f.name + said;
    }
    return out;
}

}  // namespace

void check_record_order(review& r) {
    if (!r.sound || !r.program.records) return;
    const auto& rules = *r.program.records;
    for (const auto& w : order_witnesses(r.program, r.solver)) {
        const auto &first = rules.counts[w.first], &later = rules.counts[w.later];
        const auto& table = rules.tables[first.table];
        const auto &a = r.program.facts[first.fact].name, &b = r.program.facts[later.fact].name;
        auto like = cells_words(table, w.cells);
        if (!w.other_cells.empty()) {
            const auto also = cells_words(rules.tables[later.table], w.other_cells);
            like += std::string(like.empty() ? "" : "；") + "在“" + rules.tables[later.table].name + "”里也有" + (also.empty() ? "" : "，" + also);
        }
        const bool assumed = w.as_of && !r.program.as_of && !rules.time.issued;
        if (assumed) like += (like.empty() ? "" : "；") + std::string("按--as-of ") + date_text(*w.as_of) + "算";
        const auto others = facts_words(r.program, w.others);
        const auto count = std::to_string(w.records), moved = std::to_string(w.moved);
        const auto which = w.records == 1 ? std::string("这条") : w.moved == w.records ? "都" : "其中" + moved + "条";
        r.add("FZ347", severity::note, later.at,
            {"一条记录合“" + a + "”又合“" + b + "”的，照文件的先后计在“" + a + "”，换个先后得分会多。例如“" + table.name + "”有" + count + "条" +
                    (like.empty() ? "" : "（" + like + "）") + (others.empty() ? "" : "，" + others) + "：照先后合计得" + w.total.display() + "分，" + which +
                    "改计“" + b + "”得" + w.better.display() + "分。",
                "a record that fits \"" + a + "\" and \"" + b + "\" counts for the first; for the second the total may be more: " + count + " records of \"" +
                    table.name + "\" (" + like + ") come to " + w.total.display() + ", with " + moved + " counted for \"" + b + "\" to " + w.better.display()},
            {"文件本来就是照先后计的，不用改；许可从高的，" +
                    (may_take_best(rules, first.table) ? "写“统计：" + table.name + " 就高不重复”，或者" : std::string()) + "调换两条的先后。",
                "leave it where the order is meant; 就高不重复 counts each record where it gives most"});
    }
}

}  // namespace fenze
