// Any bytes as a facts file of any format, bound to a plan with a fact of every kind.

#include <cstdint>
#include <string>

#include "dsl/decode.hpp"
#include "interpreter/facts/bind.hpp"
#include "interpreter/facts/read.hpp"

namespace {

fenze::plan every_kind() {
    using namespace fenze;
    plan p;
    p.nodes.emplace_back();
    p.nodes[0].id = "1";
    p.nodes[0].title = "项目";
    p.roots = {0};
    const std::pair<fact_kind, const char*> kinds[] = {{fact_kind::count, "件"}, {fact_kind::amount, "万元"}, {fact_kind::percent, "%"},
        {fact_kind::choice, ""}, {fact_kind::boolean, ""}, {fact_kind::score, "分"}, {fact_kind::number, "年"}, {fact_kind::date, ""}, {fact_kind::text, ""}};
    for (const auto& [kind, unit] : kinds) {
        fact f;
        f.name = f.path = std::string(1, static_cast<char>('a' + static_cast<int>(kind)));
        f.kind = kind;
        f.unit = unit;
        if (kind == fact_kind::choice) f.options = {"优", "良"};
        if (kind == fact_kind::score) f.min = number(0), f.max = number(10);
        p.facts.push_back(f);
    }
    return p;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fenze::plan p = every_kind();
    static const fenze::fact_index index(p);
    static const char* const names[] = {"a.json", "a.jsonl", "a.csv", "a.txt", "-"};
    if (size == 0) return 0;
    fenze::diagnostics problems;
    const auto text = fenze::decode({reinterpret_cast<const char*>(data + 1), size - 1}, "", problems);
    if (!text.good) return 0;
    const fenze::source file(names[data[0] % 5], text.text);
    const auto facts = fenze::read_facts(file, problems);
    for (const auto& r : facts.records) {
        const auto bound = fenze::bind_facts(index, r, file, facts.many, problems);
        for (std::size_t i = 0; i < bound.values.size(); ++i)
            if (bound.values[i] && bound.values[i]->text().empty()) __builtin_trap();
    }
    for (const auto& d : problems)
        if (d.at.end > file.text().size() || d.at.begin > d.at.end) __builtin_trap();
    return 0;
}
