#include "interpreter/goal/target.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "interpreter/items_called.hpp"
#include "interpreter/quantity.hpp"
#include "interpreter/rounding.hpp"

namespace fenze {

namespace {

/// Which pieces of the grades' table give this grade or one that stands above it.
struct wanted_pieces {
    std::uint32_t of = 0;     // the operation that the table reads
    std::uint32_t table = 0;  // index into plan.tiers
    std::vector<bool> wanted;
};

/// The tier lookup and the number that a grade's condition compares; nothing where the condition is anything else.
std::optional<std::pair<std::uint32_t, number>> lookup_of(const plan& p, std::uint32_t condition) {
    const operation& o = p.operations[condition];
    if (o.kind != op::equal || p.operations[o.in[0]].kind != op::tier || p.operations[o.in[1]].kind != op::constant) return std::nullopt;
    return std::pair(o.in[0], p.operations[o.in[1]].value);
}

std::optional<wanted_pieces> pieces_of(const plan& p, std::uint32_t grade) {
    const auto own = lookup_of(p, p.grades[grade].condition);
    if (!own) return std::nullopt;
    const operation& which = p.operations[own->first];
    const auto& pieces = p.tiers[which.index].pieces;
    const auto named = [&](const number& value) {
        return std::any_of(p.grades.begin(), p.grades.end(), [&](const outcome& g) {
            const auto other = lookup_of(p, g.condition);
            return other && other->first == own->first && other->second == value;
        });
    };
    wanted_pieces out{which.in[0], which.index, std::vector<bool>(pieces.size())};
    bool reached = false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        reached = reached || pieces[i].value == own->second;
        out.wanted[i] = reached && named(pieces[i].value);
    }
    return out;
}

std::uint32_t append(plan& p, op kind, std::vector<std::uint32_t> in, const number& value = {}, std::uint32_t index = 0) {
    operation o;
    o.kind = kind;
    o.in = std::move(in);
    o.value = value;
    o.index = index;
    p.operations.push_back(std::move(o));
    return static_cast<std::uint32_t>(p.operations.size() - 1);
}

std::optional<number> points_said(std::string_view words) {
    const auto read = parse_quantity(words);
    constexpr std::size_t most_digits = 20;
    if (!read || !(read->unit.empty() || read->unit == "分") || read->value.text().size() > most_digits) return std::nullopt;
    return read->value;
}

bool says_total(const std::string& key) { return key == "总分" || key == "合计" || key == "得分" || key == "total"; }

goal_reading problem(goal_problem why) { return {std::nullopt, why}; }

/// 知识产权＝满分, 2.3=10, 总分 85: the words in front, the points behind.
goal_reading read_pair(const plan& p, std::string_view name, std::string_view said) {
    goal g;
    const bool full = name_key(said) == "满分" || name_key(said) == "full";
    const auto points = points_said(said);
    if (!full && !points) return problem(goal_problem::no_points);
    std::optional<number> most = p.max;
    if (!says_total(name_key(name))) {
        const auto items = items_called(p, name);
        if (items.empty()) return problem(goal_problem::unknown_item);
        if (items.size() > 1) return problem(goal_problem::several_items);
        g.is = goal::kind::item;
        g.node = items.front();
        most = p.nodes[g.node].max;
    }
    if (full && !most) return problem(goal_problem::no_points);
    g.points = full ? *most : *points;
    return {g, goal_problem::none};
}

}  // namespace

goal_reading read_goal(const plan& p, std::string_view words) {
    const auto key = name_key(words);
    for (std::uint32_t i = 0; i < p.grades.size(); ++i)
        if (name_key(p.grades[i].name) == key) {
            goal g;
            g.is = goal::kind::grade;
            g.grade = i;
            return {g, goal_problem::none};
        }
    if (const auto points = points_said(words)) {
        goal g;
        g.points = *points;
        return {g, goal_problem::none};
    }
    if (key == "满分" || key == "full") return read_pair(p, "总分", words);
    goal_reading last = problem(goal_problem::unknown_words);
    for (const std::string_view sign : {"=", "＝", "：", ":", " ", "　"})
        if (const auto at = words.rfind(sign); at != std::string_view::npos && at > 0) {
            const auto reading = read_pair(p, words.substr(0, at), words.substr(at + sign.size()));
            if (reading.what) return reading;
            if (last.problem == goal_problem::unknown_words) last = reading;
        }
    for (const std::string_view word : {"总分", "合计", "得分"})
        if (words.starts_with(word) && words.size() > word.size())
            if (const auto reading = read_pair(p, word, words.substr(word.size())); reading.what) return reading;
    if (last.problem == goal_problem::unknown_words && !items_called(p, words).empty()) return problem(goal_problem::no_points);
    return last;
}

std::uint32_t measured_by(const plan& p, const goal& g) { return g.is == goal::kind::item ? p.nodes[g.node].score : p.total; }

bool fulfils(const plan& p, const goal& g, const std::vector<number>& values) {
    if (g.is != goal::kind::grade) return values[measured_by(p, g)] >= g.points;
    for (const outcome& veto : p.vetoes)
        if (values[veto.condition].sign() != 0) return false;
    if (const auto pieces = pieces_of(p, g.grade)) return pieces->wanted[piece_of(p.tiers[pieces->table], values[pieces->of])];
    for (std::uint32_t i = 0; i < g.grade; ++i)
        if (values[p.grades[i].condition].sign() != 0) return false;
    return values[p.grades[g.grade].condition].sign() != 0;
}

std::uint32_t append_goal(plan& p, const goal& g) {
    if (g.is != goal::kind::grade) {
        const auto points = append(p, op::constant, {}, g.points);
        return append(p, op::less_equal, {points, measured_by(p, g)});
    }
    std::vector<std::uint32_t> all;
    for (const outcome& veto : p.vetoes) all.push_back(append(p, op::negate, {veto.condition}));
    if (const auto pieces = pieces_of(p, g.grade)) {
        tier_table table = p.tiers[pieces->table];
        for (std::size_t i = 0; i < table.pieces.size(); ++i) table.pieces[i].value = pieces->wanted[i] ? 1 : 0;
        p.tiers.push_back(std::move(table));
        all.push_back(append(p, op::tier, {pieces->of}, {}, static_cast<std::uint32_t>(p.tiers.size() - 1)));
    } else {
        for (std::uint32_t i = 0; i < g.grade; ++i) all.push_back(append(p, op::negate, {p.grades[i].condition}));
        all.push_back(p.grades[g.grade].condition);
    }
    return append(p, op::all, std::move(all));
}

}  // namespace fenze
