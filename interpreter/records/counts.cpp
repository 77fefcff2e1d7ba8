// 统计：获得发明专利授权 = 知识产权 中 类型为“发明专利”且 授权日在评价期内 的件数; 统计：知识产权 不重复计分，按名称.

#include "interpreter/records/counts.hpp"

#include <algorithm>

#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/records/count_line.hpp"

namespace fenze {
namespace {

const word_list once_words{"不重复计分", "不重复计", "不重复计算", "不重复统计", "不重复记分", "不得重复计分", "不得重复计算", "不得重复", "不可重复计分",
    "不能重复计分", "只计一次", "只计1次", "只计一次分", "只计算一次", "只记一次", "仅计一次", "仅计1次", "限计一次"};
const word_list best_words{"就高不重复", "就高不重复计分", "就高计分", "就高计", "就高", "按最高的计", "按最高计", "只计最高的一类"};

/// The longest table whose name stands here, passed over.
std::optional<std::size_t> table_here(count_line& l) {
    std::optional<std::size_t> found;
    std::size_t longest = 0;
    for (std::size_t t = 0; t < l.c.tables.size(); ++t) {
        const auto& name = l.c.tables[t].table.name;
        const auto text = fold(name, {0, static_cast<std::uint32_t>(name.size())}).text;
        if (!l.in.sees(text) || text.size() <= longest) continue;
        found = t;
        longest = text.size();
    }
    l.in.at += longest;
    return found;
}

/// 同一成果: of all tables, and passed over up to what is said of them.
void skip_thing(count_line& l) {
    for (auto at = l.in.at; at < l.line.text.size(); at += character_length(l.line.text, at)) {
        const auto rest = std::string_view(l.line.text).substr(at);
        if (starts_any(rest, {",", "。", ";"})) return;
        if (!starts_any(rest, once_words) && !starts_any(rest, best_words)) continue;
        l.in.at = at;
        return;
    }
}

// 知识产权 不重复计分，按 名称; 同一成果不重复计分; 知识产权 就高不重复
bool of_tables(count_line& l) {
    const bool each = l.in.skip_one({"同一", "每一", "每", "一", "各", "所有", "全部"});
    auto table = table_here(l);
    if (each && !table) {  // 每篇论文, 各项成果: the measure word is passed over
        const auto before = l.in.at;
        if (!l.in.rest().empty()) l.in.at += character_length(l.line.text, before);
        if (!(table = table_here(l))) l.in.at = before;
    }
    if (!each && !table && (has_any(l.line.text, once_words) || has_any(l.line.text, best_words))) return l.no_table();
    if (!each && !table) return l.fail(0, {"“统计：”后面读不懂。", "this is not understood"});
    if (!table) skip_thing(l);
    l.in.skip_one({"中同一条", "中同一条记录", "同一条", "每条", "每条只", "同一条记录", "的每条记录"});
    const bool greatest = l.in.skip_one(best_words);
    if (!greatest && !l.in.skip_one(once_words)) return l.fail(l.in.at, {"“统计：”后面读不懂。", "this is not understood"});
    const auto concerns = [&](std::size_t t) { return !table || *table == t; };
    std::vector<std::optional<std::uint32_t>> keys(l.c.tables.size());
    if (l.in.skip_one({",按", "按", ",同一成果看", ",以"})) {
        const auto from = l.in.at;
        for (std::size_t t = 0; t < l.c.tables.size(); ++t) {
            std::size_t end = 0;
            const auto column = concerns(t) ? column_at(l.c.tables[t].table, l.line, from, end) : std::nullopt;
            if (!column) continue;
            keys[t] = static_cast<std::uint32_t>(*column);
            l.in.at = end;
        }
        l.table = table.value_or(0);
        if (l.in.at == from) return l.no_column();
        l.in.skip_one({"区分", "为准", "判断", "认定"});
    }
    if (!l.done()) return l.fail(l.in.at, {"这里多出了读不懂的文字。", "there is text that is not understood"});
    const bool keyed = std::any_of(keys.begin(), keys.end(), [](const auto& k) { return k.has_value(); });
    const bool several = !table && l.c.tables.size() > 1;
    if (greatest && (keyed || several))
        return l.fail(0,
            {"“就高不重复”是一条记录在它符合的几类里取最高；几条记录算同一成果时取最高的，现在还不能这样统计。",
                "the greatest of several records of one thing cannot be counted yet"},
            {"一张表的写“统计：" + l.c.tables[0].table.name + " 就高不重复”；几条记录算同一成果的，写“不重复计分，按…”（按文件先后计入）。",
                "name one table, or let the first in document order count"});
    if (!greatest && several && !keyed)
        return l.fail(0, {"有几张表，没有写怎样认出同一成果。", "there are several tables, and nothing says which records are the same thing"},
            {"在后面写按哪一列认，如“统计：同一成果不重复计分，按成果名称”。", "say by which column: 按 成果名称"});
    const std::uint32_t group = 1 + static_cast<std::uint32_t>(l.d.at.begin);  // said of these tables together
    for (std::size_t t = 0; t < l.c.tables.size(); ++t) {
        if (!concerns(t)) continue;
        auto& is = l.c.tables[t].table;
        if (greatest) is.best = true;
        else is.once = group;
        if (keys[t]) is.key = keys[t];
    }
    return true;
}

// ---- one fact
words measures() {
    return {"条件后面写“的件数”“合计投资额”“不同名称的个数”“最大投资额”“平均投资额”“投资额前3项之和”或“按投资额分档”；条件之间用“且”“或”。",
        "end with 的件数, 合计 X, 不同 X 的个数, 最大 X, 平均 X, X 前3项之和 or 按 X 分档; join conditions with 且 and 或"};
}

bool what_counts(count_line& l) {
    if (read_measure(l)) return true;
    if (l.failed) return false;
    auto when = read_conditions(l.rows(), l.in, l.c.m, l.why);
    if (!when) return false;
    l.made.when = std::move(*when);
    if (read_measure(l)) return true;
    if (l.failed) return false;
    if (l.done() || l.in.sees(",")) return l.fail(l.in.at, {"没有写要什么：件数、合计还是别的。", "what to count is not said"}, measures());
    return l.fail(l.in.at, {"从“" + std::string(l.in.rest().substr(0, 30 - 30 % 3)) + "”起读不懂。", "this is not understood from here on"}, measures());
}

bool find_fact(count_line& l, const std::string& name, std::size_t end) {
    const auto found = l.c.facts.find(name);
    if (found.size() == 1) {
        l.made.fact = found.front();
        return fits_fact(l, end);
    }
    if (found.size() > 1) {
        std::string paths;
        for (const auto f : found) paths += (paths.empty() ? "“" : "、“") + l.c.p.facts[f].path + "”";
        return l.fail(0, {"“" + name + "”不止一个。", "this names more than one fact"}, {"写全：" + paths + "。", "write one of " + paths});
    }
    const auto* near = l.c.facts.nearest(name);
    l.fail(0, {"没有哪一句要“" + name + "”这个事实，统计出来也用不上。", "no sentence asks for a fact of that name"},
        {near ? "是“" + near->name + "”吗？" : "fenze facts 列出全部事实，等号左边照它的名称写。",
            near ? "Did you mean " + near->name + "?" : "`fenze facts` lists all facts"});
    l.why.no_fact = true;
    return false;
}

bool one_fact(count_line& l, std::size_t equals) {
    const auto name = without_blanks(l.c.text.slice(l.line.original(0, equals)));
    if (const auto found = l.c.facts.find(name); found.size() == 1) l.unit = l.c.p.facts[found.front()].unit;
    l.in.at = equals + 1;
    l.in.skip("=");
    const auto table = table_here(l);
    if (!table) return l.no_table();
    l.table = *table;
    l.made.table = static_cast<std::uint32_t>(*table);
    l.made.at = l.d.at;
    l.made.text = std::string(l.c.text.slice(l.d.text_at));
    l.in.skip_one({"中的", "表中", "里的", "中", "里", "内"});
    if (!what_counts(l) || !read_tails(l)) return false;
    if (l.tiers_by) return add_tiers(l, name);
    return find_fact(l, name, equals) && add_count(l, l.made);
}

}  // namespace

bool fits_fact(count_line& l, std::size_t end) {
    const fact& f = l.c.p.facts[l.made.fact];
    if (std::any_of(l.c.rules.counts.begin(), l.c.rules.counts.end(), [&](const auto& other) { return other.fact == l.made.fact; }))
        return l.fail(0, {"“" + f.name + "”已经有一条“统计：”了。", "this fact is already counted by another line"},
            {"只留一条；两类都算的，用“或”合成一个条件。", "keep one of them"});
    if (f.kind == fact_kind::boolean) {
        if (l.made.how == measure::count) l.made.how = measure::any;
        if (l.made.how == measure::any) return true;
        return l.fail(end, {"“" + f.name + "”是“是否”，不是数。", "this fact is a yes or no"}, {"写“的有无”。", "end with 的有无"});
    }
    if (f.kind == fact_kind::choice || f.kind == fact_kind::date || f.kind == fact_kind::text)
        return l.fail(0, {"“" + f.name + "”是" + kind_zh(f.kind) + "，不能统计出来。", "this fact cannot be counted"},
            {"统计的结果是数，或者“是否”。", "counts are numbers, or yes and no"});
    if (l.made.how == measure::any) return l.fail(end, {"“" + f.name + "”是数，不是“是否”。", "this fact is a number"}, {"写“的件数”。", "end with 的件数"});
    const bool pieces = l.made.how == measure::count || l.made.how == measure::distinct;
    if (pieces && (f.kind == fact_kind::amount || f.kind == fact_kind::percent))
        return l.fail(end, {"“" + f.name + "”是" + kind_zh(f.kind) + "（" + f.unit + "），不是件数。", "this fact is no number of pieces"},
            {"要的是一列的和，写“合计”加列名，如“合计投资额”。", "add a column up, as in 合计投资额"});
    if (l.made.column && l.made.how != measure::distinct) {
        const auto& unit = l.of().columns[*l.made.column].unit;
        const auto factor = f.unit.empty() || unit.empty() || unit == f.unit ? std::optional<number>(1) : convert(number(1), unit, f.unit);
        if (!factor)
            return l.fail(end,
                {"单位不合：“" + f.name + "”的单位是" + f.unit + "，“" + l.of().columns[*l.made.column].name + "”的单位是" + unit + "。",
                    "the units do not fit"},
                {"改“记录：”里这一列的单位。", "change the unit of the column"});
        l.made.factor = *factor;
    }
    return true;
}

bool add_count(count_line& l, record_count count) {
    fact& f = l.c.p.facts[count.fact];
    if (count.share && f.kind == fact_kind::count) {  // half a piece is a number
        f.whole = false;
        f.kind = fact_kind::number;
    }
    l.c.rules.counts.push_back(std::move(count));
    return true;
}

bool read_count(counting& c, const directive& d, const folded& line, misread& why) {
    count_line l{c, d, line, {line, 0}, why, {}, 0, {}, std::nullopt, false};
    const auto equals = line.text.find('=');
    if (equals == std::string::npos || equals == 0 || is_any(line.text.substr(equals - 1, 1), {"<", ">", "!"})) return of_tables(l);
    return one_fact(l, equals);
}

}  // namespace fenze
