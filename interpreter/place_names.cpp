#include "interpreter/place_names.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"

namespace fenze {
namespace {

struct heading {
    std::uint32_t begin;
    std::string words;
};

/// At most so many characters of a title: it only has to be recognised.
std::string shortened(const std::string& title) {
    constexpr std::size_t most = 20;
    std::size_t i = 0;
    for (std::size_t n = 0; n < most && i < title.size(); ++n) i += character_length(title, i);
    return i < title.size() ? title.substr(0, i) + "…" : title;
}

void collect(const outline_node& n, const std::string& above, std::vector<heading>& out) {
    for (const auto& child : n.children) {
        const bool spaced = !child.number.empty() && static_cast<unsigned char>(child.number.back()) < 0x80U;
        const std::string own = child.number + (spaced && !child.title.empty() ? " " : "") + shortened(child.title);
        out.push_back({child.at.begin, above + own});
        const std::string& brief = child.number.empty() ? own : child.number;
        collect(child, above + brief + (brief.ends_with("、") || brief.ends_with("）") ? "" : " "), out);
    }
}

}  // namespace

void name_places(const document_tree& tree, diagnostics& problems) {
    std::vector<heading> all;
    for (const auto& rubric : tree.rubrics) {
        all.push_back({rubric.title_at.begin, tree.rubrics.size() > 1 ? shortened(rubric.title) : std::string()});
        collect(rubric.root, tree.rubrics.size() > 1 ? shortened(rubric.title) + " " : std::string(), all);
    }
    // 等级：, 例： and their like speak of the rubric, below whatever heading they stand
    std::vector<span> of_all;
    for (const auto& rubric : tree.rubrics)
        for (const auto& d : rubric.directives)
            if (is_any(d.word, {"满分", "等级", "否决", "处理", "边界", "事实", "例", "依据", "版本"})) of_all.push_back(d.at);
    std::stable_sort(all.begin(), all.end(), [](const heading& a, const heading& b) { return a.begin < b.begin; });
    for (auto& p : problems) {
        if (!p.where.empty()) continue;
        if (std::any_of(of_all.begin(), of_all.end(), [&](span d) { return d.begin <= p.at.begin && p.at.begin < d.end; })) {
            if (tree.rubrics.size() < 2) continue;
            const auto of = std::find_if(tree.rubrics.rbegin(), tree.rubrics.rend(), [&](const rubric_text& r) { return r.title_at.begin <= p.at.begin; });
            if (of != tree.rubrics.rend()) p.where = shortened(of->title);
            continue;
        }
        const auto next = std::upper_bound(all.begin(), all.end(), p.at.begin, [](std::uint32_t at, const heading& h) { return at < h.begin; });
        if (next != all.begin()) p.where = std::prev(next)->words;
    }
}

}  // namespace fenze
