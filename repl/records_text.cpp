#include "repl/records_text.hpp"

#include <algorithm>
#include <map>

#include "interpreter/records/columns.hpp"
#include "repl/asked_names.hpp"
#include "repl/layout.hpp"
#include "repl/reasons.hpp"
#include "repl/report_text.hpp"

namespace fenze {
namespace {

constexpr std::size_t most_lines = 10;

}  // namespace

std::vector<std::string> records_lines(const plan& p, const records_trace& t, const count_trace& of, bool named, bool zh) {
    const auto& is = p.records->counts[of.count];
    std::vector<std::string> out;
    const auto& fact = p.facts[is.fact];
    const auto rest = of.records.size() - of.counted;
    std::string head = named ? fact.name + (zh ? "：" : ": ") : std::string();
    head += zh ? "“" + p.records->tables[is.table].name + "”" + std::to_string(of.records.size()) + "条，计入" + std::to_string(of.counted) + "条" +
                     (rest > 0 ? "，未计" + std::to_string(rest) + "条" : "")
               : std::to_string(of.counted) + " of " + std::to_string(of.records.size()) + " records of \"" + p.records->tables[is.table].name + "\" count";
    out.push_back(head);
    std::string counted;
    std::size_t shown = 0;
    for (const auto& v : of.records)
        if (v.is == fate::counted || v.is == fate::marked) {
            if (shown++ >= most_lines) break;
            counted += (counted.empty() ? "" : zh ? "、" : ", ") + record_label(t, is.table, v.row, zh);
            const auto share = std::find_if(of.shares.begin(), of.shares.end(), [&](const auto& s) { return s.first == v.row; });
            if (share != of.shares.end()) counted += (zh ? "（按" : " (") + (share->second * number(100)).display() + (zh ? "%）" : "%)");
            if (v.is == fate::marked) counted += (zh ? "（标注：" : " (") + (is.mark ? is.mark->text : std::string()) + (zh ? "）" : ")");
        }
    if (!counted.empty())
        out.push_back(
            (zh ? "  计入：" : "  counted: ") + counted + (of.counted > most_lines ? zh ? " 等" + std::to_string(of.counted) + "条" : " …" : std::string()));
    shown = 0;
    for (const auto& v : of.records) {
        if (v.is == fate::counted || v.is == fate::marked) continue;
        if (shown++ == most_lines) {
            out.push_back(zh ? "  另有" + std::to_string(rest - most_lines) + "条未计；--format json 列出全部"
                             : "  and " + std::to_string(rest - most_lines) + " more; see --format json");
            break;
        }
        const auto why = reason_of(p, t, of, v);
        out.push_back((zh ? "  未计：" : "  not counted: ") + record_label(t, is.table, v.row, zh) + (zh ? " " : ": ") + (zh ? why.zh : why.en));
    }
    return out;
}

std::string tables_text(const plan& p, const manner& how) {
    if (!p.records || p.records->tables.empty()) return {};
    std::string out = how.zh ? "\n记录表（" + std::to_string(p.records->tables.size()) + "张，一行一条；给了记录，由它统计的事实不用再填）\n"
                             : "\nTables of records (" + std::to_string(p.records->tables.size()) + ")\n";
    const asked_names asked(p);
    for (std::uint32_t t = 0; t < p.records->tables.size(); ++t) {
        const auto& table = p.records->tables[t];
        out += "  " + painted(table.name, "2", how.color) + "\n";
        std::uint32_t width = 12;
        for (const auto& c : table.columns) width = std::max(width, cells(c.name));
        for (const auto& c : table.columns)
            out += "    " + pad_right(c.name, width) + "  " +
                   (c.kind == fact_kind::text && c.name == material_column ? how.zh ? "文字（可不填）" : "text (may be empty)" : answer_text(c, how.zh)) + "\n";
        std::string facts;
        for (const auto& c : p.records->counts)
            if (c.table == t) facts += (facts.empty() ? "" : "、") + asked(p.facts[c.fact]);
        if (!facts.empty()) out += "    → " + facts + "\n";
    }
    return out;
}

void tables_json(json_writer& w, const plan& p) {
    if (!p.records || p.records->tables.empty()) return;
    w.key("tables");
    w.open('[');
    for (std::uint32_t t = 0; t < p.records->tables.size(); ++t) {
        const auto& table = p.records->tables[t];
        w.open('{');
        member(w, "name", table.name);
        w.key("columns");
        w.open('[');
        for (const auto& c : table.columns) {
            w.open('{');
            member(w, "name", c.name);
            member(w, "kind", kind_name(c.kind));
            member(w, "unit", c.unit);
            list(w, "options", c.options);
            w.close('}');
        }
        w.close(']');
        std::vector<std::string> facts;
        for (const auto& c : p.records->counts)
            if (c.table == t) facts.push_back(p.facts[c.fact].path);
        list(w, "facts", facts);
        w.close('}');
    }
    w.close(']');
}

std::string materials_text(const plan& p, const manner& how) {
    std::string out = painted(p.title, "1", how.color) + "\n";
    if (!p.records || p.records->materials.empty())
        return out + (how.zh ? "\n文件里没有读到要交的材料。要列出来，写“材料：专利证书复印件”，放在所属的指标下面。\n" : "\nNo material is asked for.\n");
    out += how.zh ? "\n要交的材料（" + std::to_string(p.records->materials.size()) + "项，照文件的顺序）\n"
                  : "\nTo be handed in (" + std::to_string(p.records->materials.size()) + ")\n";
    std::uint32_t node = no_node;
    bool first = true;
    std::size_t number = 0;
    for (const auto& m : p.records->materials) {
        if (first || m.node != node)
            out += "  " + painted(m.node < p.nodes.size() ? label_of(p.nodes[m.node]) : how.zh ? "全表" : "the whole rubric", "2", how.color) + "\n";
        first = false;
        node = m.node;
        const auto lines = wrap(m.text, 88);
        out += "    " + pad_left(std::to_string(++number), 2) + "  " + lines.front() + "\n";
        for (std::size_t i = 1; i < lines.size(); ++i) out += "        " + lines[i] + "\n";
    }
    return out;
}

std::string materials_json(const plan& p, const source& rubric) {
    json_writer w(true);
    w.open('{');
    member(w, "rubric", p.title);
    w.key("materials");
    w.open('[');
    if (p.records)
        for (const auto& m : p.records->materials) {
            w.open('{');
            member(w, "node", m.node < p.nodes.size() ? p.nodes[m.node].id : std::string());
            member(w, "text", m.text);
            w.key("line");
            w.whole(rubric.where(m.at.begin).line);
            w.close('}');
        }
    w.close(']');
    w.close('}');
    return w.written() + "\n";
}

}  // namespace fenze
