#include "interpreter/records/trace.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/result.hpp"

namespace fenze {
namespace {

std::string cell_text(const plan& p, const records_trace& t, std::uint32_t table, std::uint32_t row, std::uint32_t column) {
    const auto& cell = t.tables[table].cells[row][column];
    const fact& f = p.records->tables[table].columns[column];
    if (!cell) return "未填";
    if (f.kind == fact_kind::text) return "“" + t.tables[table].texts[static_cast<std::size_t>(*cell->to_int())] + "”";
    return value_text(f, *cell) + (f.kind == fact_kind::choice || f.kind == fact_kind::boolean || f.kind == fact_kind::date ? "" : f.unit);
}

std::string label_of_fact(const plan& p, std::uint32_t index) {
    const fact& f = p.facts[index];
    if (f.node >= p.nodes.size()) return "“" + f.name + "”";
    return p.nodes[f.node].id + "“" + f.name + "”";
}

words failing(const plan& p, const records_trace& t, const record_count& is, const record_verdict& v) {
    const auto& when = is.when[v.detail];
    if (when.period) {
        const auto days = span_text(t.tables[is.table].periods[*when.period]);
        const auto said = p.records->tables[is.table].columns[when.columns.front()].name + cell_text(p, t, is.table, v.row, when.columns.front());
        return {"期外：" + said + "不在" + days, "outside the period: " + said + " is not in " + days};
    }
    std::string values;
    for (const auto column : when.columns)
        values += (values.empty() ? "" : "，") + p.records->tables[is.table].columns[column].name + cell_text(p, t, is.table, v.row, column);
    std::string asked;  // quotation marks inside others are single
    for (std::size_t i = 0; i < when.text.size();) {
        const auto n = character_length(when.text, i);
        const auto c = when.text.substr(i, n);
        asked += c == "“" ? "‘" : c == "”" ? "’" : c;
        i += n;
    }
    return {values + "，不合“" + asked + "”", values + ": not " + asked};
}

}  // namespace

const count_trace* records_trace::of_fact(const plan& p, std::uint32_t fact) const {
    const auto found = std::find_if(counts.begin(), counts.end(), [&](const count_trace& c) { return p.records->counts[c.count].fact == fact; });
    return found == counts.end() ? nullptr : &*found;
}

std::string record_label(const records_trace& t, std::uint32_t table, std::uint32_t row, bool zh) {
    const auto number = zh ? "第" + std::to_string(row + 1) + "条" : "record " + std::to_string(row + 1);
    const auto& label = t.tables[table].labels[row];
    if (label.empty()) return number;
    return number + (zh ? "“" + label + "”" : " \"" + label + "\"");
}

words reason_of(const plan& p, const records_trace& t, const count_trace& of, const record_verdict& v) {
    const auto& is = p.records->counts[of.count];
    switch (v.is) {
        case fate::counted:
            return {};
        case fate::marked:
            return {is.mark ? is.mark->text : "", is.mark ? is.mark->text : ""};
        case fate::fails:
            return failing(p, t, is, v);
        case fate::unfilled: {
            const auto& name = p.records->tables[is.table].columns[v.detail].name;
            return {"没有填“" + name + "”", name + " is not filled in"};
        }
        case fate::no_material:
            return {"无材料", "no material"};
        case fate::elsewhere: {
            const auto to = label_of_fact(p, p.records->counts[v.detail].fact);
            return {"已在" + to + "计分", "counted for " + to};
        }
        case fate::again: {
            const auto other = record_label(t, is.table, v.detail, true);
            return {"与" + other + "是同一成果", "the same as " + record_label(t, is.table, v.detail, false)};
        }
        case fate::beyond:
            if (is.top) return {"不在前" + std::to_string(*is.top) + "项", "not among the first " + std::to_string(*is.top)};
            return {"超过最多" + std::to_string(is.most.value_or(0)) + "项", "more than " + std::to_string(is.most.value_or(0))};
        case fate::no_share:
            return {"折算后不计", "its share is none"};
    }
    return {};
}

}  // namespace fenze
