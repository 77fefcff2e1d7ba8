// An item that stands twice: under one heading, or pasted below itself.

#include <map>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/check/checks.hpp"

namespace fenze {
namespace {

struct placed {
    const outline_node* node = nullptr;
    std::optional<std::size_t> parent;  // index
    bool told = false;                  // it, or what it stands under
};

std::string own_words(const review& r, const outline_node& n) {
    std::string out = name_key(n.title) + (n.mark ? "\n" + n.mark->text : "");
    for (const auto& p : n.text) out += "\n" + name_key(r.text.slice(p.at));
    return out;
}

void preorder(const outline_node& n, std::optional<std::size_t> above, std::vector<placed>& into) {
    for (const auto& child : n.children) {
        into.push_back({&child, above, false});
        preorder(child, into.size() - 1, into);
    }
}

bool below(const std::vector<placed>& all, std::size_t n, std::size_t above) {
    for (auto at = all[n].parent; at; at = all[*at].parent)
        if (*at == above) return true;
    return false;
}

span place_of(const outline_node& n) { return n.title_at.empty() ? n.at : n.title_at; }

void tell(review& r, span at, span before, bool same) {
    diagnostic& d = r.add("FZ302", severity::warning, at,
        {same ? "这一项与前面的一项完全相同，疑为重复粘贴，会重复计分。" : "同一标题下有两项同名，疑为重复粘贴。",
            same ? "this item stands here twice" : "two items here have the same title"},
        {"删去重复的一项；若确是两项，请用不同的名称。", "delete one, or give them different titles"});
    d.labels.push_back({before, {"前一项在这里", "the first one"}});
}

/// Under one heading a title is enough; elsewhere all words must agree and the two must stand next to each other or one below the other.
void headings(review& r) {
    std::vector<placed> all;
    preorder(r.written.root, std::nullopt, all);
    std::map<std::string, std::vector<std::size_t>> titled;
    for (std::size_t b = 0; b < all.size(); ++b) {
        const outline_node& n = *all[b].node;
        all[b].told = all[b].parent && all[*all[b].parent].told;
        const std::string key = name_key(n.title);
        const bool scores = n.mark || !n.text.empty() || !n.children.empty() || scoring_marker(r.text, n.title_at);
        if (key.empty() || n.evidence) continue;
        std::vector<std::size_t>& earlier = titled[key];
        const auto seen = earlier;
        if (earlier.size() < 8) earlier.push_back(b);  // more of a name are a form, not a slip
        if (!scores || all[b].told) continue;
        for (const auto a : seen) {
            const outline_node& before = *all[a].node;
            const bool same = own_words(r, before) == own_words(r, n);
            const bool near = a + 1 == b || below(all, b, a);
            if (all[a].parent != all[b].parent && !(near && same)) continue;
            tell(r, place_of(n), place_of(before), same);
            all[b].told = true;
            break;
        }
    }
}

/// Rows of a table that agree in every cell, the first aside where it is empty in one of them.
void rows(review& r) {
    std::map<std::string, span> seen;
    for (std::uint32_t at = r.written.title_at.begin; at < r.end;) {
        const span line = r.text.line_of(at);
        at = line.end + 1;
        const std::string_view words_here = r.text.slice(line);
        const char split = has(words_here, "|") ? '|' : '\t';
        const auto bar = words_here.find(split);
        if (bar == std::string_view::npos || starts(words_here, "#")) continue;
        std::string_view rest = words_here.substr(bar + 1);
        const std::string first = name_key(words_here.substr(0, bar));
        const std::string key = name_key(rest);
        if (key.size() < 24 || (!scoring_marker(r.text, line) && !has(rest, "分"))) continue;
        if (has_any(key, {"评分标准", "评价标准", "考核标准|"})) continue;  // a header
        const auto [found, fresh] = seen.emplace(key, line);
        if (fresh) continue;
        const std::string before = name_key(r.text.slice(found->second).substr(0, r.text.slice(found->second).find(split)));
        if (!first.empty() && !before.empty() && first != before) continue;  // 甲 | 每次得1分, 乙 | 每次得1分
        if (!r.told("FZ302", line)) tell(r, line, found->second, true);
    }
}

}  // namespace

void check_repeats(review& r) {
    headings(r);
    rows(r);
}

}  // namespace fenze
