#include "interpreter/check/tier_list.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/phrases.hpp"
#include "dsl/text.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/tiers.hpp"

namespace fenze {
namespace {

/// To the end of the sentence: 其余不得分 may stand behind the last tier.
bool closes(const review& r, span at) {
    const span line = r.text.line_of(at.end);
    const std::string said = name_key(r.text.slice({at.begin, std::max(at.end, std::min(line.end, at.end + 120))}));
    return has_any(said, {"其余", "其他", "否则", "以外", "未达", "达不到", "不在", "不符合", "未完成", "不足的", "不满足", "没有"});
}

bool nothing_behind(const review& r, span at) {
    const span line = r.text.line_of(at.end);
    const std::string tail = name_key(r.text.slice({at.end, std::max(at.end, line.end)}));
    return has_any(tail, {"不得分", "不计分", "不积分", "得0分", "计0分", "不予计分"});
}

bool speaks_of(const condition& c, std::size_t fact) {
    if (c.kind == condition::form::all || c.kind == condition::form::any)
        return std::any_of(c.parts.begin(), c.parts.end(), [&](const condition& p) { return speaks_of(p, fact); });
    return c.kind == condition::form::compare && c.fact == fact;
}

void look_around(const review& r, tier_list& list) {
    for (auto& t : list.tiers)
        for (const auto* item : r.items_in(t.at)) {
            const auto* c = std::get_if<clause_text>(&item->is);
            if (c && c->when.size() == 1 && c->when[0].size() == 1 && c->when[0][0].is) t.bare = c->when[0][0].is->bare;
        }
    if (list.fact == nowhere) return;
    const model_node& node = r.meaning.nodes[list.node];
    const auto fact = r.plan_fact_of(list.fact);
    for (std::size_t i = 0; i < node.rules.size(); ++i) {
        const auto* p = r.plan_rule_of(list.node, i);
        if (p && fact && list.rule != i && std::find(p->facts.begin(), p->facts.end(), *fact) != p->facts.end()) list.shares_fact = true;
    }
    // 延误10天以上不得分: a tier of nothing at all
    bool nothing = false;
    for (const auto& z : node.zero_when) {
        if (z.kind == condition::form::compare && z.fact == list.fact) {
            number least;
            for (const auto& t : list.tiers) least = minimum(least, t.points);
            list.tiers.push_back({z.is, list.take ? (node.max ? minimum(least, -*node.max) : least) : number(), z.at.empty() ? list.at : z.at, false});
            nothing = true;
        } else {
            list.shares_fact = list.shares_fact || speaks_of(z, list.fact);
        }
    }
    if (!nothing && nothing_behind(r, list.at)) list.otherwise = true;
}

/// 300人以上的每场计3分，100-299人的每场计2分: tiers of objects, each with a count of its own.
struct sized {
    interval is;
    std::string unit, before, behind;
};

std::optional<sized> size_in(const std::string& name) {
    const source text("", name);
    const folded f = fold(text, {0, static_cast<std::uint32_t>(name.size())});
    std::optional<sized> found;
    for (std::size_t i = 0; i < f.text.size(); i += character_length(f.text, i)) {
        const auto is = read_interval(f, i);
        if (!is || is->is.bare) continue;
        if (found) return std::nullopt;
        sized out;
        const auto take = [&](const std::optional<bound_text>& b, std::optional<limit>& into) {
            if (!b) return true;
            const auto value = number::parse(b->amount.value);
            if (!value) return false;
            if (out.unit.empty()) out.unit = b->amount.unit;
            const auto same = b->amount.unit.empty() || out.unit.empty() ? value : convert(*value, b->amount.unit, out.unit);
            if (!same) return false;
            into = limit{*same, b->inclusive, b->named};
            return true;
        };
        if (!take(is->is.high, out.is.high) || !take(is->is.low, out.is.low)) return std::nullopt;
        out.before = f.text.substr(0, i);
        out.behind = f.text.substr(is->end);
        if (out.unit.empty()) return std::nullopt;
        found = out;
        i = is->end > i ? is->end - 1 : i;
        while (i + 1 < f.text.size() && (static_cast<unsigned char>(f.text[i]) & 0xC0U) == 0x80U) --i;  // back to where a character begins
    }
    return found;
}

tier_list list_of_objects(const review& r, std::size_t n, const rule& head, const sized& size) {
    tier_list list;
    list.node = n;
    list.fact = nowhere;
    list.take = head.take;
    list.at = head.at;
    list.quantity.name = size.before.empty() ? r.meaning.nodes[n].title : size.before;
    while (ends(list.quantity.name, ",")) list.quantity.name.pop_back();
    list.quantity.unit = size.unit;
    list.quantity.kind = is_money(size.unit) ? fact_kind::amount : size.unit == "%" ? fact_kind::percent : fact_kind::count;
    list.quantity.whole = list.quantity.kind == fact_kind::count && measure_of(size.unit).base == size.unit;
    list.quantity.min = number(0);
    return list;
}

void read_object_lists(const review& r, std::size_t n, std::vector<tier_list>& into) {
    std::vector<tier_list> runs;
    std::string base;
    bool running = false;
    for (const auto& rule : r.meaning.nodes[n].rules) {
        const auto* per = std::get_if<per_rule>(&rule.is);
        const auto size = per ? size_in(r.meaning.facts[per->fact].name) : std::nullopt;
        const bool had = running;
        running = size.has_value();
        if (!size) continue;
        const bool goes_on = had && runs.back().take == rule.take && (size->before.empty() || ends(base, size->before)) &&
                             (size->unit == runs.back().quantity.unit || convert(number(1), size->unit, runs.back().quantity.unit));
        if (!goes_on) {
            runs.push_back(list_of_objects(r, n, rule, *size));
            base = size->before;
        }
        tier_list& list = runs.back();
        interval is = size->is;
        for (auto* end : {&is.low, &is.high})
            if (*end && size->unit != list.quantity.unit) (*end)->value = convert((*end)->value, size->unit, list.quantity.unit).value_or((*end)->value);
        list.tiers.push_back({is, per->points, rule.at, false});
        list.at = cover(list.at, rule.at);
        list.otherwise = closes(r, list.at);
    }
    for (auto& list : runs)
        if (list.tiers.size() > 1) into.push_back(std::move(list));
}

std::vector<tier_list> read_tier_lists(const review& r) {
    std::vector<tier_list> all;
    const model& m = r.meaning;
    const auto one_quantity = [](const condition& c, const condition& first) { return c.kind == condition::form::compare && c.fact == first.fact; };
    for (std::size_t n = 0; n < m.nodes.size(); ++n)
        for (std::size_t i = 0; i < m.nodes[n].rules.size(); ++i) {
            const rule& from = m.nodes[n].rules[i];
            const auto* t = std::get_if<tiers_rule>(&from.is);
            if (!t || t->tiers.size() < 2) continue;
            if (!t->fixed() || !std::all_of(t->tiers.begin(), t->tiers.end(), [&](const tier& one) { return one_quantity(one.when, t->tiers[0].when); }))
                continue;
            tier_list list;
            list.node = n;
            list.fact = t->tiers[0].when.fact;
            list.quantity = m.facts[list.fact];
            list.take = from.take;
            list.rule = i;
            list.at = from.at;
            for (const auto& one : t->tiers) list.tiers.push_back({one.when.is, one.gives.points, one.at, false});
            list.otherwise = t->otherwise.sign() != 0 || closes(r, from.at);
            list.rest = t->otherwise;
            all.push_back(std::move(list));
        }
    for (std::size_t n = 0; n < m.nodes.size(); ++n) read_object_lists(r, n, all);
    for (const auto& limit : m.limits) {
        if (limit.parts.size() < 2 || m.facts[limit.score].name.empty()) continue;
        if (!std::all_of(
                limit.parts.begin(), limit.parts.end(), [&](const mark_limit::part& p) { return one_quantity(p.when, limit.parts[0].when) && p.range; }))
            continue;
        tier_list list;
        list.fact = limit.parts[0].when.fact;
        list.quantity = m.facts[list.fact];
        list.node = m.facts[list.fact].node;
        list.at = limit.at;
        for (const auto& p : limit.parts) {
            const span at = p.when.at.empty() ? limit.at : p.when.at;
            list.tiers.push_back({p.when.is, (p.range->first + p.range->second) * number::fraction(1, 2), at, false});
            list.at = cover(list.at, at);
        }
        list.otherwise = closes(r, list.at);
        all.push_back(std::move(list));
    }
    return all;
}

/// How many decimals a figure is written with.
int decimals(const number& n) {
    const std::string text = n.text();
    const auto point = text.find('.');
    return point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
}

}  // namespace

bool lies_below(const interval& a, const interval& b) {
    if (a.low.has_value() != b.low.has_value()) return !a.low;
    if (a.low && a.low->value != b.low->value) return a.low->value < b.low->value;
    return a.high && (!b.high || a.high->value < b.high->value);
}

bool neighbours(const number& low, const number& high) {
    number unit(1);
    for (int n = std::max(decimals(low), decimals(high)); n > 0; --n) unit = unit * number::fraction(1, 10);
    return high - low == unit;
}

bool is_average(const fact& f) { return has_any(f.name, {"平均", "人均", "户均", "均值", "年均", "月均", "日均", "次均", "师均", "生均"}); }

bool told_in_whole(const fact& f) {
    return !is_average(f) && is_any(f.unit, {"岁", "周岁", "年", "个月", "月", "天", "日", "个工作日", "工作日", "周", "小时", "分钟", "学时", "课时"});
}

std::vector<std::size_t> from_below(const tier_list& list) {
    std::vector<std::size_t> order;
    for (std::size_t n = 0; n < list.tiers.size(); ++n) order.push_back(n);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lies_below(list.tiers[a].is, list.tiers[b].is); });
    return order;
}

std::vector<tier_list> tier_lists(const review& r) {
    auto all = read_tier_lists(r);
    for (auto& list : all) look_around(r, list);
    return all;
}

std::vector<covered_piece> covered(const tier_list& list, const fact& f) {
    std::vector<interval> all;
    for (const auto& t : list.tiers) all.push_back(t.is);
    const bool whole = takes_whole(f);
    const tier_table table = winners(all, whole);
    const extent domain = domain_of(f);
    std::vector<covered_piece> out;
    for (std::size_t n = 0; n < table.pieces.size(); ++n) {
        const tier_piece& p = table.pieces[n];
        extent is;
        if (p.from) is.low = edge{*p.from, p.open ? 1 : 0};
        if (n + 1 < table.pieces.size()) is.high = edge{*table.pieces[n + 1].from, table.pieces[n + 1].open ? 0 : -1};
        is = both(is, domain);
        if (whole) {
            if (is.low) is.low = edge{ceiling(*is.low), 0};
            if (is.high) is.high = edge{floor(*is.high), 0};
        }
        if (is.empty()) continue;
        const auto tier = p.value.to_int();
        out.push_back({is, tier ? static_cast<int>(*tier) : -1});
    }
    return out;
}

number value_in(const extent& piece, bool whole) {
    if (piece.low && piece.high) {
        const number low = piece.low->at, high = piece.high->at;
        if (low == high) return low;
        if (whole) return floor((low + high) * number::fraction(1, 2));
        // as few digits as there is room for
        const number middle = (low + high) * number::fraction(1, 2);
        for (int places = 0; places < 8; ++places) {
            const number n = round_half_up(middle, places);
            if (n > low && n < high) return n;
        }
        return middle;
    }
    if (piece.low) {
        const number beyond = piece.low->at + (whole ? number(1) : maximum(number(1), floor(piece.low->at * number::fraction(1, 10))));
        return piece.low->beside.sign() == 0 && whole ? piece.low->at : beyond;
    }
    if (piece.high) return piece.high->at - number(1);
    return number();
}

std::optional<shown> show(const review& r, const tier_list& list, const number& value) {
    if (list.fact == nowhere) return std::nullopt;
    const auto node = r.plan_node_of(list.node);
    const auto wanted = r.plan_fact_of(list.fact);
    if (!node || !wanted || !r.sound) return std::nullopt;
    question_maker maker(r.program);
    std::uint32_t op = r.program.nodes[*node].score;
    if (const auto* rule = list.rule ? r.plan_rule_of(list.node, *list.rule) : nullptr) op = rule->raw;
    op = maker.take(op);
    const question q = maker.ask(op);
    fact_values own;
    for (std::size_t f = 0; f < q.of.size(); ++f) {
        const extent domain = domain_of(q.about.facts[f]);
        own.emplace_back(q.of[f] == wanted ? value : domain.low ? domain.low->at : number());
    }
    const evaluation done = evaluate(q.about, own);
    if (done.failed) return std::nullopt;
    shown out;
    out.facts.resize(r.program.facts.size());
    for (std::size_t f = 0; f < q.of.size(); ++f)
        if (q.of[f]) out.facts[*q.of[f]] = own[f];
    out.points = done.values[op];
    return out;
}

}  // namespace fenze
