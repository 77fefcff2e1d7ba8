#include "interpreter/compare/bind_both.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/records/trace.hpp"
#include "interpreter/result.hpp"

namespace fenze {
namespace {

bool same_problem(const diagnostic& a, const diagnostic& b) { return a.code == b.code && a.at == b.at && a.message.zh == b.message.zh; }

given renamed(given v, const std::string& name) {
    v.name = name;
    return v;
}

bool has_table(const plan& p, const std::string& name) {
    return p.records &&
           std::any_of(p.records->tables.begin(), p.records->tables.end(), [&](const record_table& t) { return name_key(t.name) == name_key(name); });
}

}  // namespace

both_binder::both_binder(const joint_plan& j) : j_(j), index_{fact_index(*j.of[before]), fact_index(*j.of[after])} {}

std::optional<std::uint32_t> both_binder::one(side s, const std::string& name) const {
    const auto found = index_[s].find(name);
    return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

bool both_binder::knows(side s, const given& v) const {
    return !index_[s].find(v.name).empty() || names_the_unit(v.name) || (means_not_applicable(v.text) && index_[s].is_item(v.name));
}

std::optional<std::uint32_t> both_binder::other(side s, std::uint32_t fact) const {
    const paired_fact& p = j_.facts[j_.joint_fact[s][fact]];
    return s == before ? p.after : p.before;
}

/// Two facts of one name without a counterpart, of another kind now: each rubric reads the name as its own. Not where the name is a path that another item has
/// now.
bool both_binder::same_place(std::uint32_t b, std::uint32_t a) const {
    const fact &x = j_.of[before]->facts[b], &y = j_.of[after]->facts[a];
    if (other(after, a) || name_key(x.name) != name_key(y.name)) return false;
    if (x.node == no_node || y.node == no_node) return x.node == y.node;
    return name_key(j_.of[before]->nodes[x.node].title) == name_key(j_.of[after]->nodes[y.node].title);
}

/// Where the value says that an item of the old rubric does not apply: the same item's id in the new one, empty where there is none.
std::optional<std::string> both_binder::absent_item(const given& v) const {
    if (!means_not_applicable(v.text)) return std::nullopt;
    const auto items = index_[before].items(v.name);
    if (items.size() != 1) return std::nullopt;
    const auto absence = j_.of[before]->nodes[items.front()].does_not_apply;
    if (!absence) return std::nullopt;
    const auto to = other(before, *absence);
    return to ? j_.of[after]->nodes[j_.of[after]->facts[*to].node].id : std::string();
}

/// The value as the other rubric's fact is given it. A bare number is in the unit of the rubric that it was written for: the old one, where both know the name.
given both_binder::carried(const given& v, side from, std::uint32_t fact, std::uint32_t to, const source& file) const {
    given out = v;
    const side other_side = from == before ? after : before;
    const auto& theirs = j_.of[other_side]->facts[to];
    if (const auto found = one(other_side, v.name); !found || *found != to) out.name = theirs.path;
    const operation& made = j_.both.operations[j_.fact_at[before][from == before ? fact : to]];
    if (made.kind == op::fact) return out;
    diagnostics ignored;
    const auto value = bind_value(j_.of[from]->facts[fact], v, file, ignored);
    if (!value) return out;  // the other may know it; if not, it says so
    fact_values own(j_.of[from]->facts.size());
    own[fact] = value;
    const fact_values theirs_now = j_.facts_of(other_side, j_.joint_of(from, own));
    const paired_fact& p = j_.facts[j_.joint_fact[from][fact]];
    const bool counterpart = theirs.kind != fact_kind::choice || std::any_of(p.options.begin(), p.options.end(), [&](const auto& o) {
        return number(static_cast<std::int64_t>(from == before ? o.first : o.second)) == *value;
    });
    if (!counterpart || !theirs_now[to]) return out;
    out.text = value_text(theirs, *theirs_now[to]);
    out.is = theirs.kind == fact_kind::choice ? shape::words : shape::number;
    return out;
}

std::array<bound_facts, 2> both_binder::bind(const record& from, const source& file, bool many, diagnostics& out) const {
    std::array<record, 2> parts{from, from};
    for (auto& p : parts) p.values.clear();
    // a table that only one of them has is that one's
    for (const side s : {before, after}) {
        const side theirs = s == before ? after : before;
        std::erase_if(parts[s].tables, [&](const given_table& t) { return !has_table(*j_.of[s], t.name) && has_table(*j_.of[theirs], t.name); });
    }
    // The file names the facts of the old rubric, by its paths too: they are carried to their counterparts, wherever those stand now. A name is read by the
    // new rubric only where the old one does not know it.
    std::array<std::vector<std::uint32_t>, 2> direct;
    for (const auto& v : from.values) {
        const auto b = one(before, v.name), a = one(after, v.name);
        if (b) direct[before].push_back(*b);
        else if (a) direct[after].push_back(*a);
    }
    const auto named = [&](side s, std::uint32_t f) { return std::find(direct[s].begin(), direct[s].end(), f) != direct[s].end(); };
    for (const auto& v : from.values) {
        const auto b = one(before, v.name), a = one(after, v.name);
        if (b) {
            parts[before].values.push_back(v);
            if (const auto to = other(before, *b)) {
                if (!named(after, *to)) parts[after].values.push_back(carried(v, before, *b, *to, file));
            } else if (a ? same_place(*b, *a) : knows(after, v)) parts[after].values.push_back(v);
        } else if (const auto item = absent_item(v)) {
            parts[before].values.push_back(v);
            if (!item->empty()) parts[after].values.push_back(renamed(v, *item));
        } else if (a && !knows(before, v)) {
            parts[after].values.push_back(v);
            if (const auto to = other(after, *a); to && !named(before, *to)) parts[before].values.push_back(carried(v, after, *a, *to, file));
        } else {
            const bool nobody = !knows(before, v) && !knows(after, v);
            for (const side s : {before, after})
                if (knows(s, v) || (nobody && s == after)) parts[s].values.push_back(v);
        }
    }
    std::array<bound_facts, 2> bound;
    std::array<diagnostics, 2> said;
    for (const side s : {before, after}) bound[s] = bind_facts(index_[s], parts[s], file, many, said[s]);
    for (const side s : {before, after})
        for (auto& d : said[s]) {
            const auto& theirs = said[s == before ? after : before];
            const bool both = std::any_of(theirs.begin(), theirs.end(), [&](const diagnostic& o) { return same_problem(o, d); });
            if (both && s == after) continue;
            if (!both && d.code != "FZ201") d.where += s == before ? "（旧规则）" : "（新规则）";
            out.push_back(std::move(d));
        }
    return bound;
}

void both_binder::carry_counted(std::array<bound_facts, 2>& own, const std::string& where, diagnostics& out) const {
    for (const side s : {before, after}) {
        const side from = s == before ? after : before;
        if (!own[from].records) continue;
        const fact_values theirs = j_.facts_of(s, j_.joint_of(from, own[from].values));
        std::string names;
        for (std::uint32_t f = 0; f < own[s].values.size(); ++f) {
            const auto source_fact = other(s, f);
            if (own[s].given[f] || !source_fact || !theirs[f] || !own[from].records->of_fact(*j_.of[from], *source_fact)) continue;
            own[s].values[f] = theirs[f];
            own[s].given[f] = true;
            const fact& is = j_.of[s]->facts[f];
            names += (names.empty() ? "" : "、") + is.name + value_text(is, *theirs[f]) + is.unit;
        }
        if (names.empty()) continue;
        diagnostic d;
        d.code = "FZ224";
        d.level = severity::note;
        d.message = {
            std::string(s == before ? "旧" : "新") + "规则里没有这些记录的“统计：”，按" + (s == before ? "新" : "旧") + "规则数出来的算：" + names + "。",
            std::string("the ") + (s == before ? "old" : "new") + " rubric counts nothing from these records; the figures of the other are taken: " + names};
        d.help = {"要按别的数比较，把这些事实直接填进事实表。", "give the facts themselves to compare by other figures"};
        d.where = where;
        out.push_back(std::move(d));
    }
}

fact_values both_binder::joint(const std::array<bound_facts, 2>& own, const std::string& where, diagnostics& out) const {
    fact_values was = j_.joint_of(before, own[before].values);
    const fact_values is = j_.joint_of(after, own[after].values);
    for (std::size_t f = 0; f < was.size(); ++f) {
        if (was[f] && is[f] && !(*was[f] == *is[f])) {
            const paired_fact& p = j_.facts[f];
            const fact &x = j_.of[before]->facts[*p.before], &y = j_.of[after]->facts[*p.after];
            diagnostic d;
            d.code = "FZ223";
            d.message = {"“" + x.name + "”与“" + y.name + "”按同一事实比较，事实表里却是两个值：" + value_text(x, *own[before].values[*p.before]) + x.unit +
                             "和" + value_text(y, *own[after].values[*p.after]) + y.unit + "。",
                "\"" + x.name + "\" and \"" + y.name + "\" are taken as the same fact, but are given different values."};
            d.help = {"只留一个；若确是两个事实，加 --pair " + x.path + "= 。", "Keep one; if they are two facts, add --pair " + x.path + "= ."};
            d.where = where;
            out.push_back(std::move(d));
        }
        if (!was[f]) was[f] = is[f];
    }
    return was;
}

}  // namespace fenze
