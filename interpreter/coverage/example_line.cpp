#include "interpreter/coverage/example_line.hpp"

#include "dsl/text.hpp"
#include "interpreter/example_run.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/result.hpp"

namespace fenze {
namespace {

std::optional<example> read_back(const std::string& words) {
    diagnostics problems;
    const source text("例", words);
    return read_example(text, {0, static_cast<std::uint32_t>(words.size())}, problems);
}

std::string value_words(const fact& f, const number& value) {
    std::string words = value_text(f, value);
    const bool plain = f.kind == fact_kind::boolean || f.kind == fact_kind::choice || f.kind == fact_kind::date;
    if (!plain) return parse_quantity(words + f.unit) ? words + f.unit : words;  // m2 is no unit that a value may have
    for (const char* mark : {"，", "；", "：", ",", ";", ":", " ", "=", "“"})
        if (has(words, mark)) return "“" + words + "”";
    return words;
}

}  // namespace

const std::optional<std::string>& example_writer::name_of(std::uint32_t fact, const number& value) {
    const auto known = names_.find(fact);
    if (known != names_.end()) return known->second;
    const auto& f = plan_.facts[fact];
    const std::string words = value_words(f, value);
    auto& out = names_[fact];
    for (const std::string& name : {f.name, "“" + f.name + "”", f.path, "“" + f.path + "”"}) {
        const auto e = read_back(name + " " + words + " → 1分");
        if (!e || e->facts.size() != 1 || index_.find(e->facts[0].first) != std::vector<std::uint32_t>{fact}) continue;
        diagnostics problems;
        const source nowhere("例", "");
        const auto bound = bind_facts(index_, record_of(*e), nowhere, false, problems);
        if (has_error(problems) || bound.values[fact] != value) continue;
        out = name;
        break;
    }
    return out;
}

std::optional<std::string> example_writer::item_of(std::uint32_t node) const {
    const plan_node& n = plan_.nodes[node];
    for (const std::string& words : {n.title, n.number + n.title, n.number, n.id}) {
        if (words.empty()) continue;
        const auto e = read_back("某事实 1 → 《" + words + "》 1分");
        if (e && item_of_example(plan_, e->item) == node) return words;
    }
    return std::nullopt;
}

std::optional<std::string> example_writer::write(const found_example& e) {
    std::string out;
    for (std::uint32_t f = 0; f < e.facts.size(); ++f) {
        if (!e.facts[f]) continue;
        const auto& name = name_of(f, *e.facts[f]);
        if (!name) return std::nullopt;
        out += (out.empty() ? "" : "，") + *name + " " + value_words(plan_.facts[f], *e.facts[f]);
    }
    out += out.empty() ? "→ " : " → ";
    if (e.node) {
        const auto item = item_of(*e.node);
        if (!item) return std::nullopt;
        out += "《" + *item + "》 " + e.points.text() + "分";
    } else {
        out += "总分 " + e.points.text() + (e.grade.empty() ? "" : "，等级 " + e.grade);
    }
    const auto read = read_back(out);
    if (!read) return std::nullopt;
    const source nowhere("例", out);
    const auto tried = try_example(plan_, index_, *read, nowhere);
    if (!tried.passed || tried.node != e.node) return std::nullopt;
    return out;
}

}  // namespace fenze
