#include "interpreter/facts/bind.hpp"

#include <algorithm>
#include <deque>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/facts/read.hpp"
#include "interpreter/panels/given_marks.hpp"
#include "interpreter/records/stage.hpp"
#include "interpreter/records/table.hpp"

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

/// A list of records under a name that is no table of the rubric.
void unknown_table(const fact_index& index, const given_table& table, const source& file, const std::string& where, diagnostics& out) {
    std::vector<std::string> names;
    std::string all;
    if (index.of().records)
        for (const auto& t : index.of().records->tables) {
            names.push_back(t.name);
            all += (all.empty() ? "“" : "、“") + t.name + "”";
        }
    auto problem =
        facts_problem(file, table.at, "FZ240", {"没有叫“" + table.name + "”的记录表。", "There is no table of records named \"" + table.name + "\"."});
    if (!index.find(table.name).empty()) {
        problem.code = "FZ204";
        problem.message = {"“" + table.name + "”是一个列表，这里要的是一个值。", "\"" + table.name + "\" is a list; one value is expected."};
        problem.help = {
            "填件数或金额本身；几家单位请写成对象的数组，一家一个对象。", "Give the count or amount itself; several units are an array of objects."};
    } else if (const auto near = nearest_of(table.name, names)) {
        problem.help = {"是“" + names[*near] + "”吗？", "Did you mean \"" + names[*near] + "\"?"};
    } else if (names.empty()) {
        problem.help = {"评分文件里没有“记录：”，不收记录；件数和金额直接填。", "The rubric declares no tables; give counts and amounts."};
    } else {
        problem.help = {"记录表有：" + all + "。", "Tables: " + all + "."};
    }
    problem.where = where;
    out.push_back(std::move(problem));
}

/// 材料/获得发明专利授权: what proves a fact.
std::optional<std::string> proved_fact(const given& value, const fact_index& index) {
    constexpr std::string_view head = "材料/";
    if (!value.name.starts_with(head) || index.is_item("材料")) return std::nullopt;
    return value.name.substr(head.size());
}

/// The item that the words name, by itself or by a fact of its own, and its absence; reports where there is none to say.
class absences {
public:
    absences(const fact_index& index, const source& file, diagnostics& out) : index_(index), p_(index.of()), file_(file), out_(out) {}

    /// True where the value says 不适用 of an item, and it was dealt with.
    bool take(const given& value, const std::vector<std::uint32_t>& found, const std::string& where, bound_facts& into) {
        if (value.is != shape::words || !means_not_applicable(value.text)) return false;
        const bool any = std::any_of(p_.nodes.begin(), p_.nodes.end(), [](const plan_node& n) { return n.does_not_apply.has_value(); });
        if (!any) return false;  // the rubric does not say what an absent item comes to
        if (found.size() == 1)
            for (const auto& option : p_.facts[found.front()].options)
                if (name_key(option) == name_key(value.text)) return false;
        auto items = index_.items(value.name);
        if (items.empty() && found.size() == 1 && p_.facts[found.front()].node != no_node) items = {p_.facts[found.front()].node};
        if (items.size() != 1 || !p_.nodes[items.front()].does_not_apply) {
            auto d = facts_problem(file_, value.at, "FZ219",
                {"“" + value.name + "”不是可以整项不适用的指标。",
                    ""
                    " + value.name + "
                    " is no item that may be said not to apply."},
                {"写指标的标题或编号，如“2.3：不适用”；只有有分值的指标可以不适用。", "Write the title or the number of an item with a mark."});
            d.where = where;
            out_.push_back(std::move(d));
            return true;
        }
        const auto item = items.front();
        into.values[*p_.nodes[item].does_not_apply] = number(1);
        into.given[*p_.nodes[item].does_not_apply] = true;
        said_.push_back({item, &value});
        return true;
    }

    /// An item that does not apply has no facts.
    void check(const bound_facts& bound) {
        for (const auto& [item, value] : said_)
            for (std::uint32_t f = 0; f < p_.facts.size(); ++f) {
                if (p_.facts[f].use != fact_use::score || !bound.values[f] || !below(p_.facts[f].node, item)) continue;
                out_.push_back(facts_problem(file_, value->at, "FZ219",
                    {"“" + value->name + "”写了不适用，又填了其中的“" + p_.facts[f].name + "”。",
                        ""
                        " + value->name + "
                        " does not apply, yet its fact "
                        " + p_.facts[f].name + "
                        " is given."},
                    {"两处只留一处。", "Keep one of the two."}));
                break;
            }
    }

private:
    bool below(std::uint32_t node, std::uint32_t above) const {
        for (std::optional<std::uint32_t> up = node == no_node ? std::nullopt : std::optional(node); up; up = p_.nodes[*up].parent)
            if (*up == above) return true;
        return false;
    }

    const fact_index& index_;
    const plan& p_;
    const source& file_;
    diagnostics& out_;
    std::vector<std::pair<std::uint32_t, const given*>> said_;
};

}  // namespace

bound_facts bind_facts(const fact_index& index, const record& from, const source& file, bool many, diagnostics& out) {
    auto bound = bind_plain_facts(index, from, file, many, out);
    count_records(index, bound, many ? "第" + std::to_string(from.ordinal) + "条记录" : std::string(), out);
    bound.tables.clear();  // the record may go away
    return bound;
}

bound_facts bind_plain_facts(const fact_index& index, const record& from, const source& file, bool many, diagnostics& out) {
    const auto& p = index.of();
    bound_facts bound;
    bound.values.resize(p.facts.size());
    bound.given.resize(p.facts.size());
    bound.proved.resize(p.facts.size());
    for (std::size_t i = 0; i < p.facts.size(); ++i)
        if (p.facts[i].use == fact_use::absence) bound.values[i] = number(0);
    std::vector<const given*> by(p.facts.size());
    std::deque<given> joined_by;
    absences absent(index, file, out);
    auto values = from.values;
    const auto place = [&](const std::string& name) { return place_of(from, many, name); };
    for (auto& joined : take_open_marks(index, file, place, values, out)) {
        bound.given[joined.fact] = true;
        by[joined.fact] = &joined_by.emplace_back(joined.said);
        bound.values[joined.fact] = joined.value;
        if (joined.value) bound.marks.push_back({joined.fact, std::move(joined.marks)});
    }
    values = taken_apart(index, values, file, place, out);
    for (const auto& table : from.tables) {
        const bool known = p.records && std::any_of(p.records->tables.begin(), p.records->tables.end(),
                                            [&](const auto& t) { return name_key(t.name) == name_key(table.name); });
        if (known) bound.tables.push_back({&table, &file});
        else unknown_table(index, table, file, place_of(from, many, table.name), out);
    }
    for (const auto& value : values) {
        const auto proves = proved_fact(value, index);
        const auto found = index.find(proves ? *proves : value.name);
        if (proves && found.size() == 1) {
            bound.proved[found.front()] = value.is != shape::null && !is_any(name_key(value.text), {"", "无", "没有", "false"});
            continue;
        }
        const auto where = [&] { return place_of(from, many, value.name); };
        if (absent.take(value, found, where(), bound)) continue;
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
    absent.check(bound);
    return bound;
}

void overlay(bound_facts& base, const bound_facts& later) {
    if (base.values.size() < later.values.size()) {
        base.values.resize(later.values.size());
        base.given.resize(later.values.size());
    }
    base.proved.resize(base.values.size());
    for (std::size_t i = 0; i < later.proved.size(); ++i) base.proved[i] = base.proved[i] || later.proved[i];
    base.tables.insert(base.tables.end(), later.tables.begin(), later.tables.end());
    if (later.records) base.records = later.records;
    for (const auto& m : later.marks) {
        std::erase_if(base.marks, [&](const judged_marks& old) { return old.fact == m.fact; });
        base.marks.push_back(m);
    }
    for (std::size_t i = 0; i < later.values.size(); ++i) {
        if (!later.given[i]) {
            if (!base.given[i] && !base.values[i]) base.values[i] = later.values[i];  // what holds where nobody says so
            continue;
        }
        base.values[i] = later.values[i];
        base.given[i] = true;
    }
    if (!later.id.empty()) base.id = later.id;
}

}  // namespace fenze
