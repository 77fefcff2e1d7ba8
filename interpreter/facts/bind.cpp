#include "interpreter/facts/bind.hpp"

#include "interpreter/facts/read.hpp"

namespace fenze {
namespace {

std::string place_of(const record& from, bool many, const std::string& name) {
    if (!many) return name;
    return "第" + std::to_string(from.ordinal) + "条记录 · " + name;
}

void unknown_name(const fact_index& index, const given& value, const source& file, const std::string& where, diagnostics& out) {
    const auto slash = value.name.find('/');
    auto problem = facts_problem(file, value.at, "FZ201", {"没有叫“" + value.name + "”的事实。", "There is no fact named \"" + value.name + "\"."});
    if (slash != std::string::npos && !index.is_item(value.name.substr(0, slash))) {
        const auto outer = value.name.substr(0, slash);
        problem.message = {"“" + outer + "”不是事实，也不是指标的名称。", "\"" + outer + "\" is neither a fact nor the title of an item."};
        problem.help = {"事实表只有一层：{\"事实名\": 值}；分组时，组名用指标的名称。", "Facts are one flat object; groups must be named for items."};
    } else if (const auto* near = index.nearest(value.name)) {
        problem.help = {"是“" + near->name + "”吗？", "Did you mean \"" + near->name + "\"?"};
    } else {
        problem.help = {"fenze facts 列出全部事实。", "`fenze facts` lists all facts."};
    }
    problem.where = where;
    out.push_back(std::move(problem));
}

void ambiguous_name(
    const fact_index& index, const given& value, const std::vector<std::uint32_t>& found, const source& file, const std::string& where, diagnostics& out) {
    std::string paths, paths_en;
    for (const auto i : found) {
        paths += (paths.empty() ? "“" : "、“") + index.of().facts[i].path + "”";
        paths_en += (paths_en.empty() ? "\"" : ", \"") + index.of().facts[i].path + "\"";
    }
    auto problem = facts_problem(file, value.at, "FZ202", {"“" + value.name + "”不止一个。", "\"" + value.name + "\" names more than one fact."},
        {"写全：" + paths + "。", "Write one of: " + paths_en + "."});
    problem.where = where;
    out.push_back(std::move(problem));
}

}  // namespace

bound_facts bind_facts(const fact_index& index, const record& from, const source& file, bool many, diagnostics& out) {
    const auto& p = index.of();
    bound_facts bound;
    bound.values.resize(p.facts.size());
    bound.given.resize(p.facts.size());
    std::vector<const given*> by(p.facts.size());
    for (const auto& value : from.values) {
        const auto found = index.find(value.name);
        const auto where = [&] { return place_of(from, many, value.name); };
        if (found.empty()) {
            if (!names_the_unit(value.name)) unknown_name(index, value, file, where(), out);
            else if (bound.id.empty()) bound.id = value.text;
            continue;
        }
        if (found.size() > 1) {
            ambiguous_name(index, value, found, file, where(), out);
            continue;
        }
        const auto i = found.front();
        if (by[i]) {
            auto twice = facts_problem(file, value.at, "FZ203",
                {"“" + value.name + "”与“" + by[i]->name + "”是同一个事实，写了两次。",
                    "\"" + value.name + "\" and \"" + by[i]->name + "\" are the same fact, given twice."},
                {"只留一个。", "Keep one of them."});
            twice.where = where();
            out.push_back(std::move(twice));
            continue;
        }
        by[i] = &value;
        bound.given[i] = true;
        const auto before = out.size();
        bound.values[i] = bind_value(p.facts[i], value, file, out);
        for (auto added = before; added < out.size(); ++added) out[added].where = where();
    }
    return bound;
}

void overlay(bound_facts& base, const bound_facts& later) {
    if (base.values.size() < later.values.size()) {
        base.values.resize(later.values.size());
        base.given.resize(later.values.size());
    }
    for (std::size_t i = 0; i < later.values.size(); ++i) {
        if (!later.given[i]) continue;
        base.values[i] = later.values[i];
        base.given[i] = true;
    }
    if (!later.id.empty()) base.id = later.id;
}

}  // namespace fenze
