#include "interpreter/compare/changed_words.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/compare/likeness.hpp"

namespace fenze {
namespace {

/// For each item of the plan its sentences, the clauses aside; behind them those of the whole.
std::vector<std::vector<const reading_line*>> by_item(const compiled_rubric& r) {
    const auto& nodes = r.program.nodes;
    std::vector<std::vector<const reading_line*>> out(nodes.size() + 1);
    std::vector<std::size_t> order(nodes.size());
    for (std::size_t n = 0; n < order.size(); ++n) order[n] = n;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return nodes[a].at.begin < nodes[b].at.begin; });
    for (const auto& line : r.lines) {
        const auto& orders = r.understood->written.directives;
        const auto inside = [&](const directive& d) { return d.at.begin <= line.at.begin && line.at.end <= d.at.end; };
        if (line.heading || line.text.empty() || std::any_of(orders.begin(), orders.end(), inside)) continue;
        const auto behind =
            std::upper_bound(order.begin(), order.end(), line.at.begin, [&](std::uint32_t at, std::size_t n) { return at < nodes[n].at.begin; });
        const std::size_t item = behind == order.begin() ? nodes.size() : *(behind - 1);
        const auto is_clause = [&](const plan_rule& rule) { return !line.reading.empty() && rule.at.begin < line.at.end && line.at.begin < rule.at.end; };
        const bool clause = std::any_of(nodes.begin(), nodes.end(), [&](const plan_node& n) { return std::any_of(n.rules.begin(), n.rules.end(), is_clause); });
        const auto outcome_here = [&](const outcome& o) { return o.at.begin < line.at.end && line.at.begin < o.at.end; };
        const auto& p = r.program;
        const bool result = std::any_of(p.grades.begin(), p.grades.end(), outcome_here) || std::any_of(p.vetoes.begin(), p.vetoes.end(), outcome_here) ||
                            std::any_of(p.actions.begin(), p.actions.end(), outcome_here);
        if (!clause) out[result ? nodes.size() : item].push_back(&line);
    }
    return out;
}

std::vector<changed_line> changed(std::vector<const reading_line*> xs, std::vector<const reading_line*> ys) {
    for (auto x = xs.begin(); x != xs.end();) {
        const auto same = std::find_if(ys.begin(), ys.end(), [&](const reading_line* y) { return name_key(y->text) == name_key((*x)->text); });
        if (same == ys.end()) {
            ++x;
            continue;
        }
        ys.erase(same);
        x = xs.erase(x);
    }
    std::vector<changed_line> out;
    for (const auto* y : ys) {
        const auto alike = std::find_if(xs.begin(), xs.end(), [&](const reading_line* x) { return !x->reading.empty() && x->reading == y->reading; });
        if (alike != xs.end()) {
            out.push_back({*alike, y});
            xs.erase(alike);
            continue;
        }
        const auto like = std::max_element(
            xs.begin(), xs.end(), [&](const reading_line* a, const reading_line* b) { return likeness(a->text, y->text) < likeness(b->text, y->text); });
        if (like == xs.end() || likeness((*like)->text, y->text) < number::fraction(2, 5)) {
            out.push_back({nullptr, y});
            continue;
        }
        out.push_back({*like, y});
        xs.erase(like);
    }
    for (const auto* x : xs) out.push_back({x, nullptr});
    return out;
}

/// In a table a section and its first item share a line, and words may be taken for either's; text that does not score may stand anywhere.
void drop_moved(std::vector<std::vector<changed_line>>& all, const plan& now, const std::vector<pair_of>& items) {
    const auto above = [&](std::size_t n) { return n < items.size() && items[n].after ? now.nodes[*items[n].after].parent : std::nullopt; };
    const auto near = [&](std::size_t a, std::size_t b) {
        const auto up = above(a), over = above(b);
        return (up && b < items.size() && items[b].after == up) || (over && a < items.size() && items[a].after == over);
    };
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t x = 0; x < all[a].size(); ++x) {
            if (!all[a][x].before || all[a][x].after) continue;
            const reading_line& gone = *all[a][x].before;
            bool found = false;
            for (std::size_t b = 0; b < all.size() && !found; ++b)
                for (std::size_t y = 0; y < all[b].size() && !found; ++y) {
                    const auto& other = all[b][y];
                    if (other.before || !other.after) continue;
                    const bool same = name_key(other.after->text) == name_key(gone.text);
                    const bool alike = !gone.reading.empty() && other.after->reading == gone.reading;
                    if ((!same && !alike) || (!gone.reading.empty() && !near(a, b))) continue;
                    found = true;
                    if (!same) {
                        all[b][y].before = &gone;
                        continue;
                    }
                    all[b].erase(all[b].begin() + static_cast<std::ptrdiff_t>(y));
                    if (a == b && y < x) --x;
                }
            if (found) all[a].erase(all[a].begin() + static_cast<std::ptrdiff_t>(x--));
        }
}

}  // namespace

std::vector<std::vector<changed_line>> changed_lines(const compiled_rubric& old_one, const compiled_rubric& new_one, const pairing& pairs) {
    const auto was = by_item(old_one), is = by_item(new_one);
    std::vector<std::vector<changed_line>> out;
    for (const auto& item : pairs.items) {
        const auto none = std::vector<const reading_line*>();
        out.push_back(changed(item.before ? was[*item.before] : none, item.after ? is[*item.after] : none));
    }
    out.push_back(changed(was.back(), is.back()));
    drop_moved(out, new_one.program, pairs.items);
    return out;
}

bool other_words_beside(const plan& old_one, const plan_rule& x, const plan& new_one, const plan_rule& y) {
    const auto beside = [](const plan& p, const plan_rule& r) {
        std::vector<std::string> named;
        for (const auto f : r.facts) {
            named.push_back(p.facts[f].name);
            named.push_back(p.facts[f].unit);
            named.insert(named.end(), p.facts[f].options.begin(), p.facts[f].options.end());
        }
        return words_beside(r.text, r.reading, named);
    };
    return x.note != y.note || beside(old_one, x) != beside(new_one, y);
}

bool other_words_beside(const changed_line& line) {
    if (!line.before || !line.after) return false;
    return words_beside(line.before->text, line.before->reading, {}) != words_beside(line.after->text, line.after->reading, {});
}

changed_directives directives_changed(const source& old_text, const compiled_rubric& old_one, const source& new_text, const compiled_rubric& new_one) {
    const auto taken = [](const source& text, const compiled_rubric& r) {
        std::vector<std::pair<std::string, span>> out;
        for (const auto& d : r.understood->written.directives)
            if (!is_any(d.word, {"例", "注", "检查", "读作"})) out.emplace_back(name_key(text.slice(d.at)), d.at);
        return out;
    };
    const auto was = taken(old_text, old_one), is = taken(new_text, new_one);
    const auto only = [](const auto& mine, const auto& theirs) {
        std::vector<span> out;
        for (const auto& [key, at] : mine) {
            const auto& wanted = key;
            if (std::none_of(theirs.begin(), theirs.end(), [&](const auto& other) { return other.first == wanted; })) out.push_back(at);
        }
        return out;
    };
    return {only(was, is), only(is, was)};
}

}  // namespace fenze
