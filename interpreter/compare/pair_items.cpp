// Items: by their title under the same item, by their title anywhere, by like titles, by what their sentences say.

#include <algorithm>
#include <map>

#include "dsl/fold.hpp"
#include "interpreter/compare/likeness.hpp"
#include "interpreter/compare/pairing.hpp"

namespace fenze {
namespace {

using node_id = std::uint32_t;

class item_pairs {
public:
    item_pairs(const plan& before, const plan& after, std::vector<words>& notes)
        : old_(before), new_(after), notes_(notes), to_new_(before.nodes.size()), to_old_(after.nodes.size()) {}

    std::vector<pair_of> run() {
        for (node_id n = 0; n < new_.nodes.size(); ++n)  // preorder: the item above is paired first
            by_title(n, true);
        by_title_anywhere();
        like_ones(true);
        like_ones(false);
        return in_order();
    }

private:
    static std::string key(const plan_node& n) { return name_key(n.title); }

    void put(node_id before, node_id after) {
        to_new_[before] = after;
        to_old_[after] = before;
    }

    bool same_place(node_id before, node_id after) const {
        const auto &up = old_.nodes[before].parent, &over = new_.nodes[after].parent;
        if (!up || !over) return !up && !over;
        return to_new_[*up] == *over;
    }

    /// Of several with this title in the same place the one that stands at the same count.
    void by_title(node_id after, bool in_place) {
        if (to_old_[after]) return;
        for (node_id b = 0; b < old_.nodes.size(); ++b)
            if (!to_new_[b] && key(old_.nodes[b]) == key(new_.nodes[after]) && (!in_place || same_place(b, after))) {
                put(b, after);
                return;
            }
    }

    void by_title_anywhere() {
        std::map<std::string, std::pair<std::vector<node_id>, std::vector<node_id>>> left;
        for (node_id b = 0; b < old_.nodes.size(); ++b)
            if (!to_new_[b]) left[key(old_.nodes[b])].first.push_back(b);
        for (node_id a = 0; a < new_.nodes.size(); ++a)
            if (!to_old_[a]) left[key(new_.nodes[a])].second.push_back(a);
        for (const auto& [title, both] : left)
            if (both.first.size() == 1 && both.second.size() == 1) {
                put(both.first[0], both.second[0]);
                if (!same_place(both.first[0], both.second[0])) moved(both.first[0], both.second[0]);
            }
    }

    static std::string above(const plan& p, node_id n) { return p.nodes[n].parent ? item_name(p.nodes[*p.nodes[n].parent]) : p.title; }

    void moved(node_id b, node_id a) {
        const auto from = above(old_, b), to = above(new_, a);
        const auto title = new_.nodes[a].title;
        notes_.push_back({"指标“" + title + "”由“" + from + "”移到“" + to + "”，按同一指标比较。",
            "The item \"" + title + "\" moved from \"" + from + "\" to \"" + to + "\"; taken as the same item."});
    }

    static std::string body(const plan_node& n) {
        std::string out;
        for (const auto& r : n.rules) out += r.text + "。";
        return out;
    }

    /// How much speaks for the two being one item; a like title counts, and so do like sentences.
    number alike(node_id b, node_id a) const {
        const plan_node &x = old_.nodes[b], &y = new_.nodes[a];
        const number title = likeness(x.title, y.title);
        if (x.rules.empty() != y.rules.empty()) return title * number::fraction(1, 2);
        return x.rules.empty() ? title : maximum(title, likeness(body(x), body(y)));
    }

    /// The likest first; one that is as like to another is not taken.
    void like_ones(bool in_place) {
        struct candidate {
            number much;
            node_id b, a;
        };
        std::vector<candidate> all;
        for (node_id a = 0; a < new_.nodes.size(); ++a)
            for (node_id b = 0; b < old_.nodes.size() && !to_old_[a]; ++b) {
                if (to_new_[b] || (in_place && !same_place(b, a))) continue;
                const number much = alike(b, a);
                if (!(much < number::fraction(in_place ? 1 : 3, in_place ? 2 : 4))) all.push_back({much, b, a});
            }
        std::stable_sort(all.begin(), all.end(), [](const candidate& x, const candidate& y) { return y.much < x.much; });
        for (const auto& c : all) {
            if (to_new_[c.b] || to_old_[c.a]) continue;
            const bool rival = std::any_of(all.begin(), all.end(),
                [&](const candidate& other) { return other.much == c.much && (other.a == c.a) != (other.b == c.b) && !to_new_[other.b] && !to_old_[other.a]; });
            if (rival) continue;
            put(c.b, c.a);
            const auto from = item_name(old_.nodes[c.b]), to = item_name(new_.nodes[c.a]);
            notes_.push_back({"按同一指标比较：“" + from + "” ↔ “" + to + "”。", "Taken as the same item: \"" + from + "\" ↔ \"" + to + "\"."});
        }
    }

    std::vector<pair_of> in_order() const {
        std::vector<pair_of> out;
        std::vector<bool> said(old_.nodes.size());
        const auto removed_behind = [&](std::optional<node_id> b) {
            for (node_id next = b ? *b + 1 : 0; next < old_.nodes.size() && !to_new_[next]; ++next)
                if (!said[next]) {
                    said[next] = true;
                    out.push_back({next, std::nullopt});
                }
        };
        removed_behind(std::nullopt);
        for (node_id a = 0; a < new_.nodes.size(); ++a) {
            out.push_back({to_old_[a], a});
            if (to_old_[a]) removed_behind(to_old_[a]);
        }
        return out;
    }

    const plan &old_, &new_;
    std::vector<words>& notes_;
    std::vector<std::optional<node_id>> to_new_, to_old_;
};

}  // namespace

std::string item_name(const plan_node& n) {
    const bool spaced = !n.number.empty() && static_cast<unsigned char>(n.number.back()) < 0x80U;
    return n.number + (spaced ? " " : "") + n.title;
}

std::vector<pair_of> pair_items(const plan& before, const plan& after, std::vector<words>& notes) { return item_pairs(before, after, notes).run(); }

}  // namespace fenze
