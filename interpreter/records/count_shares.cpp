// 按 排名 折算：第一计100%，第二计50%，其余不计.

#include <algorithm>

#include "dsl/phrases.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/records/count_line.hpp"

namespace fenze {
namespace {

/// 100%, 50%, 一半, 0.3
std::optional<number> share_here(count_line& l) {
    if (l.in.skip_one({"不计", "不算"})) return number(0);
    if (l.in.skip_one({"一半", "半"})) return number::fraction(1, 2);
    const auto amount = read_amount(l.line, l.in.at, true);
    const auto value = amount ? number::parse(amount->is.value) : std::nullopt;
    if (!value || value->sign() < 0 || (amount->is.unit != "%" && !amount->is.unit.empty())) return std::nullopt;
    l.in.at = amount->end;
    return amount->is.unit == "%" ? *value * number::fraction(1, 100) : *value;
}

bool more_shares(count_line& l) {
    line_reader probe = l.in;
    if (!probe.skip_one({",", "、"})) return false;
    if (probe.sees("最多") || probe.sees("至多") || probe.sees("限")) return false;
    l.in.at = probe.at;
    return true;
}

// 第一完成人, 排名第二, 3; an option. What the one in that place is called is passed over.
std::optional<number> share_key(count_line& l, const fact& f) {
    if (f.kind == fact_kind::choice) {
        const auto option = option_at(f, l.in);
        return option ? std::optional(number(static_cast<std::int64_t>(*option))) : std::nullopt;
    }
    l.in.skip_one({"排名第", "第", "排名"});
    const auto amount = read_amount(l.line, l.in.at, true);
    const auto value = amount ? number::parse(amount->is.value) : std::nullopt;
    if (!value) return std::nullopt;
    l.in.at = amount->end;
    for (auto at = l.in.at; at < l.line.text.size(); at += character_length(l.line.text, at)) {
        line_reader probe{l.line, at};
        if (probe.sees(",") || probe.sees(";") || probe.sees("。") || probe.sees("、")) break;
        if (!probe.skip_one({"按", "计", "为", "折", "不", ":"})) continue;
        l.in.at = at;
        break;
    }
    return value;
}

}  // namespace

bool read_shares(count_line& l) {
    l.in.skip("按");
    const auto column = l.column_here();
    if (!column) return l.no_column();
    const fact& f = l.of().columns[*column];
    const words help{"写成“按" + f.name + "折算：第一计100%，第二计50%，其余不计”。", "write 按X折算：第一计100%，第二计50%，其余不计"};
    if (!l.in.skip_one({"折算", "折算计"})) return l.fail(l.in.at, {"这里缺“折算”。", "折算 is expected"}, help);
    l.in.skip(":");
    if (f.kind == fact_kind::text || f.kind == fact_kind::date || f.kind == fact_kind::boolean)
        return l.fail(l.in.at, {"“" + f.name + "”不是名次，也不是选项，不能折算。", "the column is neither a place nor a choice"}, help);
    std::vector<std::pair<number, number>> listed;
    std::optional<number> rest;
    do {
        const auto begin = l.in.at;
        const bool others = l.in.skip_one({"其余", "其他", "其它"});
        const auto key = others ? std::optional<number>(0) : share_key(l, f);
        l.in.skip_one({"的", ":"});
        l.in.skip_one({"按", "计", "为", "折"});
        const auto share = key ? share_here(l) : std::nullopt;
        l.in.skip_one({"计算", "计"});
        if (!share) return l.fail(l.in.at, {"折算的比例读不懂。", "the share is not understood"}, help);
        if (!others && std::any_of(listed.begin(), listed.end(), [&](const auto& other) { return other.first == *key; }))
            return l.fail(begin, {"这一档写了两次。", "this is listed twice"}, {"只留一个。", "keep one of them"});
        if (others) rest = *share;
        else listed.emplace_back(*key, *share);
    } while (!rest && more_shares(l));
    if (!rest)
        return l.fail(
            l.in.at, {"没有写其余的怎么折算。", "the others are not said"}, {"末尾加“，其余不计”，或“，其余计20%”。", "add ，其余不计 or ，其余计20%"});
    const span at = l.d.text_at;
    row_plan& rows = l.rows();
    const auto cell = rows.cell(*column, at);
    auto value = rows.constant(*rest, at);
    for (auto one = listed.rbegin(); one != listed.rend(); ++one)
        value = rows.make(op::select, {rows.make(op::equal, {cell, rows.constant(one->first, at)}, at), rows.constant(one->second, at), value}, at);
    l.made.share = rows.make(op::select, {rows.filled(*column, at), value, rows.constant(*rest, at)}, at);
    return true;
}

}  // namespace fenze
