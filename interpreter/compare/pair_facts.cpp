// Facts: of the same name in the same item; then, with a note, reworded ones of the same item and those whose item changed.

#include <algorithm>
#include <map>

#include "dsl/fold.hpp"
#include "interpreter/compare/likeness.hpp"
#include "interpreter/compare/pairing.hpp"
#include "interpreter/quantity.hpp"

namespace fenze {
namespace {

using fact_id = std::uint32_t;

class fact_pairs {
public:
    fact_pairs(const plan& before, const plan& after, pairing& out)
        : old_(before), new_(after), out_(out), to_new_(before.facts.size()), to_old_(after.facts.size()) {
        for (const auto& item : out_.items)
            if (item.before && item.after) same_item_[*item.before] = *item.after;
    }

    void run(const std::vector<wished_pair>& wishes) {
        for (const auto& wish : wishes) as_wished(wish);
        by_name();
        moved();
        reworded();
        near_misses();
        for (fact_id b = 0; b < to_new_.size(); ++b)
            if (!to_new_[b]) out_.facts.push_back({{b, std::nullopt}, {}, 1});
        for (fact_id a = 0; a < to_old_.size(); ++a)
            if (!to_old_[a]) out_.facts.push_back({{std::nullopt, a}, {}, 1});
    }

private:
    struct likely {
        number much;
        fact_id b, a;
    };

    [[nodiscard]] bool same_item(fact_id b, fact_id a) const {
        const auto x = old_.facts[b].node, y = new_.facts[a].node;
        if (x == no_node || y == no_node) return x == y;
        const auto found = same_item_.find(x);
        return found != same_item_.end() && found->second == y;
    }
    [[nodiscard]] std::string where(const plan& p, fact_id f) const { return p.facts[f].node < p.nodes.size() ? item_name(p.nodes[p.facts[f].node]) : p.title; }
    void note(std::string zh, std::string en) { out_.notes.push_back({std::move(zh), std::move(en)}); }
    static std::string both(const std::string& x, const std::string& y) { return "“" + x + "” ↔ “" + y + "”"; }

    /// How many new units one old unit is; nothing where one cannot be told from the other's value.
    static std::optional<number> times(const fact& x, const fact& y) {
        if (x.kind != y.kind || (x.use == fact_use::absence) != (y.use == fact_use::absence)) return std::nullopt;
        if (x.unit == y.unit) return number(1);
        if (x.kind == fact_kind::count) return number(1);  // 件 ↔ 项: counted all the same, and said
        if (x.unit.empty() || y.unit.empty()) return std::nullopt;
        return convert(number(1), x.unit, y.unit);
    }

    static std::size_t values(const fact& f) { return f.options.size() + (f.or_none ? 1 : 0); }
    static std::string option(const fact& f, std::size_t n) { return n < f.options.size() ? f.options[n] : "无"; }

    /// Options by their words; one reworded option in the same place is taken for the same, and said.
    bool options(const fact& x, const fact& y, paired_fact& made) {
        std::vector<bool> had(values(y));
        std::vector<std::size_t> left;
        for (std::size_t i = 0; i < values(x); ++i) {
            bool found = false;
            for (std::size_t k = 0; k < values(y) && !found; ++k)
                if (!had[k] && (i < x.options.size()) == (k < y.options.size()) && name_key(option(x, i)) == name_key(option(y, k))) {
                    made.options.emplace_back(i, k);
                    had[k] = found = true;
                }
            if (!found) left.push_back(i);
        }
        for (const auto i : left) {
            if (values(x) != values(y) || had[i] || likeness(option(x, i), option(y, i)) < number::fraction(1, 2) ||
                !wording_difference(option(x, i), option(y, i)).empty())
                continue;
            had[i] = true;
            made.options.emplace_back(i, i);
            note("“" + y.name + "”的选项按同一选项比较：" + both(option(x, i), option(y, i)) + "。",
                "Options of \"" + y.name + "\" taken as the same: \"" + option(x, i) + "\" ↔ \"" + option(y, i) + "\".");
        }
        return !made.options.empty();
    }

    bool put(fact_id b, fact_id a) {
        const fact &x = old_.facts[b], &y = new_.facts[a];
        const auto many = times(x, y);
        if (!many) return false;
        paired_fact made{{b, a}, {}, *many};
        if (x.kind == fact_kind::choice && !options(x, y, made)) return false;
        if (x.unit != y.unit && x.kind != fact_kind::choice)
            note("“" + y.name + "”的单位由“" + x.unit + "”改为“" + y.unit + "”，" +
                     (*many == number(1) ? "按数目相同比较。" : "换算后比较：1" + x.unit + "＝" + many->text() + y.unit + "。"),
                "The unit of \"" + y.name + "\" changed from " + x.unit + " to " + y.unit +
                    (*many == number(1) ? "; compared by the same number." : "; converted."));
        to_new_[b] = a;
        to_old_[a] = b;
        out_.facts.push_back(std::move(made));
        return true;
    }

    /// Facts that the words name: by path, else by name.
    static std::vector<fact_id> named(const plan& p, const std::string& wanted) {
        std::vector<fact_id> out;
        for (fact_id f = 0; f < p.facts.size(); ++f)
            if (p.facts[f].path == wanted) return {f};
        for (fact_id f = 0; f < p.facts.size(); ++f)
            if (p.facts[f].use != fact_use::absence && name_key(p.facts[f].name) == name_key(wanted)) out.push_back(f);
        return out;
    }

    void as_wished(const wished_pair& wish) {
        const auto b = named(old_, wish.before), a = named(new_, wish.after);
        for (const auto& [name, found] : {std::pair(wish.before, b.size()), std::pair(wish.after, a.size())})
            if (!name.empty() && found != 1) out_.unknown.push_back(name);
        if (wish.before.empty() && a.size() == 1) alone_new_.push_back(a[0]);
        else if (wish.after.empty() && b.size() == 1) alone_old_.push_back(b[0]);
        else if (b.size() == 1 && a.size() == 1 && !to_new_[b[0]] && !to_old_[a[0]]) {
            if (put(b[0], a[0]))
                note("照要求按同一事实比较：" + both(old_.facts[b[0]].name, new_.facts[a[0]].name) + "。",
                    "Taken as the same fact on request: \"" + old_.facts[b[0]].name + "\" ↔ \"" + new_.facts[a[0]].name + "\".");
            else out_.unknown.push_back(wish.before + "=" + wish.after);
        }
    }

    [[nodiscard]] bool free_old(fact_id b) const { return !to_new_[b] && std::find(alone_old_.begin(), alone_old_.end(), b) == alone_old_.end(); }
    [[nodiscard]] bool free_new(fact_id a) const { return !to_old_[a] && std::find(alone_new_.begin(), alone_new_.end(), a) == alone_new_.end(); }

    void by_name() {
        for (fact_id a = 0; a < to_old_.size(); ++a) {
            const fact& y = new_.facts[a];
            for (fact_id b = 0; b < to_new_.size() && free_new(a); ++b) {
                const fact& x = old_.facts[b];
                if (!free_old(b) || !same_item(b, a) || (x.use == fact_use::absence) != (y.use == fact_use::absence)) continue;
                // an item's absence is the item's own, whatever its title is now
                if (x.use != fact_use::absence && name_key(x.name) != name_key(y.name)) continue;
                if (x.use == fact_use::absence) put(b, a);
                else if (!put(b, a)) another_kind(b, a);
                else if (namesakes(old_, b) > 1 || namesakes(new_, a) > 1)
                    note("“" + where(new_, a) + "”里不止一个“" + y.name + "”，按先后对应：" + both(x.path, y.path) + "。",
                        "\"" + where(new_, a) + "\" has several facts \"" + y.name + "\"; paired in their order: \"" + x.path + "\" ↔ \"" + y.path + "\".");
            }
        }
    }

    /// Facts of the item that go by this name.
    static std::ptrdiff_t namesakes(const plan& p, fact_id f) {
        return std::count_if(p.facts.begin(), p.facts.end(), [&](const fact& other) {
            return other.node == p.facts[f].node && other.use != fact_use::absence && name_key(other.name) == name_key(p.facts[f].name);
        });
    }

    void another_kind(fact_id b, fact_id a) {
        const fact &x = old_.facts[b], &y = new_.facts[a];
        if (x.kind == fact_kind::choice && y.kind == fact_kind::choice) {
            const auto all = [](const fact& f) {
                std::string out;
                for (std::size_t n = 0; n < values(f); ++n) out += "“" + option(f, n) + "”";
                return out;
            };
            return note("“" + y.name + "”的选项全换了，由" + all(x) + "改为" + all(y) + "，没有一个相同，按两个事实比较。",
                "All options of \"" + y.name + "\" are others now; compared as two facts.");
        }
        const auto says = [](const fact& f) { return std::string(kind_zh(f.kind)) + (f.unit.empty() ? "" : "（" + f.unit + "）"); };
        note("“" + y.name + "”旧文件里是" + says(x) + "，新文件里是" + says(y) + "，按两个事实比较。",
            "\"" + y.name + "\" is of another kind in the new rubric; compared as two facts.");
    }

    /// The same name, once in each rubric, under another item.
    void moved() {
        std::map<std::string, std::pair<std::vector<fact_id>, std::vector<fact_id>>> all;
        for (fact_id b = 0; b < to_new_.size(); ++b) all[name_key(old_.facts[b].name)].first.push_back(b);
        for (fact_id a = 0; a < to_old_.size(); ++a) all[name_key(new_.facts[a].name)].second.push_back(a);
        for (const auto& [name, found] : all) {
            if (found.first.size() != 1 || found.second.size() != 1) continue;
            const fact_id b = found.first[0], a = found.second[0];
            if (!free_old(b) || !free_new(a) || same_item(b, a) || old_.facts[b].use == fact_use::absence || !put(b, a)) continue;
            note("“" + new_.facts[a].name + "”旧文件里在“" + where(old_, b) + "”，新文件里在“" + where(new_, a) + "”，按同一事实比较。",
                "\"" + new_.facts[a].name + "\" stands in \"" + where(old_, b) + "\" before and in \"" + where(new_, a) + "\" now; taken as the same fact.");
        }
    }

    /// The sentences that ask for a fact, read, with a blank for its name.
    static std::string frame(const plan& p, fact_id f) {
        std::string out;
        for (const auto& n : p.nodes)
            for (const auto& r : n.rules) {
                if (std::find(r.facts.begin(), r.facts.end(), f) == r.facts.end()) continue;
                std::string said = r.reading;
                for (auto at = said.find(p.facts[f].name); at != std::string::npos; at = said.find(p.facts[f].name, at))
                    said.replace(at, p.facts[f].name.size(), "□");
                out += said + "。";
            }
        return out;
    }

    /// Whether a wish to pair the two could be granted.
    bool can_be_one(fact_id b, fact_id a) {
        const fact &x = old_.facts[b], &y = new_.facts[a];
        if (!times(x, y)) return false;
        if (x.kind != fact_kind::choice) return true;
        const auto told = out_.notes.size();
        paired_fact tried;
        const bool good = options(x, y, tried);
        out_.notes.resize(told);
        return good;
    }

    [[nodiscard]] std::vector<likely> candidates() const {
        std::vector<likely> all;
        for (fact_id b = 0; b < to_new_.size(); ++b)
            for (fact_id a = 0; a < to_old_.size(); ++a) {
                const fact &x = old_.facts[b], &y = new_.facts[a];
                if (!free_old(b) || !free_new(a) || !same_item(b, a) || x.use != y.use || !times(x, y)) continue;
                number much = likeness(x.name, y.name);
                if (const auto own = frame(old_, b); !own.empty() && own == frame(new_, a)) much = much + number::fraction(1, 4);
                if (!(much < number::fraction(1, 2))) all.push_back({much, b, a});
            }
        std::stable_sort(all.begin(), all.end(), [](const likely& x, const likely& y) { return y.much < x.much; });
        return all;
    }

    /// Like names of one item: only where nothing tells the two apart, and neither has another as like.
    void reworded() {
        const auto all = candidates();
        for (const auto& c : all) {
            const fact &x = old_.facts[c.b], &y = new_.facts[c.a];
            if (!free_old(c.b) || !free_new(c.a) || !wording_difference(x.name, y.name).empty()) continue;
            const bool rival = std::any_of(all.begin(), all.end(),
                [&](const likely& o) { return (o.a == c.a) != (o.b == c.b) && c.much - number::fraction(1, 10) < o.much && free_old(o.b) && free_new(o.a); });
            if (!rival && put(c.b, c.a))
                note("按同一事实比较：" + both(x.name, y.name) + "（" + where(new_, c.a) + "）。",
                    "Taken as the same fact: \"" + x.name + "\" ↔ \"" + y.name + "\" (" + where(new_, c.a) + ").");
        }
    }

    void near_misses() {
        for (const auto& c : candidates()) {
            const fact &x = old_.facts[c.b], &y = new_.facts[c.a];
            if (!can_be_one(c.b, c.a)) continue;
            const auto why = wording_difference(x.name, y.name);
            note("没有按同一事实比较：" + both(x.name, y.name) + (why.empty() ? "（不止一种对应）" : "（“" + why + "”不同）") + "。若是同一事实，加 --pair " +
                     x.path + "=" + y.path,
                "Not taken as the same fact: \"" + x.name + "\" ↔ \"" + y.name + "\". If they are, add --pair " + x.path + "=" + y.path);
        }
    }

    const plan &old_, &new_;
    pairing& out_;
    std::map<std::uint32_t, std::uint32_t> same_item_;
    std::vector<std::optional<fact_id>> to_new_, to_old_;
    std::vector<fact_id> alone_old_, alone_new_;
};

}  // namespace

pairing pair_up(const plan& before, const plan& after, const std::vector<wished_pair>& wishes) {
    pairing out;
    out.items = pair_items(before, after, out.notes);
    fact_pairs(before, after, out).run(wishes);
    std::vector<words> once;
    for (auto& n : out.notes)
        if (std::none_of(once.begin(), once.end(), [&](const words& o) { return o.zh == n.zh; })) once.push_back(std::move(n));
    out.notes = std::move(once);
    return out;
}

}  // namespace fenze
