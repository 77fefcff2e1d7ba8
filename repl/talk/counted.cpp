#include "repl/talk/counted.hpp"

#include <algorithm>

#include "interpreter/records/trace.hpp"
#include "repl/reasons.hpp"

namespace fenze {
namespace {

std::string value_words(const fact& f, const std::optional<number>& value, bool zh) {
    if (!value) return zh ? "未填" : "not given";
    return value_text(f, *value) + (f.kind == fact_kind::choice || f.kind == fact_kind::boolean ? "" : f.unit);
}

}  // namespace

std::string counted_text(const moment& of, bool zh) {
    if (!of.records) return {};
    const auto& p = of.book->program();
    std::string out;
    for (std::uint32_t t = 0; t < of.records->tables.size(); ++t) {
        if (!of.records->tables[t].given) continue;
        const auto rows = std::to_string(of.records->tables[t].cells.size());
        std::string facts;
        for (const auto& made : of.records->counts) {
            const auto& is = p.records->counts[made.count];
            if (is.table == t) facts += (facts.empty() ? "" : zh ? "、" : ", ") + p.facts[is.fact].name + " " + value_words(p.facts[is.fact], made.value, zh);
        }
        const auto& name = p.records->tables[t].name;
        out += zh ? "  记录“" + name + "”" + rows + "条" : "  " + rows + " records of \"" + name + "\"";
        out += facts.empty() ? (zh ? "，没有统计什么。" : ": nothing is counted from them.") : (zh ? "，统计出：" : ": ") + facts + (zh ? "。" : ".");
        out += "\n";
    }
    return out;
}

std::string said_over_records(const moment& of, std::uint32_t fact, bool zh) {
    const auto* made = of.records ? of.records->of_fact(of.book->program(), fact) : nullptr;
    if (!made || made->value == of.facts[fact]) return {};
    const auto& p = of.book->program();
    const auto& f = p.facts[fact];
    const auto& table = p.records->tables[p.records->counts[made->count].table].name;
    const auto counted = value_words(f, made->value, zh), now = value_words(f, of.facts[fact], zh);
    if (!of.facts[fact])
        return zh ? "“" + table + "”的记录统计出“" + f.name + "”" + counted + "，现在按未填算。" : "The records of \"" + table + "\" come to " + counted + ".";
    return zh ? "“" + table + "”的记录统计出“" + f.name + "”" + counted + "，现在按填的" + now + "算。"
              : "The records of \"" + table + "\" come to " + counted + "; now " + now + " is taken, as given.";
}

bool count_alike(const plan& a, const plan& b) {
    if (!a.records || !b.records) return !a.records && !b.records;
    const auto &x = *a.records, &y = *b.records;
    return a.facts.size() == b.facts.size() &&
           std::equal(x.tables.begin(), x.tables.end(), y.tables.begin(), y.tables.end(),
               [](const record_table& s, const record_table& t) { return s.text == t.text && s.once == t.once && s.best == t.best && s.key == t.key; }) &&
           std::equal(x.counts.begin(), x.counts.end(), y.counts.begin(), y.counts.end(),
               [](const record_count& s, const record_count& t) { return s.text == t.text && s.fact == t.fact && s.table == t.table; }) &&
           x.time.said == y.time.said;
}

}  // namespace fenze
